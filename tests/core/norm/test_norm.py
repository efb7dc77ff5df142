"""The register of norms: one rule, one row, however it is written."""

import pytest

from rathaus.core.norm.actions import register_norms
from rathaus.core.norm.queries import norm_by_slug, norms_by_citation
from rathaus.core.norm.rules import distinct_citations, law_of, norm_slug


@pytest.mark.parametrize(
    ("citation", "law"),
    [
        ("§ 45 Abs. 1b StVO", "StVO"),
        ("§ 60 Abs. 1 SGB I", "SGB I"),
        ("Art. 6 DSGVO", "DSGVO"),
        ("Hundesteuersatzung der Gemeinde", "Hundesteuersatzung der Gemeinde"),
    ],
)
def test_the_law_is_read_from_the_citation(citation: str, law: str) -> None:
    assert law_of(citation) == law


def test_spellings_of_one_citation_meet() -> None:
    assert distinct_citations(["§ 1  UhVorschG", "§\N{NO-BREAK SPACE}1 UhVorschG", ""]) == ("§ 1 UhVorschG",)


def test_the_name_in_addresses_is_readable() -> None:
    assert norm_slug("§ 45 Abs. 1b StVO") == "par-45-abs-1b-stvo"


@pytest.mark.django_db
def test_registering_twice_keeps_one_row() -> None:
    first = register_norms(titles={"§ 1 UhVorschG": "Berechtigte"})
    again = register_norms(titles={"§  1 UhVorschG": "anders", "§ 2 UhVorschG": ""})
    assert again["§ 1 UhVorschG"] == first["§ 1 UhVorschG"]
    assert norm_by_slug("par-1-uhvorschg") == first["§ 1 UhVorschG"]
    assert set(norms_by_citation(["§ 2 UhVorschG", "§ 3 UhVorschG"])) == {"§ 2 UhVorschG"}
