"""Every read of what is owed and paid; the open scope decides which rows there are."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import (
    Case,
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from rathaus.core.stelle.models import Stelle
from rathaus.core.zahlung.errors import PaymentNotFound
from rathaus.core.zahlung.models import Forderung, Posting, Zahlstelle, Zahlungsvorgang
from rathaus.core.zahlung.reminder_rules import ReminderTerm
from rathaus.core.zahlung.rules import LATEST_LOOK, SOONEST_LOOK, FeeState, PaymentState, PostingKind, fee_state

_LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Account:
    """What is owed for an Antrag with its ledger, the oldest line first."""

    forderung: Forderung
    postings: tuple[Posting, ...]

    @property
    def state(self) -> FeeState:
        """Where the fee stands."""
        row = self.forderung
        kinds = [PostingKind(each.kind) for each in self.postings]
        return fee_state(kinds, open_cent=row.open_cent, is_assessed=row.assessed_at is not None)

    @property
    def claimed_cent(self) -> int:
        """What was claimed in all, cents."""
        return sum(each.cents for each in self.postings if each.kind in {PostingKind.ADVANCE, PostingKind.ASSESSED})


def account_of(antrag_id: uuid.UUID) -> Account | None:
    """Return what is owed for an Antrag; None where nothing was ever claimed.

    Args:
        antrag_id: public id of the Antrag.
    """
    row = Forderung.objects.filter(antrag_id=antrag_id).first()
    return None if row is None else Account(row, tuple(row.postings.all()))


def open_advance_cent(antrag_id: uuid.UUID) -> int:
    """Return what is open of a fee that was requested ahead, cents; 0 where nothing is."""
    row = Forderung.objects.filter(antrag_id=antrag_id, assessed_at=None).values_list("open_cent", flat=True).first()
    return max(row or 0, 0)


def unsettled() -> QuerySet[Forderung]:
    """Return the accounts of the open scope where money is owed, goes back, or is still under way."""
    under_way = Zahlungsvorgang.objects.filter(forderung_id=OuterRef("pk"), ended_at=None)
    return Forderung.objects.filter(~Q(open_cent=0) | Exists(under_way))


def zahlstelle_of(stelle: Stelle) -> Zahlstelle | None:
    """Return where a body takes money; None while it has not said so."""
    return Zahlstelle.objects.filter(stelle=stelle).first()


def unclear_attempts(now: datetime) -> QuerySet[Zahlungsvorgang]:
    """Return the attempts that a clerk must look at: first those of another amount, then the silent ones."""
    is_late = Q(ended_at=None, begun_at__lt=now - _LATE)
    is_other = Q(state=PaymentState.MISMATCH, settled_at=None)
    rows = Zahlungsvorgang.objects.select_related("forderung").filter(is_late | is_other)
    return rows.order_by(Case(When(is_other, then=0), default=1), "pk")


def due_attempts(limit: int, *, now: datetime) -> list[tuple[uuid.UUID, int]]:
    """Return id and body of attempts that have not ended and are to be asked about, the longest unasked first.

    Args:
        limit: how many at most.
        now: aware instant; :func:`rathaus.core.zahlung.rules.next_look` says when it is time.
    """
    age = ExpressionWrapper((F("looked_at") - F("begun_at")) / Value(4), output_field=DurationField())
    is_due = Q(looked_at=None, begun_at__lte=now - SOONEST_LOOK) | Q(looked_at__lte=now - SOONEST_LOOK) & (
        Q(looked_at__lte=now - LATEST_LOOK) | Q(looked_at__lte=Value(now) - F("age"))
    )
    rows = Zahlungsvorgang.objects.filter(ended_at=None).annotate(age=age).filter(is_due)
    rows = rows.order_by(F("looked_at").asc(nulls_first=True), "pk")
    return list(rows.values_list("public_id", "stelle_id")[:limit])


def open_attempts_of(antrag_id: uuid.UUID) -> QuerySet[Zahlungsvorgang]:
    """Return the attempts for one Antrag that have not ended.

    Args:
        antrag_id: public id of the Antrag.
    """
    return Zahlungsvorgang.objects.select_related("forderung").filter(forderung__antrag_id=antrag_id, ended_at=None)


def attempt_by_public_id(public_id: uuid.UUID) -> Zahlungsvorgang:
    """Return one attempt of the open scope.

    Raises:
        PaymentNotFound: no such attempt, or it belongs to somebody else.
    """
    row = Zahlungsvorgang.objects.select_related("forderung").filter(public_id=public_id).first()
    if row is None:
        raise PaymentNotFound
    return row


def is_being_paid(claim: Forderung) -> bool:
    """Return whether money for a claim is on its way, or came and waits for a clerk: a payment or a direct debit.

    What a person began anew counts no longer.
    """
    runs = Q(ended_at=None, replaced=False) | Q(state=PaymentState.MISMATCH, settled_at=None)
    is_collected = claim.mandate.filter(revoked_at=None, settled_at=None).exists()
    return is_collected or claim.attempts.filter(runs).exists()


def reminding_bodies() -> list[tuple[int, ReminderTerm]]:
    """Return the bodies that remind of open fees, by id, and when they do."""
    rows = Zahlstelle.objects.exclude(remind_days=None).order_by("stelle_id")
    return [(row.stelle_id, ReminderTerm(row.remind_days or 0, row.remind_twice)) for row in rows]


def forderungen_to_remind(stelle_id: int, *, term: ReminderTerm, on: date) -> list[int]:
    """Return the ids of claims whose reminder may be due; the reminder itself looks again.

    Args:
        stelle_id: the body.
        term: when it reminds.
        on: local day.
    """
    before = on - timedelta(days=term.days)
    about = Q(erinnerungen__due_on=F("due_on"))
    rows = Forderung.objects.filter(stelle=stelle_id, open_cent__gt=0, due_on__lte=before).annotate(
        reminded=Count("erinnerungen", filter=about), last=Max("erinnerungen__on", filter=about)
    )
    waits = Q(reminded=0) | Q(reminded=1, last__lte=before) if term.twice else Q(reminded=0)
    return list(rows.filter(waits).order_by("due_on", "pk").values_list("pk", flat=True))


def open_forderungen() -> QuerySet[Forderung]:
    """Return what is owed to the bodies of the open scope with its reminders, the longest due first."""
    return Forderung.objects.filter(open_cent__gt=0).prefetch_related("erinnerungen").order_by("due_on", "pk")


def owed_back() -> QuerySet[Forderung]:
    """Return what the bodies of the open scope must pay back."""
    return Forderung.objects.filter(open_cent__lt=0).order_by("due_on", "pk")
