"""What is owed for an Antrag, its ledger, and where a body receives money."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.konto.bearer import Bearer
from rathaus.core.scope.tenancy import PUBLIC, Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.zahlung.rules import MAX_WORDS, MOST_CENT, PaymentState, PostingKind

_LEAST, _MOST = -MOST_CENT, MOST_CENT


class Forderung(models.Model):
    """What a person owes a body for one Antrag; ``open_cent`` is the sum of the ledger, kept by the database."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    antrag_id = models.UUIDField(unique=True)
    """Public id of the Antrag."""
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    kassenzeichen = models.CharField(max_length=25, unique=True)
    citation = models.CharField(max_length=300)
    debtor = models.CharField(max_length=200, blank=True, default="")
    open_cent = models.BigIntegerField(default=0)
    """What is still owed, cents; below zero where too much was paid."""
    due_on = models.DateField(null=True)
    assessed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(konto__isnull=False) ^ ~Q(secret_hash=""), name="zahlung_forderung_has_one_bearer"
            ),
            models.CheckConstraint(
                condition=Q(open_cent__gte=_LEAST, open_cent__lte=_MOST), name="zahlung_open_is_an_amount"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle", "due_on"], condition=~Q(open_cent=0), name="zahlung_unsettled")
        ]

    @property
    def bearer(self) -> Bearer:
        """The person who owes it."""
        return Bearer(self.konto_id, self.secret_hash)


