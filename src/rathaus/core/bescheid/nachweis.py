"""Every write to certificates: handed out with a Bescheid, replaced, ended, reminded of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from rathaus.core.antrag.actions import subject_of
from rathaus.core.antrag.follow_up import start_follow_up
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import evaluate_antrag
from rathaus.core.antrag.rules import new_reference
from rathaus.core.bescheid.errors import EndReasonMissing, FollowUpRefused, NachweisNotFound
from rathaus.core.bescheid.letter import Decision
from rathaus.core.bescheid.models import Nachweis
from rathaus.core.bescheid.nachweis_queries import (
    can_change,
    can_renew,
    certificate_name,
    former_of,
    holder_for,
    newest_of,
    rule_of,
)
from rathaus.core.bescheid.nachweis_rules import (
    CertificateDraft,
    EndKind,
    Holder,
    Occasion,
    Term,
    check_beginning,
    check_complete,
    check_holder,
    check_place,
    check_term,
    first_day,
    replaced_from,
    suggest_term,
    trim_facts,
)
from rathaus.core.bescheid.rules import shown_answers
from rathaus.core.bescheid.texts import (
    CERTIFICATE_CHECK,
    CERTIFICATE_FILE,
    CERTIFICATE_NUMBER,
    CERTIFICATE_QR,
    CERTIFICATE_TERM,
    CERTIFICATE_VALID,
    ENDED_BODY,
    ENDED_SUBJECT,
    REMINDER_BODY,
    REMINDER_SUBJECT,
)
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.certificate import Certificate, render_certificate
from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import person_acting
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.leistung.queries import compiled
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role, writes_for
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.jobs import alone
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.case import Case
from rathaus.engine.formular.model import Answer
from rathaus.engine.prozess.model import Ergebnis
from rathaus.engine.prozess.nachweis import NachweisRule
from rathaus.recht.dates import english_date, letter_date
from rathaus.values.text import Text

REMIND = "bescheid.remind_of"
"""Name of the job that reminds the holders of one body."""

CHECK_PATH = "pruefen"
"""First part of the address at which a certificate is checked; its secret follows."""

_MAX_SUBJECT = 200


def choose_certificate(
    case: Case, ergebnis: Ergebnis, *, chosen: CertificateDraft | None, on: date
) -> dict[str, object] | None:
    """Return what will go out with a result as its draft keeps it; None where it hands out nothing.

    Args:
        case: the locked case.
        ergebnis: the chosen result.
        chosen: what the clerk wrote; None takes what the answers suggest.
        on: local day.

    Raises:
        NachweisTermRefused: it would end before it begins.
        NachweisBeginsTooEarly: it would begin before the decision.
        NachweisNotFound, NachweisGivenWay, HolderDiffers, HolderNotCompared: see :func:`_replaceable`.
    """
    rule = case.prozess.nachweis_of(ergebnis.key)
    if rule is None:
        return None
    if chosen is None:
        return suggest_certificate(case.antrag, rule, on=on).to_json()
    check_beginning(check_term(chosen.term), on=on)
    former = _replaceable(chosen, rule, antrag=case.antrag)
    is_unknown = former is not None and holder_for(former, case.antrag) is Holder.UNKNOWN
    return replace(chosen, facts=trim_facts(rule, chosen.facts), holder_compared=is_unknown).to_json()


def record_comparison(case: Case, certificate: Mapping[str, object] | None, *, actor: Actor) -> None:
    """Record in the chain of the Antrag that a clerk answers for the holder of the certificate that is replaced.

    Args:
        case: the locked case.
        certificate: what its draft keeps; None where it hands out nothing.
        actor: the clerk.
    """
    if certificate is None or not certificate["holder_compared"]:
        return
    former = Nachweis.objects.get(public_id=str(certificate["replaces"]))
    payload: dict[str, object] = {"nachweis": str(former.public_id), "number": former.number}
    case.record("nachweis.holder_compared", actor=actor, payload=payload)


def suggest_certificate(antrag: Antrag, rule: NachweisRule, *, on: date) -> CertificateDraft:
    """Return the certificate for which an Antrag asks, in the scope of its body.

    Args:
        antrag: the Antrag.
        rule: the certificate of the Leistung.
        on: local day of the decision.
    """
    answers = evaluate_antrag(antrag).answers
    named = former_of(antrag, rule)
    former = newest_of(named) if named is not None else None
    shown = shown_answers(compiled(antrag.version_id).formular, answers)
    facts = trim_facts(rule, {line.key: shown.get(line.feld, "") for line in rule.facts})
    is_replaceable = former is not None and former.ended_at is None and holder_for(former, antrag) is Holder.SAME
    replaces = str(former.public_id) if former is not None and is_replaceable else ""
    return CertificateDraft(suggest_term(rule, answers, former=former.term if former else None, on=on), facts, replaces)


def refuse_unfit(decision: Decision) -> None:
    """Let no Bescheid out whose certificate lacks a line that it needs, or begins before the decision.

    Raises:
        NachweisIncomplete: a required line is empty.
        NachweisBeginsTooEarly: it waited as a draft, and its first day has passed.
    """
    rule, draft = decision.content.prozess.nachweis_of(decision.ergebnis.key), decision.certificate
    if rule is not None and draft is not None:
        check_complete(rule, draft.facts)
        check_beginning(draft.term, on=decision.on)


def hand_out(*, actor: Actor, decision: Decision, now: datetime) -> Nachweis | None:
    """Make the certificate of a Bescheid that is being issued; part of its transaction.

    Args:
        actor: the clerk who issues.
        decision: what is decided; its row is written as issued already.
        now: aware instant.

    Returns:
        The certificate; None where the result hands out none.

    Raises:
        PdfNotRendered: its PDF cannot be written.
        NachweisNotFound, NachweisGivenWay, HolderDiffers, HolderNotCompared: see :func:`_replaceable`.
    """
    rule, draft = decision.content.prozess.nachweis_of(decision.ergebnis.key), decision.certificate
    if rule is None or draft is None:
        return None
    row, antrag = decision.bescheid, decision.antrag
    secret = new_link_secret()
    nachweis = Nachweis(
        number=_free_number(decision.on.year),
        kind=rule.kind,
        bescheid=row,
        antrag=antrag,
        stelle_id=row.stelle_id,
        konto_id=row.konto_id,
        secret_hash=row.secret_hash,
        check_secret=secret,
        check_hash=hash_link_secret(secret),
        name={"de": rule.name.de, "en": rule.name.en},
        facts=_lines(rule, draft),
        valid_from=draft.term.valid_from,
        valid_to=draft.term.valid_to,
        remind_from=draft.term.valid_to - timedelta(days=rule.term.erinnerung_tage),
        issued_at=now,
        replaces=_replace(actor, draft, rule, antrag=antrag),
    )
    nachweis.datei = _print(nachweis, issuer=decision.authority.official_name, hint=rule.hinweis.de)
    nachweis.save(force_insert=True)
    _record(nachweis, "nachweis.issued", actor)
    if nachweis.remind_from <= decision.on:
        app.configure_task(REMIND).defer(stelle_id=nachweis.stelle_id)
    return nachweis


def check_address(nachweis: Nachweis) -> str:
    """Return the whole address at which anybody can check a certificate; its QR code holds it."""
    return f"{settings.RATHAUS_BASE_URL.rstrip('/')}/{CHECK_PATH}/{nachweis.check_secret}/"


@transaction.atomic
def end_nachweis(*, actor: Actor, nachweis: Nachweis, reason: str = "", now: datetime) -> Nachweis:
    """End a certificate: its holder gives it back, or the office ends it and tells the holder why.

    Whoever checks it sees that at once. What was ended already stays as it is, however often somebody clicks. An office
    that withdraws a lawful certificate decides that by a Bescheid of its own; here it only enters the end.

    Args:
        actor: the holder, or a clerk of the body or of its successor.
        nachweis: the certificate.
        reason: what the office tells the holder; a holder needs to give none.
        now: aware instant.

    Raises:
        ActorRefused: anybody else.
        EndReasonMissing: an office that gives no reason.
        NachweisNotFound: outside the open scope.
    """
    acts_for_office = actor.role is Role.CLERK
    if acts_for_office and not writes_for(actor, stelle_id=nachweis.stelle_id, stellen=current_scope().stellen):
        raise ActorRefused(role=actor.role.value)
    who = actor if acts_for_office else person_acting(actor, bearer=nachweis.bearer, secrets=current_scope().secrets)
    reason = reason.strip()
    if acts_for_office and not reason:
        raise EndReasonMissing
    row = _lock(nachweis)
    if row.ended_at is not None:
        return row
    row.ended_at, row.end_kind = now, EndKind.REVOKED if acts_for_office else EndKind.RETURNED
    row.end_reason = reason
    row.save(update_fields=["ended_at", "end_kind", "end_reason"])
    _record(row, "nachweis.ended", who, kind=str(row.end_kind))
    if acts_for_office:
        _tell(row, who, ENDED_SUBJECT, ENDED_BODY, day=timezone.localdate(now), now=now)
    return row


@transaction.atomic
def start_next(*, actor: Actor, nachweis: Nachweis, occasion: Occasion, language: str, now: datetime) -> Entwurf:
    """Begin the Antrag for a renewal or a change, with the answers that led to the present certificate.

    Args:
        actor: its holder.
        nachweis: the present certificate.
        occasion: renewal or change.
        language: ``de`` or ``en``.
        now: aware instant.

    Raises:
        ActorRefused: it belongs to somebody else.
        FollowUpRefused: it has ended or was replaced, it is too early, or this Leistung knows no follow-up.
        NotOfferedHere: nobody offers the Leistung online at this place any more.
    """
    today, rule = timezone.localdate(now), rule_of(nachweis)
    is_possible = {Occasion.RENEWAL: can_renew, Occasion.CHANGE: can_change}.get(occasion)
    if rule is None or rule.follow_up is None or is_possible is None or not is_possible(nachweis, on=today):
        raise FollowUpRefused(nachweis=nachweis.public_id)
    follow_up = rule.follow_up
    code = follow_up.verlaengerung if occasion is Occasion.RENEWAL else follow_up.aenderung
    given: dict[str, Answer] = {follow_up.anlass: code, follow_up.nummer: nachweis.number}
    if rule.term.beginn:
        given[rule.term.beginn] = first_day(nachweis.term, occasion, on=today).isoformat()
    return start_follow_up(
        actor=actor, antrag=nachweis.antrag, given=given, anew=follow_up.neu, language=language, now=now
    )


@transaction.atomic
def remind_holders(*, actor: Actor, stelle_id: int, now: datetime) -> int:
    """Remind the holders of one body whose certificates end soon, each once; returns how many.

    Args:
        actor: the system.
        stelle_id: the body; its scope must be open.
        now: aware instant.

    Raises:
        ActorRefused: not the system.
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    today = timezone.localdate(now)
    rows = Nachweis.objects.filter(
        stelle_id=stelle_id, remind_from__lte=today, valid_to__gte=today, reminded_at=None, ended_at=None,
        replaced_from=None, successors=None,
    )  # fmt: skip
    due = {row.pk: row for row in rows.select_for_update(of=("self",), skip_locked=True).select_related("antrag")}

    def act(each: int) -> int:
        _remind(due[each], actor=actor, now=now)
        return 1

    return alone(due, act, scope=current_scope(), failure="holder_not_reminded")


