"""The register as lists, the counties, and contact data."""

from datetime import date

import pytest

from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import Contact, change_contact
from rathaus.core.stelle.directory import after, bodies_on, in_kreis, named_like, names_of
from rathaus.core.stelle.kreise import keys_of, kreis_keys_of, kreise_on
from rathaus.core.stelle.queries import stelle_by_slug

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
TODAY = date(2026, 11, 22)
CONTACT = Contact("Am Markt 14\n63450 Hanau", "06181 2950", "amt@hanau.example", "Montag 8 bis 12 Uhr")


def test_the_bodies_of_a_day_leave_out_those_that_were_merged() -> None:
    assert not bodies_on(TODAY).filter(slug="bromskirchen").exists()
    assert bodies_on(date(2022, 1, 1)).filter(slug="bromskirchen").exists()


def test_bodies_are_found_by_county_and_by_words_in_any_spelling() -> None:
    assert in_kreis(bodies_on(TODAY), "06440", day=TODAY).count() == 26
    assert [stelle.slug for stelle in named_like(bodies_on(TODAY), "Gross Gerau")][:1]
    assert named_like(bodies_on(TODAY), "").count() == bodies_on(TODAY).count()


def test_a_page_begins_after_a_body() -> None:
    first, second = bodies_on(TODAY)[:2]
    assert after(bodies_on(TODAY), first.slug).first() == second
    assert after(bodies_on(TODAY), "unknown").first() == first


def test_names_are_read_together() -> None:
    assert names_of({"hanau", "unknown"}) == {"hanau": "Hanau"}


def test_counties_know_where_they_lie_and_who_belongs_to_them() -> None:
    kreise = {kreis.key: kreis for kreis in kreise_on(TODAY)}
    assert len(kreise) == 27
    assert (kreise["06440"].members, kreise["06415"].members) == (25, 1)
    assert 49 < kreise["06440"].lat < 52 and 8 < kreise["06440"].lon < 10


def test_the_newest_key_of_a_body_comes_first() -> None:
    assert [key.kreis_key for key in keys_of(stelle_by_slug("hanau"))] == ["06415", "06435"]
    hanau = stelle_by_slug("hanau")
    assert kreis_keys_of([hanau], TODAY) == {hanau.pk: "06415"}


def test_a_clerk_changes_the_contact_of_their_own_body_once() -> None:
    hanau = stelle_by_slug("hanau")
    actor = Actor(Role.CLERK, None, hanau.pk)
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        before = verify_chains().records
        changed = change_contact(actor=actor, stelle=hanau, contact=CONTACT)
        change_contact(actor=actor, stelle=changed, contact=CONTACT)
        report = verify_chains()
    assert (changed.phone, changed.hours) == (CONTACT.phone, CONTACT.hours)
    assert (report.records - before, report.faults) == (1, ())


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR, Role.CITIZEN])
def test_nobody_changes_the_contact_of_another_body(role) -> None:
    hanau, maintal = stelle_by_slug("hanau"), stelle_by_slug("maintal")
    with open_scope(Scope(stellen=frozenset({maintal.pk}))), pytest.raises(ActorRefused):
        change_contact(actor=Actor(role, None, maintal.pk), stelle=hanau, contact=CONTACT)
