from dataclasses import replace
from datetime import date

import pytest

from rathaus.recht.bekanntgabe import (
    announce_by_post,
    announce_by_retrieval,
    announce_in_mailbox,
    announce_publicly,
    counts_unopened,
)
from rathaus.recht.parameters import Parameters, Status
from rathaus.recht.rechtsbehelf import Remedy, remedy_frist
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.shipped import load_parameters, parameter

SGB_X, AO = Regime(verfahrensrecht=Verfahrensrecht.SGB_X), Regime(verfahrensrecht=Verfahrensrecht.AO)
FEDERAL_LAW = Regime(parameters=Parameters(tuple(r for r in load_parameters().versions if r.jurisdiction != "HE")))
"""A Land without rows of its own."""


def four_days(*, shift: bool) -> Regime:
    days = replace(
        parameter("bekanntgabe.fiction_days", "HE", date(2026, 1, 1)), alternatives=(), status=Status.IN_FORCE
    )
    moves = replace(
        parameter("bekanntgabe.shift_fiction_day", "HE", date(2026, 1, 1)), value=shift, status=Status.IN_FORCE
    )
    return Regime(parameters=load_parameters().replacing([days, moves]))


def test_ozg_9_mailbox_counts_on_the_fourth_day_after_provision() -> None:
    """Vector 13: mailbox, provided Mon 2026-03-02 → announced Fri 2026-03-06; objection until Tue 2026-04-07."""
    result = announce_in_mailbox(date(2026, 3, 2))
    assert result.announced_on == result.earliest_on == date(2026, 3, 6)
    assert result.banners == ()
    assert "§ 9 Abs. 1 OZG" in result.explanation.de
    assert remedy_frist(Remedy.WIDERSPRUCH, date(2026, 3, 6)).end == date(2026, 4, 7)


def test_vwvfg_41_2_four_days_without_shift_may_end_on_a_saturday() -> None:
    """Vector 13: post, 4 days, posted Tue 2026-03-03 → announced Sat 2026-03-07, objection until Tue 2026-04-07."""
    result = announce_by_post(date(2026, 3, 3), regime=four_days(shift=False))
    assert result.announced_on == result.earliest_on == date(2026, 3, 7)
    assert remedy_frist(Remedy.WIDERSPRUCH, date(2026, 3, 7)).end == date(2026, 4, 7)


def test_vwvfg_41_2_four_days_with_shift_end_on_the_next_working_day() -> None:
    """Vector 13: post, 4 days with shift, posted 2026-03-03 → Mon 2026-03-09, objection until Thu 2026-04-09."""
    result = announce_by_post(date(2026, 3, 3), regime=four_days(shift=True))
    assert result.announced_on == date(2026, 3, 9)
    assert remedy_frist(Remedy.WIDERSPRUCH, date(2026, 3, 9)).end == date(2026, 4, 9)


def test_vwvfg_41_2_the_federal_day_was_the_third_before_2025_and_is_the_fourth_since() -> None:
    """Vector 13: posted 2024-12-20 / 2025-01-02 → 2024-12-23 / 2025-01-06."""
    assert announce_by_post(date(2024, 12, 20), regime=FEDERAL_LAW).announced_on == date(2024, 12, 23)
    assert announce_by_post(date(2025, 1, 2), regime=FEDERAL_LAW).announced_on == date(2025, 1, 6)


def test_hvwvfg_41_2_post_in_hessen_carries_both_days_and_a_banner() -> None:
    result = announce_by_post(date(2026, 3, 2))
    assert (result.earliest_on, result.announced_on) == (date(2026, 3, 5), date(2026, 3, 6))
    assert len(result.banners) == 1, "two rows of one paragraph say it once"
    assert [row.key for row in result.parameters] == ["bekanntgabe.fiction_days", "bekanntgabe.shift_fiction_day"]


def test_hvwvfg_41_2_while_it_is_open_whether_the_day_moves_both_days_are_carried() -> None:
    """Vector 13: where two values are possible, the earlier one reminds and only the later one makes late."""
    result = announce_by_post(date(2026, 3, 3))
    assert (result.earliest_on, result.announced_on) == (date(2026, 3, 6), date(2026, 3, 9))
    assert "nächste Werktag" in result.explanation.de


