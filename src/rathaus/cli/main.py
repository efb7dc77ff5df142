"""`rathaus COMMAND`: finds the command's module and hands over."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rathaus.values.errors import RathausError


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Args:
        help: what the list says.
        module: the module with ``add_arguments`` and ``run``.
        is_pure: it needs neither settings nor database, so Django is not loaded.
    """

    help: str
    module: str
    is_pure: bool = False


COMMANDS = {
    "demo": Command("start the whole town hall with demo data", "rathaus.cli.demo"),
    "serve": Command("serve web pages and work on jobs", "rathaus.cli.serve"),
    "worker": Command("work on queued jobs only", "rathaus.cli.worker"),
    "migrate": Command("bring the database to this version and load the register of bodies", "rathaus.cli.migrate"),
    "load": Command("load the package of a Leistung from a folder", "rathaus.cli.load"),
    "codeliste": Command("load code lists to which forms refer, or show which there are", "rathaus.cli.codeliste"),
    "recht": Command("show, check or load legal parameters", "rathaus.cli.recht"),
    "publish": Command("publish a loaded version of a Leistung", "rathaus.cli.publish"),
    "member": Command("let somebody work for a body, or end it", "rathaus.cli.member"),
    "compile": Command(
        "compile a schema or a package and print findings and the form", "rathaus.cli.compile", is_pure=True
    ),
    "pruefe": Command("check the quality of schemas by the official numbers", "rathaus.cli.pruefe", is_pure=True),
    "regeln": Command(
        "read the prose rules of schemas and say how sure each reading is", "rathaus.cli.regeln", is_pure=True
    ),
    "prozess": Command(
        "read a process and print findings, a draft of ablauf.toml or a drawing", "rathaus.cli.prozess", is_pure=True
    ),
    "leistung": Command(
        "draft the folder of a Leistung from the files of the standards", "rathaus.cli.leistung", is_pure=True
    ),
    "siegel": Command("show the keys of electronic seals, or make test keys", "rathaus.cli.siegel"),
    "verify": Command("prove the hash chains of the protokoll", "rathaus.cli.verify"),
    "backup": Command("write everything into one file while the town hall goes on working", "rathaus.cli.backup"),
    "restore": Command("fill an empty database from a backup and compare the two", "rathaus.cli.restore"),
    "doctor": Command("say what is wrong and what to do about it", "rathaus.cli.doctor"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: words after ``rathaus``; those of the process when left out.

    Returns:
        Exit status: 0 done, 1 the command found something wrong, 2 wrong usage.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = _find_and_run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _find_and_run(words: list[str]) -> int:
    if not words or words[0] in {"-h", "--help", "help"}:
        _print_commands()
        return 0
    if words[0] not in COMMANDS:
        _print_commands()
        print(f"\nrathaus: there is no command {words[0]!r}.", file=sys.stderr)
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")
    if words[0] == "demo":
        os.environ["RATHAUS_DEMO"] = "1"
    return _run(words[0], words[1:])


def _run(name: str, words: list[str]) -> int:
    command = COMMANDS[name]
    if not command.is_pure:
        from rathaus.cli.database import set_up_django  # reads the settings, so the environment must be complete

        set_up_django()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"rathaus {name}", description=module.__doc__)
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(words)))
    except RathausError as error:
        print(f"rathaus {name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _print_commands() -> None:
    print("usage: rathaus COMMAND [options]\n\ncommands:")
    for name, command in COMMANDS.items():
        print(f"  {name:<10}{command.help}")
