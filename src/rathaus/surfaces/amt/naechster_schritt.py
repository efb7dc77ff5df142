"""Which act comes next in a case: pure, so that every line and every page says the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from rathaus.engine.prozess.model import Aufgabe, AufgabeKind

if TYPE_CHECKING:
    from rathaus.core.bescheid.models import Bescheid
    from rathaus.core.vorgang.models import Vorgang
    from rathaus.core.vorgang.queries import Standing


class Act(StrEnum):
    """What the one button on top of a case does."""

    NOTHING = "nothing"
    COLLEAGUE = "colleague"
    CLAIM = "claim"
    WAIT = "wait"
    ASK = "ask"
    HEAR = "hear"
    INVOLVE = "involve"
    DISPLAY = "display"
    TASK = "task"
    DECIDE = "decide"
    STOP = "stop"
    CERTIFY = "certify"
    CLOSE = "close"


_ACTS = {
    AufgabeKind.VERVOLLSTAENDIGEN: Act.ASK,
    AufgabeKind.ANHOEREN: Act.HEAR,
    AufgabeKind.BETEILIGEN: Act.INVOLVE,
    AufgabeKind.AUSLEGEN: Act.DISPLAY,
}


@dataclass(frozen=True, slots=True)
class NextAct:
    """The next act, the task that it belongs to, and the local day by which it is due."""

    act: Act
    task: Aufgabe | None = None
    due_on: date | None = None


def next_act(
    vorgang: "Vorgang",
    standing: "Standing",
    *,
    bescheid: "Bescheid | None",
    konto_id: int,
    represents: Collection[int] = (),
    certificate_waits: bool = False,
) -> NextAct:
    """Return what a clerk does next.

    Args:
        vorgang: the case.
        standing: where it stands.
        bescheid: its Bescheid or draft.
        konto_id: the clerk who looks.
        represents: Konten of the colleagues for whom they stand in.
        certificate_waits: whether the certificate of a Genehmigungsfiktion waits to be checked.
    """
    if vorgang.closed_at is not None:
        return NextAct(Act.NOTHING)
    if vorgang.claimed_by_id not in {None, konto_id, *represents}:
        return NextAct(Act.COLLEAGUE, due_on=vorgang.due_on)
    if certificate_waits:
        return NextAct(Act.CERTIFY)
    if (bescheid is not None and bescheid.is_issued) or vorgang.deemed_on is not None:
        return NextAct(Act.CLOSE)
    if vorgang.is_withdrawn:
        return NextAct(Act.STOP if standing.results else Act.CLOSE, due_on=vorgang.due_on)
    if vorgang.question_id is not None:
        return NextAct(Act.WAIT, due_on=vorgang.due_on)
    return _work(vorgang, standing)


def _work(vorgang: "Vorgang", standing: "Standing") -> NextAct:
    task = next(iter(standing.open), None)
    if vorgang.claimed_by_id is None:
        return NextAct(Act.CLAIM, task, vorgang.due_on)
    if task is None:
        return NextAct(Act.DECIDE if standing.results else Act.NOTHING, due_on=vorgang.due_on)
    return NextAct(_ACTS.get(task.kind, Act.TASK), task, vorgang.due_on)
