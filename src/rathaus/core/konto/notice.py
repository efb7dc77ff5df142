"""The e-mail address to which somebody wants notices: given, changed, taken back.

It is given for notices alone and is no part of a form: what somebody declares in an Antrag is never used for it.
"""

from datetime import datetime

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from rathaus.core.konto.bearer import Bearer, person_acting
from rathaus.core.konto.errors import EmailIncomplete, EmailUndeliverable, StopLinkBroken
from rathaus.core.konto.models import NoticeAddress
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, current_scope, open_scope

_STOP_SALT = "rathaus.notice.stop.given"  # names what is signed: another content has another salt
_MAX_EMAIL = 254


def scope_of(bearer: Bearer) -> Scope:
    """Return the scope that sees what belongs to one bearer alone."""
    return Scope(konto=bearer.konto_id, secrets=frozenset({bearer.secret_hash} - {""}))


def notice_address_of(bearer: Bearer) -> NoticeAddress | None:
    """Return where a bearer wants notices; None outside their scope, and when they want none."""
    return _rows(bearer).first()


def wants_notices(bearer: Bearer) -> bool:
    """Return whether a bearer gave an address, without reading it; opens their scope itself."""
    with open_scope(scope_of(bearer)):
        return _rows(bearer).exists()


@transaction.atomic
def set_notice_address(
    *, actor: Actor, bearer: Bearer, email: str, language: str, wants_digest: bool = True, now: datetime
) -> NoticeAddress:
    """Keep where somebody wants notices from now on; links in mails to the same address still end them.

    Args:
        actor: the person, the holder of the link, or a member of staff for their own Konto.
        bearer: whose letters are announced there.
        email: the address.
        language: ``de`` or ``en``, in which notices are written.
        wants_digest: for members of staff: whether they want to be told of new cases.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        EmailIncomplete: it is no complete address.
        EmailUndeliverable: mail servers do not take what stands before the @.
    """
    _check_own(actor, bearer)
    address = email.strip()
    if not address.rpartition("@")[0].isascii():
        raise EmailUndeliverable
    try:
        validate_email(address)
    except ValidationError:
        raise EmailIncomplete from None
    if len(address) > _MAX_EMAIL:
        raise EmailIncomplete
    told = {"email": address, "language": language, "wants_digest": wants_digest, "failed_at": None}
    with open_scope(scope_of(bearer)):
        told["given_at"] = _rows(bearer).filter(email=address).values_list("given_at", flat=True).first() or now
        key = {"secret_hash": bearer.secret_hash} if bearer.secret_hash else {"konto_id": bearer.konto_id}
        row, _ = NoticeAddress.objects.update_or_create(**key, defaults=told)
    return row


@transaction.atomic
def remove_notice_address(*, actor: Actor, bearer: Bearer) -> None:
    """Forget where somebody wanted notices; there are none from now on.

    Raises:
        ActorRefused: somebody else.
    """
    _check_own(actor, bearer)
    forget_notice_address(bearer)


@transaction.atomic
def forget_notice_address(bearer: Bearer) -> None:
    """Forget the address of a bearer who has nothing left that could be announced; for actions of rooms above."""
    with open_scope(scope_of(bearer)):
        _rows(bearer).delete()


def stop_token(address: NoticeAddress) -> str:
    """Return what a notice carries so that whoever gets it can end the notices to this address.

    It is signed and opens nothing else. Once another address was given, it ends nothing any more.
    """
    told = [address.konto_id, address.secret_hash, address.given_at.isoformat()]
    return signing.dumps(told, salt=_STOP_SALT, compress=True)


def stop_notices(token: str) -> bool:
    """Forget the address to which a notice with this token went; whoever reads the mailbox may do that.

    Returns:
        Whether that ended something; not when the notices had ended before, or another address was given since.

    Raises:
        StopLinkBroken: the token is damaged, not ours, or of a kind that is no longer in use.
    """
    try:
        konto_id, secret_hash, given_at = signing.loads(token, salt=_STOP_SALT)
    except signing.BadSignature:
        raise StopLinkBroken from None
    bearer = Bearer(konto_id, secret_hash)
    with open_scope(scope_of(bearer)):
        ended, _ = _rows(bearer).filter(given_at=datetime.fromisoformat(given_at)).delete()
    return ended > 0


@transaction.atomic
def note_delivery(bearer: Bearer, *, failed_at: datetime | None) -> None:
    """Keep whether the last notice could be handed over, so that its owner can put the address right.

    Args:
        bearer: whose address it is.
        failed_at: aware instant of the last try; None when it arrived.
    """
    with open_scope(scope_of(bearer)):
        _rows(bearer).update(failed_at=failed_at)


def _rows(bearer: Bearer) -> QuerySet[NoticeAddress]:
    if bearer.konto_id is not None:
        return NoticeAddress.objects.filter(konto_id=bearer.konto_id)
    return NoticeAddress.objects.filter(secret_hash=bearer.secret_hash)


def _check_own(actor: Actor, bearer: Bearer) -> None:
    is_staff = actor.role in {Role.CLERK, Role.OFFICER, Role.AUDITOR}
    if is_staff and bearer.konto_id is not None and bearer.konto_id == actor.konto_id:
        return
    person_acting(actor, bearer=bearer, secrets=current_scope().secrets)
