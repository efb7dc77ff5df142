from dataclasses import replace
from datetime import date

import pytest

from rathaus.recht.errors import JurisdictionUnknown, ParameterUnknown
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.shipped import load_parameters, parameter

DAY = date(2026, 3, 2)


def row(value: int, **changes: object) -> ParameterVersion:
    basis = ParameterVersion(
        key="vergabe.direct_award",
        jurisdiction="HE",
        value=value,
        unit="eur",
        status=Status.IN_FORCE,
        citation="§ 0 Testgesetz",
        source="test",
    )
    return replace(basis, **changes)  # type: ignore[arg-type]  # any field


def test_every_shipped_row_has_a_citation_and_a_source() -> None:
    versions = load_parameters().versions
    assert len(versions) >= 48
    assert all(version.source for version in versions)
    assert {version.citation for version in versions if not version.citation.startswith("§")} == {"HVTG"}


def test_shipped_rows_of_one_key_and_jurisdiction_never_overlap() -> None:
    versions = [version for version in load_parameters().versions if version.status is not Status.DRAFT]
    for one in versions:
        start = one.valid_from or date.min
        same = [two for two in versions if (two.key, two.jurisdiction) == (one.key, one.jurisdiction)]
        assert [two for two in same if two.holds_on(start)] == [one]


def test_a_repealed_row_has_an_end_and_still_explains_its_time() -> None:
    repealed = [version for version in load_parameters().versions if version.status is Status.REPEALED]
    assert repealed
    assert all(version.valid_to for version in repealed)
    assert parameter("bekanntgabe.fiction_days", "federal", date(2024, 12, 31)).value == 3


def test_the_fiction_day_changed_from_three_to_four_on_2025_01_01() -> None:
    assert parameter("bekanntgabe.fiction_days", "federal", date(2025, 1, 1)).value == 4
    assert parameter("bekanntgabe.mailbox_days", "federal", date(2024, 12, 31)).value == 3
    assert parameter("bekanntgabe.mailbox_days", "HE", date(2025, 1, 1)).value == 4


def test_hessen_falls_back_to_federal_law_where_it_has_no_row() -> None:
    found = parameter("widerspruch.term", "HE", DAY)
    assert (found.jurisdiction, found.value, found.unit) == ("federal", 1, "months")


def test_the_row_of_hessen_goes_before_the_federal_one_and_carries_a_banner() -> None:
    found = parameter("bekanntgabe.fiction_days", "HE", DAY)
    assert found.jurisdiction == "HE"
    assert found.unverified
    assert found.alternatives == (3,)
    assert "§ 41 Abs. 2 HVwVfG" in found.banners[0].de


def test_the_row_of_schleswig_holstein_is_in_force_without_banner() -> None:
    found = parameter("bekanntgabe.fiction_days", "SH", DAY)
    assert (found.value, found.banners) == (4, ())


def test_a_draft_is_never_applied() -> None:
    """Vector 1: in force 10,000, draft 100,000 → the in-force row decides."""
    both = Parameters((row(10_000), row(100_000, status=Status.DRAFT, valid_from=date(2026, 1, 1))))
    assert both.find("vergabe.direct_award", "HE", DAY).value == 10_000


def test_a_draft_alone_is_no_law() -> None:
    with pytest.raises(ParameterUnknown):
        Parameters((row(1, status=Status.DRAFT),)).find("vergabe.direct_award", "HE", DAY)


def test_a_change_counts_for_events_on_or_after_its_first_day_only() -> None:
    """Vector 1: change valid_from of a parameter to X → deadlines change only for events on or after X."""
    two = Parameters((row(1), row(2, valid_from=DAY)))
    assert two.find("vergabe.direct_award", "HE", date(2026, 3, 1)).value == 1
    assert two.find("vergabe.direct_award", "HE", DAY).value == 2


def test_a_jurisdiction_without_an_explicit_rule_is_refused() -> None:
    with pytest.raises(JurisdictionUnknown):
        parameter("widerspruch.term", "XX", DAY)


def test_the_version_id_names_key_jurisdiction_and_start() -> None:
    assert parameter("widerspruch.term", "HE", DAY).version_id == "widerspruch.term@federal/always"
    found = parameter("bekanntgabe.fiction_days", "HE", DAY)
    assert found.version_id == "bekanntgabe.fiction_days@HE/2025-01-01"


def test_confirmed_rows_replace_the_shipped_ones_of_their_key_and_jurisdiction() -> None:
    confirmed = replace(parameter("bekanntgabe.fiction_days", "HE", DAY), status=Status.IN_FORCE, alternatives=())
    parameters = load_parameters().replacing([confirmed])
    assert parameters.find("bekanntgabe.fiction_days", "HE", DAY) == confirmed
    assert parameters.find("bekanntgabe.fiction_days", "federal", DAY).value == 4
    assert confirmed.banners == ()
