from datetime import date

import pytest

from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.wiedereinsetzung import Missed, reinstatement

MISSED, ENDED = date(2026, 3, 2), date(2026, 3, 6)


def test_vwvfg_32_2_the_request_for_reinstatement_has_two_weeks_after_the_obstacle() -> None:
    """Vector 13: obstacle to a period ended 2026-03-06 → reinstatement request until 2026-03-20."""
    found = reinstatement(MISSED, ENDED)
    assert found.request.end == found.end == date(2026, 3, 20)
    assert found.is_in_time(date(2026, 3, 20))
    assert not found.is_in_time(date(2026, 3, 21))
    assert "20.3.2026" in found.explanation.de
    assert "§ 32 Abs. 2 VwVfG und § 32 Abs. 3 VwVfG" in found.explanation.de
    assert found.banners == ()


def test_vwvfg_32_3_after_a_year_only_force_majeure_helps() -> None:
    found = reinstatement(date(2025, 3, 3), date(2026, 3, 2))
    assert found.latest.end == found.end == date(2026, 3, 3)
    assert not found.is_in_time(date(2026, 3, 10))
    assert found.is_in_time(date(2026, 3, 10), force_majeure=True)


@pytest.mark.parametrize(
    ("code", "missed", "end", "citation"),
    [
        (Verfahrensrecht.VWVFG, Missed.REMEDY, date(2026, 3, 20), "§ 60 Abs. 2 VwGO"),
        (Verfahrensrecht.SGB_X, Missed.PROCEDURE, date(2026, 3, 20), "§ 27 Abs. 2 SGB X"),
        (Verfahrensrecht.AO, Missed.PROCEDURE, date(2026, 4, 7), "§ 110 Abs. 2 AO"),
        (Verfahrensrecht.AO, Missed.REMEDY, date(2026, 4, 7), "§ 110 Abs. 2 AO"),
    ],
)
def test_vwgo_60_sgb_x_27_ao_110_each_code_has_its_own_period(
    code: Verfahrensrecht, missed: Missed, end: date, citation: str
) -> None:
    found = reinstatement(MISSED, ENDED, missed=missed, regime=Regime(verfahrensrecht=code))
    assert found.end == end
    assert citation in found.explanation.de
