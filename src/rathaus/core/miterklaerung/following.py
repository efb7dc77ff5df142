"""What follows from other rooms: links end with their case, and the history says when answers outgrow a declaration."""

from datetime import datetime

from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.models import Antrag, AntragRevision
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.queries import asked_of
from rathaus.core.miterklaerung.rules import digest_of
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.vorgang.models import Vorgang


def end_links(sender: type[Vorgang], *, vorgang: Vorgang, now: datetime, **_: object) -> None:  # noqa: ARG001  # of a receiver
    """End the open links of a case that is over: nobody needs to declare anything any more."""
    DeclarationLink.objects.filter(vorgang_id=vorgang.pk, ended_at=None).update(ended_at=now)


def note_changed_answers(sender: type[Antrag], *, antrag: Antrag, **_: object) -> None:  # noqa: ARG001  # of a receiver
    """Note in the history which declarations covered the answers before this change and do not cover them now."""
    rules = asked_of(antrag)
    if not rules:
        return
    said = {row.key: row for row in Miterklaerung.objects.filter(vorgang__antrag_id=antrag.pk)}
    before = AntragRevision.objects.values_list("answers", flat=True).get(antrag=antrag, number=antrag.revision - 1)
    for rule in rules:
        last, read = said.get(rule.key), digest_of(rule, reference=antrag.reference, answers=before)
        changed = read != digest_of(rule, reference=antrag.reference, answers=antrag.answers)
        if last is not None and last.content_sha256 == read and changed:
            payload = {"key": rule.key, "who": rule.wer.to_json(), "revision": antrag.revision}
            record(subject=subject_of(antrag), act="miterklaerung.outdated", actor=SYSTEM_ACTOR, payload=payload)
