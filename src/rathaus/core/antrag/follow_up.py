"""A new draft that begins with the answers of an earlier Antrag, such as the renewal of a certificate."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.drafting import start_entwurf
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import content_of, evaluate_antrag, evaluate_entwurf
from rathaus.core.antrag.rules import answers_to_keep
from rathaus.core.antrag.vertretung import vertretung_of
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.scope.actor import Actor
from rathaus.engine.formular.model import Answer


@transaction.atomic
def start_follow_up(
    *, actor: Actor, antrag: Antrag, given: Mapping[str, Answer], anew: Collection[str], language: str, now: datetime
) -> Entwurf:
    """Begin a draft of the same Leistung at the same place for the same person, with what they answered before.

    Files and consents are given anew. Questions that the present version asks differently are left open. Whoever acts
    for the person is proposed again; the review page shows it. What the Konto knows is of whoever acts, so it fills in
    nothing then.

    Args:
        actor: the person behind the Antrag.
        antrag: the earlier Antrag.
        given: path key → answer that is known already, such as the number of the certificate; goes before all else.
        anew: template paths of questions that are answered anew.
        language: ``de`` or ``en``.
        now: aware instant.

    Raises:
        ActorRefused: the Antrag belongs to somebody else.
        NotOfferedHere, OnPaperOnly, SignInNeeded: as :func:`rathaus.core.antrag.drafting.start_entwurf`.
    """
    leistung = leistung_by_slug(antrag.version.leistung.slug)
    draft = start_entwurf(
        actor=actor, bearer=antrag.bearer, leistung=leistung, place=antrag.place, language=language, now=now
    )
    before, present = content_of(antrag).formular, content_of(draft).formular
    kept = answers_to_keep(before, present, answers=evaluate_antrag(antrag).answers, anew=anew)
    vertretung = vertretung_of(antrag)
    known = draft.answers if vertretung is None else {}
    draft.answers = {**known, **kept, **given}
    draft.answers = evaluate_entwurf(draft, today=timezone.localdate(now)).answers
    draft.prefilled, draft.follows = dict(draft.answers), antrag
    if vertretung is not None and vertretung.kind in content_of(draft).prozess.offered_vertretung:
        draft.vertretung = antrag.vertretung
    draft.save(update_fields=["answers", "prefilled", "follows", "vertretung"])
    return draft
