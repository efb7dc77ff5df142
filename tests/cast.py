"""The cast: who acts in tests, and the town hall in which they act.

The town hall (all bodies, the shipped Leistungen published and adopted) is committed once for the session by
`open_town_hall`. Everybody below is made of real rows in the transaction of the test.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import _lru_cache_wrapper
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from rathaus.adapters.postgres.cluster import ADMIN, APP, DATABASE, OWNER, Cluster
from rathaus.config.database import connection_settings
from rathaus.core.konto.actions import create_konto, save_person
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import Konto
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.leistung import queries as leistung_queries
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.leistung.models import Tarifstelle
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.tarif import NewTarif, set_tarif
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import grant_mitgliedschaft, load_facts
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, scope_ids_of, stelle_by_slug
from rathaus.recht.gebuehren import FeeKind

CONTENT = Path(__file__).parents[1] / "leistungen"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday morning in Hanau."""
TODAY = date(2026, 11, 23)
PUBLISHED_ON = date(2026, 1, 1)
SATZUNG = "§ 2 Parkgebührensatzung"
LINK_SECRET = "the secret of somebody without a Konto"


@dataclass(frozen=True)
class Member:
    """Somebody of the cast: how they act, and what they see."""

    actor: Actor
    scope: Scope
    konto: Konto | None = None
    stelle: Stelle | None = None

    @property
    def bearer(self) -> Bearer:
        """The owner of what this person writes."""
        if self.konto is not None:
            return Bearer(konto_id=self.konto.pk)
        (secret_hash,) = self.scope.secrets
        return Bearer(secret_hash=secret_hash)


def open_town_hall() -> None:
    """Load all bodies and publish and adopt every package of `leistungen/`; commits, needs no test around it.

    Hanau has fixed the fee of its parking permit; no other body has.
    """
    load_facts()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        for folder in sorted(path.parent for path in CONTENT.glob("*/ablauf.toml")):
            report = load_package(actor=SYSTEM_ACTOR, files=read_folder(folder))
            assert report.version is not None, report.findings
            if report.version.state == report.version.State.LOADED:
                publish_version(actor=SYSTEM_ACTOR, version=report.version, valid_from=PUBLISHED_ON, now=NOW)
            adopt_for_all(actor=SYSTEM_ACTOR, leistung=report.version.leistung, now=NOW)
    hanau = stelle_by_slug("hanau")
    assert hanau is not None
    set_fee(hanau, 3000)


def set_fee(stelle: Stelle, cents: int | None, slug: str = "bewohnerparkausweis") -> None:
    """Let a body have charged a fixed amount for a Leistung since this year began, or have no tariff."""
    tarif = None if cents is None else Tarif(SATZUNG, FeeKind.FIXED, cents, reviewed_on=PUBLISHED_ON)
    set_tarife(stelle, *([(Validity(PUBLISHED_ON), tarif)] if tarif else []), slug=slug)


def set_tarife(stelle: Stelle, *rows: tuple[Validity, Tarif], slug: str = "bewohnerparkausweis") -> None:
    """Let a body have these tariffs of a Leistung and no other."""
    with open_scope(Scope(stellen=frozenset({stelle.pk, coordination_office().pk}))):
        leistung = leistung_queries.leistung_by_slug(slug)
        Tarifstelle.objects.filter(stelle=stelle, leistung=leistung, taken_back_at=None).update(taken_back_at=NOW)
        for validity, tarif in rows:
            new = NewTarif(tarif, validity)
            set_tarif(actor=SYSTEM_ACTOR, leistung=leistung, stelle=stelle, new=new, now=NOW)


def make_citizen(login: str = "amira") -> Member:
    """Somebody with a Konto who lives in Hanau."""
    konto = create_konto(login=login, kind="person")
    member = Member(Actor(Role.CITIZEN, konto.pk), Scope(konto=konto.pk), konto)
    attributes: dict[str, object] = {
        "vorname": "Amira", "nachname": "Haddad", "geburtsdatum": date(1990, 4, 3), "strasse": "Nordstraße",
        "hausnummer": "12", "postleitzahl": "63450", "ort": "Hanau", "email": "amira.haddad@example.org",
    }  # fmt: skip
    with open_scope(member.scope):
        save_person(actor=member.actor, attributes=attributes)
    return member


