"""The person's side of a remedy: file it, add reasons, withdraw it; and what came on paper, entered by a clerk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.rules import new_reference
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.actions import hand_over, store_generated, store_upload
from rathaus.core.datei.models import Datei
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.konto.bearer import person_acting
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind as LetterKind
from rathaus.core.protokoll.actions import record
from rathaus.core.rechtsbehelf import texts
from rathaus.core.rechtsbehelf.counting import count_end, count_filing
from rathaus.core.rechtsbehelf.errors import (
    BescheidReplaced,
    FormMissing,
    NothingBroughtForward,
    RechtsbehelfNotFound,
    RemedyNotOffered,
    RemedyUsedUp,
    TooManyFiles,
)
from rathaus.core.rechtsbehelf.law import judgement_on, regime_for, remedy_named_by
from rathaus.core.rechtsbehelf.letter import receipt_document, say
from rathaus.core.rechtsbehelf.models import Begruendung, Rechtsbehelf, Vorlage
from rathaus.core.rechtsbehelf.rules import (
    MOST_CHARACTERS,
    MOST_FILES,
    BroughtForward,
    Channel,
    End,
    Form,
    Judgement,
    Kind,
    State,
    check_day,
    check_open,
    form_of,
)
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.vorgang.admission import lock_by_antrag
from rathaus.recht.untaetigkeitsklage import inaction_suit

_ONE = "rechtsbehelf_one_per_bescheid"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is brought forward.

    Args:
        reasons: why; may be empty and follow later.
        hindrance: why it comes late; empty when it does not, or nothing is said.
        hindrance_ended_on: local day on which the hindrance ended; None when not said.
        files: name and bytes of each file.
    """

    reasons: str = ""
    hindrance: str = ""
    hindrance_ended_on: date | None = None
    files: Sequence[tuple[str, bytes]] = ()


@transaction.atomic
def file_rechtsbehelf(*, actor: Actor, bescheid: Bescheid, statement: Statement, now: datetime) -> Rechtsbehelf:
    """File a remedy through the portal; a second click gives the same one. A late one is taken, too.

    Args:
        actor: the person to whom the Bescheid went.
        bescheid: an issued Bescheid.
        statement: reasons, files, and why it comes late.
        now: aware instant.

    Raises:
        ActorRefused: the Bescheid went to somebody else.
        BescheidReplaced: another Bescheid took its place meanwhile.
        RemedyNotOffered: not issued, or the way leads to a court.
        FormMissing: a secret link alone does not replace the written form.
        RemedyUsedUp: one was decided already.
        TooManyFiles: more than :data:`MOST_FILES`.
        RathausError: the checks of ``core.datei`` refuse a file.

    Source: VwGO §§ 69, 70(1); OZG § 9a(5).
    """
    bescheid, found = _lock_contested(bescheid)
    bearer = bescheid.antrag.bearer
    person = person_acting(actor, bearer=bearer, secrets=current_scope().secrets)
    form = form_of(
        found[0],
        Channel.PORTAL,
        has_account=bearer.konto_id is not None,
        account_replaces_writing=settings.RATHAUS_DEMO,
    )
    if form is Form.MISSING:
        raise FormMissing
    with widen_scope(stellen=frozenset({bescheid.stelle_id})):
        existing = _counting(bescheid)
        if existing is not None:
            return existing
        row = _new_row(bescheid, found, channel=Channel.PORTAL, form=form, filed_on=timezone.localdate(now), now=now)
        if not _insert(row):
            return _counting_or_refuse(bescheid)
        dateien = _keep_files(person, row, statement.files)
        _complete(row, statement, dateien, actor=person, now=now)
    return row


