"""The register of norms: one rule, one row, however it is written."""

import pytest

from rathaus.core.norm.actions import register_norms
from rathaus.core.norm.queries import norm_by_slug, norms_by_citation


@pytest.mark.django_db
def test_registering_twice_keeps_one_row() -> None:
    first = register_norms(titles={"§ 1 UhVorschG": "Berechtigte"})
    again = register_norms(titles={"§  1 UhVorschG": "anders", "§ 2 UhVorschG": ""})
    assert again["§ 1 UhVorschG"] == first["§ 1 UhVorschG"]
    assert norm_by_slug("par-1-uhvorschg") == first["§ 1 UhVorschG"]
    assert set(norms_by_citation(["§ 2 UhVorschG", "§ 3 UhVorschG"])) == {"§ 2 UhVorschG"}
