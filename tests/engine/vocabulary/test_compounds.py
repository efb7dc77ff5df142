"""German compounds are split into words of the catalogue."""

import pytest

from rathaus.engine.vocabulary.compounds import candidate_parts, split_compound, words_of

DICTIONARY = {"hund", "hunde", "steuer", "anmeldung", "gewerbe", "ummeldung", "bewohner", "park", "ausweis", "parken"}


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("hundesteuer", ("hunde", "steuer")),
        ("hundesteueranmeldung", ("hunde", "steuer", "anmeldung")),
        ("gewerbeummeldung", ("gewerbe", "ummeldung")),
        ("bewohnerparkausweis", ("bewohner", "park", "ausweis")),
        ("steuersanmeldung", ("steuer", "anmeldung")),
        ("hund", ()),
        ("hundesteueranmeldungausweis", ()),
        ("wohnsitz", ()),
    ],
)
def test_a_compound_splits_into_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert split_compound(word, DICTIONARY) == parts


def test_words_are_lower_case_with_umlauts_spelled_out() -> None:
    assert words_of("Bürger-Büro, Straße 5") == ["buerger", "buero", "strasse", "5"]


def test_every_part_of_a_split_is_a_candidate() -> None:
    assert {"hunde", "steuer", "anmeldung"} <= candidate_parts(["hundesteueranmeldung"])
    assert candidate_parts(["kurz"]) == set()
