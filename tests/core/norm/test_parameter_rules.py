"""What a person may confirm of a row of law."""

from dataclasses import replace
from datetime import date

import pytest

from rathaus.core.norm.errors import ConfirmationDayRefused, ParameterNotConfirmable, SourceMissing, ValueNotPossible
from rathaus.core.norm.parameter_rules import (
    Confirmed,
    check_confirmation,
    confirmable,
    confirmed_version,
    contradictions,
)
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.shipped import load_parameters
from rathaus.values.errors import RathausError

TODAY = date(2026, 11, 22)
ROW = load_parameters().find("bekanntgabe.fiction_days", "HE", TODAY)
SAID = Confirmed(3, "GVBl. gesehen", TODAY, date(2025, 1, 1))


def test_an_unverified_row_can_be_confirmed_with_any_value_that_it_names() -> None:
    assert confirmable(load_parameters(), ROW.version_id) == ROW
    check_confirmation(ROW, SAID, today=TODAY)
    check_confirmation(ROW, replace(SAID, value=4), today=TODAY)


@pytest.mark.parametrize("version_id", ["widerspruch.term@federal/always", "vergabe.direct_award@HE/always", "x@HE/y"])
def test_law_in_force_and_drafts_cannot_be_confirmed(version_id: str) -> None:
    with pytest.raises(ParameterNotConfirmable):
        confirmable(load_parameters(), version_id)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"value": 5}, ValueNotPossible),
        ({"source": "  "}, SourceMissing),
        ({"source": "x" * 301}, SourceMissing),
        ({"verified_on": date(2026, 11, 23)}, ConfirmationDayRefused),
        ({"valid_from": date(2024, 12, 31)}, ConfirmationDayRefused),
    ],
)
def test_a_confirmation_that_the_row_does_not_allow_is_refused(
    changes: dict[str, object], error: type[RathausError]
) -> None:
    with pytest.raises(error):
        check_confirmation(ROW, replace(SAID, **changes), today=TODAY)  # type: ignore[arg-type]  # any field


def test_a_row_of_the_same_start_with_another_value_contradicts_and_a_draft_does_not() -> None:
    known = Parameters((ROW,))
    other = replace(ROW, value=3, alternatives=())
    draft: ParameterVersion = replace(other, status=Status.DRAFT)
    found = contradictions([ROW, other, draft], known, name="recht.toml")
    assert [each.where for each in found] == [f"recht.toml: {ROW.version_id}"]


def test_a_confirmed_row_is_in_force_from_its_own_day_until_the_row_ends() -> None:
    ends = replace(ROW, valid_to=date(2027, 1, 1))
    found = confirmed_version(ends, replace(SAID, valid_from=TODAY), confirmation="3f2c")
    assert (found.value, found.status, found.alternatives) == (3, Status.IN_FORCE, ())
    assert (found.valid_from, found.valid_to, found.verified_on) == (TODAY, date(2027, 1, 1), TODAY)
    assert found.version_id == "bekanntgabe.fiction_days@HE/2026-11-22+3f2c"
