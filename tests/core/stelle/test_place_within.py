"""A place in the middle of a question."""

import pytest

from rathaus.core.stelle.place_within import place_within
from tests.cast import TODAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "slug", "rest"),
    [
        ("hund anmelden hanau", "hanau", "hund anmelden"),
        ("Hund in Hanau anmelden", "hanau", "Hund anmelden"),
        ("parken frankfurt am main", "frankfurt-am-main", "parken"),
        ("parken in Frankfurt", "frankfurt-am-main", "parken"),
        ("hundesteuer 63450", "hanau", "hundesteuer"),
        ("ruesselsheim am main hund", "ruesselsheim-am-main", "hund"),
    ],
)
def test_a_named_place_is_taken_out_of_the_text(text: str, slug: str, rest: str) -> None:
    named = place_within(text, day=TODAY)
    assert named is not None
    assert (named.stelle.slug, named.rest) == (slug, rest)


@pytest.mark.parametrize("text", ["", "hund anmelden", "bad parken", "99999", "a" * 300])
def test_a_text_without_one_clear_place_names_none(text: str) -> None:
    assert place_within(text, day=TODAY) is None
