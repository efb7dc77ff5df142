from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rathaus.recht.errors import JurisdictionUnknown, ParameterIsNoNumber, ParameterUnknown
from rathaus.recht.fristen import legal_frist
from rathaus.recht.names import name_of, topic_of
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.regime import Regime
from rathaus.recht.shipped import load_parameters, parameter

DAY = date(2026, 3, 2)


def row(value: object, **changes: object) -> ParameterVersion:
    basis = ParameterVersion(
        key="vergabe.direct_award",
        jurisdiction="HE",
        value=value,  # type: ignore[arg-type]  # also what no file would hold
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


def test_a_draft_is_planned_beside_the_row_in_force_until_its_time_is_over() -> None:
    """Vector 1: the draft is shown with status and date beside the row in force."""
    draft = row(100_000, status=Status.DRAFT, valid_from=date(2026, 7, 1), valid_to=date(2027, 1, 1))
    both = Parameters((row(10_000), draft))
    assert both.planned("vergabe.direct_award", "HE", DAY) == (draft,)
    assert both.planned("vergabe.direct_award", "HE", date(2027, 1, 1)) == ()
    assert both.planned("vergabe.direct_award", "federal", DAY) == ()
    assert draft.explanation.de == ("geplant: 100.000 Euro (§ 0 Testgesetz, ab 1.7.2026, nicht mehr ab 1.1.2027).")
    assert row(10_000).explanation.en == "10,000 euros (§ 0 Testgesetz)."


def test_a_draft_that_became_law_is_planned_no_longer() -> None:
    rows = (row(10_000), row(100_000, status=Status.DRAFT), row(100_000, valid_from=DAY))
    assert Parameters(rows).planned("vergabe.direct_award", "HE", DAY) == ()


def test_a_draft_of_another_land_is_not_asked() -> None:
    with pytest.raises(JurisdictionUnknown):
        load_parameters().planned("vergabe.direct_award", "XX", DAY)


def test_all_rows_of_a_key_are_its_history_the_last_to_begin_first() -> None:
    found = load_parameters().history("bekanntgabe.fiction_days", "HE")
    assert [each.value for each in found] == [4, 3]
    assert load_parameters().history("gibt.es.nicht", "HE") == ()
    assert ("bekanntgabe.fiction_days", "HE") in load_parameters().places()


def test_of_two_rows_of_one_start_the_added_one_goes_first() -> None:
    """Vector 1: re-render a decision three years later → same result, same cited parameter version."""
    old, confirmed = row(1, valid_from=DAY), row(2, valid_from=DAY, confirmation="3f2c", verified_on=DAY)
    known = Parameters((old,)).adding([confirmed])
    assert known.find("vergabe.direct_award", "HE", DAY) == confirmed
    assert confirmed.version_id == "vergabe.direct_award@HE/2026-03-02+3f2c"
    assert known.version(old.version_id) == old
    assert known.version(confirmed.version_id) == confirmed
    assert known.version("vergabe.direct_award@HE/always") is None
    assert "am 2.3.2026 geprüft: test" in confirmed.explanation.de


def test_a_draft_has_no_version_that_a_result_could_name() -> None:
    assert Parameters((row(1, status=Status.DRAFT),)).version("vergabe.direct_award@HE/always") is None


def test_a_person_confirms_one_of_the_values_that_the_row_names() -> None:
    assert row(4, alternatives=(3,)).options == (4, 3)
    assert row(4, unit="days", alternatives=(3,)).other_words[0].de == "3 Tage"
    objection = parameter("widerspruch.vorverfahren", "HE", DAY)
    assert objection.options == (True, False)


def test_a_value_that_is_no_number_calculates_nothing() -> None:
    day, part = row(date(2029, 12, 31), unit="date"), row(Decimal("1.5"))
    assert part.number == Decimal("1.5")
    for broken in (lambda: day.number, lambda: part.whole):
        with pytest.raises(ParameterIsNoNumber):
            broken()


def test_the_row_of_the_day_of_the_event_counts_for_the_whole_term() -> None:
    """Vector bad input: a parameter that ends in the middle of a running term (§ 31 VwVfG)."""
    ends = ParameterVersion(
        "probe.term", "HE", 1, "months", Status.REPEALED, "§ 1 X", "test", valid_to=date(2026, 3, 15)
    )
    follows = replace(ends, value=2, status=Status.IN_FORCE, valid_from=date(2026, 3, 15), valid_to=None)
    regime = Regime(parameters=Parameters((ends, follows)))
    assert legal_frist("probe.term", date(2026, 3, 14), regime=regime).end == date(2026, 4, 14)
    assert legal_frist("probe.term", date(2026, 3, 15), regime=regime).end == date(2026, 5, 15)


def test_a_parameter_that_ends_without_a_successor_is_refused_for_later_events() -> None:
    ends = row(1, valid_to=date(2026, 3, 15))
    with pytest.raises(ParameterUnknown):
        Parameters((ends,)).find("vergabe.direct_award", "HE", date(2026, 3, 15))


def test_every_shipped_parameter_has_a_name_and_a_topic() -> None:
    for version in load_parameters().versions:
        assert name_of(version.key).de != version.key
        assert topic_of(version.key).en != version.key.partition(".")[0]
    assert name_of("eigen.probe").de == "eigen.probe"
    assert topic_of("eigen.probe").de == "eigen"


def test_the_rows_of_a_stored_result_go_before_what_was_loaded_after_it() -> None:
    kept = [row(1, valid_to=date(2026, 3, 1)), row(2, valid_from=date(2026, 3, 1), valid_to=date(2026, 6, 1))]
    later = replace(row(3), status=Status.IN_FORCE)
    stored = Parameters((later,)).keeping(kept)
    found = [stored.find("vergabe.direct_award", "HE", date(2026, month, 1)).value for month in (2, 3, 6)]
    assert found == [1, 2, 3], "on a day on which no kept row holds, the others count"
    assert stored.adding([]).kept == stored.replacing([]).kept == tuple(kept)
