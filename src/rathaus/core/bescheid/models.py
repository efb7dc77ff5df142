"""Decisions."""

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.nachweis_rules import EndKind, Standing, Term, standing_of
from rathaus.core.bescheid.rules import Change, Outcome, State
from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import Bearer
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang


class Bescheid(models.Model):
    """A decision of a case: one that is in force, those before it, and one draft at most.

    The person becomes an owner when it is issued, never before. An issued row cannot be changed or deleted any more: a
    trigger refuses it. Written later, once, are its announcement and that another one took its place. The fee of a
    draft is empty while nobody has fixed it. ``certificate`` is what the Nachweis will say that goes with it; empty
    where the result hands out none. ``predecessor`` is the Bescheid that it corrects, revokes, withdraws or replaces.
    """

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="bescheide")
    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="bescheide")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=6, choices=[(s.value, s.value) for s in State], default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    result = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    reasons = models.JSONField(default=list)
    free_text = models.TextField(blank=True, default="")
    gebuehr_cent = models.PositiveIntegerField(null=True)
    gebuehr_basis = models.JSONField(null=True)
    """How the fee follows from the tariff of the body, in words; empty where no tariff is behind it."""
    remedy = models.CharField(max_length=12, blank=True, default="")
    court_name = models.CharField(max_length=120, blank=True, default="")
    court_seat = models.CharField(max_length=80, blank=True, default="")
    remedy_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    remedy_confirmed_at = models.DateTimeField(null=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    announced_on = models.DateField(null=True)
    remedy_until = models.DateField(null=True)
    parameter_versions = models.JSONField(default=list)
    certificate = models.JSONField(null=True)
    document = models.JSONField(null=True)
    datei = models.OneToOneField(Datei, models.PROTECT, null=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="")
    seal = models.JSONField(null=True)
    """Holder and issuer of the electronic seal, as the letter names them; empty where it carries none."""
    cosign_asked_at = models.DateTimeField(null=True)
    nebenbestimmungen = models.JSONField(default=list)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    change = models.CharField(max_length=11, blank=True, default="", choices=[(c.value, c.value) for c in Change])
    change_reason = models.TextField(blank=True, default="")
    effect_on = models.DateField(null=True)
    """Local day from which a revoked or withdrawn Bescheid has no effect any more."""
    hearing = models.TextField(blank=True, default="")
    replaced_at = models.DateTimeField(null=True)
    automation = models.JSONField(null=True)
    """Why no person decided: norm, table and the rules that hit; empty where a person did."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vorgang"], condition=Q(state="draft"), name="bescheid_one_draft"),
            models.UniqueConstraint(
                fields=["vorgang"], condition=Q(state="issued", replaced_at=None), name="bescheid_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(predecessor=None, change="", change_reason="")
                | (Q(predecessor__isnull=False) & ~Q(change="") & ~Q(change_reason="")),
                name="bescheid_change_has_predecessor_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaced_at=None) | Q(state="issued"), name="bescheid_replaced_was_issued"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", konto=None, secret_hash="", issued_at=None, datei=None)  # no password
                | Q(state="void", predecessor__isnull=False, issued_at=None, datei=None)
                | Q(
                    state="issued",
                    issued_at__isnull=False,
                    gebuehr_cent__isnull=False,
                    document__isnull=False,
                    datei__isnull=False,
                    pdf_sha256__regex=r"^[0-9a-f]{64}$",
                ),
                name="bescheid_issued_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(automation__isnull=True, drafted_by__isnull=False, issued_at=None)
                | Q(automation__isnull=True, drafted_by__isnull=False, issued_by__isnull=False)
                | Q(automation__isnull=False, drafted_by=None, issued_by=None, predecessor=None),
                name="bescheid_a_person_or_a_norm_decides",
            ),
            models.CheckConstraint(
                condition=Q(remedy_confirmed_by=None, remedy_confirmed_at=None)
                | Q(remedy_confirmed_by__isnull=False, remedy_confirmed_at__isnull=False),
                name="bescheid_confirmed_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(court_name="", court_seat="") | (~Q(court_name="") & ~Q(court_seat="")),
                name="bescheid_court_has_name_and_seat",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["antrag"], name="bescheid_of_antrag"),
            models.Index(fields=["stelle", "-remedy_confirmed_at"], name="bescheid_confirmed_remedy"),
            models.Index(
                fields=["stelle", "cosign_asked_at"],
                name="bescheid_to_cosign",
                condition=Q(cosign_asked_at__isnull=False),
            ),
            models.Index(
                fields=["stelle", "vorgang"], name="bescheid_automatic", condition=Q(automation__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_issued(self) -> bool:
        """Whether it was issued."""
        return self.state == State.ISSUED

    @property
    def is_in_force(self) -> bool:
        """Whether it was issued and none has taken its place."""
        return self.is_issued and self.replaced_at is None


class Mitzeichnung(models.Model):
    """What a second person of the body said about one version of a draft. Never changed: a new version is asked anew.

    ``document`` is the letter as that person saw it, ``seen_on`` the local day of the issue for which it was built.
    """

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bescheid = models.ForeignKey(Bescheid, models.PROTECT, related_name="mitzeichnungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Outcome])
    reason = models.TextField(blank=True, default="")
    revision = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)
    document = models.JSONField()
    seen_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome="signed") | ~Q(reason=""), name="bescheid_returned_with_a_reason"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["bescheid", "-at"], name="bescheid_mitzeichnungen")]


class Siegelwahl(models.Model):
    """Whether the letters of a body carry its electronic seal; without a row they do, where the installation seals."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.OneToOneField(Stelle, models.PROTECT, related_name="+")
    seals = models.BooleanField()
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField()


class Nachweis(models.Model):
    """The certificate that went out with a Bescheid. Whoever holds its check secret reads it, and is no owner.

    A trigger keeps everything but its end, its successor and its reminder, each of which is written once.
    """

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", check="check_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=60)
    bescheid = models.OneToOneField(Bescheid, models.PROTECT, related_name="nachweis")
    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="+")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    check_secret = models.CharField(max_length=43)
    check_hash = models.CharField(max_length=64, unique=True)
    name = models.JSONField()
    facts = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField()
    remind_from = models.DateField()
    issued_at = models.DateTimeField()
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    datei = models.OneToOneField(Datei, models.PROTECT, related_name="+")
    replaced_from = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_kind = models.CharField(max_length=8, blank=True, default="", choices=[(k.value, k.value) for k in EndKind])
    end_reason = models.TextField(blank=True, default="")
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-issued_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=models.F("valid_from")), name="nachweis_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_kind="") | (Q(ended_at__isnull=False) & ~Q(end_kind="")),
                name="nachweis_end_has_its_kind",
            ),
            models.CheckConstraint(
                condition=(Q(konto__isnull=False) & Q(secret_hash=""))
                | (Q(konto=None) & ~Q(secret_hash="")),  # no password
                name="nachweis_has_one_bearer",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["antrag"], name="nachweis_of_antrag"),
            models.Index(fields=["konto"], name="nachweis_of_konto"),
            models.Index(fields=["secret_hash"], condition=~Q(secret_hash=""), name="nachweis_of_link"),
            models.Index(
                fields=["stelle", "remind_from"],
                condition=Q(reminded_at=None, ended_at=None, replaced_from=None),
                name="nachweis_to_remind_of",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def bearer(self) -> Bearer:
        """The person who holds it."""
        return Bearer(konto_id=self.konto_id, secret_hash=self.secret_hash)

    @property
    def term(self) -> Term:
        """First and last day."""
        return Term(self.valid_from, self.valid_to)

    def standing(self, on: date) -> Standing:
        """Where it stands on a local day."""
        return standing_of(self.term, is_ended=self.ended_at is not None, replaced_from=self.replaced_from, on=on)
