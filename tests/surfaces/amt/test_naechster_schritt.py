"""Which act comes next: pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from rathaus.engine.prozess.model import AufgabeKind
from rathaus.surfaces.amt.naechster_schritt import Act, next_act

ME, OTHER = 1, 2
NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)


@dataclass
class Row:
    """What the function reads of a case."""

    closed_at: Any = None
    claimed_by_id: int | None = ME
    is_withdrawn: bool = False
    question_id: Any = None
    deemed_on: Any = None
    due_on: date = date(2026, 12, 1)


def standing(*kinds: AufgabeKind, results: int = 0) -> Any:
    return SimpleNamespace(open=tuple(SimpleNamespace(kind=kind) for kind in kinds), results=("r",) * results)


ISSUED, DRAFT = SimpleNamespace(is_issued=True), SimpleNamespace(is_issued=False)
CHECK, ASK = AufgabeKind.PRUEFEN_FORMELL, AufgabeKind.VERVOLLSTAENDIGEN


@pytest.mark.parametrize(
    ("row", "place", "bescheid", "act"),
    [
        (Row(closed_at=NOON), standing(), ISSUED, Act.NOTHING),
        (Row(claimed_by_id=OTHER), standing(CHECK), None, Act.COLLEAGUE),
        (Row(claimed_by_id=None), standing(CHECK), None, Act.CLAIM),
        (Row(question_id="q"), standing(CHECK), None, Act.WAIT),
        (Row(), standing(CHECK), None, Act.TASK),
        (Row(), standing(ASK), None, Act.ASK),
        (Row(), standing(results=1), DRAFT, Act.DECIDE),
        (Row(), standing(), None, Act.NOTHING),
        (Row(), standing(), ISSUED, Act.CLOSE),
        (Row(deemed_on=date(2026, 11, 20)), standing(), None, Act.CLOSE),
        (Row(), standing(AufgabeKind.BETEILIGEN), None, Act.INVOLVE),
        (Row(), standing(AufgabeKind.AUSLEGEN), None, Act.DISPLAY),
        (Row(), standing(AufgabeKind.ANHOEREN), None, Act.HEAR),
        (Row(is_withdrawn=True), standing(results=1), None, Act.STOP),
        (Row(is_withdrawn=True), standing(), None, Act.CLOSE),
    ],
)
def test_every_state_has_its_next_act(row, place, bescheid, act) -> None:
    assert next_act(row, place, bescheid=bescheid, konto_id=ME).act is act
