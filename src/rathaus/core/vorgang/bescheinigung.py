"""Certifying a Genehmigungsfiktion: by the job where everything is certain, else by a clerk who answers for it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.antrag.queries import content_of
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.vorgang import fiction_texts as texts
from rathaus.core.vorgang.admission import claim_case, lock_for_clerk
from rathaus.core.vorgang.case import Case, lock_case
from rathaus.core.vorgang.errors import BescheinigungUnconfirmed, NothingToCertify
from rathaus.core.vorgang.fiction_certificate import Certificate, certificate_of
from rathaus.core.vorgang.models import Bescheinigung, Vorgang
from rathaus.recht.courts import Court

_MAX_SUBJECT = 200


@transaction.atomic
def certify(vorgang: Vorgang, *, now: datetime) -> Nachricht | None:
    """Certify a Genehmigungsfiktion to the person, once; what is not certain is left to a clerk as the next step.

    Args:
        vorgang: a case; the scope of its body must be open.
        now: aware instant of delivery.

    Returns:
        The letter; None when the case is not deemed granted, or while a clerk must check the certificate.

    Source: VwVfG §§ 42a(3), 37(6); VwGO § 58.
    """
    case = lock_case(vorgang.pk)
    if case.vorgang.deemed_on is None:
        return None
    delivered, row = _delivered(case), bescheinigung_of(case.vorgang)
    if delivered is not None or row is not None:
        return delivered
    row = Bescheinigung(vorgang=case.vorgang, stelle_id=case.vorgang.stelle_id)
    found = certificate_of(case.vorgang, on=timezone.localdate(now))
    if found.is_certain:
        return _send(case, row, found, actor=SYSTEM_ACTOR, now=now)
    row.save()
    case.record("vorgang.certificate_waits", actor=SYSTEM_ACTOR, payload={"parameters": _versions(found)})
    return None


@transaction.atomic
def confirm_certificate(*, actor: Actor, vorgang: Vorgang, court: Court | None = None, now: datetime) -> Bescheinigung:
    """Answer for the certificate, with the court where the notice must name one; recorded with who answered.

    Args:
        actor: a clerk of the body.
        vorgang: a case whose certificate waits.
        court: name and seat; None takes the known one, if any. Not stored where the notice names none.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        NothingToCertify: no certificate waits here.
        BescheinigungUnconfirmed: the notice must name a court, and its name or seat is missing.

    Source: VwGO § 58(1).
    """
    case, row = _waiting(actor, vorgang, now=now)
    if court is not None and not (court.name.strip() and court.seat.strip()):
        raise BescheinigungUnconfirmed
    found = certificate_of(case.vorgang, on=timezone.localdate(now), row=row)
    if court is None and found.needs_court:
        raise BescheinigungUnconfirmed
    if court is not None and found.notice is not None and found.notice.needs_court:
        row.court_name, row.court_seat = court.name.strip(), court.seat.strip()
    row.confirmed_by_id, row.confirmed_at = actor.konto_id, now
    row.save()
    case.save()
    payload: dict[str, object] = {"court": row.court_name, "seat": row.court_seat, "parameters": _versions(found)}
    case.record("vorgang.certificate_confirmed", actor=actor, payload=payload)
    return row


@transaction.atomic
def send_certificate(*, actor: Actor, vorgang: Vorgang, now: datetime) -> Nachricht:
    """Send the certificate that waited for a clerk; a second click finds it sent.

    Args:
        actor: a clerk of the body.
        vorgang: a case whose certificate waits.
        now: aware instant of delivery.

    Raises:
        ActorRefused: no clerk of this body.
        ClaimedByColleague: a colleague works on it.
        NothingToCertify: there is none.
        BescheinigungUnconfirmed: nobody has answered for what is not certain.
    """
    case = lock_for_clerk(actor, vorgang)
    sent = _delivered(case)
    if sent is not None:
        return sent
    case, row = _waiting(actor, vorgang, now=now)
    found = certificate_of(case.vorgang, on=timezone.localdate(now), row=row)
    if found.needs_court or (not found.is_certain and row.confirmed_at is None):
        raise BescheinigungUnconfirmed
    case.save()
    return _send(case, row, found, actor=actor, now=now)


def bescheinigung_of(vorgang: Vorgang) -> Bescheinigung | None:
    """Return the certificate of a case; None while there is none."""
    return Bescheinigung.objects.filter(vorgang_id=vorgang.pk).first()


def certificates_to_check(stelle_ids: Collection[int]) -> list[Bescheinigung]:
    """Return the certificates that wait for a clerk of bodies, the oldest first."""
    rows = Bescheinigung.objects.filter(stelle_id__in=list(stelle_ids), sent_at=None)
    return list(rows.select_related("vorgang__antrag", "vorgang__leistung").order_by("pk")[:20])


def _waiting(actor: Actor, vorgang: Vorgang, *, now: datetime) -> tuple[Case, Bescheinigung]:
    case = lock_for_clerk(actor, vorgang)
    row = bescheinigung_of(case.vorgang)
    if row is None or row.sent_at is not None:
        raise NothingToCertify
    claim_case(case, actor, now=now)
    return case, row


def _versions(found: Certificate) -> list[str]:
    return [each.version_id for each in found.parameters]


def _subject(case: Case) -> str:
    return texts.SUBJECT.format(title=content_of(case.antrag).description.name.de)[:_MAX_SUBJECT]


def _delivered(case: Case) -> Nachricht | None:
    return messages_of(case.antrag.public_id).filter(kind=Kind.MESSAGE, subject=_subject(case)).first()


def _send(case: Case, row: Bescheinigung, found: Certificate, *, actor: Actor, now: datetime) -> Nachricht:
    antrag = case.antrag
    datei = store_generated(
        actor=SYSTEM_ACTOR,
        bearer=antrag.bearer,
        stelle_id=antrag.stelle_id,
        name=texts.FILE_NAME.format(reference=antrag.reference),
        media_type="application/pdf",
        content=render_pdf(found.document, created_at=now),
    )
    body, document = texts.BODY, found.document
    letter = Letter(kind=Kind.MESSAGE, subject=_subject(case), body=body, document=document, datei=datei)
    correspondence = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    sent = deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)
    row.parameter_versions, row.sent_at = _versions(found), now
    row.save()
    payload: dict[str, object] = {"parameters": row.parameter_versions, "court": row.court_name}
    case.record("vorgang.certified", actor=actor, payload=payload)
    return sent
