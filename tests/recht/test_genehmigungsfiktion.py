from datetime import date

import pytest

from rathaus.recht.fristen import Length, Unit, compute_frist, extend_frist, legal_frist
from rathaus.recht.genehmigungsfiktion import NOT_ORDERED, Decided, Period, Standing, deemed_approval
from rathaus.recht.regime import HESSEN

LAST = date(2026, 6, 30)
ORDERED = Period("§ 6a GewO", LAST)


def test_vwvfg_42a_1_without_a_rule_that_orders_it_there_is_none_in_hessen() -> None:
    """Vector 17: never claim a deemed approval for Hessen: without a norm there is none."""
    assert HESSEN.land == "HE"
    found = deemed_approval(Period("", LAST), date(2030, 1, 1))
    assert found is NOT_ORDERED
    assert found.standing is Standing.NOT_ORDERED
    assert "Schweigen gilt nicht als Genehmigung" in found.explanation.de


def test_vwvfg_42a_2_three_months_begin_with_the_complete_documents() -> None:
    """Vector 13: complete documents 2026-03-31 + 3 months → 2026-06-30."""
    frist = legal_frist("genehmigungsfiktion.term", date(2026, 3, 31))
    assert frist.end == LAST
    assert frist.parameter is not None
    assert frist.parameter.citation == "§ 42a Abs. 2 VwVfG"
    found = deemed_approval(Period("§ 6a GewO", frist.end), LAST)
    assert (found.standing, found.granted_from) == (Standing.RUNNING, date(2026, 7, 1))
    assert "ab dem 1.7.2026 als erteilt (§ 6a GewO, § 42a Abs. 1 VwVfG)" in found.explanation.de


def test_vwvfg_42a_2_while_documents_are_missing_no_clock_runs() -> None:
    found = deemed_approval(Period("§ 6a GewO"), date(2030, 1, 1))
    assert (found.standing, found.granted_from) == (Standing.WAITING, None)
    assert "erst, wenn die Unterlagen vollständig sind" in found.explanation.de


def test_vwvfg_42a_2_another_rule_may_set_the_period_and_the_authority_extend_it_once() -> None:
    first = compute_frist(date(2026, 3, 31), Length(1, Unit.MONTHS))
    assert extend_frist(first, Length(2, Unit.WEEKS)).end == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("on", "decided", "standing"),
    [
        (date(2026, 7, 1), None, Standing.GRANTED),
        (LAST, None, Standing.RUNNING),
        (date(2026, 8, 1), Decided(date(2026, 7, 15), date(2026, 7, 16)), Standing.GRANTED),
        (date(2026, 8, 1), Decided(date(2026, 6, 20), LAST), Standing.DECIDED),
        (LAST, Decided(date(2026, 6, 20)), Standing.RUNNING),
        (date(2026, 7, 1), Decided(date(2026, 6, 20)), Standing.OPEN),
        (date(2026, 6, 29), Decided(date(2026, 6, 29), date(2026, 7, 3)), Standing.OPEN),
    ],
)
def test_vwvfg_42a_1_and_43_1_a_decision_in_time_ends_it_once_it_is_announced_in_time(
    on: date, decided: Decided | None, standing: Standing
) -> None:
    assert deemed_approval(ORDERED, on, decided=decided).standing is standing


def test_vwvfg_43_1_what_is_decided_and_not_announced_in_time_is_for_a_person_to_check() -> None:
    waiting = deemed_approval(ORDERED, LAST, decided=Decided(date(2026, 6, 20)))
    assert "bis zum 30.6.2026" in waiting.banners[0].de
    missed = deemed_approval(ORDERED, date(2026, 7, 1), decided=Decided(date(2026, 6, 20)))
    assert "kann seit dem 1.7.2026 als erteilt gelten" in missed.banners[0].de
    assert "nicht geprüft" in missed.banners[0].de
    assert deemed_approval(ORDERED, LAST, decided=Decided(date(2026, 6, 20), LAST)).banners == ()