@pytest.mark.parametrize(
    ("regime", "days", "shift", "citation"),
    [
        (SGB_X, "bekanntgabe.sgb_x.fiction_days", "bekanntgabe.sgb_x.shift_fiction_day", "§ 37 Abs. 2 SGB X"),
        (AO, "bekanntgabe.ao.fiction_days", "bekanntgabe.ao.shift_fiction_day", "§ 122 Abs. 2 Nr. 1 AO"),
    ],
)
def test_sgb_x_37_2_and_ao_122_2_have_rows_of_their_own_and_carry_both_days_of_a_weekend(
    regime: Regime, days: str, shift: str, citation: str
) -> None:
    result = announce_by_post(date(2026, 3, 2), regime=regime)
    assert (result.earliest_on, result.announced_on) == (date(2026, 3, 6), date(2026, 3, 6))
    assert citation in result.explanation.de
    assert [row.key for row in result.parameters] == [days, shift]
    over_the_weekend = announce_by_post(date(2026, 3, 3), regime=regime)
    assert (over_the_weekend.earliest_on, over_the_weekend.announced_on) == (date(2026, 3, 7), date(2026, 3, 9))
    assert over_the_weekend.banners[-1] in over_the_weekend.parameters[1].banners
    assert "VwVfG" not in str(over_the_weekend)


def test_ao_108_3_a_shift_that_somebody_has_confirmed_leaves_one_day() -> None:
    row = replace(parameter("bekanntgabe.ao.shift_fiction_day", "federal", date(2026, 3, 3)), status=Status.IN_FORCE)
    result = announce_by_post(date(2026, 3, 3), regime=replace(AO, parameters=load_parameters().replacing([row])))
    assert (result.earliest_on, result.announced_on) == (date(2026, 3, 9), date(2026, 3, 9))


@pytest.mark.parametrize("regime", [SGB_X, AO])
def test_sgb_x_37_2_and_ao_122_2_before_2025_the_third_day_counts_with_a_banner(regime: Regime) -> None:
    result = announce_by_post(date(2024, 12, 20), regime=regime)
    assert result.announced_on == date(2024, 12, 23)
    assert result.parameters[0].unverified


def test_vwvfg_41_2_a_receipt_between_two_possible_days_moves_the_earlier_one() -> None:
    result = announce_by_post(date(2026, 3, 2), received_on=date(2026, 3, 6))
    assert (result.earliest_on, result.announced_on) == (date(2026, 3, 6), date(2026, 3, 6))
    assert len(result.parameters) == 2


def test_vwvfg_41_2_a_later_actual_receipt_counts() -> None:
    result = announce_by_post(date(2026, 3, 2), received_on=date(2026, 3, 12))
    assert result.announced_on == result.earliest_on == date(2026, 3, 12)
    assert "12.3.2026" in result.explanation.de


def test_vwvfg_41_2_an_earlier_receipt_does_not_shorten_the_period() -> None:
    result = announce_by_post(date(2026, 3, 2), received_on=date(2026, 3, 3))
    assert result.announced_on == date(2026, 3, 6)


def test_vwvfg_41_2a_a_retrieval_counts_on_the_next_day() -> None:
    """Vector 13: portal retrieval 2026-03-02 → announced 2026-03-03."""
    result = announce_by_retrieval(date(2026, 3, 2), retrieved_on=date(2026, 3, 2))
    assert result.announced_on == date(2026, 3, 3)


def test_vwvfg_41_2a_without_retrieval_in_ten_days_it_is_not_announced() -> None:
    """Vector 13: portal, notice 2026-03-02, not retrieved → last day 2026-03-12, then not announced."""
    for retrieved_on in (None, date(2026, 3, 13)):
        result = announce_by_retrieval(date(2026, 3, 2), retrieved_on=retrieved_on)
        assert result.retrievable_until == date(2026, 3, 12)
        assert result.announced_on is None
        assert "nicht bekannt gegeben" in result.explanation.de


