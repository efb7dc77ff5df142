"""A town hall of its own for the run: database, bodies, published Leistungen, drafts. Needs Django to be set up."""

import json
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench.errand_plan import ErrandPlan, photo, read_plan
from bench.errors import BenchFailed
from bench.proof import Stored
from bench.scenarios.errand import Addresses, FormStep
from bench.scenarios.pages import Draft
from rathaus.adapters.siegel.test_authority import make_test_keys
from rathaus.cli.demo_content import publish_content
from rathaus.cli.migrate import migrate_and_load_facts
from rathaus.config.start import refuse_unsafe_start
from rathaus.core.antrag.drafting import Upload, attach_file, save_page, start_entwurf
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import Konto
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, current_version, leistung_by_slug
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import scope_ids_of, stelle_by_slug
from rathaus.core.vorgang.actions import SEND_RECEIPT, receive_antrag
from rathaus.core.vorgang.models import Vorgang

SLUG, PLACE, EXAMPLE = "bewohnerparkausweis", "hanau", "bewilligung.yaml"
_SOME_DRAFT = UUID(int=0)
_SMALL_PHOTO_BYTES = 20_000


class TownHall:
    """The Leistung of the run at the place of the run."""

    def __init__(self) -> None:
        self.leistung: Leistung = leistung_by_slug(SLUG)
        self.place = self.body(PLACE)
        version = current_version(self.leistung, timezone.localdate())
        if version is None:
            raise BenchFailed(f"{SLUG} is not published")
        self.title: str = self.leistung.title["de"]
        folder = package_folder(SLUG)
        page = _of_draft("draft_page", "page").replace("/page/", "/{page}/")
        formular = compiled(version.pk).formular
        self.plan: ErrandPlan = read_plan(folder / "beispiele" / EXAMPLE, formular, place=self.place.slug, target=page)
        self.addresses = Addresses(
            service=f"{reverse('portal:service', args=[SLUG])}?ort={PLACE}",
            begin=reverse("portal:begin", args=[SLUG]),
            draft=_of_draft("draft"),
            review=_of_draft("review"),
            submit=_of_draft("submit"),
        )

    @property
    def answers(self) -> Mapping[str, object]:
        """What the person of the errand answers."""
        return self.plan.answers

    def begin_drafts(self, count: int) -> list[Draft]:
        """Begin drafts of as many people."""
        return [self._draft(()) for _ in range(count)]

    def drafts_before(self, page: str, count: int) -> list[Draft]:
        """Fill in drafts of as many people up to a page."""
        steps = list(takewhile(lambda step: step.key != page, self.plan.steps))
        return [self._draft(steps) for _ in range(count)]

    def complete_drafts(self, count: int) -> list[Draft]:
        """Fill in drafts of as many people, ready to be submitted."""
        return [self._draft(self.plan.steps) for _ in range(count)]

    def person_with_antraege(self, count: int, *, login: str = "bench-person") -> tuple[Konto, list[str]]:
        """Let a person with a Konto submit so many Antraege; return them with the public ids of these."""
        konto = create_konto(login=login, kind=Konto.Kind.PERSON)
        bearer, actor, told = Bearer(konto_id=konto.pk), Actor(Role.CITIZEN, konto.pk), []
        for _ in range(count):
            with open_scope(Scope(konto=konto.pk)):
                entwurf = self._fill_in(bearer, actor, self.plan.steps)
                told.append(str(receive_antrag(actor=actor, entwurf=entwurf, now=timezone.now()).public_id))
        return konto, told

    def body(self, slug: str) -> Stelle:
        """Return a body of the register."""
        return _stelle(slug)

    def stored(self) -> Stored:
        """Return what the body of the place has."""
        with open_scope(Scope(stellen=scope_ids_of(self.place, timezone.localdate()))), connection.cursor() as cursor:
            cursor.execute("SELECT args->>'antrag' FROM procrastinate_jobs WHERE task_name = %s", [SEND_RECEIPT])
            return Stored(
                frozenset(str(each) for each in Antrag.objects.values_list("public_id", flat=True)),
                frozenset(str(each) for each in Vorgang.objects.values_list("antrag__public_id", flat=True)),
                tuple(row[0] for row in cursor.fetchall()),
            )

    def _draft(self, steps: Sequence[FormStep]) -> Draft:
        secret = new_link_secret()
        bearer = Bearer(secret_hash=hash_link_secret(secret))
        with open_scope(Scope(secrets=frozenset({bearer.secret_hash}))):
            entwurf = self._fill_in(bearer, Actor(Role.LINK), steps)
        return Draft(str(entwurf.public_id), secret)

    def _fill_in(self, bearer: Bearer, actor: Actor, steps: Sequence[FormStep]) -> Entwurf:
        now = timezone.now()
        entwurf = start_entwurf(
            actor=actor, bearer=bearer, leistung=self.leistung, place=self.place, language="de", now=now
        )
        for step in steps:
            form = {name: [text] for name, text in step.form}
            save_page(actor=actor, entwurf=entwurf, page=step.key, form=form, now=now)
            for each in step.uploads:
                upload = Upload(each.name, photo(_SMALL_PHOTO_BYTES))
                attach_file(actor=actor, entwurf=entwurf, path=each.input, upload=upload, now=now)
        return entwurf


def open_town_hall() -> TownHall:
    """Prepare the database as a production start would find it."""
    call_command("collectstatic", interactive=False, verbosity=0)
    migrate_and_load_facts()
    publish_content()
    refuse_unsafe_start()
    hall = TownHall()
    keys = [(hall.place.slug, hall.place.official_name)]
    make_test_keys(settings.RATHAUS_SIEGEL_DIR, keys, passphrase="", now=timezone.now())
    return hall


def package_folder(slug: str) -> Path:
    """Return the folder of a shipped package."""
    return next(settings.RATHAUS_CONTENT_DIR.glob(f"*-{slug}"))


def typical_payload(town_hall: TownHall) -> str:
    """Return the answers of the errand as the text that a row of the limit holds."""
    return json.dumps(town_hall.answers, ensure_ascii=False)


def _of_draft(route: str, *arguments: object) -> str:
    return reverse(f"portal:{route}", args=[_SOME_DRAFT, *arguments]).replace(str(_SOME_DRAFT), "{draft}")


def _stelle(slug: str) -> Stelle:
    stelle = stelle_by_slug(slug)
    if stelle is None:
        raise BenchFailed(f"there is no body {slug}")
    return stelle
