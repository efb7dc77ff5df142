"""`rathaus` without words, with wrong ones, and with every command's help."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from rathaus.cli import main as entry
from rathaus.cli.main import COMMANDS, main
from tests.cli.conftest import UNTERHALT, Shell

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "commands.md"


@pytest.mark.parametrize("words", [[], ["--help"], ["help"], ["-h"]])
def test_without_a_command_all_of_them_are_listed(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    listed = re.findall(r"^  (\w+) +\S", capsys.readouterr().out, re.MULTILINE)
    assert listed == list(COMMANDS)


def test_an_unknown_command_is_named_and_all_others_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publsh"]) == 2
    said = capsys.readouterr()
    assert "no command 'publsh'" in said.err
    assert "publish" in said.out


def test_the_words_of_the_process_count_when_none_are_given(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(entry.sys, "argv", ["rathaus", "nonsense"])
    assert main() == 2


@pytest.mark.parametrize("command", list(COMMANDS))
def test_every_command_explains_itself(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RATHAUS_DEMO", "0")  # `demo` switches it on in its own process
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"usage: rathaus {command}" in capsys.readouterr().out


def test_a_forgotten_argument_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["compile"])
    assert ended.value.code == 2
    assert "the following arguments are required: file" in capsys.readouterr().err


def test_a_reader_who_has_seen_enough_is_no_failure_to_report(shell: Shell) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        shell.command("compile", str(UNTERHALT)), env=shell.environment(), stdout=writer, stderr=subprocess.PIPE,
        check=False,
    )  # fmt: skip
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, b"")


def test_every_command_stands_in_the_reference() -> None:
    assert re.findall(r"^\| `rathaus (\w+)[^`]*`", REFERENCE.read_text("utf-8"), re.MULTILINE) == list(COMMANDS)


def test_a_setting_that_cannot_be_used_stops_any_command_with_a_sentence(shell: Shell) -> None:
    outcome = shell.run("verify", RATHAUS_UPLOAD_LIMIT_BYTES="many")
    assert outcome.status == 1
    assert outcome.err.strip() == "RATHAUS_UPLOAD_LIMIT_BYTES is 'many'. Write a whole number such as 20000000."
