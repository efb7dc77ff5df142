"""How citations are read: however a rule is written, it is one rule."""

import pytest

from rathaus.core.norm.rules import LONGEST_CITATION, distinct_citations, law_of, norm_slug


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


def test_a_citation_that_quotes_the_law_is_cut_short() -> None:
    (short,) = distinct_citations([f"Art. 6 DSGVO {'Die Verarbeitung ist rechtmäßig. ' * 20}"])
    assert len(short) <= LONGEST_CITATION
    assert short.startswith("Art. 6 DSGVO Die Verarbeitung")
    assert short.endswith(" …")


def test_the_name_in_addresses_is_readable() -> None:
    assert norm_slug("§ 45 Abs. 1b StVO") == "par-45-abs-1b-stvo"
    assert norm_slug("§§ 7 Übergangsordnung") == "par-7-uebergangsordnung"
