"""The finder: everyday words, other spellings, compounds, typing errors."""

from datetime import UTC, date, datetime

import pytest

from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.finder import search
from rathaus.core.leistung.package import read_folder
from tests.core.leistung.conftest import CONTENT

TODAY = date(2026, 11, 22)


@pytest.fixture
def catalogue(officer):
    for folder in sorted(path for path in CONTENT.iterdir() if path.is_dir()):
        files = dict(read_folder(folder))
        files["ablauf.toml"] = files["ablauf.toml"].replace(b'slug = "', b'slug = "suche-', 1)
        version = load_package(actor=officer, files=files).version
        publish_version(actor=officer, version=version, valid_from=TODAY, now=datetime(2026, 11, 22, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("question", "slug"),
    [
        ("Hundesteuer", "hundesteuer-anmeldung"),
        ("Hund anmelden", "hundesteuer-anmeldung"),
        ("hundesteur", "hundesteuer-anmeldung"),
        ("Anwohnerparken", "bewohnerparkausweis"),
        ("Parkausweis", "bewohnerparkausweis"),
        ("Unterhalt für mein Kind", "unterhaltsvorschuss"),
        ("resident parking permit", "bewohnerparkausweis"),
    ],
)
def test_everyday_words_find_the_right_leistung_first(catalogue, question: str, slug: str) -> None:
    hits = [hit for hit in search(question, day=TODAY) if hit.leistung.slug.startswith("suche-")]
    assert hits[0].leistung.slug == f"suche-{slug}"
    assert hits[0].why.de


@pytest.mark.parametrize("question", ["", "  ", "!!!", "xyzzyqwert", "'1'='1' --", "a" * 5000])
def test_a_question_without_an_answer_finds_nothing(catalogue, question: str) -> None:
    assert search(question, day=TODAY) == []


def test_what_is_not_published_on_the_day_is_not_found(catalogue) -> None:
    hits = search("Hundesteuer", day=date(2026, 11, 21))
    assert not [hit for hit in hits if hit.leistung.slug.startswith("suche-")]
