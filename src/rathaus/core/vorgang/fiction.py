"""The Genehmigungsfiktion: a period passes without a decision, and the law lets the Antrag count as granted."""

from datetime import datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.actions import set_status
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.rules import Status
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.norm.queries import regime_of
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.stelle.queries import key_on
from rathaus.core.vorgang import fiction_texts as texts
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.models import Vorgang, Zeitgeber
from rathaus.core.vorgang.rules import HearingState, State
from rathaus.core.vorgang.signals import vorgang_ended
from rathaus.engine.prozess.model import AufgabeKind, Ergebnis, Rechtsbehelf
from rathaus.engine.prozess.zeitgeber import Zeitgeber as Timer
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.recht.courts import court_for
from rathaus.recht.dates import german_date
from rathaus.recht.rechtsbehelf import Remedy, remedy_notice
from rathaus.values.document import Block, Document, Facts, Heading, Letterhead, Paragraph

SEND_CERTIFICATE = "vorgang.send_fiction_certificate"
"""Name of the job that certifies a Genehmigungsfiktion to the person."""

_MAX_SUBJECT = 200


def deem_granted(case: Case, row: Zeitgeber, *, timer: Timer, now: datetime) -> None:
    """Mark a locked case as deemed granted from the day after the last day of the period, and queue its certificate.

    The deciding task is done already, by the timer. Whatever else was open of it ends.

    Args:
        case: the case; whoever calls writes it.
        row: the run that has fired.
        timer: its definition, whose norm orders the fiction.
        now: aware instant.

    Source: VwVfG § 42a(1), (2).
    """
    vorgang, antrag = case.vorgang, case.antrag
    case.end_hearing(HearingState.SILENT, now=now)
    case.stop_waiting(now=now)
    vorgang.state, vorgang.result = State.DECIDED, timer.folge.ergebnis
    vorgang.deemed_on = vorgang.decided_on = row.due_on + timedelta(days=1)
    case.complete_kind(AufgabeKind.ZUSTELLEN, actor=SYSTEM_ACTOR, now=now)
    set_status(actor=SYSTEM_ACTOR, antrag=antrag, status=Status.DECIDED, now=now)
    payload: dict[str, object] = {"result": vorgang.result, "on": vorgang.deemed_on.isoformat(), "norm": timer.norm}
    case.record("vorgang.deemed_granted", actor=SYSTEM_ACTOR, payload=payload)
    vorgang_ended.send(sender=Vorgang, vorgang=vorgang, now=now)
    app.configure_task(SEND_CERTIFICATE).defer(antrag=str(antrag.public_id), stelle_id=antrag.stelle_id)


def send_certificate(antrag: Antrag, vorgang: Vorgang, *, now: datetime) -> Nachricht | None:
    """Certify a Genehmigungsfiktion to the person, once; None when the case is not deemed granted.

    Args:
        antrag: the Antrag; the scope of its body must be open, in a transaction.
        vorgang: its case.
        now: aware instant of delivery.

    Source: VwVfG § 42a(3), § 37(6).
    """
    Antrag.objects.select_for_update(of=("self",)).only("pk").get(pk=antrag.pk)
    if vorgang.deemed_on is None:
        return None
    title = content_of(antrag).description.name.de
    subject = texts.SUBJECT.format(title=title)[:_MAX_SUBJECT]
    delivered = messages_of(antrag.public_id).filter(kind=Kind.MESSAGE, subject=subject).first()
    if delivered is not None:
        return delivered
    document = certificate_document(antrag, vorgang)
    datei = store_generated(
        actor=SYSTEM_ACTOR,
        bearer=antrag.bearer,
        stelle_id=antrag.stelle_id,
        name=texts.FILE_NAME.format(reference=antrag.reference),
        media_type="application/pdf",
        content=render_pdf(document, created_at=now),
    )
    letter = Letter(kind=Kind.MESSAGE, subject=subject, body=texts.BODY, document=document, datei=datei)
    correspondence = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    return deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)


def certificate_document(antrag: Antrag, vorgang: Vorgang) -> Document:
    """Return the certificate: what counts as granted, since when, by which norm, and the remedy that others have."""
    prozess, stelle = content_of(antrag).prozess, vorgang.stelle
    ergebnis = prozess.ergebnis(vorgang.result)
    norm = next((each.norm for each in prozess.zeitgeber if each.folge.kind is ZeitgeberEffectKind.DEEMED_GRANT), "")
    on = vorgang.deemed_on or timezone.localdate(antrag.submitted_at)
    title = content_of(antrag).description.name.de
    rows = (
        (texts.ROW_ANTRAG, title),
        (texts.ROW_APPLICANT, antrag.applicant),
        (texts.ROW_SUBMITTED, german_date(timezone.localdate(antrag.submitted_at))),
        (texts.ROW_RESULT, ergebnis.name.de),
        (texts.ROW_SINCE, german_date(on)),
        (texts.ROW_NORM, norm),
    )
    blocks: list[Block] = [
        Paragraph(texts.OPERATIVE.format(day=german_date(on), norm=norm), strong=True),
        Facts(tuple(row for row in rows if row[1])),
        Paragraph(texts.WHY),
        *([Paragraph(texts.FEE)] if ergebnis.mit_gebuehr else []),
        *_notice(vorgang, ergebnis),
    ]
    head = Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        recipient_lines=(antrag.applicant,) if antrag.applicant else (),
        reference_rows=((texts.REFERENCE, vorgang.aktenzeichen),),
        place_and_date=german_date(on),
    )
    return Document("de", texts.TITLE, head, tuple(blocks))


def _notice(vorgang: Vorgang, ergebnis: Ergebnis) -> list[Block]:
    """Return the remedy notice; nothing where the result names none or its court is not known to us."""
    if ergebnis.rechtsbehelf is Rechtsbehelf.KEINER or vorgang.deemed_on is None:
        return []
    stelle, on = vorgang.stelle, vorgang.deemed_on
    regime = regime_of(content_of(vorgang.antrag).prozess, stelle_id=stelle.pk)
    notice = remedy_notice(Remedy(ergebnis.rechtsbehelf.value), on, regime=regime)
    key = key_on(stelle, on)
    court = court_for(key.kreis_key, on) if key is not None and notice.needs_court else None
    if notice.needs_court and court is None:
        return []
    seat = ", ".join(line for line in stelle.address.splitlines() if line) or stelle.name
    paragraphs = notice.fill(authority=stelle.official_name, authority_seat=seat, court=court)
    return [Heading(1, texts.NOTICE), *(Paragraph(each.de) for each in paragraphs)]
