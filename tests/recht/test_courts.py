"""Districts of the administrative courts are law of a time: asked by day."""

from dataclasses import replace
from datetime import date

import pytest

from rathaus.recht.courts import Court, CourtDistrict, Courts, all_courts, court_for, load_courts
from rathaus.recht.parameters import Status

DAY = date(2026, 3, 2)
OLD = CourtDistrict(
    court=Court("Verwaltungsgericht Musterstadt", "Musterstadt"),
    kreise=frozenset({"06440"}),
    status=Status.REPEALED,
    citation="§ 1 Abs. 2 HessAGVwGO",
    source="invented",
    valid_to=DAY,
)
NEW = replace(OLD, court=Court("Verwaltungsgericht Neustadt", "Neustadt"), status=Status.IN_FORCE, valid_from=DAY)
NEW = replace(NEW, valid_to=None)


def test_hessagvwgo_1_2_the_court_follows_the_district() -> None:
    """Vector 13: citizen of Offenbach (city) / Wetteraukreis → court Darmstadt / Gießen."""
    offenbach_city, wetterau = court_for("06413", DAY), court_for("06440", DAY)
    assert offenbach_city is not None
    assert wetterau is not None
    assert (offenbach_city.seat, wetterau.seat) == ("Darmstadt", "Gießen")


def test_hessagvwgo_1_2_hanau_has_no_known_court() -> None:
    """Vector 13: Hanau is not named in the list: verify before issuing notices."""
    assert court_for("06415", DAY) is None


def test_hessagvwgo_1_2_five_courts_share_the_land_and_no_district_has_two() -> None:
    kreise = [key for row in load_courts().districts for key in row.kreise]
    assert len(all_courts(DAY)) == 5
    assert len(kreise) == len(set(kreise)) == 26


def test_every_shipped_district_says_where_its_law_was_seen() -> None:
    assert all(row.citation and row.source for row in load_courts().districts)


@pytest.mark.parametrize(("day", "seat"), [(date(2026, 3, 1), "Musterstadt"), (DAY, "Neustadt")])
def test_a_change_of_districts_counts_from_its_day_and_leaves_earlier_days_alone(day: date, seat: str) -> None:
    court = Courts((OLD, NEW)).find("06440", day)
    assert court is not None
    assert court.seat == seat
    assert [each.seat for each in Courts((OLD, NEW)).on(day)] == [seat]


def test_of_two_rows_the_one_that_began_last_counts() -> None:
    endless = replace(OLD, valid_to=None)
    assert Courts((NEW, endless)).find("06440", DAY) == NEW.court


@pytest.mark.parametrize("status", [Status.DRAFT, Status.UNVERIFIED])
def test_a_court_whose_law_was_not_seen_is_never_named_by_itself(status: Status) -> None:
    courts = Courts((replace(NEW, status=status),))
    assert courts.find("06440", DAY) is None
    assert courts.on(DAY) == ()


def test_a_district_is_read_with_its_days() -> None:
    row = {
        "court": "Verwaltungsgericht Neustadt", "seat": "Neustadt", "kreise": ["06440"], "status": "in_force",
        "citation": "§ 1 Abs. 2 HessAGVwGO", "source": "invented", "valid_from": DAY,
    }  # fmt: skip
    assert CourtDistrict.from_row(row) == NEW
