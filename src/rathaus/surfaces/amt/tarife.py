"""The tariffs of the body for one service: the list by date, a new one, the end of one, the review of its rates."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.text import slugify

from rathaus.core.leistung.errors import TarifRefused
from rathaus.core.leistung.queries import compiled, current_version
from rathaus.core.leistung.tarif import NewTarif, end_tarif, note_review, set_tarif, take_back_tarif
from rathaus.core.leistung.tarif_queries import tarif_by_public_id, tarife_of
from rathaus.core.leistung.tarif_rules import Tarif, Validity, counting_questions
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.surfaces.amt.amount import FEE_UNREADABLE, read_cents
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show
from rathaus.surfaces.amt.leistungen import own_leistung
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import title_of, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung, Tarifstelle

_MOST = 20_000
_NO_NUMBER = Text("Schreiben Sie eine ganze Zahl, zum Beispiel 15.", "Write a whole number, for example 15.")
_REFUSED = {
    "satzung": Text(
        "Nennen Sie die Satzung mit Paragraf, höchstens 300 Zeichen.",
        "Name the by-law with its paragraph, at most 300 characters.",
    ),
    "betrag": Text("Nennen Sie einen Betrag bis 999.999,00 Euro.", "Name an amount of up to 999,999.00 euros."),
    "hoechstens": Text(
        "Der höchste Betrag muss größer sein als der kleinste und höchstens 999.999,00 Euro.",
        "The highest amount must be larger than the least, and at most 999,999.00 euros.",
    ),
    "takt": Text("Nennen Sie einen Takt von 1 bis 1440 Minuten.", "Name a step of 1 to 1440 minutes."),
    "einheit": Text(
        "Nennen Sie die Einheit in der Einzahl, höchstens 60 Zeichen.",
        "Name the unit in the singular, at most 60 characters.",
    ),
    "frage": Text("Wählen Sie eine Frage aus der Liste.", "Choose a question of the list."),
    "befreiungen": Text(
        "Schreiben Sie höchstens 20 verschiedene Gründe, jeden auf eine Zeile mit höchstens 300 Zeichen.",
        "Write at most 20 different reasons, each on a line of at most 300 characters.",
    ),
    "bis": Text("Der letzte Tag liegt vor dem ersten.", "The last day lies before the first one."),
}  # fmt: skip
_BOXES = {"bis": "bis.tag"}
"""Where the summary of errors leads to, for dates."""


@acting
def new(request: ScopedRequest, slug: str) -> HttpResponse:
    """Ask how the fee is measured, then for what that kind needs; a POST stores the tariff."""
    leistung, _ = own_leistung(request, slug)
    kind = next((each for each in FeeKind if each.value == request.GET.get("art")), None)
    errors: Problems = ()
    if request.method == "POST" and kind is not None:
        errors = _store(request, leistung, kind)
        if not errors:
            return go_to("leistung", slug, note="tarif", anchor="tarife")
    version = current_version(leistung, today())
    content = compiled(version.pk) if version else None
    context = {
        "section": "leistungen",
        "leistung": leistung,
        "title": title_of(leistung),
        "kind": kind,
        "gebuehr": content.prozess.gebuehr if content else None,
        "questions": [(each.path, each.label) for each in counting_questions(content.formular)] if content else [],
        "follows": tarife_of(leistung, desk_of(request).stelle).last(),
        "raw": request.POST,
        "today": today(),
        "errors": errors,
    }
    return show(request, "tarif", context, status=422 if errors else 200)


@acting
def end(request: ScopedRequest, slug: str, tarif: uuid.UUID) -> HttpResponse:
    """Ask for the last day of a tariff; one that has not begun can be taken back instead."""
    leistung, row = _own(request, slug, tarif)
    errors: Problems = ()
    if request.method == "POST":
        errors = _end(request, row)
        if not errors:
            return go_to("leistung", slug, note="tarif_beendet", anchor="tarife")
    context = {
        "section": "leistungen",
        "leistung": leistung,
        "title": title_of(leistung),
        "row": row,
        "has_begun": row.valid_from <= today(),
        "raw": request.POST,
        "today": today(),
        "errors": errors,
    }
    return show(request, "tarif_ende", context, status=422 if errors else 200)


@posting
def taking_back(request: ScopedRequest, slug: str, tarif: uuid.UUID) -> HttpResponse:
    """Take back a tariff that has not begun."""
    _, row = _own(request, slug, tarif)
    take_back_tarif(actor=request.actor, row=row, now=timezone.now())
    return go_to("leistung", slug, note="tarif_beendet", anchor="tarife")


@posting
def reviewed(request: ScopedRequest, slug: str, tarif: uuid.UUID) -> HttpResponse:
    """Note that the rates were reviewed today and stay."""
    _, row = _own(request, slug, tarif)
    note_review(actor=request.actor, row=row, now=timezone.now())
    return go_to("leistung", slug, note="tarif_geprueft", anchor="tarife")


def _own(request: ScopedRequest, slug: str, tarif: uuid.UUID) -> "tuple[Leistung, Tarifstelle]":
    leistung, _ = own_leistung(request, slug)
    row = tarif_by_public_id(desk_of(request).stelle, tarif)
    return leistung, row


def _end(request: ScopedRequest, row: "Tarifstelle") -> Problems:
    last_day = read_day(request.POST, "bis")
    if last_day is None:
        return (("bis.tag", DAY_MISSING),)
    return _attempt_named(
        lambda: end_tarif(actor=request.actor, row=row, last_day=last_day, now=timezone.now()), field="bis.tag"
    )


def _store(request: ScopedRequest, leistung: "Leistung", kind: FeeKind) -> Problems:
    form = request.POST
    problems: list[tuple[str, Text]] = []
    begins, last_day = read_day(form, "von"), read_day(form, "bis")
    if begins is None:
        problems.append(("von.tag", DAY_MISSING))
    if last_day is None and any(form.get(f"bis.{box}", "").strip() for box in ("tag", "monat", "jahr")):
        problems.append(("bis.tag", DAY_MISSING))
    amounts = {name: _read_amount(form, name, problems) for name in ("betrag", "hoechstens")}
    step = _read_minutes(form, problems) if kind is FeeKind.BY_TIME else None
    if problems or begins is None:
        return tuple(problems)
    tarif = Tarif(
        satzung=" ".join(form.get("satzung", "").split()),
        kind=kind,
        betrag_cent=-1 if amounts["betrag"] is None else amounts["betrag"],
        reviewed_on=begins,
        highest_cent=(amounts["hoechstens"] or 0) if kind is FeeKind.FRAME else None,
        step_minutes=step,
        unit=" ".join(form.get("einheit", "").split()) if kind is FeeKind.PER_UNIT else "",
        units_path=form.get("frage", "") if kind is FeeKind.PER_UNIT else "",
        exemptions=read_exemptions(form.get("befreiungen", "")[:_MOST]),
    )
    validity = Validity(begins, _day_after(last_day))
    stelle = desk_of(request).stelle
    return _attempt_named(
        lambda: set_tarif(
            actor=request.actor,
            leistung=leistung,
            stelle=stelle,
            new=NewTarif(tarif, validity),
            now=timezone.now(),
        ),
        field="von.tag",
    )


def _day_after(day: date | None) -> date | None:
    """Return the first day after the last one; a last day that has none means that the tariff stays open."""
    return None if day is None or day == date.max else day + timedelta(days=1)


def read_exemptions(typed: str) -> tuple[FeeExemption, ...]:
    """Return who pays nothing: each line is a reason, its key is made of its words."""
    lines = [" ".join(line.split()).rstrip(".") for line in typed.splitlines()]
    return tuple(FeeExemption(slugify(line)[:80] or line[:80], Text(line, line)) for line in lines if line)


def _read_amount(form: QueryDict, name: str, problems: list[tuple[str, Text]]) -> int | None:
    try:
        return read_cents(form.get(name, ""))
    except ValueError:
        problems.append((name, FEE_UNREADABLE))
        return None


def _read_minutes(form: QueryDict, problems: list[tuple[str, Text]]) -> int:
    typed = form.get("takt", "").strip()
    if not typed.isascii() or not typed.isdigit():
        problems.append(("takt", _NO_NUMBER))
        return 1
    return int(typed[:9])


def _attempt_named(act: Callable[[], object], *, field: str) -> Problems:
    """Run an act; where it names the field that does not fit, the summary leads there."""
    refused: list[str] = []

    def run() -> object:
        try:
            return act()
        except TarifRefused as error:
            refused.append(str(error.facts["field"]))
            raise

    errors = attempt(run, field=field)
    if refused:
        return ((_BOXES.get(refused[0], refused[0]), _REFUSED[refused[0]]),)
    return errors
