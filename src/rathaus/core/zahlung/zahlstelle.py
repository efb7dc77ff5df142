"""Where a body takes money: set by the body itself."""

import re
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from stdnum.eu import at_02

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import memberships_of
from rathaus.core.zahlung.errors import ZahlstelleRefused
from rathaus.core.zahlung.models import Zahlstelle
from rathaus.core.zahlung.rules import checked_holder, checked_iban

_CHAIN_NAMESPACE = uuid.UUID("6f1b2f0e-0c1d-4c57-9f4c-3d4b7f3a9a10")
_ENDPOINT = re.compile(r"[A-Za-z0-9_-]{0,36}")


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a body.

    Args:
        holder: name of its holder, as the bank knows it, at most 70 characters.
        iban: as typed.
        endpoint: name of the body at the payment provider; empty where nobody pays online.
        creditor_id: Gläubiger-Identifikationsnummer; empty where nothing is collected by direct debit.
    """

    holder: str
    iban: str
    endpoint: str = ""
    creditor_id: str = ""


@transaction.atomic
def set_zahlstelle(*, actor: Actor, stelle: Stelle, account: Account, now: datetime) -> Zahlstelle:
    """Say where a body takes money.

    Args:
        actor: who leads the body, or the system.
        stelle: the body.
        account: its account.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        IbanRefused: no IBAN of the SEPA area.
        ZahlstelleRefused: a name or number cannot be right; ``field`` says which.

    Source: names of the SEPA character set; AT-02 (creditor identifier) of the EPC rulebooks.
    """
    only_lead(actor, stelle, day=timezone.localdate(now))
    columns = {
        "holder": checked_holder(account.holder),
        "iban": checked_iban(account.iban),
        "endpoint": _matching(_ENDPOINT, account.endpoint.strip(), "endpoint"),
        "creditor_id": _checked_creditor(account.creditor_id),
    }
    row, _ = Zahlstelle.objects.update_or_create(stelle=stelle, defaults={**columns, "changed_at": now})
    record_zahlstelle(stelle, "zahlstelle.set", actor=actor, payload=dict(columns))
    return row


def record_zahlstelle(stelle: Stelle, act: str, *, actor: Actor, payload: dict[str, object]) -> None:
    """Record an act in the chain of the account of a body."""
    subject = Subject("zahlstelle", uuid.uuid5(_CHAIN_NAMESPACE, stelle.slug), stelle.pk)
    record(subject=subject, act=act, actor=actor, payload=payload)


def only_lead(actor: Actor, stelle: Stelle, *, day: date) -> None:
    """Refuse everybody but the system and who leads a body.

    Raises:
        ActorRefused: somebody else.
    """
    held = memberships_of(actor.konto_id, day) if actor.konto_id is not None else []
    leads = any(each.role == Mitgliedschaft.Role.LEAD and each.stelle_id == stelle.pk for each in held)
    if actor.role is not Role.SYSTEM and not leads:
        raise ActorRefused(role=actor.role.value)


def _matching(pattern: re.Pattern[str], typed: str, field: str) -> str:
    if not pattern.fullmatch(typed):
        raise ZahlstelleRefused(field=field)
    return typed


def _checked_creditor(typed: str) -> str:
    number = "".join(typed.split()).upper()
    if number and not at_02.is_valid(number):
        raise ZahlstelleRefused(field="creditor_id")
    return number
