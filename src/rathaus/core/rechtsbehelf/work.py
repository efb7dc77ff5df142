"""What the office does with a remedy before it is decided."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.core.bescheid.rules import State as BescheidState
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.rules import Kind as LetterKind
from rathaus.core.postfach.texts import written_day
from rathaus.core.rechtsbehelf import texts
from rathaus.core.rechtsbehelf.desk import RemedyCase, as_origin, at_work, leads_remedy, lock_for_clerk
from rathaus.core.rechtsbehelf.errors import (
    AuthorityNotConfirmed,
    DayRefused,
    PercentageRefused,
    ReasonNeeded,
    RemedyClaimed,
    ReplacementMissing,
)
from rathaus.core.rechtsbehelf.filing import close, set_judgement
from rathaus.core.rechtsbehelf.law import committee_of, judgement_on
from rathaus.core.rechtsbehelf.letter import say
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Vorlage
from rathaus.core.rechtsbehelf.queries import authorities_for
from rathaus.core.rechtsbehelf.rules import OWN_GROUNDS, End, Ground, Kind, State, check_day, names_percentage
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.models import Stelle


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is entered about the hearing before the committee.

    Args:
        on: local day; None where it is dispensed with.
        before: which committee.
        record: what was said there; empty while it is planned.
        dispensed: why there is none; empty where there is one.
    """

    on: date | None = None
    before: str = ""
    record: str = ""
    dispensed: str = ""


@transaction.atomic
def claim(*, actor: Actor, rechtsbehelf: Rechtsbehelf) -> None:
    """Let a clerk be responsible for a remedy.

    Raises:
        ActorRefused, RechtsbehelfNotFound, RemedyClaimed, RechtsbehelfWithdrawn, RechtsbehelfEnded: see
            :func:`rathaus.core.rechtsbehelf.desk.at_work`; every act here raises them, too.
    """
    with at_work(actor, rechtsbehelf.public_id):
        pass


@transaction.atomic
def release(*, actor: Actor, rechtsbehelf: Rechtsbehelf) -> None:
    """Let a colleague take the remedy over; who leads the office of one of the two authorities releases for others.

    Raises:
        RemedyClaimed: a colleague works on it, and the actor does not lead the office.
    """
    with lock_for_clerk(actor, rechtsbehelf.public_id) as case:
        if case.claimed_by_id is None:
            return
        if case.claimed_by_id != actor.konto_id and not leads_remedy(case, actor):
            raise RemedyClaimed(rechtsbehelf=case.rechtsbehelf.public_id)
        if case.is_origin or case.vorlage is None:
            case.rechtsbehelf.claimed_by_id = None
            case.rechtsbehelf.save()
        else:
            case.vorlage.claimed_by_id = None
            case.vorlage.save(update_fields=["claimed_by"])
        case.record("rechtsbehelf.released", actor=actor)


@transaction.atomic
def confirm_form(*, actor: Actor, rechtsbehelf: Rechtsbehelf) -> None:
    """Answer for the form of a remedy whose form is not clear; recorded with who answered."""
    with at_work(actor, rechtsbehelf.public_id) as case:
        case.rechtsbehelf.form_confirmed_by_id = actor.konto_id
        case.rechtsbehelf.save()
        case.record("rechtsbehelf.form_confirmed", actor=actor)


@transaction.atomic
def judge_notice(*, actor: Actor, rechtsbehelf: Rechtsbehelf, is_correct: bool) -> None:
    """Say whether the remedy notice of the Bescheid was complete and correct; if not, a year runs.

    Source: VwGO § 58(2); AO § 356(2).
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = case.rechtsbehelf
        row.notice_given = is_correct
        waiting = [each for each in row.parameter_versions if each.startswith("untaetigkeitsklage.")]
        judgement = judgement_on(row.bescheid, Kind(row.kind), filed_on=row.filed_on, notice_given=is_correct)
        set_judgement(row, judgement)
        row.parameter_versions += waiting
        row.save()
        case.record("rechtsbehelf.notice_judged", actor=actor, is_correct=is_correct, in_time=str(row.in_time))


@transaction.atomic
def expect_by(*, actor: Actor, rechtsbehelf: Rechtsbehelf, day: date, now: datetime) -> None:
    """Say by when the decision is expected; the person reads it.

    Raises:
        DayRefused: the day has passed.
    """
    if day < timezone.localdate(now):
        raise DayRefused(day=day)
    with at_work(actor, rechtsbehelf.public_id) as case:
        case.rechtsbehelf.expected_on = day
        case.rechtsbehelf.save()
        case.record_openly("rechtsbehelf.expected", actor=actor, day=day.isoformat())


@transaction.atomic
def confirm_authority(*, actor: Actor, rechtsbehelf: Rechtsbehelf, stelle: Stelle, ground: Ground) -> None:
    """Confirm which authority decides the remedy, and on what ground; recorded with who confirmed it.

    Args:
        actor: a clerk of the body that issued the Bescheid.
        rechtsbehelf: the remedy.
        stelle: the authority.
        ground: why it decides.

    Raises:
        AuthorityNotConfirmed: the body decides no remedies of this one (see :func:`authorities_for`), or the ground
            does not fit: nobody is their own next higher authority, and in matters of self-government no other body
            decides.

    Source: VwGO § 73(1).
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = as_origin(case).rechtsbehelf
        is_own = stelle.pk in {row.stelle_id, actor.stelle_id}
        fits = ground in OWN_GROUNDS if is_own else ground in {Ground.NEXT_HIGHER, Ground.BY_STATUTE}
        may_decide = is_own or stelle in authorities_for(row, on=timezone.localdate())
        if not (fits and may_decide) or case.vorlage is not None:
            raise AuthorityNotConfirmed(ground=ground.value)
        row.decides, row.decides_ground, row.decides_confirmed_by_id = stelle, ground, actor.konto_id
        row.save()
        case.record("rechtsbehelf.authority_confirmed", actor=actor, authority=stelle.slug, ground=ground.value)


