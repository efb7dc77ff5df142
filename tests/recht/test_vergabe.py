from datetime import date

from rathaus.recht.vergabe import direct_award

DAY = date(2026, 11, 22)


def test_hvtg_an_order_of_50000_euros_is_no_direct_award_and_the_plan_is_shown_beside() -> None:
    """Vector 1: order of 50,000 EUR; in force 10,000, draft 100,000 → in-force row decides, draft is shown."""
    found = direct_award(5_000_000, DAY)
    assert not found.allowed
    assert found.parameter.value == 10_000
    assert [(row.value, row.status.value) for row in found.planned] == [(100_000, "draft")]
    assert "bis 10.000 Euro möglich, hier also nicht zulässig (HVTG)" in found.explanation.de
    assert "Geplant, noch nicht in Kraft: 100.000 Euro." in found.explanation.de


def test_hvtg_the_limit_itself_may_still_be_awarded_directly() -> None:
    """Vector 7: direct award 10,000.00 / 10,000.01 → allowed / not."""
    assert direct_award(1_000_000, DAY).allowed
    assert not direct_award(1_000_001, DAY).allowed
