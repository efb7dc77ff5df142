"""Two people want the last place at the same moment, with real commits."""

from collections.abc import Callable

from rathaus.core.scope.session import open_scope
from rathaus.core.termin.actions import offer_termine
from rathaus.core.termin.errors import TerminTaken
from rathaus.core.termin.models import Buchung, Termin
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.termin.test_booking import OFFER, take
from tests.core.vorgang.test_concurrency import at_once
from tests.errand import submitted


def test_of_two_who_want_the_last_place_one_gets_it(committing_database: None) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    people = [make_citizen(login) for login in ("amira", "karl")]
    requests = [submitted(member, "bewohnerparkausweis", "bewilligung") for member in people]
    with open_scope(clerk.scope):
        offer_termine(actor=clerk.actor, stelle_id=requests[0].stelle_id, offer=OFFER, now=NOW)
    slot = Termin.objects.earliest("begins_at")

    def want(number: int) -> tuple[Member, Callable[[], object]]:
        def act() -> object:
            try:
                return take(people[number], requests[number], slot)
            except TerminTaken as error:
                return error

        return people[number], act

    results = at_once(want(0), want(1))
    assert sorted(type(each).__name__ for each in results) == ["Buchung", "TerminTaken"]
    with open_scope(clerk.scope):
        assert (Buchung.objects.filter(ended_at=None).count(), Termin.objects.get(pk=slot.pk).booked) == (1, 1)