def make_link_holder(secret: str = LINK_SECRET) -> Member:
    """Somebody without a Konto who holds a secret link."""
    return Member(Actor(Role.LINK), Scope(secrets=frozenset({hash_link_secret(secret)})))


def make_staff(slug: str, login: str, name: str, *, role: str = "clerk") -> Member:
    """Somebody who works for a body: `clerk`, `lead`, `officer` or `auditor`."""
    stelle, konto = Stelle.objects.get(slug=slug), create_konto(login=login, kind="staff")
    scope = Scope(stellen=scope_ids_of(stelle, TODAY))
    with open_scope(scope):
        grant_mitgliedschaft(actor=SYSTEM_ACTOR, stelle=stelle, konto_id=konto.pk, role=role, display_name=name)
    acts_as = {"lead": Role.CLERK}.get(role) or Role(role)
    return Member(Actor(acts_as, konto.pk, stelle.pk), scope, konto, stelle)


@pytest.fixture
def citizen(db: None) -> Member:
    """Amira Haddad, Hanau."""
    return make_citizen()


@pytest.fixture
def other_citizen(db: None) -> Member:
    """Somebody else with a Konto."""
    return make_citizen("bernd")


@pytest.fixture
def link_holder(db: None) -> Member:
    """Somebody without a Konto."""
    return make_link_holder()


@pytest.fixture
def clerk(db: None) -> Member:
    """Jonas Becker, Hanau."""
    return make_staff("hanau", "jonas", "Jonas Becker")


@pytest.fixture
def colleague(db: None) -> Member:
    """Selin Aydin, Hanau."""
    return make_staff("hanau", "selin", "Selin Aydin")


@pytest.fixture
def lead(db: None) -> Member:
    """Ruth Wagner leads the office in Hanau."""
    return make_staff("hanau", "ruth", "Ruth Wagner", role="lead")


@pytest.fixture
def clerk_of_the_next_town(db: None) -> Member:
    """Petra Klein, Maintal: exists to be refused."""
    return make_staff("maintal", "petra", "Petra Klein")


@pytest.fixture
def officer(db: None) -> Member:
    """Dr. Lena Vogt of the coordination office."""
    return make_staff(coordination_office().slug, "lena", "Dr. Lena Vogt", role="officer")


@pytest.fixture
def auditor(db: None) -> Member:
    """Karl Braun audits Hanau: reads, never writes."""
    return make_staff("hanau", "karl", "Karl Braun", role="auditor")


@pytest.fixture
def member(request: pytest.FixtureRequest) -> Callable[[str], Member]:
    """Return anybody of the cast by the name of their fixture, for parametrised tests."""
    return request.getfixturevalue


@pytest.fixture
def committing_database(
    database_cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Point both connections at a copy of the town hall in which threads may really commit; dropped afterwards.

    Each copy counts its rows from where the town hall stands, so what a process keeps of versions is forgotten.
    """
    name = "rathaus_copy"
    with django_db_blocker.unblock():
        _copy_database(database_cluster, name)
        _point_at(database_cluster, name)
        _forget_versions()
        yield
        _point_at(database_cluster, DATABASE)
        _forget_versions()
        _run_as_admin(database_cluster, "DROP DATABASE {} WITH (FORCE)", name)


def _forget_versions() -> None:
    """Empty whatever the rooms keep by the number of a row: two copies give one number to different rows."""
    leistung_queries._cache.clear()
    for name in [name for name in sys.modules if name.startswith("rathaus.core.")]:
        for value in vars(sys.modules[name]).values():
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


def _copy_database(cluster: Cluster, name: str) -> None:
    connections.close_all()
    _run_as_admin(cluster, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _run_as_admin(cluster, f"CREATE DATABASE {{}} TEMPLATE {DATABASE} STRATEGY FILE_COPY", name)


def _run_as_admin(cluster: Cluster, statement: str, name: str) -> None:
    with psycopg.connect(cluster.url(ADMIN, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))  # type: ignore[arg-type]


def _point_at(cluster: Cluster, database: str) -> None:
    for alias, role in (("default", APP), ("owner", OWNER)):
        connections[alias].close()
        connections[alias].settings_dict.update(connection_settings(cluster.url(role, database)))