def test_vwvfg_41_4_a_public_notice_counts_after_two_weeks() -> None:
    """Vector 13: public announcement 2026-03-02 → announced 2026-03-16."""
    assert announce_publicly(date(2026, 3, 2)).announced_on == date(2026, 3, 16)


@pytest.mark.parametrize(("regime", "citation"), [(SGB_X, "§ 37 Abs. 4 SGB X"), (AO, "§ 122 Abs. 4 AO")])
def test_sgb_x_37_4_and_ao_122_4_name_their_own_paragraph_for_a_public_notice(regime: Regime, citation: str) -> None:
    result = announce_publicly(date(2026, 3, 2), regime=regime)
    assert (result.announced_on, citation in result.explanation.de) == (date(2026, 3, 16), True)


@pytest.mark.parametrize("retrieved_on", [None, date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 20)])
def test_sgb_x_37_2a_the_fourth_day_after_the_notice_counts_retrieved_or_not(retrieved_on: date | None) -> None:
    result = announce_by_retrieval(date(2026, 3, 2), retrieved_on=retrieved_on, regime=SGB_X)
    assert (result.announced_on, result.earliest_on, result.retrievable_until) == (
        date(2026, 3, 6), date(2026, 3, 6), None,
    )  # fmt: skip
    assert "§ 37 Abs. 2a SGB X" in result.explanation.de
    assert [row.key for row in result.parameters] == ["bekanntgabe.sgb_x.notice_days"]


def test_sgb_x_37_2a_without_a_notice_the_day_of_the_retrieval_counts() -> None:
    assert announce_by_retrieval(None, retrieved_on=date(2026, 3, 9), regime=SGB_X).announced_on == date(2026, 3, 9)
    waiting = announce_by_retrieval(None, regime=SGB_X)
    assert (waiting.announced_on, waiting.retrievable_until) == (None, None)
    assert "nicht bekannt gegeben" in waiting.explanation.de


@pytest.mark.parametrize("retrieved_on", [None, date(2026, 3, 2), date(2026, 3, 20)])
def test_ao_122a_4_the_fourth_day_after_the_provision_counts_retrieved_or_not(retrieved_on: date | None) -> None:
    for provided_on in (date(2026, 3, 2), None):
        result = announce_by_retrieval(
            date(2026, 3, 2), retrieved_on=retrieved_on, provided_on=provided_on, regime=AO
        )  # fmt: skip
        assert (result.announced_on, result.retrievable_until) == (date(2026, 3, 6), None)
        assert "§ 122a Abs. 4 AO" in result.explanation.de


@pytest.mark.parametrize(
    ("provided_on", "retrieved_on", "announced_on"),
    [
        (date(2026, 3, 2), None, None),
        (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)),
        (date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 9)),
        (None, date(2026, 3, 9), date(2026, 3, 9)),
    ],
)
def test_ao_122a_1_without_the_notice_that_the_code_demands_nothing_is_announced_before_the_retrieval(
    provided_on: date | None, retrieved_on: date | None, announced_on: date | None
) -> None:
    result = announce_by_retrieval(None, retrieved_on=retrieved_on, provided_on=provided_on, regime=AO)
    assert result.announced_on == announced_on


@pytest.mark.parametrize("regime", [SGB_X, AO])
def test_the_banner_of_a_code_that_is_not_verified_stays_with_its_announcement(regime: Regime) -> None:
    assert announce_by_retrieval(date(2026, 3, 2), regime=regime).banners[: len(regime.banners)] == regime.banners
    assert regime.banners


@pytest.mark.parametrize(
    ("code", "counts"), [(Verfahrensrecht.SGB_X, True), (Verfahrensrecht.AO, True), (Verfahrensrecht.VWVFG, False)]
)
def test_two_codes_announce_what_nobody_opens_sgb_x_37_ao_122a(code: Verfahrensrecht, *, counts: bool) -> None:
    assert counts_unopened(code) is counts
