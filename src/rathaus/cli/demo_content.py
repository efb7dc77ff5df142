"""What a demonstration begins with: published services, the cast, and cases that came in over the last days.

Everything is made by the same actions that people use; nothing is written past them. Safe to repeat.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import typst
import yaml
from django.conf import settings
from django.utils import timezone

from rathaus.adapters.siegel.test_authority import make_test_keys
from rathaus.core.antrag.drafting import Upload, attach_file, save_page, start_entwurf
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id, evaluate_entwurf
from rathaus.core.konto.actions import create_konto, save_person
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.models import Konto
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.adoption import Overlay, adopt_for_all, change_overlay
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.queries import compiled, current_version, leistung_by_slug, uebernahmen_of
from rathaus.core.leistung.tarif import NewTarif, set_tarif
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import Contact, change_contact, grant_mitgliedschaft
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, find_places, stelle_by_slug
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.zahlung.zahlstelle import Account, set_zahlstelle
from rathaus.engine.formular.path import is_within, template_of
from rathaus.engine.formular.typed import show_typed
from rathaus.engine.prozess.model import Gebuehr
from rathaus.recht.gebuehren import FeeKind
from rathaus.surfaces.portal.cast import CAST, Character

_FIRST_DAY = date(2026, 1, 1)
_DAYS_AGO = (0, 1, 1, 2, 3, 4, 5, 6, 8, 9, 11, 13, 14, 16, 17, 19)
"""How long ago the cases of the demonstration came in, in days."""
_ASKS_AHEAD = "friedberg-hessen"
"""The body of the cast that asks for its fees ahead."""
_SAMPLE_PAPER = """
#set page(width: 148mm, height: 105mm, margin: 12mm, fill: rgb("#eef3ee"))
#set text(lang: "de", size: 12pt, fill: rgb("#27402f"))
#text(size: 20pt, weight: "bold", sys.inputs.title)
#v(6mm)
Muster für die Vorführung. Alle Personen sind erfunden.
#v(10mm)
#grid(columns: (1fr, 1fr), row-gutter: 6mm, ..range(8).map(_ => line(length: 90%, stroke: 0.4pt)))
"""
"""A page that stands for an uploaded paper."""


def fill_demo() -> None:
    """Publish the shipped content, create the cast and, in an empty town hall, let cases come in."""
    publish_content()
    for character in CAST:
        _create(character)
    if settings.RATHAUS_SEALER:
        _make_test_seals()
    if not _has_cases():
        _receive_examples()


def _make_test_seals() -> None:
    """Give every body of the cast a key for its seal, made by an authority that is called TEST."""
    bodies = {character.stelle: _body(character.stelle).official_name for character in CAST if character.stelle}
    folder, passphrase = settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE
    make_test_keys(folder, bodies.items(), passphrase=passphrase, now=timezone.now())


def publish_content() -> None:
    """Load every shipped package, publish what is not published yet, and let every competent body offer it."""
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        for folder in sorted(
            path for path in settings.RATHAUS_CONTENT_DIR.iterdir() if (path / "ablauf.toml").exists()
        ):
            version = load_package(actor=SYSTEM_ACTOR, files=read_folder(folder)).version
            if version is None or version.has_errors or version.state != LeistungVersion.State.LOADED:
                continue
            now = timezone.now()
            publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=_first_day(version), now=now)
            adopt_for_all(actor=SYSTEM_ACTOR, leistung=version.leistung, now=now)


def _first_day(version: LeistungVersion) -> date:
    is_first = not version.leistung.versions.exclude(pk=version.pk).exists()
    return _FIRST_DAY if is_first else timezone.localdate()


def _create(character: Character) -> None:
    kind = Konto.Kind.PERSON if character.is_citizen else Konto.Kind.STAFF
    konto = create_konto(login=character.login, kind=kind)
    if character.is_citizen:
        with open_scope(Scope(konto=konto.pk)):
            actor = Actor(Role.CITIZEN, konto.pk)
            save_person(actor=actor, attributes=dict(character.attributes))
        return
    stelle = _body(character.stelle)
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        grant_mitgliedschaft(
            actor=SYSTEM_ACTOR, stelle=stelle, konto_id=konto.pk, role=character.role, display_name=character.name
        )
    if not stelle.address:
        _set_contact(stelle)
        _set_fees(stelle)
        _set_account(stelle)


def _set_contact(stelle: Stelle) -> None:
    seat = stelle.keys.first()
    plz = stelle.postal_codes.values_list("plz", flat=True).first() or "00000"
    place = stelle.name if seat is not None and seat.ags else "Beispielstadt"
    contact = Contact(
        address=f"Musterplatz 1 (Beispiel)\n{plz} {place}",
        phone="0180 000000 (Beispiel)",
        email=f"amt@{stelle.slug}.example.org",
        hours="Montag bis Freitag 8 bis 12 Uhr, Donnerstag bis 18 Uhr (Beispiel)",
    )
    with open_scope(Scope(stellen=frozenset({stelle.pk, coordination_office().pk}))):
        change_contact(actor=Actor(Role.OFFICER, None, coordination_office().pk), stelle=stelle, contact=contact)


def _set_fees(stelle: Stelle) -> None:
    """Let a body of the cast set the fees that the services leave to it: the amount that the service suggests."""
    with open_scope(Scope(stellen=frozenset({stelle.pk, coordination_office().pk}))):
        for uebernahme in uebernahmen_of(stelle):
            version = current_version(uebernahme.leistung, timezone.localdate())
            gebuehr = compiled(version.pk).prozess.gebuehr if version is not None else None
            if gebuehr is None or not gebuehr.anpassbar or not gebuehr.betrag_cent:
                continue
            ahead = stelle.slug == _ASKS_AHEAD and bool(gebuehr.vorschuss)
            if ahead:
                change_overlay(actor=SYSTEM_ACTOR, uebernahme=uebernahme, overlay=Overlay(takes_advance=True))
            set_tarif(
                actor=SYSTEM_ACTOR,
                leistung=uebernahme.leistung,
                stelle=stelle,
                new=NewTarif(_suggested(gebuehr), Validity(_FIRST_DAY)),
                now=timezone.now(),
            )


def _suggested(gebuehr: Gebuehr) -> Tarif:
    """Return the amount that a service suggests as a tariff of a body."""
    return Tarif(
        satzung="§ 2 Gebührensatzung (Beispiel)",
        kind=FeeKind.FIXED,
        betrag_cent=gebuehr.betrag_cent,
        reviewed_on=_FIRST_DAY,
    )


def _set_account(stelle: Stelle) -> None:
    """Let a body of the cast take money, at an account that is nobody's and at the payment provider of the show."""
    account = Account("Musterkasse (Beispiel)", "DE02 1203 0000 0000 2020 51", stelle.slug, "DE98ZZZ09999999999")
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        set_zahlstelle(actor=SYSTEM_ACTOR, stelle=stelle, account=account, now=timezone.now())


