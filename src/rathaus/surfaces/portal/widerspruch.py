"""Objecting to a Bescheid: until when, reasons, review, receipt; then where it stands, more reasons, withdrawal."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, QueryDict

from rathaus.core.bescheid.queries import deadline_of
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.rechtsbehelf.filing import Statement, add_reasons, file_rechtsbehelf, withdraw_rechtsbehelf
from rathaus.core.rechtsbehelf.letter import paper_document
from rathaus.core.rechtsbehelf.queries import (
    Offer,
    bescheid_by_public_id,
    brought_forward,
    decision_on,
    files_of,
    offer_against,
    rechtsbehelf_by_public_id,
)
from rathaus.core.rechtsbehelf.rules import MOST_CHARACTERS, MOST_FILES, Channel, Form, form_of
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import always, limited, posts_files
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.dates import read_day
from rathaus.surfaces.ui.file_answer import save_file
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.rechtsbehelf.models import Rechtsbehelf

REASONS, HINDRANCE, HINDRANCE_ENDED, FILES = "gruende", "hindernis", "hindernis_ende", "dateien"


@limited("upload", when=posts_files)
@audience(Audience.BEARER, methods=("GET", "POST"))
def object_page(request: ScopedRequest, bescheid: uuid.UUID) -> HttpResponse:
    """Explain the objection and ask for reasons; a POST from the review files it."""
    row = bescheid_by_public_id(bescheid)
    offer = offer_against(row, on=today())
    if offer is None:
        return go_to("antrag", row.antrag.public_id)
    if offer.existing is not None:
        return go_to("remedy", offer.existing.public_id)
    if request.method == "GET":
        return _show(request, offer, "widerspruch", {})
    filed: list[Rechtsbehelf] = []

    def file_it() -> None:
        actor = actor_for(request, row.antrag.bearer)
        filed.append(file_rechtsbehelf(actor=actor, bescheid=row, statement=_statement(request), now=now()))

    problems = attempt(file_it, field=FILES)
    if problems:
        return _show(request, offer, "widerspruch_pruefen", {"problems": problems}, status=422)
    return go_to("remedy", filed[0].public_id, query="eingelegt=1")


@audience(Audience.BEARER, methods=("POST",))
def object_review(request: ScopedRequest, bescheid: uuid.UUID) -> HttpResponse:
    """Show what is about to be filed, with a warning against haste and the place for files; or go back to change it."""
    row = bescheid_by_public_id(bescheid)
    offer = offer_against(row, on=today())
    if offer is None or offer.existing is not None or _form(offer) is Form.MISSING:
        return go_to("object", bescheid)
    return _show(request, offer, "widerspruch" if "aendern" in request.POST else "widerspruch_pruefen", {})


@limited("drawing", when=always)
@audience(Audience.BEARER)
def object_paper(request: ScopedRequest, bescheid: uuid.UUID) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send the letter with which somebody objects on paper, to be completed and signed."""
    row = bescheid_by_public_id(bescheid)
    offer = offer_against(row, on=today())
    if offer is None:
        return go_to("antrag", row.antrag.public_id)
    content = render_pdf(paper_document(row, offer.kind), created_at=now())
    return save_file(content, media_type="application/pdf", name=f"{offer.kind}.pdf")


@limited("upload", when=posts_files)
@audience(Audience.BEARER, methods=("GET", "POST"))
def remedy_page(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Show where an objection stands; a POST adds reasons and files."""
    row = rechtsbehelf_by_public_id(rechtsbehelf)
    problems: Problems = ()
    if request.method == "POST":
        statement = _statement(request)
        problems = attempt(
            lambda: add_reasons(actor=actor_for(request, row.bearer), rechtsbehelf=row, statement=statement, now=now()),
            field=REASONS,
        )
        if not problems:
            return go_to("remedy", row.public_id, query="ergaenzt=1")
    added = brought_forward(row)
    context = {
        "remedy": row,
        "title": Text.from_json(row.leistung.title),
        "added": added,
        "files": files_of(added),
        "decision": decision_on(row),
        "problems": problems,
        "typed": request.POST.get(REASONS, ""),
        "time_explanation": Text.from_json(row.time_explanation),
        "thanks": next((each for each in ("eingelegt", "ergaenzt") if each in request.GET), ""),
        **_limits(),
    }
    return show_private(request, "portal/widerspruch_stand.html", context, status=422 if problems else 200)


@audience(Audience.BEARER, methods=("GET", "POST"))
def withdraw_remedy(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Ask whether an objection is to be withdrawn; on POST withdraw it."""
    row = rechtsbehelf_by_public_id(rechtsbehelf)
    if request.method == "POST":
        withdraw_rechtsbehelf(actor=actor_for(request, row.bearer), rechtsbehelf=row, now=now())
        return go_to("remedy", row.public_id)
    if not row.is_open:
        return go_to("remedy", row.public_id)
    context = {"remedy": row, "title": Text.from_json(row.leistung.title)}
    return show_private(request, "portal/widerspruch_zuruecknehmen.html", context)


def _show(
    request: ScopedRequest, offer: Offer, template: str, more: dict[str, object], *, status: int = 200
) -> HttpResponse:
    row, posted = offer.bescheid, request.POST
    ended_on = read_day(posted, HINDRANCE_ENDED) if HINDRANCE in posted else None
    context = {
        "offer": offer,
        "bescheid": row,
        "stelle": row.stelle,
        "title": Text.from_json(row.antrag.version.leistung.title),
        "deadline": deadline_of(row, on=today()),
        "form_missing": _form(offer) is Form.MISSING,
        "form_unclear": _form(offer) is Form.UNCLEAR,
        "reasons": posted.get(REASONS, "")[:MOST_CHARACTERS],
        "hindrance": posted.get(HINDRANCE, "")[:MOST_CHARACTERS],
        "hindrance_raw": _raw_day(posted),
        "hindrance_ended_on": ended_on,
        "problems": (),
        **_limits(),
        **more,
    }
    return show_private(request, f"portal/{template}.html", context, status=status)


def _form(offer: Offer) -> Form:
    has_account = offer.bescheid.antrag.konto_id is not None
    replaces = bool(settings.RATHAUS_DEMO)
    return form_of(offer.kind, Channel.PORTAL, has_account=has_account, account_replaces_writing=replaces)


def _statement(request: ScopedRequest) -> Statement:
    posted = request.POST
    uploads = request.FILES.getlist(FILES)
    return Statement(
        reasons=posted.get(REASONS, ""),
        hindrance=posted.get(HINDRANCE, ""),
        hindrance_ended_on=read_day(posted, HINDRANCE_ENDED),
        files=[
            (each.name or "", each.read(settings.RATHAUS_UPLOAD_LIMIT_BYTES + 1)) for each in uploads[: MOST_FILES + 1]
        ],
    )


def _raw_day(posted: QueryDict) -> dict[str, str]:
    names = [f"{HINDRANCE_ENDED}.{box}" for box in ("tag", "monat", "jahr")]
    return {name: posted.get(name, "")[:4] for name in names if name in posted}


def _limits() -> dict[str, object]:
    return {"most_characters": MOST_CHARACTERS, "most_files": MOST_FILES}