class Posting(models.Model):
    """One line of the ledger of a Forderung."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", append_only=True)

    forderung = models.ForeignKey(Forderung, models.PROTECT, related_name="postings")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in PostingKind])
    cents = models.BigIntegerField()
    """Signed: what is claimed, paid back or taken back counts up, what is paid or waived counts down."""
    on = models.DateField()
    """Local day on which it counts: the day of value on a bank statement."""
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=MAX_WORDS, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=((Q(kind="payment") | Q(kind="waiver")) & Q(cents__lt=0))
                | ((Q(kind="advance") | Q(kind="refund") | Q(kind="returned")) & Q(cents__gt=0))
                | Q(kind="assessed"),
                name="zahlung_posting_has_its_sign",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["stelle", "on"], name="zahlung_posting_by_day")]


class Zahlungserinnerung(models.Model):
    """One reminder of an open fee; ``due_on`` is the due day that it is about: a decision sets a new one."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", append_only=True)

    forderung = models.ForeignKey(Forderung, models.PROTECT, related_name="erinnerungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    number = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    on = models.DateField()
    at = models.DateTimeField()
    cents = models.BigIntegerField()
    """What was open, cents."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["forderung", "due_on", "number"], name="zahlung_reminded_once"),
            models.CheckConstraint(condition=Q(number__in=[1, 2]), name="zahlung_reminded_at_most_twice"),
        ]


class Zahlstelle(models.Model):
    """The account to which a body takes money, and how it is paid there; printed on letters: everybody may see it."""

    tenancy = PUBLIC

    stelle = models.OneToOneField(Stelle, models.PROTECT, related_name="zahlstelle")
    holder = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    endpoint = models.CharField(max_length=36, blank=True, default="")
    """Name of the body at the payment provider; empty where nobody pays online."""
    creditor_id = models.CharField(max_length=35, blank=True, default="")
    """Gläubiger-Identifikationsnummer; empty where the body collects nothing by direct debit."""
    remind_days = models.PositiveSmallIntegerField(null=True)
    """How many days after the due day the body reminds of an open fee; empty where it does not."""
    remind_twice = models.BooleanField(default=False, db_default=False)
    changed_at = models.DateTimeField()


class Zahlungsvorgang(models.Model):
    """One attempt to pay through the payment provider. What the provider says last stays; the database refuses more."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forderung = models.ForeignKey(Forderung, models.PROTECT, related_name="attempts")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    endpoint = models.CharField(max_length=36)
    cents = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=[(each.value, each.value) for each in PaymentState])
    transaction = models.CharField(max_length=36, blank=True, default="")
    """What the provider calls it; empty until it has said so."""
    pay_url = models.CharField(max_length=2082, blank=True, default="")
    """Where the person pays."""
    replaced = models.BooleanField(default=False)
    """The person has begun anew; money that still comes for this attempt is booked like any other."""
    begun_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    came_cent = models.BigIntegerField(null=True)
    """What the provider says came, cents; with ``mismatch`` another amount than was asked for."""
    posting = models.OneToOneField(Posting, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    """When a clerk has cleared up a mismatch."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0, cents__lte=MOST_CENT), name="zahlung_attempt_has_amount"),
            models.CheckConstraint(
                condition=Q(state="booked", posting__isnull=False) | (~Q(state="booked") & Q(posting=None)),
                name="zahlung_booked_has_its_posting",
            ),
            models.UniqueConstraint(
                fields=["forderung"], condition=(Q(state="begun") | Q(state="initial")) & Q(replaced=False),
                name="zahlung_one_open_attempt",
            ),
            models.UniqueConstraint(
                fields=["stelle", "transaction"], condition=~Q(transaction=""), name="zahlung_transaction_once"
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["stelle", "looked_at"], condition=Q(ended_at=None), name="zahlung_open_attempts")
        ]

    @property
    def bearer(self) -> Bearer:
        """The person who pays."""
        return Bearer(self.konto_id, self.secret_hash)


class Uebergabe(models.Model):
    """Lines of the ledger that a body handed to the software of its treasury, together."""

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    count = models.PositiveIntegerField()
    sum_cent = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["stelle", "-id"], name="zahlung_handed_over")]


class Uebergabezeile(models.Model):
    """One line of the ledger in the hand-over that took it; no line is handed over twice."""

    tenancy = Tenancy(body="stelle", append_only=True)

    uebergabe = models.ForeignKey(Uebergabe, models.PROTECT, related_name="lines")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    posting = models.OneToOneField(Posting, models.PROTECT, related_name="handed_over")

    class Meta:
        ordering: ClassVar = ["posting_id"]


class Einzug(models.Model):
    """Direct debits that a body hands to its bank together."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    """Local day on which the bank takes the money."""
    count = models.PositiveIntegerField()
    sum_cent = models.BigIntegerField()
    content = models.TextField()
    """The file for the bank (pain.008), as it was made."""
    credited_at = models.DateTimeField(null=True)
    """When a clerk has said that the money came."""
    discarded_at = models.DateTimeField(null=True)
    """When a clerk has said that the bank did not take the file; its mandates wait again."""
    words = models.CharField(max_length=MAX_WORDS, blank=True, default="")
    """Why the bank did not take it."""

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(discarded_at=None, words="")
                | (Q(credited_at=None, discarded_at__isnull=False) & ~Q(words="")),
                name="zahlung_discarded_has_its_words",
            )
        ]
        indexes: ClassVar = [models.Index(fields=["stelle", "-id"], name="zahlung_collections")]


class Mandat(models.Model):
    """What lets a body collect the fee of one Antrag from an account, once."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    forderung = models.ForeignKey(Forderung, models.PROTECT, related_name="mandate")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    reference = models.CharField(max_length=35, unique=True)
    holder = models.CharField(max_length=70)
    iban = models.CharField(max_length=34)
    signed_at = models.DateTimeField()
    signed_cent = models.BigIntegerField()
    """What the person has read and allowed, cents; no more is ever taken."""
    revoked_at = models.DateTimeField(null=True)
    einzug = models.ForeignKey(Einzug, models.PROTECT, null=True, related_name="mandate")
    cents = models.BigIntegerField(default=0)
    """What the Einzug takes, cents; 0 before."""
    collect_on = models.DateField(null=True)
    """Local day on which the bank takes it; a person cannot see the Einzug."""
    settled_at = models.DateTimeField(null=True)
    """When its money was booked."""

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["forderung"], condition=Q(revoked_at=None, settled_at=None), name="zahlung_one_running_mandate"
            ),
            models.CheckConstraint(
                condition=Q(signed_cent__gt=0, cents__gte=0, cents__lte=models.F("signed_cent")),
                name="zahlung_takes_what_was_signed",
            ),
            models.CheckConstraint(
                condition=Q(einzug=None, collect_on=None, cents=0, settled_at=None)
                | Q(einzug__isnull=False, collect_on__isnull=False, cents__gt=0, revoked_at=None),
                name="zahlung_collected_is_one_state",
            ),
        ]
