"""The finder: everyday words, other spellings, compounds, typing errors."""

from datetime import UTC, date, datetime

import pytest

from rathaus.core.leistung.actions import index_leistung, load_package, publish_version
from rathaus.core.leistung.finder import read_question, search
from rathaus.core.leistung.package import read_folder
from rathaus.engine.vocabulary.weighing import IndexTexts
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
        ("hundesteur", "hundesteuer-"),
        ("Anwohnerparken", "bewohnerparkausweis"),
        ("Parkausweis", "bewohnerparkausweis"),
        ("Unterhalt für mein Kind", "unterhaltsvorschuss"),
        ("resident parking permit", "bewohnerparkausweis"),
    ],
)
def test_everyday_words_find_the_right_leistung_first(catalogue, question: str, slug: str) -> None:
    hits = [hit for hit in search(question, day=TODAY) if hit.leistung.slug.startswith("suche-")]
    assert hits[0].leistung.slug.startswith(f"suche-{slug}")
    assert hits[0].why.de


@pytest.mark.parametrize("question", ["", "  ", "!!!", "xyzzyqwert", "'1'='1' --", "a" * 5000])
def test_a_question_without_an_answer_finds_nothing(catalogue, question: str) -> None:
    assert search(question, day=TODAY) == []


def test_what_is_not_published_on_the_day_is_not_found(catalogue) -> None:
    hits = search("Hundesteuer", day=date(2026, 11, 21))
    assert not [hit for hit in hits if hit.leistung.slug.startswith("suche-")]


@pytest.mark.parametrize(
    ("typed", "text", "place"),
    [
        ("hund anmelden hanau", "hund anmelden", "hanau"),
        ("Unterhalt in Friedberg", "Unterhalt", "friedberg-hessen"),
        ("Hanau", "Hanau", None),
        ("hund anmelden", "hund anmelden", None),
    ],
)
def test_a_place_in_the_question_is_understood(catalogue, typed: str, text: str, place: str | None) -> None:
    question = read_question(typed, day=TODAY)
    assert (question.text, question.place.slug if question.place else None) == (text, place)


def test_a_place_whose_name_is_a_word_of_a_service_is_no_place(catalogue) -> None:
    leistung = search("Hundesteuer", day=TODAY)[0].leistung
    index_leistung(leistung_id=leistung.pk, texts=IndexTexts("Linden fällen", (), "", ""))
    assert read_question("linden stutzen", day=TODAY).place is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hundesteuer", "steht im Titel"),
        ("Welpe", "führt"),
        ("Hundesteur", "ähnliches Wort"),
        ("Vierbeiner", "führt auch zu"),
    ],
)
def test_a_hit_says_why_it_was_found(catalogue, question: str, words: str) -> None:
    hit = next(hit for hit in search(question, day=TODAY) if hit.leistung.slug == "suche-hundesteuer-anmeldung")
    assert words in hit.why.de
    assert hit.why.en
