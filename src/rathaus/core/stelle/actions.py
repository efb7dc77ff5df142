"""Every write to public bodies and memberships."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.errors import OfficerElsewhere
from rathaus.core.stelle.fact_tables import POPULATION_AS_OF, BodyFact, Facts, read_facts
from rathaus.core.stelle.models import Mitgliedschaft, Nachfolge, Postleitzahl, Stelle, StelleKey
from rathaus.core.stelle.queries import acts_for_coordination, coordination_office
from rathaus.core.stelle.rules import fold_name
from rathaus.values.text import din_5007_key

_CHAIN_NAMESPACE = uuid.UUID("3f0f6a3e-54a2-4d0c-9c38-2f1d5b8f7a64")
_KEPT_CURRENT = [
    "name",
    "official_name",
    "kind",
    "sort_key",
    "search_name",
    "population",
    "population_as_of",
    "area_km2",
    "lat",
    "lon",
    "special_status",
]
"""Columns that a reload brings up to date; contact data and validity belong to people and to later mergers."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """How many rows exist after loading."""

    bodies: int
    twins: int
    keys: int
    postal_codes: int


@transaction.atomic
def load_facts() -> LoadReport:
    """Load the shipped facts about public bodies, and a test twin for each; running it again changes nothing.

    Raises:
        FactsBroken: the shipped tables are broken; nothing is written.
    """
    facts = read_facts()
    _upsert(_live_row(fact) for fact in facts.bodies)
    live = {stelle.slug: stelle for stelle in Stelle.objects.filter(mode=Stelle.Mode.LIVE)}
    _upsert(_twin_row(live[fact.slug], fact) for fact in facts.bodies)
    _load_relations(facts, {slug: stelle.pk for slug, stelle in live.items()})
    return LoadReport(
        bodies=len(live),
        twins=Stelle.objects.filter(mode=Stelle.Mode.TEST).count(),
        keys=StelleKey.objects.count(),
        postal_codes=Postleitzahl.objects.count(),
    )


@transaction.atomic
def grant_mitgliedschaft(
    *, actor: Actor, stelle: Stelle, konto_id: int, role: str, display_name: str
) -> Mitgliedschaft:
    """Let somebody work for a body, or return the membership that exists; needs the scope of that body.

    Args:
        actor: the system, or a coordination officer.
        stelle: the body.
        konto_id: the account of the member.
        role: ``clerk``, ``lead``, ``officer`` or ``auditor``.
        display_name: name that colleagues and letters show.

    Raises:
        ActorRefused: the actor may not grant memberships.
        OfficerElsewhere: an officer of another body than the coordination office.
    """
    _only_coordination(actor)
    if role == Mitgliedschaft.Role.OFFICER and stelle.pk != coordination_office().pk:
        raise OfficerElsewhere(stelle=stelle.slug)
    member, created = Mitgliedschaft.objects.get_or_create(
        stelle=stelle,
        konto_id=konto_id,
        role=Mitgliedschaft.Role(role),
        valid_to=None,
        defaults={"display_name": display_name},
    )
    if created:
        subject = Subject("mitgliedschaft", member.public_id, stelle.pk, konto_id)
        record(subject=subject, act="mitgliedschaft.granted", actor=actor, payload={"role": member.role})
    return member


@transaction.atomic
def end_mitgliedschaft(*, actor: Actor, mitgliedschaft: Mitgliedschaft, valid_to: date) -> Mitgliedschaft:
    """Let somebody no longer work for a body in a role; needs the scope of that body.

    What the person did stays theirs; a membership that ends that day or earlier is left as it is.

    Args:
        actor: the system, or a coordination officer.
        mitgliedschaft: the membership.
        valid_to: first local day on which it no longer holds.

    Raises:
        ActorRefused: the actor may not end memberships.
    """
    _only_coordination(actor)
    member = Mitgliedschaft.objects.select_for_update().get(pk=mitgliedschaft.pk)
    if member.valid_to is not None and member.valid_to <= valid_to:
        return member
    member.valid_to = valid_to
    member.save(update_fields=["valid_to"])
    subject = Subject("mitgliedschaft", member.public_id, member.stelle_id, member.konto_id)
    payload = {"role": member.role, "to": valid_to.isoformat()}
    record(subject=subject, act="mitgliedschaft.ended", actor=actor, payload=payload)
    return member


@dataclass(frozen=True, slots=True)
class Contact:
    """How a body can be reached: postal address and hours with one line each, phone, e-mail; all may be empty."""

    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


@transaction.atomic
def change_contact(*, actor: Actor, stelle: Stelle, contact: Contact) -> Stelle:
    """Set how a body can be reached, on the screen and in the head of its letters.

    Args:
        actor: a clerk of the body, or the coordination office.
        stelle: the body.
        contact: all four at once.

    Raises:
        ActorRefused: the actor does not work for the body.
    """
    works_for_it = actor.role is Role.CLERK and actor.stelle_id == stelle.pk
    if not works_for_it:
        _only_coordination(actor)
    columns = {name: getattr(contact, name) for name in ("address", "phone", "email", "hours")}
    changed = [name for name, value in columns.items() if getattr(stelle, name) != value]
    if not changed:
        return stelle
    Stelle.objects.filter(pk=stelle.pk).update(**columns)
    stelle.refresh_from_db(fields=list(columns))
    subject = Subject("stelle", uuid.uuid5(_CHAIN_NAMESPACE, stelle.slug), stelle.pk)
    with widen_scope(stellen=frozenset({stelle.pk})):
        record(subject=subject, act="stelle.contact_changed", actor=actor, payload={"changed": changed})
    return stelle


def _only_coordination(actor: Actor) -> None:
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)


def _upsert(rows: Iterable[Stelle]) -> None:
    Stelle.objects.bulk_create(rows, update_conflicts=True, unique_fields=["slug"], update_fields=_KEPT_CURRENT)


def _live_row(fact: BodyFact) -> Stelle:
    return Stelle(
        slug=fact.slug,
        name=fact.name,
        official_name=fact.official_name,
        kind=fact.kind,
        sort_key=din_5007_key(fact.name),
        search_name=fold_name(fact.name),
        population=fact.population,
        population_as_of=POPULATION_AS_OF if fact.population is not None else None,
        area_km2=fact.area_km2,
        lat=fact.lat,
        lon=fact.lon,
        special_status=fact.special_status,
        valid_to=fact.valid_to,
    )


def _twin_row(live: Stelle, fact: BodyFact) -> Stelle:
    twin = _live_row(fact)
    twin.slug, twin.mode, twin.twin = f"{live.slug}-test", Stelle.Mode.TEST, live
    twin.name, twin.official_name = f"{live.name} (Test)", f"{live.official_name} (Test)"
    return twin


def _load_relations(facts: Facts, ids: dict[str, int]) -> None:
    """Add keys, successions and postal codes that are missing; what exists wins, also against the facts."""
    StelleKey.objects.bulk_create(
        (
            StelleKey(
                stelle_id=ids[key.slug],
                ars=key.ars,
                ags=key.ags,
                kreis_key=key.kreis_key,
                special_status=key.special_status,
                valid_from=key.valid_from,
                valid_to=key.valid_to,
            )
            for key in facts.keys
        ),
        ignore_conflicts=True,
    )
    Nachfolge.objects.bulk_create(
        (
            Nachfolge(
                predecessor_id=ids[each.predecessor], successor_id=ids[each.successor], kind=each.kind, on=each.on
            )
            for each in facts.successions
        ),
        ignore_conflicts=True,
    )
    Postleitzahl.objects.bulk_create(
        (Postleitzahl(plz=plz, stelle_id=ids[slug]) for plz, slug in facts.postal_codes), ignore_conflicts=True
    )
