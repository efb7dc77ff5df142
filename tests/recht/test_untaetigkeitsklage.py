from datetime import date

from rathaus.recht.untaetigkeitsklage import inaction_suit


def test_vwgo_75_an_action_because_of_inaction_is_possible_after_three_months() -> None:
    """Vector 13: untaetigkeitsklage.earliest 3 months: filed 2026-03-02 → not before the end of 2026-06-02."""
    found = inaction_suit(date(2026, 3, 2))
    assert (found.frist.end, found.possible_from) == (date(2026, 6, 2), date(2026, 6, 3))
    assert found.explanation.de == "Ohne Entscheidung ist ab dem 3.6.2026 eine Untätigkeitsklage möglich (§ 75 VwGO)."
    assert found.banners == ()
