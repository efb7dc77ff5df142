"""Accounts and persons."""

import uuid
from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from rathaus.core.scope.tenancy import SYSTEM, Tenancy


class Konto(AbstractBaseUser):
    """An account: somebody who can sign in. The login is a technical name, not an attribute of the person."""

    tenancy = SYSTEM

    class Kind(models.TextChoices):
        PERSON = "person"
        STAFF = "staff"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    login = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = []


class Person(models.Model):
    """What a person told us about themselves; readable by them alone, copied into an Antrag when they agree."""

    tenancy = Tenancy(person="konto")

    konto = models.OneToOneField(Konto, models.CASCADE, primary_key=True)
    vorname = models.CharField(max_length=100)
    nachname = models.CharField(max_length=100)
    geburtsdatum = models.DateField(null=True, blank=True)
    strasse = models.CharField(max_length=100, blank=True)
    hausnummer = models.CharField(max_length=20, blank=True)
    postleitzahl = models.CharField(max_length=5, blank=True)
    ort = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    telefon = models.CharField(max_length=40, blank=True)

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.vorname} {self.nachname}".strip()


class NoticeAddress(models.Model):
    """Where somebody is told by e-mail that something waits for them; no office reads it."""

    tenancy = Tenancy(person="konto", link="secret_hash")

    konto = models.OneToOneField(Konto, models.CASCADE, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, blank=True, default="")
    email = models.EmailField()
    language = models.CharField(max_length=5, default="de")
    wants_digest = models.BooleanField(default=True)
    given_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(konto__isnull=False) ^ ~models.Q(secret_hash=""),
                name="notice_address_has_one_bearer",
            ),
            models.UniqueConstraint(
                fields=["secret_hash"], condition=~models.Q(secret_hash=""), name="notice_address_once_per_link"
            ),
        ]


class ThrottleCount(models.Model):
    """How often one source did one thing in one window; the source is a keyed hash, never an address."""

    tenancy = SYSTEM

    key = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "window_start"], name="throttle_once_per_window")
        ]
