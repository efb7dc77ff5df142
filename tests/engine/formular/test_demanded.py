"""A group that must have entries: needed only where every optional group and choice around it is used."""

import pytest

from rathaus.engine.formular.entries import is_demanded, is_free
from rathaus.engine.formular.model import Formular
from tests.engine.forms import ask, form, group, page


def household() -> Formular:
    """Children that must be named, on the first floor, in an optional household, and on one of two ways."""
    return form(
        group("K", min_count=1, max_count=None), ask("K.N", required=True),
        group("H", min_count=0), ask("H.A"),
        group("H.K", min_count=1, max_count=None), ask("H.K.N", required=True),
        group("W", min_count=1, choice_group=True), ask("W.A"), group("W.B", min_count=1),
        group("W.B.K", min_count=1, max_count=None), ask("W.B.K.N", required=True),
        pages=[page("eins", "K", "H.A", "H.K", "W.A", "W.B.K")],
    )  # fmt: skip


FORM = household()


@pytest.mark.parametrize(("path", "free"), [("K", False), ("H.K", True), ("W.B.K", True)])
def test_entries_may_be_left_out_with_an_optional_group_or_another_way(path: str, *, free: bool) -> None:
    assert is_free(FORM, path) is free


@pytest.mark.parametrize(
    ("answers", "path", "demanded"),
    [
        ({}, "K", True),
        ({}, "H.K", False),
        ({"H.A": "ja"}, "H.K", True),
        ({"H.K[0].N": "Ada"}, "H.K", True),
        ({}, "W.B.K", False),
        ({"W.A": "so"}, "W.B.K", False),
        ({"W.B.K[0]": {}}, "W.B.K", True),
    ],
)
def test_entries_are_needed_where_what_is_around_them_is_used(
    answers: dict[str, object], path: str, *, demanded: bool
) -> None:
    assert is_demanded(FORM, answers, path=path) is demanded
