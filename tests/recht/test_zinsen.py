from datetime import date
from decimal import Decimal

import pytest

from rathaus.recht.errors import InterestNotCovered, ParameterUnknown
from rathaus.recht.parameter_file import read_parameter_file
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.shipped import load_parameters
from rathaus.recht.zinsen import BASE_RATE, reimbursement_interest

_ROW = """
[[parameter]]
key = "zins.basiszinssatz"
jurisdiction = "federal"
value = "{rate}"
unit = "percent"
{days}
status = "in_force"
citation = "§ 247 BGB"
source = "invented for the test"
"""


def regime(code: Verfahrensrecht = Verfahrensrecht.VWVFG, first: str = "1") -> Regime:
    """Base rates that a person would have loaded, invented: 1 % in the first half of 2025, 2.5 % afterwards."""
    early = _ROW.format(rate=first, days="valid_from = 2025-01-01\nvalid_to = 2025-07-01")
    late = _ROW.format(rate="2.5", days="valid_from = 2025-07-01")
    rows = read_parameter_file(early + late, "zins.toml").rows
    return Regime(verfahrensrecht=code, parameters=load_parameters().adding(rows))


def test_vwvfg_49a_3_five_points_above_the_base_rate_by_exact_days() -> None:
    """Vector 13: interest of § 49a(3): 5 points above the base rate on file."""
    found = reimbursement_interest(100_000, first=date(2025, 1, 1), last=date(2025, 6, 30), regime=regime())
    assert [span.rate for span in found.spans] == [Decimal(6)]
    assert found.betrag_cent == 2975  # 1,000.00 x 6 % x 181/365
    assert "5 Prozentpunkte über dem Basiszinssatz" in found.explanation.de
    assert [row.key for row in found.parameters] == ["erstattung.interest", BASE_RATE]
    assert found.banners == ()


def test_bgb_247_the_time_is_split_where_the_base_rate_changes() -> None:
    found = reimbursement_interest(100_000, first=date(2025, 6, 1), last=date(2026, 1, 31), regime=regime())
    assert [(span.first, span.last, span.rate) for span in found.spans] == [
        (date(2025, 6, 1), date(2025, 6, 30), Decimal(6)),
        (date(2025, 7, 1), date(2025, 12, 31), Decimal("7.5")),
        (date(2026, 1, 1), date(2026, 1, 31), Decimal("7.5")),
    ]
    assert found.betrag_cent == 493 + 3781 + 637


def test_bgb_247_a_base_rate_that_nobody_loaded_is_never_assumed() -> None:
    with pytest.raises(ParameterUnknown):
        reimbursement_interest(100_000, first=date(2026, 1, 1), last=date(2026, 2, 1))


def test_sgb_x_50_2a_has_the_same_rate_and_carries_the_banner_of_its_code() -> None:
    found = reimbursement_interest(
        100_000, first=date(2025, 1, 1), last=date(2025, 6, 30), regime=regime(Verfahrensrecht.SGB_X)
    )
    assert found.betrag_cent == 2975
    assert "§ 50 Abs. 2a SGB X" in found.explanation.de
    assert len(found.banners) == 1


def test_ao_has_other_interest_that_is_not_calculated_here() -> None:
    with pytest.raises(InterestNotCovered):
        reimbursement_interest(1, first=date(2025, 1, 1), last=date(2025, 1, 2), regime=regime(Verfahrensrecht.AO))


def test_a_rate_below_zero_counts_as_none_and_a_time_without_days_bears_nothing() -> None:
    low = regime(first="-6")
    assert reimbursement_interest(100_000, first=date(2025, 1, 1), last=date(2025, 6, 30), regime=low).betrag_cent == 0
    assert reimbursement_interest(100_000, first=date(2025, 6, 2), last=date(2025, 6, 1), regime=low).spans == ()