@transaction.atomic
def submit(*, actor: Actor, rechtsbehelf: Rechtsbehelf, reason: str, now: datetime) -> Vorlage:
    """Submit a remedy to the other authority that decides, with why the body does not remedy it itself.

    Raises:
        AuthorityNotConfirmed: nobody has confirmed another authority.
        ReasonNeeded: it is not said why.

    Source: VwGO §§ 72, 73(1).
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = as_origin(case).rechtsbehelf
        if row.decides is None or case.is_decider:
            raise AuthorityNotConfirmed
        if not reason.strip():
            raise ReasonNeeded
        if case.vorlage is not None:
            return case.vorlage
        with widen_scope(stellen=frozenset({row.decides.pk})):
            vorlage = Vorlage.objects.create(
                rechtsbehelf=row,
                rechtsbehelf_public_id=row.public_id,
                stelle=row.decides,
                origin_id=row.stelle_id,
                number=row.number,
                title=row.leistung.title,
                reason=reason.strip(),
                submitted_at=now,
            )
        row.submitted_at = now
        row.save()
        case.record_openly("rechtsbehelf.submitted", actor=actor, authority=row.decides.slug)
        return vorlage


@transaction.atomic
def note_hearing(*, actor: Actor, rechtsbehelf: Rechtsbehelf, hearing: Hearing, now: datetime) -> None:
    """Enter a hearing before the committee: planned, held with its record, or dispensed with for a reason.

    Raises:
        ReasonNeeded: neither a day with the committee nor a reason.
        DayRefused: a hearing with a record lies in the future, or before the remedy.

    Source: HessAGVwGO § 7.
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = case.rechtsbehelf
        is_held = bool(hearing.record.strip())
        if not hearing.dispensed.strip() and (hearing.on is None or not hearing.before.strip()):
            raise ReasonNeeded
        if hearing.on is not None and is_held:
            check_day(hearing.on, not_before=row.filed_on, today=timezone.localdate(now))
        is_new = hearing.on is not None and not is_held and hearing.on != row.hearing_on
        row.hearing_dispensed = hearing.dispensed.strip()
        row.hearing_on = None if row.hearing_dispensed else hearing.on
        row.hearing_before, row.hearing_record = hearing.before.strip()[:200], hearing.record.strip()
        row.state = State.HEARING if row.hearing_on and not is_held else State.IN_REVIEW
        committee = committee_of(row, on=timezone.localdate(now))
        row.parameter_versions = list(dict.fromkeys([*row.parameter_versions, *committee.parameter_versions]))
        row.save()
        if is_new:
            _invite(case, now=now)
        day = row.hearing_on.isoformat() if row.hearing_on else None
        case.record_openly("rechtsbehelf.hearing", actor=actor, day=day, held=is_held)


def _invite(case: RemedyCase, *, now: datetime) -> None:
    row = case.rechtsbehelf
    day = written_day(row.hearing_on, row.antrag.language) if row.hearing_on else ""
    letter = Letter(
        kind=LetterKind.MESSAGE,
        subject=say(row, texts.HEARING_SUBJECT),
        body=say(row, texts.HEARING_BODY, day=day, committee=row.hearing_before),
    )
    correspondence = Correspondence(row.stelle_id, row.bearer, row.antrag.public_id)
    deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)


@transaction.atomic
def remedy_it(*, actor: Actor, rechtsbehelf: Rechtsbehelf, costs: str, now: datetime) -> None:
    """End a remedy because the body has remedied it: it has issued a new Bescheid in place of the contested one.

    Args:
        actor: a clerk of the body that issued the Bescheid.
        rechtsbehelf: the remedy.
        costs: the decision about the costs, in the clerk's words.
        now: aware instant.

    Raises:
        ReplacementMissing: no Bescheid took the place of the contested one since the remedy came.
        ReasonNeeded: nothing is said about the costs.
        PercentageRefused: the costs name a percentage.

    Source: VwGO § 72.
    """
    with at_work(actor, rechtsbehelf.public_id) as case:
        row = as_origin(case).rechtsbehelf
        if not costs.strip():
            raise ReasonNeeded
        if names_percentage(costs):
            raise PercentageRefused
        successor = replacement_of(row)
        if successor is None:
            raise ReplacementMissing(bescheid=row.bescheid.public_id)
        row.replacement = successor
        close(row, State.REMEDIED, end=End.REMEDIED, now=now)
        letter = Letter(
            kind=LetterKind.MESSAGE,
            subject=say(row, texts.REMEDIED_SUBJECT),
            body=say(row, texts.REMEDIED_BODY, costs=costs.strip()),
        )
        correspondence = Correspondence(row.stelle_id, row.bearer, row.antrag.public_id)
        deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)
        case.record_openly("rechtsbehelf.remedied", actor=actor, bescheid=str(successor.public_id))


def replacement_of(row: Rechtsbehelf) -> Bescheid | None:
    """Return the Bescheid that took the place of the contested one since the remedy came; None without one.

    A correction remedies nothing: the remedy goes on against the corrected Bescheid, and what replaces that one counts.

    Source: VwVfG § 42; VwGO § 72.
    """
    contested = row.bescheid_id
    while True:
        successor = Bescheid.objects.filter(predecessor_id=contested, state=BescheidState.ISSUED).first()
        if successor is None or successor.change != Change.CORRECTION:
            break
        contested = successor.pk
    is_answer = successor is not None and successor.issued_at is not None and successor.issued_at >= row.filed_at
    return successor if is_answer else None