@transaction.atomic
def register_rechtsbehelf(
    *, actor: Actor, bescheid: Bescheid, channel: Channel, filed_on: date, statement: Statement, now: datetime
) -> Rechtsbehelf:
    """Enter a remedy that came on paper or was taken down for the record.

    Args:
        actor: a clerk of the body that issued the Bescheid.
        bescheid: an issued Bescheid; the remedy is against the one of its Antrag that was in force on the day.
        channel: paper or protocol.
        filed_on: local day on which it arrived, often before the day on which it is entered.
        statement: reasons as written; no files, which are kept with the paper.
        now: aware instant.

    Raises:
        ActorRefused: no clerk of this body, or the channel is the portal.
        RemedyNotOffered: not issued, or the way leads to a court.
        DayRefused: in the future, or before the Bescheid.
        RemedyUsedUp: one was decided already.
    """
    is_ours = writes_for(actor, stelle_id=bescheid.stelle_id, stellen=current_scope().stellen)
    if not is_ours or channel is Channel.PORTAL or actor.role is not Role.CLERK:
        raise ActorRefused(role=actor.role.value)
    bescheid, found = _lock_contested(bescheid, on=filed_on)
    if bescheid.issued_at is None:
        raise RemedyNotOffered(bescheid=bescheid.public_id)
    check_day(filed_on, not_before=timezone.localdate(bescheid.issued_at), today=timezone.localdate(now))
    existing = _counting(bescheid)
    if existing is not None:
        return existing
    row = _new_row(bescheid, found, channel=channel, form=Form.CLEAR, filed_on=filed_on, now=now)
    if not _insert(row):
        return _counting_or_refuse(bescheid)
    _complete(row, statement, [], actor=actor, now=now)
    return row


@transaction.atomic
def add_reasons(*, actor: Actor, rechtsbehelf: Rechtsbehelf, statement: Statement, now: datetime) -> Rechtsbehelf:
    """Bring something forward later: reasons, files, or why the remedy came late.

    Args:
        actor: the person.
        rechtsbehelf: their remedy.
        statement: what is added.
        now: aware instant.

    Raises:
        ActorRefused: somebody else's.
        NothingBroughtForward: neither text nor file.
        RechtsbehelfWithdrawn, RechtsbehelfEnded: see :func:`rathaus.core.rechtsbehelf.rules.check_open`.
        TooManyFiles: more than :data:`MOST_FILES`.
    """
    person = person_acting(actor, bearer=rechtsbehelf.bearer, secrets=current_scope().secrets)
    if not (statement.reasons.strip() or statement.hindrance.strip() or statement.files):
        raise NothingBroughtForward
    with widen_scope(stellen=frozenset({rechtsbehelf.stelle_id})):
        row = lock_rechtsbehelf(rechtsbehelf.pk)
        check_open(State(row.state))
        dateien = _keep_files(person, row, statement.files)
        _bring_forward(row, statement, dateien, now=now)
        record(
            subject=subject_of(row.antrag),
            act="rechtsbehelf.supplemented",
            actor=person,
            payload={"rechtsbehelf": row.number, "files": len(dateien)},
        )
    return row


@transaction.atomic
def withdraw_rechtsbehelf(*, actor: Actor, rechtsbehelf: Rechtsbehelf, now: datetime) -> Rechtsbehelf:
    """Withdraw a remedy; withdrawn twice is withdrawn once.

    Args:
        actor: the person.
        rechtsbehelf: their remedy.
        now: aware instant.

    Raises:
        ActorRefused: somebody else's.
        RechtsbehelfEnded: it was decided or remedied.
    """
    person = person_acting(actor, bearer=rechtsbehelf.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({rechtsbehelf.stelle_id})):
        row = lock_rechtsbehelf(rechtsbehelf.pk)
        if row.state == State.WITHDRAWN:
            return row
        check_open(State(row.state))
        close(row, State.WITHDRAWN, end=End.WITHDRAWN, now=now)
        subject, payload = subject_of(row.antrag), {"rechtsbehelf": row.number}
        record(subject=subject, act="rechtsbehelf.withdrawn", actor=person, payload=payload)
    return row