def _has_cases() -> bool:
    stellen = frozenset(_body(character.stelle).pk for character in CAST if character.stelle)
    with open_scope(Scope(stellen=stellen)):
        return Antrag.objects.exists()


def _body(slug: str) -> Stelle:
    stelle = stelle_by_slug(slug)
    if stelle is None:
        message = f"the cast names the body {slug!r}, which is not in the register"
        raise LookupError(message)
    return stelle


def _receive_examples() -> None:
    paths = sorted(settings.RATHAUS_CONTENT_DIR.glob("*/beispiele/*.yaml"), key=lambda path: path.name)
    now = timezone.now()
    for number, path in enumerate(paths):
        received_at = now - timedelta(days=_DAYS_AGO[number % len(_DAYS_AGO)], minutes=7 * number)
        _receive_example(path, number, received_at)


def _receive_example(path: Path, number: int, received_at: datetime) -> None:
    example = yaml.safe_load(path.read_text(encoding="utf-8"))
    slug = path.parent.parent.name.split("-", 1)[1]
    (place, *_) = find_places(example["ort"], limit=1, day=timezone.localdate(received_at))
    with _applicant(number) as (actor, bearer):
        entwurf = start_entwurf(
            actor=actor, bearer=bearer, leistung=leistung_by_slug(slug), place=place.stelle, language="de",
            now=received_at,
        )  # fmt: skip
        entwurf = _fill_in(actor, entwurf, example["antworten"], received_at)
        if evaluate_entwurf(entwurf, today=timezone.localdate(received_at)).is_complete:
            receive_antrag(actor=actor, entwurf=entwurf, now=received_at)


@contextmanager
def _applicant(number: int) -> Iterator[tuple[Actor, Bearer]]:
    """An invented person with an account that nobody signs in to."""
    konto = create_konto(login=f"demo-beispiel-{number}", kind=Konto.Kind.PERSON)
    with open_scope(Scope(konto=konto.pk)):
        yield Actor(Role.CITIZEN, konto.pk), Bearer(konto_id=konto.pk)


def _fill_in(actor: Actor, entwurf: Entwurf, answers: dict[str, object], now: datetime) -> Entwurf:
    """Save page after page as a browser would, then upload the papers."""
    formular, today = content_of(entwurf).formular, timezone.localdate(now)
    done: set[str] = set()
    while pages := [key for key in evaluate_entwurf(entwurf, today=today).pages if key not in done]:
        done.add(pages[0])
        page = formular.page(pages[0])
        items = page.items if page else ()
        form = {
            key: [show_typed(formular.fields[template_of(key)], value)]
            for key, value in answers.items()
            if not isinstance(value, dict) and any(is_within(template_of(key), item) for item in items)
        }
        entwurf = save_page(actor=actor, entwurf=entwurf, page=pages[0], form=form, now=now).entwurf
    for key, value in answers.items():
        if isinstance(value, dict):
            upload = Upload(f"{Path(str(value['name'])).stem}.png", _sample_paper(str(value["name"])))
            question = key.rsplit("[", 1)[0] if formular.fields[template_of(key)].repeats else key
            attach_file(actor=actor, entwurf=entwurf, path=question, upload=upload, now=now)
    return entwurf_by_public_id(entwurf.public_id, today=today)


def _sample_paper(name: str) -> bytes:
    """Return a picture that stands for a paper of an invented person, and says so: PNG."""
    title = Path(name).stem.replace("-", " ").capitalize()
    return bytes(typst.compile(_SAMPLE_PAPER.encode(), format="png", ppi=96, sys_inputs={"title": title}))
