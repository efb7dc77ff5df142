"""Ids and versions of both versions of the standard, bare and in prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.standards.xdatenfelder.ids import downgrade_id, downgrade_prose, upgrade_id, upgrade_prose
from rathaus.standards.xdatenfelder.model import Identifikation

PAIRS = [
    ("F60000243", "F60000000243"),
    ("siehe G05000499.", "siehe G05000000499."),
    ("F60000243V1.1", "F60000000243V1.1.0"),
    ("F60000243 (V1.1), F60000244", "F60000000243 (V1.1.0), F60000000244"),
    ("F60000243 Version 1.1.", "F60000000243 Version 1.1.0."),
    ("XF60000243 und F600002431 und F6000024", "XF60000243 und F600002431 und F6000024"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_prose_is_upgraded_and_downgraded(old: str, new: str) -> None:
    assert upgrade_prose(old) == new
    assert downgrade_prose(new) == old


def test_an_upgraded_text_is_upgraded_already() -> None:
    assert all(upgrade_prose(new) == new for _, new in PAIRS)


def test_ids_and_versions_that_do_not_come_from_version_2_stay() -> None:
    other = Identifikation("F60001000243", "1.2.3")
    assert upgrade_id(other) == downgrade_id(other) == other
    assert upgrade_id(Identifikation("F60000243")) == Identifikation("F60000000243")


@given(st.lists(st.sampled_from(["F60000243", "F60000000243", " V1.1", "V1.1.0", " (V2.0.3)", " ", ".", "x", "1"])))
def test_the_way_there_and_back_is_stable(pieces: list[str]) -> None:
    upgraded = upgrade_prose("".join(pieces))
    assert upgrade_prose(downgrade_prose(upgraded)) == upgraded
