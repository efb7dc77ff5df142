"""A clerk begins a draft for a person: by which roads, and from which day the Antrag counts."""

from datetime import date, timedelta

import pytest

from rathaus.core.antrag.errors import ArrivalRefused, NotReadBack
from rathaus.core.antrag.intake import Intake, take_down
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.rules import Channel, ReadBack
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.vorgang.actions import receive_antrag
from tests.cast import NOW, TODAY, Member
from tests.errand import example, fill_in

SECRET = hash_link_secret("am Schalter")
HELD = Scope(secrets=frozenset({SECRET}))
FIVE_DAYS_AGO = TODAY - timedelta(days=5)
ON_PAPER = Intake(Channel.PAPER, FIVE_DAYS_AGO)
DOG, ALIMONY = "hundesteuer-anmeldung", "unterhaltsvorschuss"


def taken_down(actor: Actor, *, slug: str = DOG, place: str = "hanau", intake: Intake = ON_PAPER) -> Entwurf:
    where = stelle_by_slug(place)
    assert where is not None
    with open_scope(HELD):
        return take_down(
            actor=actor, bearer=Bearer(secret_hash=SECRET), leistung=leistung_by_slug(slug), place=where,
            intake=intake, now=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("slug", "place", "day"),
    [(DOG, "hanau", FIVE_DAYS_AGO), (DOG, "maintal", None), (ALIMONY, "maintal", FIVE_DAYS_AGO)],
    ids=["our own decision", "of another body", "a social benefit of another body"],
)
def test_the_day_of_arrival_counts_where_the_law_says_so(
    clerk: Member, slug: str, place: str, day: date | None
) -> None:
    assert taken_down(clerk.actor, slug=slug, place=place).arrived_on == day


def test_a_day_ahead_or_long_past_is_refused_and_today_needs_no_day(clerk: Member) -> None:
    for days in (1, -367):
        with pytest.raises(ArrivalRefused):
            taken_down(clerk.actor, intake=Intake(Channel.PAPER, TODAY + timedelta(days=days)))
    with pytest.raises(ArrivalRefused):
        taken_down(clerk.actor, intake=Intake(Channel.COUNTER, FIVE_DAYS_AGO))
    assert taken_down(clerk.actor, intake=Intake(Channel.PAPER, TODAY)).arrived_on is None
    assert taken_down(clerk.actor, intake=Intake(Channel.COUNTER)).arrived_on is None


def test_only_a_clerk_takes_down_and_only_what_comes_to_a_clerk(
    clerk: Member, citizen: Member, officer: Member
) -> None:
    for actor in (citizen.actor, officer.actor, Actor(Role.LINK)):
        with pytest.raises(ActorRefused):
            taken_down(actor)
    for channel in (Channel.ONLINE, Channel.LEGACY):
        with pytest.raises(ActorRefused):
            taken_down(clerk.actor, intake=Intake(channel))


def test_nothing_is_received_that_the_person_has_not_read(clerk: Member) -> None:
    draft = taken_down(clerk.actor, intake=Intake(Channel.COUNTER))
    person = Member(Actor(Role.LINK), HELD)
    with open_scope(HELD):
        draft = fill_in(person, draft, example(DOG, "bewilligung")["antworten"])
        with pytest.raises(NotReadBack):
            receive_antrag(actor=person.actor, entwurf=draft, now=NOW)
        antrag = receive_antrag(actor=person.actor, entwurf=draft, read_back=ReadBack.SCREEN, now=NOW)
        assert (antrag.channel, antrag.taken_by_id, antrag.submitted_at) == ("counter", clerk.actor.konto_id, NOW)