def lock_rechtsbehelf(pk: int) -> Rechtsbehelf:
    """Lock a remedy of the open scope until the end of the transaction and return it as it is now.

    Raises:
        RechtsbehelfNotFound: it belongs to somebody else.
    """
    if not list(Rechtsbehelf.objects.select_for_update().filter(pk=pk).values_list("pk", flat=True)):
        raise RechtsbehelfNotFound
    rows = Rechtsbehelf.objects.select_related("bescheid", "antrag", "stelle", "leistung", "decides")
    return rows.get(pk=pk)


def close(row: Rechtsbehelf, state: State, *, end: End, now: datetime) -> None:
    """Write how a locked remedy ended, and count it; everything that is in other hands ends with it."""
    row.state, row.end, row.ended_at = state, end, now
    row.save()
    if row.submitted_at is not None and row.decides_id is not None:
        with widen_scope(stellen=frozenset({row.decides_id})):
            Vorlage.objects.filter(rechtsbehelf=row).update(ended_at=now)
    count_end(row, on=timezone.localdate(now))


def _lock_contested(bescheid: Bescheid, *, on: date | None = None) -> tuple[Bescheid, tuple[Kind, bool]]:
    """Return a Bescheid as it is now and what can be filed against it; its case is locked, so that nothing replaces it.

    Args:
        bescheid: an issued Bescheid.
        on: local day; given, the Bescheid that was in force then takes its place.

    Raises:
        BescheidReplaced: without a day: another one took its place meanwhile.
        RemedyNotOffered: not issued, or the way leads to a court.
    """
    with widen_scope(stellen=frozenset({bescheid.stelle_id})):
        lock_by_antrag(bescheid.antrag)
        rows = Bescheid.objects.select_related("antrag__version__leistung", "stelle", "datei")
        row = rows.get(pk=bescheid.pk)
        if on is not None:
            row = _in_force_on(on, list(rows.filter(vorgang_id=row.vorgang_id, issued_at__isnull=False))) or row
    if row.replaced_at is not None and on is None:
        raise BescheidReplaced(bescheid=row.public_id)
    found = remedy_named_by(row)
    if found is None:
        raise RemedyNotOffered(bescheid=row.public_id)
    return row, found


def _in_force_on(day: date, issued: list[Bescheid]) -> Bescheid | None:
    """Return the newest Bescheid issued by a local day, the first one for a day before all of them."""
    in_order = sorted((each.issued_at, each.pk, each) for each in issued if each.issued_at is not None)
    known = [row for at, _, row in in_order if timezone.localdate(at) <= day]
    return known[-1] if known else next((row for _, _, row in in_order), None)


def _new_row(
    bescheid: Bescheid, found: tuple[Kind, bool], *, channel: Channel, form: Form, filed_on: date, now: datetime
) -> Rechtsbehelf:
    kind, notice_given = found
    regime = regime_for(bescheid)
    judgement = judgement_on(bescheid, kind, filed_on=filed_on, notice_given=notice_given)
    waiting = inaction_suit(filed_on, regime=regime)
    row = Rechtsbehelf(
        number=_free_number(filed_on.year),
        kind=kind,
        bescheid=bescheid,
        antrag=bescheid.antrag,
        leistung=bescheid.antrag.version.leistung,
        stelle_id=bescheid.stelle_id,
        konto_id=bescheid.konto_id,
        secret_hash=bescheid.secret_hash,
        channel=channel,
        form=form,
        filed_at=now,
        filed_on=filed_on,
        notice_given=notice_given,
        suit_from=waiting.possible_from,
        expected_on=waiting.frist.end,
    )
    set_judgement(row, judgement)
    row.parameter_versions += [waiting.frist.parameter.version_id] if waiting.frist.parameter else []
    return row


def set_judgement(row: Rechtsbehelf, judgement: Judgement) -> None:
    """Write whether a remedy came in time, with both ends and the rows of law."""
    row.in_time, row.earliest_end, row.latest_end = judgement.in_time, judgement.earliest_end, judgement.latest_end
    row.time_explanation = judgement.explanation.to_json()
    row.parameter_versions = list(judgement.parameter_versions)


