"""What a case does with its fee before the decision: it is requested ahead, or no longer."""

from datetime import datetime

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.zahlung.actions import Owed, assess, request_advance
from rathaus.core.zahlung.queries import account_of


def owed_for(antrag: Antrag, *, norm: str = "") -> Owed:
    """Return for what the fee of an Antrag is owed.

    Args:
        antrag: the Antrag.
        norm: by which the fee is requested ahead; empty for the fee of the decision, whose norm the Leistung names.
    """
    citation = norm or content_of(antrag).prozess.gebuehr.rechtsgrundlage
    return Owed(antrag.public_id, antrag.reference, antrag.stelle_id, antrag.bearer, antrag.applicant, citation)


def request_fee_ahead(antrag: Antrag, *, norm: str, fee_cent: int | None, now: datetime) -> None:
    """Request the fee of a new Antrag ahead, where its body does; in the scope of the body.

    Args:
        antrag: the Antrag.
        norm: by which the body requests it; empty where it does not.
        fee_cent: what the person was shown, cents.
        now: aware instant.

    Source: HVwKostG § 16.
    """
    if norm and fee_cent:
        request_advance(actor=SYSTEM_ACTOR, owed=owed_for(antrag, norm=norm), cents=fee_cent, now=now)


def drop_unassessed(antrag: Antrag, *, now: datetime) -> None:
    """Let nobody owe what was requested ahead for an Antrag that this body does not decide; what was paid goes back.

    Args:
        antrag: the Antrag, in the scope of its body.
        now: aware instant.
    """
    account = account_of(antrag.public_id)
    if account is not None and account.forderung.assessed_at is None:
        assess(actor=SYSTEM_ACTOR, owed=owed_for(antrag), cents=0, now=now)
