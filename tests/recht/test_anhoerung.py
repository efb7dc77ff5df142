import pytest

from rathaus.recht.anhoerung import HearingException, exceptions_of, hearing_duty
from rathaus.recht.regime import Verfahrensrecht


def test_vwvfg_28_1_whoever_is_burdened_is_heard() -> None:
    """Vector 13: a burdening act → hearing needed (§ 28 VwVfG)."""
    duty = hearing_duty(interferes=True)
    assert duty.required
    assert duty.explanation.de == "Die Entscheidung greift in Rechte ein; eine Anhörung ist nötig (§ 28 Abs. 1 VwVfG)."


def test_vwvfg_28_1_a_decision_that_takes_nothing_needs_no_hearing() -> None:
    duty = hearing_duty(interferes=False)
    assert not duty.required
    assert "a hearing is not needed" in duty.explanation.en


@pytest.mark.parametrize(
    ("exception", "number"),
    [
        (HearingException.URGENT, 1),
        (HearingException.DEADLINE, 2),
        (HearingException.AS_STATED, 3),
        (HearingException.MANY_OR_AUTOMATIC, 4),
        (HearingException.ENFORCEMENT, 5),
    ],
)
def test_vwvfg_28_2_five_exceptions_make_it_unnecessary(exception: HearingException, number: int) -> None:
    """Vector 13: each of the five listed exceptions → no hearing needed, with its number."""
    duty = hearing_duty(interferes=True, exception=exception)
    assert (duty.required, duty.citation) == (False, f"§ 28 Abs. 2 Nr. {number} VwVfG")


def test_vwvfg_28_2_lists_five_sgb_x_24_2_seven_and_ao_91_2_five_exceptions() -> None:
    assert [len(exceptions_of(code)) for code in Verfahrensrecht] == [5, 7, 5]
    assert exceptions_of(Verfahrensrecht.AO)[4][2] == "§ 91 Abs. 2 Nr. 5 AO"


def test_sgb_x_24_2_knows_small_offsets_and_no_automatic_decisions() -> None:
    code = Verfahrensrecht.SGB_X
    small = hearing_duty(interferes=True, exception=HearingException.SMALL_OFFSET, verfahrensrecht=code)
    assert (small.required, small.citation) == (False, "§ 24 Abs. 2 Nr. 7 SGB X")
    many = hearing_duty(interferes=True, exception=HearingException.MANY_OR_AUTOMATIC, verfahrensrecht=code)
    assert "automatisch" not in many.explanation.de


def test_an_exception_that_the_code_does_not_know_changes_nothing() -> None:
    assert hearing_duty(interferes=True, exception=HearingException.SMALL_OFFSET).required
