"""A parking permit for the car of somebody else, in Hanau: the keeper declares; a test Leistung makes it a duty."""

from dataclasses import dataclass

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.package import read_folder
from rathaus.core.miterklaerung.links import declare, make_link, reading_of
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.queries import Standing, standing_of
from rathaus.core.miterklaerung.rules import Outcome
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.correspondence import Correction, correct_answers
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import CONTENT, NOW, TODAY, Member
from tests.errand import begin, example, fill_in, posted

SLUG, KEY = "bewohnerparkausweis", "halter"
VEHICLE = "G06900002010"
PAGE = "fahrzeug-und-halter"
PLATE = "G06900002010.G06900002004.F06900002031"
SECRET = hash_link_secret("ein Geheimnis")
HELD = Scope(secrets=frozenset({SECRET}))
KEEPER = Actor(Role.LINK)
AGREED = Statement(Outcome.DECLARED, "Ingrid Vollmer")


def publish_duty() -> None:
    """Publish a version in which nothing is granted without the keeper, valid from the day of the cast."""
    (folder,) = CONTENT.glob(f"*-{SLUG}")
    files = dict(read_folder(folder))
    text = files["ablauf.toml"].decode().replace('version = "1.4.0"', 'version = "9.0.0"', 1)
    where = text.index("wenn =", text.index("[[miterklaerung]]"))
    files["ablauf.toml"] = (text[:where] + "pflicht = true\n" + text[where:]).encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        report = load_package(actor=SYSTEM_ACTOR, files=files)
        assert report.version is not None, report.findings
        publish_version(actor=SYSTEM_ACTOR, version=report.version, valid_from=TODAY, now=NOW)


def applied(member: Member) -> Antrag:
    """Apply in Hanau with the car of somebody else."""
    own, other = (example(SLUG, name)["antworten"] for name in ("bewilligung", "zurueckgenommen"))
    answers = {**own, **{key: value for key, value in other.items() if VEHICLE in key}}
    with open_scope(member.scope):
        entwurf = fill_in(member, begin(member, SLUG, "Hanau"), answers)
        return receive_antrag(actor=member.actor, entwurf=entwurf, now=NOW)


def link_for(member: Member, antrag: Antrag, *, secret: str = SECRET, now=NOW) -> DeclarationLink:
    with open_scope(member.scope):
        return make_link(actor=member.actor, antrag=antrag, key=KEY, secret_hash=secret, now=now)


def said(link: DeclarationLink, statement: Statement = AGREED, *, read: str = "", now=NOW) -> Miterklaerung:
    """Read and declare, as whoever holds the link."""
    with open_scope(HELD):
        digest = read or digest_read(link, now=now)
        return declare(actor=KEEPER, link=link, statement=statement, read=digest, now=now)


def digest_read(link: DeclarationLink, *, now=NOW) -> str:
    with open_scope(Scope(secrets=frozenset({link.secret_hash}))):
        standing = reading_of(link, language="de", now=now).standing
        return standing.digest if standing is not None else ""


def corrected(member: Member, antrag: Antrag, plate: str, **other: str) -> None:
    """Change the licence plate, or other answers of the page of the vehicle."""
    with open_scope(member.scope):
        row = Antrag.objects.get(pk=antrag.pk)
        answers = {**row.answers, PLATE: plate, **other}
        form = posted(content_of(row).formular, PAGE, answers)
        assert correct_answers(actor=member.actor, antrag=row, correction=Correction((PAGE,), form), now=NOW) == ()


@dataclass(frozen=True)
class Case:
    """A case that waits for the keeper."""

    antrag: Antrag
    vorgang: Vorgang
    citizen: Member
    clerk: Member

    def standing(self, *, today=TODAY) -> Standing:
        with open_scope(self.clerk.scope):
            return standing_of(Antrag.objects.get(pk=self.antrag.pk), KEY, today=today)


@pytest.fixture
def case(citizen: Member, clerk: Member) -> Case:
    publish_duty()
    antrag = applied(citizen)
    with open_scope(clerk.scope):
        return Case(antrag, vorgang_of(antrag), citizen, clerk)


@pytest.fixture
def link(case: Case) -> DeclarationLink:
    return link_for(case.citizen, case.antrag)
