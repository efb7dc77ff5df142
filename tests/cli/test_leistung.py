"""`rathaus leistung new` writes what the import of the coordination office would, and never over something."""

from pathlib import Path

import pytest

from rathaus.cli.main import main
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.rules import compile_package
from tests.conformance.corpus import FILES_2, FILES_3, FIM, WHY_SKIPPED
from tests.core.leistung.conftest import probe
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE, XZUFI_FILE
from tests.engine.package_draft.test_kinds import PROCEDURE, zipped
from tests.standards.genericode.samples import codelist
from tests.standards.xprozess.samples import export, prozess

KEY = "99102013002000"
SAID = [f"--set={key}={value}" for key, value in ANSWERS.items() if key not in {"schluessel", "teaser"}]


def place(folder: Path, **files: bytes) -> list[str]:
    """Write files; return the words that name them and the folder to write to."""
    words = []
    for name, content in files.items():
        path = folder / f"{name}.xml"
        path.write_bytes(content)
        words += [f"--{name}", str(path)]
    return [*words, "--to", str(folder / "out")]


def only_folder(folder: Path) -> Path:
    (found,) = (folder / "out").iterdir()
    return found


def test_a_folder_is_written_and_what_is_open_is_named_with_its_line(tmp_path: Path, capsys) -> None:
    assert main(["leistung", "new", KEY, *place(tmp_path, schema=SCHEMA_FILE), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "ebene=gemeinde|kreis|sonderstatus|regierungsbezirk|land  Who decides?" in said
    assert "minuten=, suggested: 2" in said
    assert 'ablauf.toml line 8: There is still a stand-in: verfahrensrecht = "VwVfG".' in said
    folder = only_folder(tmp_path)
    assert folder.name == f"{KEY}-testantrag"
    assert {"daten.xdf3.xml", "leistung.xzufi.xml", "bescheid"} <= {each.name for each in folder.iterdir()}


def test_values_that_are_given_leave_nothing_open(tmp_path: Path, capsys) -> None:
    norms = ["--set=norm=§ 3 TestG; § 4 TestG"]
    assert main(["leistung", "new", KEY, *place(tmp_path, schema=SCHEMA_FILE), *SAID, *norms]) == 0
    assert "0 lines with a stand-in" in capsys.readouterr().out
    outcome = compile_package(read_folder(only_folder(tmp_path)))
    assert outcome.is_sound
    assert outcome.prozess is not None
    assert [norm.citation for norm in outcome.prozess.rechtsgrundlagen] == ["§ 3 TestG", "§ 4 TestG"]


def test_every_kind_of_file_finds_its_place(tmp_path: Path) -> None:
    files = {"schema": SCHEMA_FILE, "xzufi": XZUFI_FILE, "prozess": export(prozess()), "codeliste": codelist()}
    assert main(["leistung", "new", KEY, *place(tmp_path, **files)]) == 0
    folder = only_folder(tmp_path)
    assert (folder / "leistung.xzufi.xml").read_bytes() == XZUFI_FILE
    assert (folder / "codelisten" / "farbe_2.xml").exists()
    assert "unterlagen_nachfordern" in (folder / "ablauf.toml").read_text()


def test_files_of_one_name_in_two_folders_are_both_read(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "schema.xml").write_bytes(XZUFI_FILE)
    words = [*place(tmp_path, schema=SCHEMA_FILE), "--xzufi", str(tmp_path / "more" / "schema.xml")]
    assert main(["leistung", "new", KEY, *words]) == 0
    assert (only_folder(tmp_path) / "leistung.xzufi.xml").read_bytes() == XZUFI_FILE


def test_a_finished_package_is_written_as_it_is(tmp_path: Path, capsys) -> None:
    assert main(["leistung", "new", KEY, *place(tmp_path, schema=zipped(a=SCHEMA_FILE, b=PROCEDURE))]) == 1
    assert "PRO-003" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten(tmp_path: Path, capsys) -> None:
    words = ["leistung", "new", KEY, *place(tmp_path, schema=SCHEMA_FILE)]
    assert [main(words), main(words)] == [0, 1]
    assert "exists already and is left as it is" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"words", "PAK-008"), (b"", "PAK-006"), (SCHEMA_FILE[:-80], "XDF-002"), (b"PK\x03\x04 bomb", "PAK-005")],
)
def test_bad_files_write_nothing_and_say_what_to_do(tmp_path: Path, capsys, content: bytes, said: str) -> None:
    assert main(["leistung", "new", KEY, *place(tmp_path, schema=content)]) == 1
    assert said in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["123", "--schema", "x"], "123 is no LeiKa key"),
        ([KEY, "--schema", "/nowhere.xml"], "/nowhere.xml is no file."),
        ([KEY, "--schema", __file__, "--set", "ebene"], "ebene says no value"),
    ],
)
def test_wrong_words_are_explained(capsys, words: list[str], said: str) -> None:
    assert main(["leistung", "new", *words]) == 1
    assert said in capsys.readouterr().out