def _remind(row: Nachweis, *, actor: Actor, now: datetime) -> None:
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    _tell(row, actor, REMINDER_SUBJECT, REMINDER_BODY, day=row.valid_to, now=now)
    _record(row, "nachweis.reminded", actor)


def _tell(row: Nachweis, actor: Actor, subject: Text, body: Text, *, day: date, now: datetime) -> None:
    language = row.antrag.language
    facts = {
        "name": certificate_name(row).in_language(language),
        "number": row.number,
        "day": english_date(day) if language.startswith("en") else letter_date(day),
        "reason": row.end_reason,
    }
    letter = Letter(
        kind=Kind.MESSAGE,
        subject=subject.in_language(language).format(**facts)[:_MAX_SUBJECT],
        body=body.in_language(language).format(**facts),
    )
    correspondence = Correspondence(row.stelle_id, row.bearer, row.antrag.public_id)
    deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)


def _replaceable(draft: CertificateDraft, rule: NachweisRule, *, antrag: Antrag) -> Nachweis | None:
    """Lock the certificate that is to be replaced, so that two issues at once do not both replace it.

    Raises:
        NachweisNotFound: this body did not hand it out, or it is of another kind.
        NachweisGivenWay: it has ended, or has a successor already.
        HolderDiffers, HolderNotCompared: it is not, or may not be, of the person who applies.
    """
    if not draft.replaces:
        return None
    rows = Nachweis.objects.select_for_update(of=("self",)).select_related("antrag")
    former = rows.filter(public_id=draft.replaces, kind=rule.kind).first()
    if former is None:
        raise NachweisNotFound
    check_holder(holder_for(former, antrag), is_compared=draft.holder_compared)
    check_place(former.number, is_ended=former.ended_at is not None, is_followed=former.successors.exists())
    return former


