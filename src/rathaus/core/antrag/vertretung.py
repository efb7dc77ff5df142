"""Recording for whom somebody applies: on the draft until it is submitted, on the Antrag for good."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rathaus.core.antrag.drafting import lock_to_edit
from rathaus.core.antrag.errors import VertretungRefused
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.texts import ACTS_AS
from rathaus.core.antrag.vertretung_rules import (
    Vertretung,
    VertretungNorms,
    facts_to_take_back,
    norms_for,
    problems_of,
)
from rathaus.core.scope.actor import Actor
from rathaus.values.text import Text


@transaction.atomic
def record_vertretung(*, actor: Actor, entwurf: Entwurf, vertretung: Vertretung | None, now: datetime) -> Entwurf:
    """Keep who acts for the person of the form; whoever begins to act for another is not that person.

    So what their own Konto filled in is taken back from pages that they have not saved.

    Args:
        actor: the person behind the draft.
        entwurf: the draft.
        vertretung: who acts; None when they apply for themselves.
        now: aware instant.

    Raises:
        VertretungRefused: the form asks for this kind itself, a name is missing or too long.
        EntwurfSubmitted: it was submitted meanwhile; for whom it is stays as it was.
    """
    draft = lock_to_edit(actor, entwurf, now=now)
    content = content_of(draft)
    if vertretung is not None:
        problems = problems_of(vertretung, content.prozess.offered_vertretung)
        if problems:
            raise VertretungRefused(problems=", ".join(f"{name} {problem}" for name, problem in problems.items()))
    if vertretung is not None and draft.vertretung is None and draft.follows_id is None:
        own = facts_to_take_back(
            content.formular, answers=draft.answers, prefilled=draft.prefilled, visited=draft.visited
        )
        draft.answers = {key: value for key, value in draft.answers.items() if key not in own}
        draft.prefilled = {key: value for key, value in draft.prefilled.items() if key not in own}
    draft.vertretung = vertretung.to_json() if vertretung is not None else None
    draft.edited_at = now
    draft.save(update_fields=["vertretung", "answers", "prefilled", "edited_at"])
    return draft


def vertretung_of(row: Entwurf | Antrag) -> Vertretung | None:
    """Return who acts for the person of the form; None when that person applies for themselves."""
    return Vertretung.from_json(row.vertretung) if row.vertretung else None


@dataclass(frozen=True, slots=True)
class ForWhom:
    """For whom somebody applies, as pages say it.

    Args:
        represented: name of the person of the form; may be empty.
        vertretung: who acts; None when that person applies for themselves.
        acts_as: how they act, as part of a sentence; None when nobody acts for another.
        norms: by which the office may ask for proof; None likewise.
        form_asks: whether the form itself asks in which part somebody applies.
    """

    represented: str
    vertretung: Vertretung | None
    acts_as: Text | None
    norms: VertretungNorms | None
    form_asks: bool


def for_whom(row: Entwurf | Antrag, *, applicant: str) -> ForWhom:
    """Return for whom somebody applies.

    Args:
        row: the draft or the Antrag.
        applicant: name of the person of the form, as its answers say.
    """
    found = vertretung_of(row)
    form_asks = content_of(row).prozess.vertretung is not None
    return ForWhom(applicant, found, ACTS_AS[found.kind] if found else None, norms_of(row), form_asks)


def norms_of(row: Entwurf | Antrag) -> VertretungNorms | None:
    """Return by which norms the office may ask for proof; None when nobody is represented."""
    found = vertretung_of(row)
    return norms_for(found.kind, content_of(row).prozess.leistung.verfahrensrecht) if found else None
