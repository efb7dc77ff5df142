"""The LeiKa key and its parts."""

import csv
from pathlib import Path

import pytest

from rathaus.standards.xzufi.leika import LeikaKey, parse_leika_key

CATALOGUE = Path(__file__).parents[4] / "shared" / "data" / "leika_catalogue_2019.csv"


@pytest.mark.parametrize(
    ("key", "struktur"), [("99115005000000", "LO"), ("99115005104000", "LOV"), ("99115005104001", "LOVD")]
)
def test_a_key_says_how_it_is_built(key, struktur):
    assert parse_leika_key(key).struktur == struktur


def test_a_key_has_parts_of_three_digits():
    assert parse_leika_key("99115005104001") == LeikaKey("115", "005", "104", "001")


@pytest.mark.parametrize("key", ["", "9911500510400", "98115005104000", "99115005000001", "99１15005104000"])
def test_what_is_no_key_gives_nothing(key):
    assert parse_leika_key(key) is None


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("99115005104000", True),
        ("99400005104000", True),
        ("99000005104000", False),
        ("99149005104000", False),
        ("99200005104000", False),
        ("99115005237000", False),
        ("99115005280000", False),
    ],
)
def test_numbers_outside_of_the_official_lists_are_told_apart(key, known):
    assert parse_leika_key(key).has_known_numbers is known


@pytest.mark.conformance
@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue of 2019 is not part of the repository")
def test_every_key_of_the_catalogue_is_a_key_with_known_numbers():
    with CATALOGUE.open(encoding="utf-8") as file:
        keys = [row["leika_key"] for row in csv.DictReader(file)]
    assert [key for key in keys if not (parts := parse_leika_key(key)) or not parts.has_known_numbers] == []