def _insert(row: Rechtsbehelf) -> bool:
    """Store a new remedy; False where another one was stored for the Bescheid meanwhile."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _ONE in str(error):
            return False
        raise
    return True


def _counting(bescheid: Bescheid) -> Rechtsbehelf | None:
    """Return the remedy that is open against a Bescheid.

    Raises:
        RemedyUsedUp: one was decided or remedied.
    """
    row = Rechtsbehelf.objects.filter(bescheid_id=bescheid.pk).exclude(state=State.WITHDRAWN).first()
    if row is not None and not row.is_open:
        raise RemedyUsedUp(bescheid=bescheid.public_id)
    return row


def _counting_or_refuse(bescheid: Bescheid) -> Rechtsbehelf:
    row = _counting(bescheid)
    if row is None:
        raise RemedyUsedUp(bescheid=bescheid.public_id)
    return row


def _complete(
    row: Rechtsbehelf, statement: Statement, dateien: Sequence[Datei], *, actor: Actor, now: datetime
) -> None:
    """Keep what was said, answer with a receipt, count and record."""
    added = _bring_forward(row, statement, dateien, now=now)
    _send_receipt(row, added, dateien, now=now)
    count_filing(row)
    payload = {
        "rechtsbehelf": row.number,
        "kind": str(row.kind),
        "channel": str(row.channel),
        "bescheid": str(row.bescheid.public_id),
        "in_time": str(row.in_time),
        "suit_from": row.suit_from.isoformat(),
        "parameters": row.parameter_versions,
    }
    record(subject=subject_of(row.antrag), act="rechtsbehelf.filed", actor=actor, payload=payload)


def _bring_forward(
    row: Rechtsbehelf, statement: Statement, dateien: Sequence[Datei], *, now: datetime
) -> list[Begruendung]:
    axes = {"stelle_id": row.stelle_id, "konto_id": row.konto_id, "secret_hash": row.secret_hash}
    reasons, hindrance = statement.reasons.strip()[:MOST_CHARACTERS], statement.hindrance.strip()[:MOST_CHARACTERS]
    added = []
    if reasons or dateien:
        files = [str(datei.public_id) for datei in dateien]
        about = BroughtForward.REASONS
        added.append(Begruendung(rechtsbehelf=row, about=about, text=reasons, files=files, given_at=now, **axes))
    if hindrance:
        added.append(
            Begruendung(
                rechtsbehelf=row,
                about=BroughtForward.HINDRANCE,
                text=hindrance,
                hindrance_ended_on=statement.hindrance_ended_on,
                given_at=now,
                **axes,
            )
        )
    return list(Begruendung.objects.bulk_create(added))


def _keep_files(actor: Actor, row: Rechtsbehelf, files: Sequence[tuple[str, bytes]]) -> list[Datei]:
    if len(files) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    terms = UploadTerms(allowed=(), max_size=settings.RATHAUS_UPLOAD_LIMIT_BYTES)
    kept = [
        store_upload(actor=actor, bearer=row.bearer, name=name, content=content, terms=terms) for name, content in files
    ]
    hand_over(actor=actor, dateien=kept, stelle_id=row.stelle_id)
    return kept


def _send_receipt(row: Rechtsbehelf, added: Sequence[Begruendung], dateien: Sequence[Datei], *, now: datetime) -> None:
    document = receipt_document(row, added=added, files={str(datei.public_id): datei for datei in dateien})
    datei = store_generated(
        actor=SYSTEM_ACTOR,
        bearer=row.bearer,
        stelle_id=row.stelle_id,
        name=texts.FILE_NAME.format(name=row.kind, number=row.number),
        media_type="application/pdf",
        content=render_pdf(document, created_at=now),
    )
    letter = Letter(
        kind=LetterKind.MESSAGE,
        subject=say(row, texts.RECEIPT_SUBJECT),
        body=say(row, texts.RECEIPT_BODY),
        document=document,
        datei=datei,
    )
    correspondence = Correspondence(row.stelle_id, row.bearer, row.antrag.public_id)
    deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)


def _free_number(year: int) -> str:
    return f"W-{new_reference(year)}"