def _replace(actor: Actor, draft: CertificateDraft, rule: NachweisRule, *, antrag: Antrag) -> Nachweis | None:
    """Let a certificate give way to the one that follows, from the first day of that one on."""
    former = _replaceable(draft, rule, antrag=antrag)
    if former is None:
        return None
    first = replaced_from(former.term, draft.term)
    if first is not None:
        former.replaced_from = first
        former.save(update_fields=["replaced_from"])
        _record(former, "nachweis.replaced", actor)
    return former


def _print(row: Nachweis, *, issuer: str, hint: str) -> Datei:
    name = certificate_name(row).de
    certificate = Certificate(
        issuer=issuer,
        title=name,
        number=row.number,
        facts=tuple((line["name"]["de"], line["value"]) for line in row.facts),
        valid=f"{CERTIFICATE_VALID.de} {_term(row.term)}",
        hint=hint,
        check_address=check_address(row),
        check_hint=CERTIFICATE_CHECK.de,
        qr_alt=CERTIFICATE_QR.de,
        number_label=CERTIFICATE_NUMBER.de,
    )
    return store_generated(
        actor=SYSTEM_ACTOR,
        bearer=row.bearer,
        stelle_id=row.stelle_id,
        name=CERTIFICATE_FILE.format(kind=row.kind, number=row.number),
        media_type="application/pdf",
        content=render_certificate(certificate, created_at=row.issued_at),
    )


