"""In time or not, the form, the clock, the committee, the costs: pure."""

from datetime import date

import pytest

from rathaus.core.rechtsbehelf.errors import (
    DayRefused,
    DecisionIncomplete,
    PercentageRefused,
    RechtsbehelfEnded,
    RechtsbehelfWithdrawn,
)
from rathaus.core.rechtsbehelf.rules import (
    Channel,
    Form,
    Ground,
    InTime,
    Kind,
    Outcome,
    State,
    check_day,
    check_decision,
    check_open,
    committee_for,
    form_of,
    judge,
    kind_against,
    names_percentage,
    span_of,
    why_it_decides,
)
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht

ANNOUNCED = date(2026, 3, 6)


def span(notice_given: bool = True, earliest_on: date | None = None):  # noqa: FBT001, FBT002  # short calls below
    return span_of(Kind.WIDERSPRUCH, ANNOUNCED, earliest_on=earliest_on, notice_given=notice_given, regime=HESSEN)


@pytest.mark.parametrize(
    ("remedy", "ends_procedure", "found"),
    [
        ("widerspruch", False, (Kind.WIDERSPRUCH, True)),
        ("einspruch", False, (Kind.EINSPRUCH, True)),
        ("klage", False, None),
        ("", False, (Kind.WIDERSPRUCH, False)),
        ("", True, None),
    ],
)
def test_an_action_is_never_filed_here_and_a_bescheid_without_notice_still_takes_an_objection(
    remedy: str, *, ends_procedure: bool, found: tuple[Kind, bool] | None
) -> None:
    assert kind_against(remedy, ends_procedure=ends_procedure) == found


@pytest.mark.parametrize(
    ("kind", "channel", "has_account", "replaces", "form"),
    [
        (Kind.WIDERSPRUCH, Channel.PORTAL, True, True, Form.CLEAR),
        (Kind.WIDERSPRUCH, Channel.PORTAL, True, False, Form.UNCLEAR),
        (Kind.WIDERSPRUCH, Channel.PORTAL, False, True, Form.MISSING),
        (Kind.WIDERSPRUCH, Channel.PAPER, False, False, Form.CLEAR),
        (Kind.WIDERSPRUCH, Channel.PROTOCOL, False, False, Form.CLEAR),
        (Kind.EINSPRUCH, Channel.PORTAL, False, False, Form.CLEAR),
    ],
)
def test_section_70_vwgo_wants_a_form_that_a_link_alone_does_not_replace_and_section_357_ao_does_not(
    kind: Kind, channel: Channel, *, has_account: bool, replaces: bool, form: Form
) -> None:
    assert form_of(kind, channel, has_account=has_account, account_replaces_writing=replaces) is form


@pytest.mark.parametrize(
    ("filed_on", "in_time"),
    [(date(2026, 4, 7), InTime.YES), (date(2026, 4, 8), InTime.NO)],
)
def test_section_70_vwgo_counts_a_month_and_moves_off_easter_monday(filed_on: date, in_time: InTime) -> None:
    found = judge(filed_on, span())
    assert (found.in_time, found.latest_end) == (in_time, date(2026, 4, 7))
    assert "widerspruch.term@federal/always" in found.parameter_versions
    assert "7.4.2026" in found.explanation.de


@pytest.mark.parametrize(
    ("filed_on", "in_time"),
    [(date(2026, 4, 2), InTime.YES), (date(2026, 4, 7), InTime.UNCERTAIN), (date(2026, 4, 8), InTime.NO)],
)
def test_between_two_possible_ends_it_is_not_late(filed_on: date, in_time: InTime) -> None:
    found = judge(filed_on, span(earliest_on=date(2026, 3, 2)))
    assert (found.in_time, found.earliest_end, found.latest_end) == (in_time, date(2026, 4, 2), date(2026, 4, 7))
    assert "erst nach dem späteren Tag" in found.explanation.de


def test_section_58_2_vwgo_gives_a_year_without_a_notice() -> None:
    found = judge(date(2027, 3, 8), span(notice_given=False))
    assert (found.in_time, found.latest_end) == (InTime.YES, date(2027, 3, 8))


def test_before_the_announcement_no_period_runs() -> None:
    assert span_of(Kind.WIDERSPRUCH, None, notice_given=True, regime=HESSEN) is None
    found = judge(date(2026, 3, 1), None)
    assert (found.in_time, found.earliest_end, found.parameter_versions) == (InTime.YES, None, ())