def test_a_wrong_value_is_named_and_a_wrong_slug_does_not_become_a_folder(tmp_path: Path, capsys) -> None:
    words = [*place(tmp_path, schema=SCHEMA_FILE), "--set=minuten=bald", "--set=slug=../../x"]
    assert main(["leistung", "new", KEY, *words]) == 0
    assert "(Geben Sie eine ganze Zahl von 1 bis 3650 ein.)" in capsys.readouterr().out
    assert only_folder(tmp_path).name == f"{KEY}-leistung"


@pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)
@pytest.mark.parametrize("file", FILES_3[:4] + FILES_2, ids=lambda file: file.name[:14])
def test_real_schemas_become_packages(tmp_path: Path, capsys, file: Path) -> None:
    beside = [str(each) for each in file.parent.glob("*genericode.xml")] if file in FILES_2 else []
    lists = ["--codeliste", *beside] if beside else []
    status = main(["leistung", "new", KEY, "--schema", str(file), *lists, "--to", str(tmp_path), *SAID])
    said = capsys.readouterr().out
    assert "0 lines with a stand-in" in said
    assert status == (1 if "COM-001" in said else 0)


@pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)
def test_a_real_process_becomes_tasks_of_the_package(tmp_path: Path) -> None:
    (process,) = (FIM / "xprozess").glob("*.xprozess.xml")
    words = ["--schema", str(FILES_3[0]), "--prozess", str(process), "--to", str(tmp_path)]
    assert main(["leistung", "new", KEY, *words]) == 0
    (folder,) = tmp_path.iterdir()
    assert 'key = "korrektur_anfordern"' in (folder / "ablauf.toml").read_text()


def test_a_description_or_a_package_with_another_key_is_refused(tmp_path: Path, capsys) -> None:
    described = place(tmp_path, schema=SCHEMA_FILE, xzufi=XZUFI_FILE)
    assert main(["leistung", "new", "99102013002001", *described]) == 1
    assert f"leistung.xzufi.xml has the key {KEY}, the command says 99102013002001." in capsys.readouterr().out
    (tmp_path / "ablauf.toml").write_bytes(probe()["ablauf.toml"])
    finished = [*place(tmp_path, schema=SCHEMA_FILE), "--prozess", str(tmp_path / "ablauf.toml")]
    assert main(["leistung", "new", "99102013002001", *finished]) == 1
    assert "ablauf.toml has the key" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_a_name_that_is_not_asked_is_refused(tmp_path: Path, capsys) -> None:
    for name in ("minutn", "schluessel"):
        assert main(["leistung", "new", KEY, *place(tmp_path, schema=SCHEMA_FILE), f"--set={name}=5"]) == 1
        assert f"{name} is not asked here. --set takes: bearbeitung_tage, " in capsys.readouterr().out
    (tmp_path / "ablauf.toml").write_bytes(probe()["ablauf.toml"])
    finished = [*place(tmp_path, schema=SCHEMA_FILE), "--prozess", str(tmp_path / "ablauf.toml"), "--set=minuten=5"]
    assert main(["leistung", "new", KEY, *finished]) == 1
    assert "A finished package says everything itself." in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
