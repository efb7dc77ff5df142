"""Remedies, what was brought forward for them, their way to the deciding authority, their decisions, their count."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.models import Leistung
from rathaus.core.rechtsbehelf.rules import (
    OPEN_STATES,
    BroughtForward,
    Channel,
    End,
    Form,
    Ground,
    InTime,
    Kind,
    Outcome,
    State,
)
from rathaus.core.scope.tenancy import SYSTEM, Tenancy
from rathaus.core.stelle.models import Stelle

_IS_OPEN = Q(state="filed") | Q(state="in_review") | Q(state="hearing")  # a list would read otherwise after a restore
_HAS_BEARER = Q(konto__isnull=False, secret_hash="") | (Q(konto=None) & ~Q(secret_hash=""))  # no password


class Rechtsbehelf(models.Model):
    """One remedy against one Bescheid. A trigger keeps what was filed; one that ended does not change any more.

    ``stelle`` issued the Bescheid and keeps the case. ``decides`` is the authority that a clerk has confirmed.
    """

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Kind])
    bescheid = models.ForeignKey(Bescheid, models.PROTECT, related_name="rechtsbehelfe")
    antrag = models.ForeignKey(Antrag, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    channel = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Channel])
    form = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Form])
    form_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    filed_on = models.DateField()
    notice_given = models.BooleanField(default=True)
    in_time = models.CharField(max_length=9, choices=[(each.value, each.value) for each in InTime])
    earliest_end = models.DateField(null=True)
    latest_end = models.DateField(null=True)
    time_explanation = models.JSONField(default=dict)
    parameter_versions = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=[(each.value, each.value) for each in State], default=State.FILED)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    suit_from = models.DateField()
    expected_on = models.DateField()
    decides = models.ForeignKey(Stelle, models.PROTECT, null=True, related_name="+")
    decides_ground = models.CharField(
        max_length=17, blank=True, default="", choices=[(each.value, each.value) for each in Ground]
    )
    decides_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    hearing_on = models.DateField(null=True)
    hearing_before = models.CharField(max_length=200, blank=True, default="")
    hearing_record = models.TextField(blank=True, default="")
    hearing_dispensed = models.TextField(blank=True, default="")
    end = models.CharField(max_length=12, blank=True, default="", choices=[(each.value, each.value) for each in End])
    ended_at = models.DateTimeField(null=True)
    replacement = models.ForeignKey(Bescheid, models.PROTECT, null=True, related_name="+")
    decision_datei = models.OneToOneField(Datei, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-filed_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["bescheid"], condition=~Q(state="withdrawn"), name="rechtsbehelf_one_per_bescheid"
            ),
            models.CheckConstraint(condition=_HAS_BEARER, name="rechtsbehelf_has_one_bearer"),
            models.CheckConstraint(
                condition=_IS_OPEN & Q(ended_at=None, end="") | (~_IS_OPEN & Q(ended_at__isnull=False) & ~Q(end="")),
                name="rechtsbehelf_end_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(decides=None, decides_ground="", decides_confirmed_by=None)
                | (Q(decides__isnull=False, decides_confirmed_by__isnull=False) & ~Q(decides_ground="")),
                name="rechtsbehelf_authority_is_confirmed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["antrag"], name="rechtsbehelf_of_antrag"),
            models.Index(fields=["konto"], name="rechtsbehelf_of_konto"),
            models.Index(fields=["stelle", "expected_on", "public_id"], name="rechtsbehelf_of_body"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def bearer(self) -> Bearer:
        """The person who filed it."""
        return Bearer(konto_id=self.konto_id, secret_hash=self.secret_hash)

    @property
    def is_open(self) -> bool:
        """Whether the office still has to act."""
        return self.state in OPEN_STATES

    @property
    def form_is_settled(self) -> bool:
        """Whether its form is clear, or a clerk has answered for it."""
        return self.form == Form.CLEAR or self.form_confirmed_by_id is not None


class Begruendung(models.Model):
    """What was brought forward for a remedy at one time: text, files, or both."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash", append_only=True)

    rechtsbehelf = models.ForeignKey(Rechtsbehelf, models.PROTECT, related_name="begruendungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    about = models.CharField(max_length=9, choices=[(each.value, each.value) for each in BroughtForward])
    text = models.TextField(blank=True, default="")
    hindrance_ended_on = models.DateField(null=True)
    files = models.JSONField(default=list)
    """Public ids of the files."""
    given_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["given_at", "id"]
        indexes: ClassVar = [models.Index(fields=["rechtsbehelf", "given_at"], name="begruendung_of_rechtsbehelf")]


class Vorlage(models.Model):
    """The case of a remedy in the hands of another authority, which decides: its reason to read rows of the body."""

    tenancy = Tenancy(body="stelle")

    rechtsbehelf = models.OneToOneField(Rechtsbehelf, models.PROTECT, related_name="vorlage")
    rechtsbehelf_public_id = models.UUIDField(unique=True)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    origin = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    number = models.CharField(max_length=20)
    title = models.JSONField()
    reason = models.TextField()
    submitted_at = models.DateTimeField()
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["submitted_at", "id"]
        indexes: ClassVar = [models.Index(fields=["stelle", "ended_at"], name="vorlage_of_body")]


class Widerspruchsbescheid(models.Model):
    """The decision on a remedy, one for each. The person becomes an owner when it is issued, never before."""

    tenancy = Tenancy(body="stelle", person="konto", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rechtsbehelf = models.OneToOneField(Rechtsbehelf, models.PROTECT, related_name="entscheidung")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    revision = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=12, choices=[(each.value, each.value) for each in Outcome])
    operative = models.TextField()
    reasons = models.TextField()
    costs = models.TextField(blank=True, default="")
    court_name = models.CharField(max_length=120, blank=True, default="")
    court_seat = models.CharField(max_length=80, blank=True, default="")
    court_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    document = models.JSONField(null=True)
    datei = models.OneToOneField(Datei, models.PROTECT, null=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="")
    retrieved_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    served_by = models.CharField(max_length=200, blank=True, default="")
    suit_until = models.DateField(null=True)
    parameter_versions = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(issued_at=None, datei=None, konto=None, secret_hash="")  # no password
                | (Q(issued_at__isnull=False, issued_by__isnull=False, document__isnull=False, datei__isnull=False)
                   & Q(pdf_sha256__regex=r"^[0-9a-f]{64}$") & ~Q(court_name="") & ~Q(court_seat="")),
                name="widerspruchsbescheid_issued_is_complete",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["konto"], name="widerspruchsbescheid_of_konto")]

    @property
    def is_issued(self) -> bool:
        """Whether it was issued."""
        return self.issued_at is not None


class RemedyCount(models.Model):
    """One thing that happened to some remedy: which service, which body, which year; neither case nor person."""

    tenancy = SYSTEM

    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    end = models.CharField(max_length=12, blank=True, default="", choices=[(each.value, each.value) for each in End])
    """How it ended; empty for one that came."""
    is_late = models.BooleanField(default=False)
    days = models.PositiveIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["year", "leistung", "stelle"], name="rechtsbehelf_count")]
