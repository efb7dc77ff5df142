"""Requests to other bodies, their side of it, and public displays."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from rathaus.core.beteiligung.rules import OpinionKind
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang

_KINDS = [(each.value, each.value) for each in OpinionKind]
_OPEN = Q(answered_at=None, ended_at=None)
_ANSWERED = Q(answered_at=None, opinion="") | Q(answered_at__isnull=False) & ~Q(opinion="")


class Beteiligung(models.Model):
    """One request of the body that keeps a case, and what came back.

    `asked` is a body of this system, which has a Stellungnahme with the same public id; without it an authority outside
    is asked by letter. `ended_at` is set when the case goes on without an answer: `reason` says why.
    `reminded_for` is the day in `due_on` after which it was reminded last.
    """

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="beteiligungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    task = models.CharField(max_length=60, blank=True, default="")
    party = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=200)
    address = models.TextField(blank=True, default="")
    asked = models.ForeignKey(Stelle, models.PROTECT, null=True, related_name="+")
    question = models.TextField()
    extract = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    reminded_for = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    opinion = models.CharField(max_length=14, choices=_KINDS, blank=True, default="")
    text = models.TextField(blank=True, default="")
    files = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ANSWERED, name="beteiligung_answered_has_an_opinion"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(ended_at=None), name="beteiligung_answered_or_ended"
            ),
            models.UniqueConstraint(
                fields=["vorgang", "task", "asked"], condition=_OPEN, name="beteiligung_asks_a_body_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"], condition=_OPEN, name="beteiligung_open")]


class OpinionLink(models.Model):
    """A secret link with which an expert outside reads one request and answers it: a frozen extract, nothing else.

    It ends with the request, on its last day, or when the clerk withdraws it; then it holds the question alone. A job
    empties those whose last day has passed.
    """

    tenancy = Tenancy(body="stelle", link="secret_hash")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(Beteiligung, models.PROTECT, related_name="links")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    aktenzeichen = models.CharField(max_length=40)
    title = models.JSONField()
    question = models.TextField()
    extract = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    due_on = models.DateField()
    last_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["made_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(secret_hash__exact=""), name="beteiligung_link_has_a_secret"),
            models.UniqueConstraint(
                fields=["request"], condition=Q(ended_at=None), name="beteiligung_one_open_link_per_request"
            ),
        ]


class Stellungnahme(models.Model):
    """A request at the body that is asked: a frozen extract of the case that the asking clerk chose, nothing else."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    asking = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    aktenzeichen = models.CharField(max_length=40)
    title = models.JSONField()
    place = models.CharField(max_length=200, blank=True, default="")
    question = models.TextField()
    extract = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    due_on = models.DateField()
    received_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opinion = models.CharField(max_length=14, choices=_KINDS, blank=True, default="")
    text = models.TextField(blank=True, default="")
    files = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["due_on", "public_id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ANSWERED, name="stellungnahme_answered_has_an_opinion")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle", "due_on"], condition=_OPEN, name="stellungnahme_open"),
            models.Index(fields=["stelle", "-received_at"], name="stellungnahme_of_stelle"),
        ]


class Auslegung(models.Model):
    """Documents of a case are displayed to the public, from a first to a last day; objections until a later one."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="auslegungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    task = models.CharField(max_length=60, blank=True, default="")
    first_on = models.DateField()
    last_on = models.DateField()
    objections_until = models.DateField()
    place = models.TextField()
    notice = models.TextField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["first_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")) & Q(objections_until__gte=models.F("last_on")),
                name="auslegung_has_a_term",
            )
        ]


class Einwendung(models.Model):
    """What somebody objects to in a display; kept for good, also when it came too late."""

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    auslegung = models.ForeignKey(Auslegung, models.PROTECT, related_name="einwendungen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    received_on = models.DateField()
    name = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    is_late = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["received_on", "pk"]
