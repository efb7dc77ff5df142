"""`rathaus codeliste` on real files and the suite's database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.standards.genericode.samples import IDENTIFICATION, codelist, row

type Run = Callable[..., Outcome]
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "farbe.xml"
    path.write_bytes(codelist())
    return path


def test_lists_are_loaded_and_shown(rathaus: Run, file: Path) -> None:
    loaded, again = (rathaus("codeliste", "load", str(file)) for _ in range(2))
    shown = rathaus("codeliste", "list")
    assert loaded.out.endswith("farbe.xml: urn:test:farbe_2, 2 entries, loaded\n")
    assert again.out.endswith("farbe.xml: urn:test:farbe_2, 2 entries, known already\n")
    assert shown.out.startswith("urn:test:farbe_2  2 entries  Liste der Farben\n")
    assert "urn:xpersonenstand:schluesseltabelle:geschlecht_3  4 entries  Geschlecht (comes with" in shown.out
    assert {loaded.status, again.status, shown.status} == {0}


def test_one_bad_file_does_not_keep_the_others_out(rathaus: Run, file: Path, tmp_path: Path) -> None:
    bad, none = tmp_path / "bad.xml", tmp_path / "none.xml"
    bad.write_bytes(b"<CodeList")
    outcome = rathaus("codeliste", "load", str(bad), str(none), str(file))
    assert outcome.status == 1
    assert "error GEN-001" in outcome.out
    assert "bad.xml: not loaded" in outcome.out
    assert "none.xml: there is no such file" in outcome.out
    assert "farbe.xml: urn:test:farbe_2, 2 entries, loaded" in outcome.out


def test_a_refused_version_does_not_keep_the_others_out(rathaus: Run, file: Path, tmp_path: Path) -> None:
    changed, long, other = (tmp_path / name for name in ("changed.xml", "long.xml", "other.xml"))
    changed.write_bytes(codelist(rows=row("01", "blau")))
    long.write_bytes(codelist(identification=IDENTIFICATION.replace("<Version>2<", f"<Version>{'2' * 61}<")))
    other.write_bytes(codelist(identification=IDENTIFICATION.replace("farbe", "form")))
    outcome = rathaus("codeliste", "load", *map(str, (file, changed, long, other)))
    assert outcome.status == 1
    assert "changed.xml: COD-001" in outcome.err
    assert "long.xml: COD-002" in outcome.err
    assert "other.xml: urn:test:form_2, 2 entries, loaded" in outcome.out


def test_a_changed_version_is_refused_in_words(rathaus: Run, file: Path) -> None:
    rathaus("codeliste", "load", str(file))
    file.write_bytes(codelist(rows=row("01", "blau")))
    outcome = rathaus("codeliste", "load", str(file))
    assert (outcome.status, "COD-001" in outcome.err) == (1, True)
