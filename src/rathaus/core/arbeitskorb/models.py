"""Notes, the colleagues that they mention, and follow-ups."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from rathaus.core.arbeitskorb.bulk_rules import BulkKind
from rathaus.core.arbeitskorb.etikett_rules import MAX_NAME, Colour
from rathaus.core.arbeitskorb.list_rules import MAX_LIST_NAME
from rathaus.core.arbeitskorb.rules import MAX_NOTE, MAX_REASON
from rathaus.core.arbeitskorb.search_rules import LONGEST_WORD
from rathaus.core.scope.tenancy import Tenancy
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang


class Vermerk(models.Model):
    """A note on a case for the people of its body; the person never reads it here."""

    tenancy = Tenancy(body="stelle", append_only=True)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="vermerke")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    text = models.TextField(max_length=MAX_NOTE)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["-written_at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text__exact=""), name="arbeitskorb_vermerk_says_something")
        ]


class Mention(models.Model):
    """A colleague who is to read a Vermerk."""

    tenancy = Tenancy(body="stelle")

    vermerk = models.ForeignKey(Vermerk, models.PROTECT, related_name="mentions")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["vermerk", "konto"], name="arbeitskorb_mentions_once")]
        indexes: ClassVar = [
            models.Index(fields=["konto", "stelle"], condition=Q(seen_at=None), name="arbeitskorb_unseen_mention")
        ]


class Wiedervorlage(models.Model):
    """A case comes back on a day: before one member of staff, or before whoever is there."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="wiedervorlagen")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=MAX_REASON)
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Before whom it comes; None for everybody of the body."""
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason__exact=""), name="arbeitskorb_wiedervorlage_has_a_reason")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle", "on"], condition=Q(ended_at=None), name="arbeitskorb_open_wiedervorlage")
        ]


class BulkRun(models.Model):
    """One act of a clerk on many cases; its rows say what became of each. The public id is given before it begins."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=[(each.value, each.value) for each in BulkKind])
    begun_at = models.DateTimeField()


class BulkRow(models.Model):
    """What became of one case: an outcome, or the code of the error that an act raised. One row: it happens once."""

    tenancy = Tenancy(body="stelle")

    run = models.ForeignKey(BulkRun, models.PROTECT, related_name="rows")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "vorgang"], name="arbeitskorb_bulk_row_happens_once")
        ]


class Etikett(models.Model):
    """A label of a body for its cases: a name and a colour."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    name = models.CharField(max_length=MAX_NAME)
    colour = models.CharField(max_length=6, choices=[(each.value, each.value) for each in Colour])
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.F("stelle"), Lower("name"), condition=Q(ended_at=None), name="arbeitskorb_one_etikett_per_name"
            )
        ]


class CaseEtikett(models.Model):
    """A label on a case."""

    tenancy = Tenancy(body="stelle")

    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="+")
    case_id = models.UUIDField()
    """Public id of the case, as lists know it."""
    etikett = models.ForeignKey(Etikett, models.PROTECT, related_name="+")
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vorgang", "etikett"], name="arbeitskorb_etikett_once_per_case")
        ]
        indexes: ClassVar = [models.Index(fields=["case_id"], name="arbeitskorb_etikett_of_case")]


class SavedList(models.Model):
    """A filter of the list of cases under a name: of one clerk, or of one clerk for everybody of the body."""

    tenancy = Tenancy(body="stelle")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=MAX_LIST_NAME)
    query = models.JSONField()
    for_team = models.BooleanField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stelle", "konto", "name"], name="arbeitskorb_one_list_per_name")
        ]


class ListColumns(models.Model):
    """The columns that a clerk sees in lists of cases."""

    tenancy = Tenancy(body="stelle")

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    columns = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stelle", "konto"], name="arbeitskorb_columns_once_per_clerk")
        ]


class SearchWord(models.Model):
    """A word by which a case is found: of the name, the reference or an answer, folded. See ``arbeitskorb.search``."""

    tenancy = Tenancy(body="stelle")

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+", db_index=False)
    vorgang = models.ForeignKey(Vorgang, models.PROTECT, related_name="+")
    word = models.CharField(max_length=LONGEST_WORD, db_collation="C")
    is_running = models.BooleanField(default=True, db_default=True)
    """Whether the case is open or waits; the database follows its state, so that running cases have a short index."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stelle", "word", "vorgang"], name="arbeitskorb_word_once_per_case")
        ]
        indexes: ClassVar = [
            models.Index(fields=["stelle", "word", "vorgang"], condition=Q(is_running=True), name="arbeitskorb_running")
        ]


class CalendarLink(models.Model):
    """The private address of a clerk's calendar of due days: only the hash of its secret is kept."""

    tenancy = Tenancy(body="stelle", link="secret_hash")

    stelle = models.ForeignKey(Stelle, models.PROTECT, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["stelle", "konto"], condition=Q(ended_at=None), name="arbeitskorb_one_calendar_per_clerk"
            )
        ]
