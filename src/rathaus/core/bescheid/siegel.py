"""The electronic seal of a Bescheid: whether a body puts it, whose it is, and the sealed letter."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from rathaus.core.bescheid.errors import SealKeyExpired, SealKeyMissing, SealKeyUnreadable
from rathaus.core.bescheid.models import Siegelwahl
from rathaus.core.bescheid.ports import SealIdentity, configured_sealer
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import memberships_of
from rathaus.core.vorgang.admission import clerk_id
from rathaus.values.errors import RathausError


def wants_seal(stelle: Stelle) -> bool:
    """Return whether letters of a body carry its seal: where the installation seals, unless the body chose otherwise.

    A test body never seals: what it issues must not look real.

    Args:
        stelle: the body that decides; its scope must be open.
    """
    if stelle.mode == Stelle.Mode.TEST or configured_sealer() is None:
        return False
    chosen = Siegelwahl.objects.filter(stelle_id=stelle.pk).values_list("seals", flat=True).first()
    return chosen is not False


def seal_of(stelle: Stelle, *, at: datetime) -> SealIdentity | None:
    """Return whose seal a letter of a body carries; None where it carries none.

    Args:
        stelle: the body that decides.
        at: aware instant.

    Raises:
        SealKeyMissing, SealKeyUnreadable, SealKeyExpired: it must carry one, and cannot.
    """
    sealer = configured_sealer()
    return sealer.identity(stelle.slug, at=at) if sealer is not None and wants_seal(stelle) else None


def seal_or_fault(stelle: Stelle, *, on: date) -> tuple[SealIdentity | None, RathausError | None]:
    """Return the seal that a letter of a body would carry on a local day, or why it cannot.

    Args:
        stelle: the body that decides.
        on: local day; the seal of its noon.
    """
    try:
        return seal_of(stelle, at=timezone.make_aware(datetime.combine(on, time(12)))), None
    except (SealKeyMissing, SealKeyUnreadable, SealKeyExpired) as error:
        return None, error


def sealed(content: bytes, stelle: Stelle, *, at: datetime) -> bytes:
    """Return a letter with the seal of a body; as it is where the body puts none.

    Args:
        content: a PDF.
        stelle: the body that decides.
        at: aware instant.

    Raises:
        SealKeyMissing, SealKeyUnreadable, SealKeyExpired, SealNotPut: see :class:`rathaus.core.bescheid.ports.Sealer`.
    """
    sealer = configured_sealer()
    return sealer.seal(content, stelle=stelle.slug, at=at) if sealer is not None and wants_seal(stelle) else content


@transaction.atomic
def choose_seal(*, actor: Actor, stelle: Stelle, seals: bool, now: datetime) -> Siegelwahl:
    """Let a body put its seal, or issue letters without one.

    Args:
        actor: who leads the body.
        stelle: the body.
        seals: whether its letters carry its seal.
        now: aware instant.

    Raises:
        ActorRefused: nobody who leads this body.
    """
    held = memberships_of(clerk_id(actor), now.date())
    if not any(each.role == Mitgliedschaft.Role.LEAD and each.stelle_id == stelle.pk for each in held):
        raise ActorRefused(role=actor.role.value)
    row, _ = Siegelwahl.objects.update_or_create(
        stelle=stelle, defaults={"seals": seals, "chosen_by_id": actor.konto_id, "chosen_at": now}
    )
    subject = Subject("siegelwahl", row.public_id, stelle.pk)
    record(subject=subject, act="siegel.chosen", actor=actor, payload={"seals": seals})
    return row
