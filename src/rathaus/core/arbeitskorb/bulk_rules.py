"""Pure decisions about acts on many cases at once: what happens to each of them, before anything happens."""

from dataclasses import dataclass
from enum import StrEnum

from rathaus.core.arbeitskorb.errors import ChoiceRefused
from rathaus.core.vorgang.rules import State

MOST_ROWS = 200
"""Cases of one act: as many as a clerk can still look through before they confirm."""


class BulkKind(StrEnum):
    """What is done with many cases at once."""

    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    MESSAGE = "message"
    LABEL = "label"
    UNLABEL = "unlabel"


class Holder(StrEnum):
    """Who works on a case, as the clerk sees it who acts: also a colleague for whom they stand in."""

    NOBODY = "nobody"
    SELF = "self"
    REPRESENTED = "represented"
    COLLEAGUE = "colleague"


class Outcome(StrEnum):
    """What happens to one case, or why nothing does."""

    DONE = "done"
    ALREADY = "already"
    COLLEAGUE = "colleague"
    WITHDRAWN = "withdrawn"
    DECIDED = "decided"
    CLOSED = "closed"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides about one case.

    Args:
        state: where the case stands.
        is_withdrawn: whether the person has withdrawn the Antrag.
        holder: who works on it.
        is_lead: whether who acts leads the office, and may release for others.
        is_told: whether the same act has reached the person already, through another of their cases.
        has_label: whether the case has the label of the act.
        is_with_them: whether the colleague works on it already to whom it is given.
    """

    state: State
    is_withdrawn: bool = False
    holder: Holder = Holder.NOBODY
    is_lead: bool = False
    is_told: bool = False
    has_label: bool = False
    is_with_them: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a message reaches besides the persons whose cases run.

    Args:
        withdrawn: also those who have withdrawn their Antrag.
        ended: also those whose case is decided or closed.
        each_case: a person with several of the cases gets the message for each of them.
    """

    withdrawn: bool = False
    ended: bool = False
    each_case: bool = False


RUNNING = Reach()
"""Each person whose case runs, once."""


def foresee(kind: BulkKind, standing: Standing, *, reach: Reach) -> Outcome:
    """Return what an act does with one case; every other outcome than ``DONE`` leaves the case as it is.

    Args:
        kind: the act.
        standing: the case.
        reach: whom a message reaches.
    """
    match kind:
        case BulkKind.CLAIM:
            return _foresee_claim(standing)
        case BulkKind.RELEASE:
            return _foresee_release(standing)
        case BulkKind.ASSIGN:
            return _foresee_assign(standing)
        case BulkKind.MESSAGE:
            return _foresee_message(standing, reach)
        case BulkKind.LABEL:
            return Outcome.ALREADY if standing.has_label else Outcome.DONE
        case BulkKind.UNLABEL:
            return Outcome.DONE if standing.has_label else Outcome.ALREADY


def _foresee_claim(standing: Standing) -> Outcome:
    if standing.state is State.CLOSED:
        return Outcome.CLOSED
    by_holder = {Holder.SELF: Outcome.ALREADY, Holder.REPRESENTED: Outcome.ALREADY, Holder.COLLEAGUE: Outcome.COLLEAGUE}
    return by_holder.get(standing.holder, Outcome.DONE)


def _foresee_release(standing: Standing) -> Outcome:
    if standing.holder is Holder.NOBODY:
        return Outcome.ALREADY
    is_theirs = standing.holder is Holder.SELF or standing.is_lead
    return Outcome.DONE if is_theirs else Outcome.COLLEAGUE


def _foresee_assign(standing: Standing) -> Outcome:
    if standing.state is State.CLOSED:
        return Outcome.CLOSED
    if standing.holder is Holder.COLLEAGUE and not standing.is_lead:
        return Outcome.COLLEAGUE
    return Outcome.ALREADY if standing.is_with_them else Outcome.DONE


def _foresee_message(standing: Standing, reach: Reach) -> Outcome:
    if standing.is_withdrawn and not reach.withdrawn:
        return Outcome.WITHDRAWN
    if not standing.is_withdrawn and not reach.ended:
        ended = {State.DECIDED: Outcome.DECIDED, State.CLOSED: Outcome.CLOSED}
        if standing.state in ended:
            return ended[standing.state]
    if standing.holder is Holder.COLLEAGUE and standing.state is not State.CLOSED:
        return Outcome.COLLEAGUE
    return Outcome.TOLD if standing.is_told and not reach.each_case else Outcome.DONE


def check_choice(cases: int) -> None:
    """Refuse an act on no case, or on more than anybody looks through.

    Raises:
        ChoiceRefused: none, or more than :data:`MOST_ROWS`.
    """
    if not 0 < cases <= MOST_ROWS:
        raise ChoiceRefused(cases=cases)