def _term(term: Term) -> str:
    return CERTIFICATE_TERM.de.format(first=letter_date(term.valid_from), last=letter_date(term.valid_to))


def _lines(rule: NachweisRule, draft: CertificateDraft) -> list[dict[str, object]]:
    """Return the lines with what they are called today: a later version of the Leistung changes nothing of them."""
    return [
        {"key": line.key, "name": {"de": line.name.de, "en": line.name.en}, "value": draft.facts[line.key]}
        for line in rule.facts
        if draft.facts.get(line.key)
    ]


def _lock(nachweis: Nachweis) -> Nachweis:
    rows = Nachweis.objects.select_for_update(of=("self",)).select_related("antrag")
    row = rows.filter(pk=nachweis.pk).first()
    if row is None:
        raise NachweisNotFound
    return row


def _free_number(year: int) -> str:
    """Return a number that no certificate of the open scope has; the database refuses the rest, once in 10^12."""
    number = new_reference(year)
    while Nachweis.objects.filter(number=number).exists():
        number = new_reference(year)
    return number


def _record(row: Nachweis, act: str, actor: Actor, **facts: str) -> None:
    payload = {"nachweis": str(row.public_id), "number": row.number, **facts}
    record(subject=subject_of(row.antrag), act=act, actor=actor, payload=payload)
