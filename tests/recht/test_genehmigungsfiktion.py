from datetime import date

from rathaus.recht.fristen import Length, Unit
from rathaus.recht.genehmigungsfiktion import NOT_ORDERED, Anordnung, deemed_approval
from rathaus.recht.regime import HESSEN

COMPLETE = date(2026, 3, 31)
ORDERED = Anordnung("§ 6a GewO")


def test_vwvfg_42a_1_without_a_rule_that_orders_it_there_is_none_in_hessen() -> None:
    """Vector 17: never claim a deemed approval for Hessen: without a norm there is none."""
    assert HESSEN.land == "HE"
    found = deemed_approval(Anordnung(), COMPLETE)
    assert found is NOT_ORDERED
    assert not found.is_granted(date(2030, 1, 1))
    assert "keine Genehmigung" not in found.explanation.de
    assert "Schweigen gilt nicht als Genehmigung" in found.explanation.de


def test_vwvfg_42a_2_three_months_begin_with_the_complete_documents() -> None:
    """Vector 13: complete documents 2026-03-31 + 3 months → 2026-06-30."""
    found = deemed_approval(ORDERED, COMPLETE)
    assert found.frist is not None
    assert found.frist.end == date(2026, 6, 30)
    assert found.granted_from == date(2026, 7, 1)
    assert found.parameter is not None
    assert found.parameter.citation == "§ 42a Abs. 2 VwVfG"
    assert "ab dem 1.7.2026 als erteilt (§ 6a GewO, § 42a Abs. 2 VwVfG)" in found.explanation.de


def test_vwvfg_42a_2_while_documents_are_missing_no_clock_runs() -> None:
    found = deemed_approval(ORDERED, None)
    assert (found.is_ordered, found.frist, found.granted_from) == (True, None, None)
    assert not found.is_granted(date(2030, 1, 1))
    assert "erst, wenn die Unterlagen vollständig sind" in found.explanation.de


def test_vwvfg_42a_2_another_rule_may_set_the_period_and_the_authority_extend_it_once() -> None:
    found = deemed_approval(Anordnung("§ 1 X", Length(1, Unit.MONTHS)), COMPLETE, extension=Length(2, Unit.WEEKS))
    assert found.frist is not None
    assert found.frist.end == date(2026, 5, 14).replace(day=15)
    assert found.parameter is None


def test_vwvfg_42a_1_a_decision_in_time_ends_it() -> None:
    found = deemed_approval(ORDERED, COMPLETE)
    assert found.is_granted(date(2026, 7, 1))
    assert not found.is_granted(date(2026, 6, 30))
    assert not found.is_granted(date(2026, 8, 1), decided_on=date(2026, 6, 30))
    assert found.is_granted(date(2026, 8, 1), decided_on=date(2026, 7, 15))
