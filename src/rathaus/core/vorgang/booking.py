"""Booking an appointment for an Antrag, under the lock of its case."""

import uuid
from datetime import datetime

from django.db import transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.konto.bearer import person_acting
from rathaus.core.postfach.actions import Correspondence
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.session import current_scope, widen_scope
from rathaus.core.termin.actions import Wanted, book
from rathaus.core.termin.models import Buchung
from rathaus.core.vorgang.admission import lock_by_antrag
from rathaus.core.vorgang.correspondence import refuse_ended


@transaction.atomic
def book_termin(*, actor: Actor, antrag: Antrag, termin_id: uuid.UUID, now: datetime) -> Buchung:
    """Book a slot for an open Antrag; a place that it had before is given back.

    The case is locked first: so nobody books while the Antrag is being withdrawn or decided, and of two bookings at
    the same moment the second one moves the first.

    Args:
        actor: the person behind the Antrag, inside their scope.
        antrag: the Antrag.
        termin_id: public id of the slot.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        VorgangEnded: it is decided or closed.
        AntragWithdrawn: the person has withdrawn the Antrag.
        TerminNotFound: there is no such slot for this Leistung at this body, or it was called off.
        TerminTaken: no place is left.
        TerminOver: it has begun, or the one that is given back has.
    """
    person = person_acting(actor, bearer=antrag.bearer, secrets=current_scope().secrets)
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        case = lock_by_antrag(antrag)
        refuse_ended(case)
        about = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
        wanted = Wanted(termin_id, case.vorgang.leistung_id, antrag.language)
        return book(actor=person, correspondence=about, wanted=wanted, now=now)