def test_an_unverified_code_leaves_its_banner() -> None:
    regime = Regime(verfahrensrecht=Verfahrensrecht.SGB_X)
    found = span_of(Kind.WIDERSPRUCH, ANNOUNCED, notice_given=True, regime=regime)
    assert found is not None
    assert judge(ANNOUNCED, found).banners


@pytest.mark.parametrize(("population", "is_own"), [(30_000, True), (29_999, False), (None, False)])
def test_section_7_hessagvwgo_hears_before_a_committee_until_the_end_of_2026(
    population: int | None, *, is_own: bool
) -> None:
    found = committee_for(is_municipal=True, population=population, on=date(2026, 12, 31), regime=HESSEN)
    assert (found.is_needed, found.is_own) == (True, is_own)
    assert found.parameter_versions
    assert ("eigene" in found.explanation.de) is is_own
    ended = committee_for(is_municipal=True, population=population, on=date(2027, 1, 1), regime=HESSEN)
    assert (ended.is_needed, ended.is_unknown, found.is_unknown) == (False, True, False)
    assert "prüfen" in ended.explanation.de


@pytest.mark.parametrize("regime", [Regime(land="SH"), Regime(verfahrensrecht=Verfahrensrecht.AO)])
def test_where_hessagvwgo_does_not_hold_nobody_is_asked_about_a_committee(regime: Regime) -> None:
    found = committee_for(is_municipal=True, population=1, on=date(2027, 1, 1), regime=regime)
    assert (found.is_needed, found.is_unknown) == (False, False)


def test_no_committee_hears_about_an_act_of_the_state() -> None:
    found = committee_for(is_municipal=False, population=None, on=date(2026, 12, 1), regime=HESSEN)
    assert (found.is_needed, found.parameter_versions) == (False, ())


def test_what_has_ended_stays_ended() -> None:
    for state in (State.FILED, State.IN_REVIEW, State.HEARING):
        check_open(state)
    with pytest.raises(RechtsbehelfWithdrawn):
        check_open(State.WITHDRAWN)
    for state in (State.DECIDED, State.REMEDIED):
        with pytest.raises(RechtsbehelfEnded):
            check_open(state)


@pytest.mark.parametrize(
    "costs", ["Die Gebühr beträgt 5 % des Streitwerts.", "10 vom Hundert", "3 v. H.", "zwei Prozentsatz", "5 Prozent"]
)
def test_a_percentage_as_a_fee_for_an_objection_is_refused(costs: str) -> None:
    assert names_percentage(costs)
    with pytest.raises(PercentageRefused):
        check_decision(Outcome.REJECTED, operative="a", reasons="b", costs=costs)


def test_section_73_3_vwgo_wants_reasons_and_costs() -> None:
    whole = {"operative": "Zurückgewiesen.", "reasons": "Weil.", "costs": "Die Kosten trägt Frau Haddad: 40,00 Euro."}
    check_decision(Outcome.REJECTED, **whole)
    check_decision(Outcome.DISCONTINUED, **{**whole, "costs": ""})
    for part in whole:
        with pytest.raises(DecisionIncomplete) as refused:
            check_decision(Outcome.REJECTED, **{**whole, part: "  "})
        assert refused.value.facts["missing"] == [part]


def test_a_day_lies_between_its_event_and_today() -> None:
    check_day(date(2026, 3, 2), not_before=date(2026, 3, 2), today=date(2026, 3, 2))
    for day in (date(2026, 3, 1), date(2026, 3, 5)):
        with pytest.raises(DayRefused):
            check_day(day, not_before=date(2026, 3, 2), today=date(2026, 3, 4))


@pytest.mark.parametrize(
    ("ground", "paragraph"),
    [
        (Ground.NEXT_HIGHER, "§ 73 Abs. 1 Satz 2 Nr. 1 VwGO"),
        (Ground.HIGHER_IS_SUPREME, "§ 73 Abs. 1 Satz 2 Nr. 2 VwGO"),
        (Ground.SELF_GOVERNMENT, "§ 73 Abs. 1 Satz 2 Nr. 3 VwGO"),
        (Ground.BY_STATUTE, "Satz 3 VwGO"),
    ],
)
def test_who_decides_is_said_with_its_paragraph(ground: Ground, paragraph: str) -> None:
    assert paragraph in why_it_decides(ground, verfahrensrecht=Verfahrensrecht.VWVFG).de
