"""Asking other bodies and authorities for their opinion on a case: whom, what, until when, and what they may see."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from rathaus.core.antrag.queries import all_file_ids, content_of, sections_of
from rathaus.core.beteiligung.actions import go_on_without, involve, record_opinion, remind
from rathaus.core.beteiligung.letter import request_pdf
from rathaus.core.beteiligung.links import make_link, open_link_of, withdraw_link
from rathaus.core.beteiligung.queries import bodies_to_ask, body_named, body_to_ask, request_by_public_id
from rathaus.core.beteiligung.requests import Request, Shared
from rathaus.core.beteiligung.rules import DEFAULT_DAYS, last_link_day
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.konto.rules import hash_link_secret, new_link_secret
from rathaus.core.norm.queries import regime_of
from rathaus.core.vorgang.queries import standing, vorgang_by_public_id
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.path import template_of
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.surfaces.amt.frame import acting, go_to, posting, reading, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.opinion import CHOOSE_OPINION, posted_answer
from rathaus.surfaces.ui.staff_pages import title_of, today

if TYPE_CHECKING:
    from rathaus.core.beteiligung.models import Beteiligung
    from rathaus.core.datei.models import Datei
    from rathaus.core.vorgang.models import Vorgang
    from rathaus.engine.formular.summary import SummaryRow
    from rathaus.engine.prozess.model import Aufgabe

_LONGEST = 5_000
_LONGEST_NAME, _LONGEST_ADDRESS = 200, 500


@dataclass(frozen=True, slots=True)
class Party:
    """A line of the form: whom a task asks, with what the package proposes.

    Args:
        key: unique in the task; ``weitere`` for the one that the clerk names.
        name: as the package names it.
        question: what it is asked.
        body: official name of the body of this system, or the authority outside, that the clerk means.
        address: of an authority outside, one line each.
        is_fixed: whether the package names the body itself.
        is_chosen: whether the box is ticked.
    """

    key: str
    name: str
    question: str
    body: str
    address: str
    is_fixed: bool
    is_chosen: bool


@acting
def involvement(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    task = _task(row, request.POST.get("aufgabe", request.GET.get("aufgabe", "")))
    errors: Problems = ()
    if request.method == "POST":
        errors = _involve(request, row, task)
        if not errors:
            return go_to("vorgang", row.public_id, note="beteiligt", anchor="beteiligung")
    context = {
        **case_head(row),
        "errors": errors,
        "task": task,
        "parties": _parties(request, task),
        "bodies": bodies_to_ask(row.stelle),
        "day": _proposed_day(task),
        "boxes": request.POST,
        "pages": _answers(row),
        "files": _documents(row),
        "shared": set(request.POST.getlist("angabe")),
        "shared_files": set(request.POST.getlist("datei")),
    }
    return show(request, "beteiligung", context, status=422 if errors else 200)


@acting
def request_page(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:
    """Show one request; a POST records what an authority outside answered."""
    asked = _request(vorgang, anfrage)
    errors: Problems = ()
    if request.method == "POST":
        errors = _record(request, asked)
        if not errors:
            return go_to("vorgang", vorgang, note="stellungnahme", anchor="beteiligung")
    return _show_request(request, vorgang, errors=errors, anfrage=anfrage)


@posting
def waiver(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:
    """Let the case go on without the opinion."""
    asked, reason = _request(vorgang, anfrage), request.POST.get("grund", "")[:_LONGEST]
    errors = attempt(
        lambda: go_on_without(actor=request.actor, request=asked, reason=reason, now=timezone.now()), field="grund"
    )
    if errors:
        return _show_request(request, vorgang, errors=errors, anfrage=anfrage)
    return go_to("vorgang", vorgang, note="ohne_stellungnahme", anchor="beteiligung")


@posting
def reminder(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:
    """Remind a body of the request."""
    asked = _request(vorgang, anfrage)
    errors = attempt(lambda: remind(actor=request.actor, request=asked, now=timezone.now()))
    if errors:
        return _show_request(request, vorgang, errors=errors, anfrage=anfrage)
    return go_to("vorgang", vorgang, note="erinnert", anchor="beteiligung")


@posting
def opinion_link(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:
    """Make a link for whoever is asked, and show it this once; only its hash is stored."""
    asked, secret = _request(vorgang, anfrage), new_link_secret()
    day = read_day(request.POST, "gilt_bis")
    errors: Problems = (("gilt_bis", DAY_MISSING),)
    if day is not None:
        errors = attempt(
            lambda: make_link(
                actor=request.actor,
                request=asked,
                secret_hash=hash_link_secret(secret),
                last_on=day,
                now=timezone.now(),
            ),
            field="gilt_bis",
        )
    address = "" if errors else request.build_absolute_uri(reverse("portal:link", args=[secret]))
    return _show_request(request, vorgang, errors=errors, anfrage=anfrage, new_link=address)


@posting
def opinion_link_end(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:
    """End the link of a request."""
    asked = _request(vorgang, anfrage)
    errors = attempt(lambda: withdraw_link(actor=request.actor, request=asked, now=timezone.now()))
    if errors:
        return _show_request(request, vorgang, errors=errors, anfrage=anfrage)
    return go_to("request", vorgang, anfrage, note="link_beendet")


@reading
def request_letter(request: ScopedRequest, vorgang: uuid.UUID, anfrage: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # a view takes the request
    """Send the letter to an authority outside, to be printed."""
    asked = _request(vorgang, anfrage)
    title = content_of(vorgang_by_public_id(vorgang).antrag).description.name.de
    return save_file(request_pdf(asked, title=title), media_type="application/pdf", name="bitte-um-stellungnahme.pdf")


def _task(row: "Vorgang", key: str) -> "Aufgabe | None":
    """Return the open task that asks: the named one, else the first."""
    asking = [step for step in standing(row).open if step.kind is AufgabeKind.BETEILIGEN]
    return next((step for step in asking if step.key == key), next(iter(asking), None))


def _parties(request: ScopedRequest, task: "Aufgabe | None") -> list[Party]:
    language, is_new = current_language(), request.method != "POST"
    chosen = request.POST.getlist("stelle")
    return [
        Party(
            each.key,
            each.name.in_language(language),
            request.POST.get(f"frage_{each.key}", each.frage.in_language(language)),
            body=request.POST.get(f"wer_{each.key}", "").strip()[:_LONGEST_NAME],
            address=request.POST.get(f"anschrift_{each.key}", "")[:_LONGEST_ADDRESS],
            is_fixed=bool(each.stelle),
            is_chosen=is_new or each.key in chosen,
        )
        for each in (task.wen if task else ())
    ]


def _answers(row: "Vorgang") -> list[tuple[str, list["SummaryRow"]]]:
    """Return the answers that can be shown, by page; files are chosen as documents."""
    files = {path for path, field in content_of(row.antrag).formular.fields.items() if field.kind is Kind.FILE}
    pages = [
        (page.title, [each for each in page.rows if template_of(each.path) not in files])
        for page in sections_of(row.antrag, language=current_language())
    ]
    return [(title, rows) for title, rows in pages if rows]


def _documents(row: "Vorgang") -> list[tuple["Datei", str]]:
    """Return the files that can be shown, each with the question that it answers; empty for one that was replaced."""
    fields, language = content_of(row.antrag).formular.fields, current_language()
    asked = {
        value["datei"]: fields[template_of(key)].label.in_language(language)
        for key, value in row.antrag.answers.items()
        if isinstance(value, dict) and "datei" in value and template_of(key) in fields
    }
    found = dateien_by_public_ids(all_file_ids(row.antrag))
    return [(datei, asked.get(str(datei.public_id), "")) for datei in found]


def _proposed_day(task: "Aufgabe | None") -> date:
    days = task.frist_tage if task and task.frist_tage else DEFAULT_DAYS
    return regime_of().next_working_day(today() + timedelta(days=days))


def _involve(request: ScopedRequest, row: "Vorgang", task: "Aufgabe | None") -> Problems:
    day = read_day(request.POST, "frist")
    if day is None:
        return (("frist", DAY_MISSING),)
    shared = Shared(request.POST.getlist("angabe"), request.POST.getlist("datei"))
    requests = list(_requests(request, row, task, day=day)) or [Request("", "", day)]
    return attempt(
        lambda: involve(
            actor=request.actor,
            vorgang=row,
            task=task.key if task else "",
            requests=requests,
            shared=shared,
            now=timezone.now(),
        ),
        field="weitere",
    )


def _requests(request: ScopedRequest, row: "Vorgang", task: "Aufgabe | None", *, day: date) -> Iterable[Request]:
    """Give what was ticked, and the body that the clerk named: one of this system by its name, else an outside one."""
    for party in (each for each in _parties(request, task) if each.is_chosen):
        slug = next(each.stelle for each in (task.wen if task else ()) if each.key == party.key)
        asked = body_to_ask(slug, asking=row.stelle) if slug else body_named(party.body, asking=row.stelle)
        name = f"{party.name}: {party.body}" if party.body else party.name
        yield Request(name, party.question[:_LONGEST], day, asked=asked, address=party.address, party=party.key)
    name = request.POST.get("weitere", "").strip()[:_LONGEST_NAME]
    if name:
        question, address = request.POST.get("frage_weitere", ""), request.POST.get("anschrift", "")
        asked = body_named(name, asking=row.stelle)
        yield Request(name, question[:_LONGEST], day, asked=asked, address=address[:_LONGEST_ADDRESS])


def _record(request: ScopedRequest, asked: "Beteiligung") -> Problems:
    answer = posted_answer(request)
    if answer is None:
        return (("ergebnis", CHOOSE_OPINION),)
    return attempt(
        lambda: record_opinion(actor=request.actor, request=asked, answer=answer, now=timezone.now()), field="text"
    )


def _request(vorgang: uuid.UUID, public_id: uuid.UUID) -> "Beteiligung":
    return request_by_public_id(public_id, vorgang=vorgang)


def _show_request(
    request: ScopedRequest, vorgang: uuid.UUID, *, errors: Problems, anfrage: uuid.UUID, new_link: str = ""
) -> HttpResponse:
    row, asked = vorgang_by_public_id(vorgang), _request(vorgang, anfrage)
    context: dict[str, Any] = {
        **case_head(row),
        "errors": errors,
        "asked": asked,
        "files": dateien_by_public_ids([*asked.documents, *asked.files]),
        "typed": request.POST,
        "leistung_title": title_of(row.leistung),
        "link": open_link_of(asked, today=today()),
        "link_until": last_link_day(asked.due_on, today=today()),
        "new_link": new_link,
    }
    return show(request, "beteiligung_anfrage", context, status=422 if errors else 200)
