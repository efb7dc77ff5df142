"""Drafts that nobody continues are deleted with their files."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from rathaus.core.antrag.drop_off import note_ends
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.queries import retention_of
from rathaus.core.antrag.rules import Outcome, file_ids
from rathaus.core.datei.actions import delete_uploads
from rathaus.core.datei.queries import unsubmitted_dateien
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.notice import forget_notice_address
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.recht.retention import draft_retention


def delete_expired_entwuerfe(*, actor: Actor, now: datetime) -> int:
    """Delete the drafts that are older than drafts are kept, with their files; returns how many.

    The scope of the retention only names the owners. The drafts of each owner are deleted in a transaction of their
    own, in the scope of that owner alone.

    Args:
        actor: the system.
        now: aware instant.

    Raises:
        ActorRefused: not the system.

    Source: OZG § 8a(3).
    """
    if actor.role is not Role.SYSTEM:
        raise ActorRefused(role=actor.role.value)
    today = timezone.localdate(now)
    return sum(_delete_expired_of(actor, owner, today) for owner in _owners_of_expired(today))


def _owners_of_expired(today: date) -> list[Bearer]:
    kept_for = timedelta(days=draft_retention(today).parameter.whole)
    with open_scope(Scope(retention=kept_for)):
        rows = Entwurf.objects.filter(antrag=None).only("konto_id", "secret_hash", "edited_at", "antrag_id")
        return list(dict.fromkeys(row.bearer for row in rows.order_by("pk") if _is_expired(row, today)))


def _delete_expired_of(actor: Actor, owner: Bearer, today: date) -> int:
    with open_scope(Scope(konto=owner.konto_id, secrets=frozenset({owner.secret_hash} - {""}))):
        uploads = unsubmitted_dateien()  # read before the drafts: a later upload may belong to a draft not seen yet
        drafts = list(Entwurf.objects.select_for_update().filter(antrag=None))
        expired = [draft for draft in drafts if _is_expired(draft, today)]
        kept = {name for draft in drafts if draft not in expired for name in file_ids(draft.answers)}
        delete_uploads(actor=actor, dateien=[datei for datei in uploads if str(datei.public_id) not in kept])
        note_ends(expired, outcome=Outcome.EXPIRED, day=today)
        Entwurf.objects.filter(pk__in=[draft.pk for draft in expired]).delete()
        forget_address_without_draft(owner)
        return len(expired)


def forget_address_without_draft(owner: Bearer) -> None:
    """Forget where the holder of a link wanted notices, when nothing of the link is left; needs their scope."""
    if owner.secret_hash and not Entwurf.objects.filter(secret_hash=owner.secret_hash).exists():
        forget_notice_address(owner)


def _is_expired(draft: Entwurf, today: date) -> bool:
    return today >= retention_of(draft).delete_from
