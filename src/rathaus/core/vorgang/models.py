"""Cases and their tasks."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import Leistung, Tarifstelle
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.rules import HearingState, PauseReason, State
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind


class Vorgang(models.Model):
    """The case of one Antrag at one body. Which tasks are open follows from the Prozess and the tasks done.

    `complete_at` is when every document that the form demands was there, for periods that begin with that.
    `gebuehr_cent` is what the person was shown at submission; what an empty one means, `queries.fee_of` says.
    """

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    antrag = models.OneToOneField(Antrag, models.PROTECT, related_name="vorgang")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    leistung = models.ForeignKey(Leistung, models.PROTECT, related_name="+")
    aktenzeichen = models.CharField(max_length=40)
    search_text = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=[(s.value, s.value) for s in State], default=State.OPEN)
    gebuehr_cent = models.PositiveIntegerField(null=True)
    tarifstelle = models.ForeignKey(Tarifstelle, models.PROTECT, null=True, related_name="+")
    """The tariff of the body on the day of the submission; empty where none held, or the law itself sets the fee."""
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    question_id = models.UUIDField(null=True)
    result = models.CharField(max_length=60, blank=True, default="")
    opened_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    decided_on = models.DateField(null=True)
    deemed_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="waiting", question_id__isnull=False) | ~Q(state="waiting") & Q(question_id=None),
                name="vorgang_waits_for_a_question",
            ),
            models.CheckConstraint(
                condition=~Q(state="decided") | Q(decided_on__isnull=False) & ~Q(result=""),
                name="vorgang_decided_has_a_result",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at=None),
                name="vorgang_closed_has_an_instant",
            ),
        ]
        indexes: ClassVar = [
            # One for each part of the inbox, in the order of its list and without the cases that are not in it.
            models.Index(
                fields=["stelle", "state", "due_on", "public_id"],
                name="vorgang_inbox",
                condition=Q(state="open") | Q(state="waiting"),  # a list would read otherwise after a restore
            ),
            models.Index(
                fields=["stelle", "due_on", "public_id"],
                name="vorgang_unclaimed",
                condition=Q(state="open", claimed_by=None),
            ),
            models.Index(
                fields=["claimed_by", "due_on", "public_id", "stelle"],
                name="vorgang_mine",
                condition=Q(claimed_by__isnull=False) & (Q(state="open") | Q(state="waiting")),
            ),
            models.Index(
                fields=["stelle", "decided_on", "public_id"],
                name="vorgang_decided",
                condition=Q(decided_on__isnull=False),
            ),
            # For figures: what came since a day, and what waits of each Leistung.
            models.Index(fields=["stelle", "opened_at", "leistung"], name="vorgang_received"),
            models.Index(
                fields=["stelle", "leistung", "state", "due_on"],
                name="vorgang_load",
                condition=(Q(state="open") | Q(state="waiting")) & Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.aktenzeichen

    @property
    def is_ended(self) -> bool:
        """Whether the case is decided or closed."""
        return self.state in {State.DECIDED, State.CLOSED}

    @property
    def is_withdrawn(self) -> bool:
        """Whether the person has withdrawn the Antrag."""
        return self.withdrawn_at is not None


class Aufgabe(models.Model):
    """One task of a case and its outcome. A task that is opened again loses it here; the protokoll keeps it."""

    tenancy = Tenancy(body="stelle")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="aufgaben")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=60, blank=True, default="")
    checklist = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True, default="", db_default="")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vorgang", "key"], name="vorgang_one_aufgabe_per_key"),
            models.CheckConstraint(
                condition=Q(outcome="", done_at=None) | ~Q(outcome="") & Q(done_at__isnull=False),
                name="vorgang_done_aufgabe_has_an_outcome",
            ),
        ]


class Pause(models.Model):
    """A span in which the case waited for the person: begun once, ended once, never changed otherwise."""

    tenancy = Tenancy(body="stelle")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="pauses")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=[(each.value, each.value) for each in PauseReason])
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["from_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vorgang"], condition=Q(to_at=None), name="vorgang_one_open_pause"),
            models.CheckConstraint(
                condition=Q(to_at=None) | Q(to_at__gte=models.F("from_at")), name="vorgang_pause_ends_after_its_start"
            ),
        ]


class Anhoerung(models.Model):
    """A hearing before a decision: it was held, or why it was not needed."""

    tenancy = Tenancy(body="stelle")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="anhoerungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(each.value, each.value) for each in HearingState])
    intended = models.TextField(blank=True, default="")
    norm = models.CharField(max_length=200)
    reason = models.TextField(blank=True, default="")
    nachricht_id = models.UUIDField(null=True)
    until_on = models.DateField(null=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["begun_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vorgang"], condition=Q(state="open"), name="vorgang_one_open_hearing"),
            models.CheckConstraint(
                condition=Q(state="not_needed", nachricht_id=None) & ~Q(reason="")
                | ~Q(state="not_needed") & Q(nachricht_id__isnull=False, until_on__isnull=False),
                name="vorgang_hearing_has_a_letter_or_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | ~Q(state="open") & Q(ended_at__isnull=False),
                name="vorgang_ended_hearing_has_an_instant",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle", "until_on"], condition=Q(state="open"), name="vorgang_open_hearings"),
        ]


class Zeitgeber(models.Model):
    """One run of a timer of a case, from the day on which it began; `vorgang.zeitgeber` starts, stops and fires it.

    A run that is stopped stays as a row. Of one timer one run counts at a time: it runs, or it has fired. So it cannot
    fire twice. `paused_on` is set while it stands still; `extended_to` is the end that was extended once.
    """

    tenancy = Tenancy(body="stelle")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="zeitgeber")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    effect = models.CharField(max_length=8, choices=[(each.value, each.value) for each in ZeitgeberEffectKind])
    begun_on = models.DateField()
    due_on = models.DateField()
    ruht = models.BooleanField(default=False)
    paused_on = models.DateField(null=True)
    paused_days = models.PositiveIntegerField(default=0)
    extended_to = models.DateField(null=True)
    extension_reason = models.TextField(blank=True, default="")
    versions = models.JSONField(default=list)
    fired_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["begun_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vorgang", "key"], condition=Q(stopped_at=None), name="vorgang_one_run_of_a_zeitgeber"
            ),
            models.CheckConstraint(
                condition=Q(extended_to=None) | ~Q(extension_reason=""), name="vorgang_extension_has_a_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(fired_at=None, stopped_at=None, paused_on=None),
                name="vorgang_due_zeitgeber",
            )
        ]


class Bescheinigung(models.Model):
    """The certificate that a Genehmigungsfiktion has occurred (VwVfG § 42a(3)): it waits for a clerk, or was sent.

    ``parameter_versions`` are the rows of law that it rests on; the court is what a clerk has named.
    """

    tenancy = Tenancy(body="stelle")

    vorgang = models.OneToOneField(Vorgang, models.PROTECT, related_name="bescheinigung")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    court_name = models.CharField(max_length=120, blank=True, default="")
    court_seat = models.CharField(max_length=80, blank=True, default="")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    parameter_versions = models.JSONField(default=list)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(court_name="", court_seat="") | ~Q(court_name="") & ~Q(court_seat=""),
                name="bescheinigung_court_has_name_and_seat",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="bescheinigung_confirmed_by_and_at",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle"], condition=Q(sent_at=None), name="bescheinigung_to_check"),
        ]


class LegacyFile(models.Model):
    """A table of running cases that somebody brought: kept until it is taken over whole, or grown old."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-brought_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["stelle", "-brought_at"], name="vorgang_legacy_files")]


class LegacyCase(models.Model):
    """What a body knew about a case before it was taken over; each old file number of a body once.

    ``file`` is the public id of the table in which it stood; the table itself is deleted later.
    """

    tenancy = Tenancy(body="stelle")

    vorgang = models.OneToOneField(Vorgang, models.PROTECT, related_name="legacy")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    file = models.UUIDField()
    stand = models.CharField(max_length=40, blank=True, default="")
    address = models.TextField(blank=True, default="")
    email = models.CharField(max_length=254, blank=True, default="")
    notes = models.TextField(blank=True, default="")
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stelle", "number"], name="vorgang_takes_a_legacy_number_once"),
            models.CheckConstraint(condition=~Q(number__exact=""), name="vorgang_legacy_number_is_some"),
        ]
