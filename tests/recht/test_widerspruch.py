from datetime import date

import pytest

from rathaus.recht.regime import Verfahrensrecht
from rathaus.recht.widerspruch import CommitteeSeat, Decider, Matter, hearing_committee, objection_authority

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("matter", "decider", "citation"),
    [
        (Matter(), Decider.NEXT_HIGHER, "§ 73 Abs. 1 Satz 2 Nr. 1 VwGO"),
        (Matter(next_higher_is_supreme=True), Decider.SAME, "§ 73 Abs. 1 Satz 2 Nr. 2 VwGO"),
        (Matter(is_self_government=True), Decider.SAME, "§ 73 Abs. 1 Satz 2 Nr. 3 VwGO"),
        (Matter(is_self_government=True, norm="§ 1 X"), Decider.NAMED_BY_LAW, "§ 1 X"),
    ],
)
def test_vwgo_73_1_who_decides_on_an_objection(matter: Matter, decider: Decider, citation: str) -> None:
    """Vector 13: next higher authority; in self-government matters the municipality itself (§ 73(1) no. 3)."""
    found = objection_authority(matter)
    assert (found.decider, found.citation) == (decider, citation)
    assert citation in found.explanation.de


def test_ao_367_1_the_authority_itself_decides_on_an_einspruch() -> None:
    found = objection_authority(Matter(), verfahrensrecht=Verfahrensrecht.AO)
    assert (found.decider, found.citation) == (Decider.SAME, "§ 367 Abs. 1 AO")


@pytest.mark.parametrize(
    ("inhabitants", "seat"), [(30_000, CommitteeSeat.OWN), (29_999, CommitteeSeat.LANDRAT), (99_000, CommitteeSeat.OWN)]
)
def test_hessagvwgo_7_towns_from_30000_inhabitants_have_a_committee_of_their_own(
    inhabitants: int, seat: CommitteeSeat
) -> None:
    """Vector 13: anhoerungsausschuss.own_from 30,000 inhabitants until 2026-12-31."""
    found = hearing_committee(inhabitants, DAY)
    assert (found.seat, found.banners) == (seat, ())
    assert "§ 7 HessAGVwGO; 30.000 Einwohner" in found.explanation.de


def test_hessagvwgo_7_excepted_matters_have_no_committee() -> None:
    assert hearing_committee(40_000, DAY, is_excepted=True).seat is CommitteeSeat.NONE


def test_hessagvwgo_7_expires_with_2026_and_then_a_banner_says_so() -> None:
    """Vector 13: § 7 HessAGVwGO expires 2026-12-31; from 2027-01-01 a banner."""
    assert hearing_committee(40_000, date(2026, 12, 31)).seat is CommitteeSeat.OWN
    found = hearing_committee(40_000, date(2027, 1, 1))
    assert (found.seat, found.parameter) == (CommitteeSeat.UNKNOWN, None)
    assert "tritt mit dem 31.12.2026 außer Kraft" in found.banners[0].de
