from datetime import date

import pytest

from rathaus.recht.bekanntgabe import Bekanntgabe, Channel
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.zustellung import (
    announce_abroad,
    serve_abroad_without_agent,
    serve_by_deed,
    serve_by_registered_letter,
    serve_electronically,
    serve_publicly,
)

POSTED = date(2026, 3, 3)


def test_vwzg_3_a_deed_proves_its_day() -> None:
    found = serve_by_deed(POSTED)
    assert (found.channel, found.announced_on) == (Channel.DEED, POSTED)
    assert "§ 3 VwZG" in found.explanation.de


def test_vwzg_4_2_a_registered_letter_is_served_on_the_fourth_day_after_posting() -> None:
    """Vector 13: registered letter → 4th day after posting (§ 4 VwZG)."""
    found = serve_by_registered_letter(POSTED)
    assert found.announced_on == date(2026, 3, 7)
    assert "4 Tage nach dem Absenden (§ 4 Abs. 2 VwZG)" in found.explanation.de


def test_vwzg_4_2_the_return_slip_proves_the_day_and_a_later_receipt_counts() -> None:
    assert serve_by_registered_letter(POSTED, returned_on=date(2026, 3, 5)).announced_on == date(2026, 3, 5)
    assert serve_by_registered_letter(POSTED, received_on=date(2026, 3, 9)).announced_on == date(2026, 3, 9)
    assert serve_by_registered_letter(POSTED, received_on=date(2026, 3, 4)).announced_on == date(2026, 3, 7)


def test_vwzg_5_7_electronic_service_counts_on_the_fourth_day_for_whom_was_told_before() -> None:
    """Vector 13: electronic with receipt § 5(7) VwZG → 4th day, recipient instructed beforehand."""
    assert serve_electronically(POSTED, instructed_before=True).announced_on == date(2026, 3, 7)
    found = serve_electronically(POSTED, instructed_before=False)
    assert found.announced_on is None
    assert "nicht zugestellt" in found.explanation.de
    acknowledged = serve_electronically(POSTED, instructed_before=False, acknowledged_on=date(2026, 3, 4))
    assert acknowledged.announced_on == date(2026, 3, 4)


def test_vwzg_9_3_without_an_agent_a_letter_abroad_counts_on_the_seventh_day() -> None:
    assert serve_abroad_without_agent(POSTED).announced_on == date(2026, 3, 10)


def test_vwzg_10_2_public_service_counts_after_two_weeks() -> None:
    assert serve_publicly(date(2026, 3, 2)).announced_on == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("code", "citation"),
    [(Verfahrensrecht.VWVFG, "§ 71b Abs. 6 VwVfG"), (Verfahrensrecht.AO, "§ 122 Abs. 2 Nr. 2 AO")],
)
def test_vwvfg_71b_6_and_ao_122_2_a_letter_abroad_counts_after_a_month(code: Verfahrensrecht, citation: str) -> None:
    """Vector 13: abroad via single office, post → one month (§ 71b(6))."""
    found = announce_abroad(date(2026, 1, 31), regime=Regime(verfahrensrecht=code))
    assert isinstance(found, Bekanntgabe)
    assert found.announced_on == date(2026, 2, 28)
    assert citation in found.explanation.de


def test_sgb_x_37_2_presumes_no_day_for_a_letter_abroad() -> None:
    assert announce_abroad(POSTED, regime=Regime(verfahrensrecht=Verfahrensrecht.SGB_X)) is None
