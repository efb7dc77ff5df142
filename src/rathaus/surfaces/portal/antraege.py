"""My Antraege: where each stands, what I must do first, receipt, history, withdrawal."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.answers_file import answers_file
from rathaus.core.antrag.queries import (
    antraege_of,
    antrag_by_public_id,
    content_of,
    continuation_of,
    open_entwuerfe,
    retention_of,
    sections_of,
)
from rathaus.core.antrag.rules import Status, file_ids, is_open, official_state
from rathaus.core.antrag.vertretung import for_whom
from rathaus.core.bescheid.nachweis_queries import can_renew, nachweis_of, nachweise_of
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.miterklaerung.queries import standings_for_person
from rathaus.core.postfach.queries import letters_with_files, messages_of
from rathaus.core.postfach.rules import ASKING, Direction, Kind
from rathaus.core.protokoll.queries import records_of
from rathaus.core.rechtsbehelf.queries import offer_for_letter, remedies_of
from rathaus.core.termin.queries import buchung_of
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.outlook import outlook_of
from rathaus.core.zahlung.lastschrift import running_mandat
from rathaus.core.zahlung.queries import account_of
from rathaus.surfaces.portal.frame import actor_for, go_to, now, secret_link, show_private, today
from rathaus.surfaces.ui import link_cookies
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.file_answer import answers_format, save_file
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.link_keeping import keep_antrag_link
from rathaus.values.text import Text

if TYPE_CHECKING:
    from datetime import date

    from rathaus.core.antrag.models import Antrag, Entwurf
    from rathaus.core.postfach.models import Nachricht

_DONE = ("beantwortet", "geschrieben", "geaendert", "gebucht", "abgesagt", "vorbei")
"""Names in the address for what was just done, or refused because the Antrag is over."""
_MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class AntragRow:
    """An Antrag in a list: its service, its step (None when withdrawn), whether the person must act."""

    antrag: "Antrag"
    title: Text
    step: int | None

    @property
    def waits_for_me(self) -> bool:
        """Whether the office has asked something."""
        return self.antrag.status == Status.WAITING_FOR_CITIZEN

    @property
    def is_decided(self) -> bool:
        """Whether the last step is reached."""
        return self.antrag.status == Status.DECIDED


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list, with the last day on which it is kept."""

    entwurf: "Entwurf"
    title: Text
    kept_until: "date"


@audience(Audience.EVERYBODY)
def antraege(request: ScopedRequest) -> HttpResponse:
    """List drafts and Antraege; tell who is unknown how to get to theirs."""
    rows: list[AntragRow] = []
    drafts: list[DraftRow] = []
    if request.bearers:
        rows = [row_of(antrag) for antrag in antraege_of(request.bearers)[:_MOST_LISTED]]
        drafts = [
            DraftRow(entwurf, Text.from_json(entwurf.version.leistung.title), retention_of(entwurf).last_day)
            for entwurf in open_entwuerfe(today=today())
        ]
    rows.sort(key=lambda row: not row.waits_for_me)
    has_links = any(bearer.secret_hash for bearer in request.bearers)
    context = {
        "rows": rows,
        "nachweise": nachweise_of([row.antrag for row in rows]) if rows else {},
        "drafts": drafts,
        "has_links": has_links,
        "deleted": "geloescht" in request.GET,
        "forgotten": "vergessen" in request.GET and not has_links,
    }
    return show_private(request, "portal/antraege.html", context)


@audience(Audience.BEARER)
def antrag(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show one Antrag: what I must do, where it stands, letters, answers, history."""
    row = antrag_by_public_id(antrag)
    letters = list(letters_with_files(row.public_id))
    answered = {letter.answers_id for letter in letters if letter.answers_id}
    questions = [letter for letter in letters if letter.kind in ASKING and letter.pk not in answered]
    certificate, booking = nachweis_of(row), buchung_of(row.public_id)
    decision = next((letter for letter in reversed(letters) if letter.kind == Kind.BESCHEID), None)
    context = antrag_frame(request, row) | {
        "nachweis": certificate,
        "renewable": certificate is not None and can_renew(certificate, on=today()),
        "letters": [letter for letter in letters if letter.direction == Direction.TO_CITIZEN],
        "written": [letter for letter in letters if letter.direction == Direction.TO_OFFICE],
        "outlook": outlook_of(row, today=today()),
        "declarations": standings_for_person(row, today=today()),
        "booking": booking,
        "invited": booking is None
        and is_open(Status(row.status))
        and any(letter.kind == Kind.INVITATION for letter in letters),
        "decision": decision,
        "offer": offer_for_letter(decision, on=today()) if decision and not decision.is_unread else None,
        "remedies": list(remedies_of([row.pk])) if decision else [],
        "question": questions[-1] if row.status == Status.WAITING_FOR_CITIZEN and questions else None,
        "goes_on_as": continuation_of(row),
        **_fee(row),
        "sections": sections_of(row, language=current_language()),
        "files": dateien_by_public_ids(file_ids(row.answers)),
        "records": list(records_of(kind="antrag", subject_id=row.public_id))[::-1],
        "done": next((name for name in _DONE if name in request.GET), ""),
    }
    return keep_antrag_link(request, show_private(request, "portal/antrag.html", context), row)


@audience(Audience.BEARER)
def answers(request: ScopedRequest, *, antrag: uuid.UUID, ending: str) -> HttpResponse:  # noqa: ARG001  # the scope decides
    """Send the answers of an Antrag for other programs, as JSON or XML."""
    file = answers_file(antrag_by_public_id(antrag), answers_format(ending))
    return save_file(file.content, media_type=file.media_type, name=file.name)


@audience(Audience.BEARER, for_clerks=True)
def receipt(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Show that the Antrag has arrived: number, copy, what happens next."""
    row = antrag_by_public_id(antrag)
    outlook = outlook_of(row, today=today())
    context = antrag_frame(request, row) | {"copy": receipt_letter(row), "content": content_of(row), "outlook": outlook}
    context |= _fee(row) | {"declarations": standings_for_person(row, today=today())}
    return show_private(request, "portal/eingang.html", context)


def _fee(row: "Antrag") -> dict[str, object]:
    """Return what is owed, and whether the office collects it by itself."""
    account = account_of(row.public_id)
    is_open = account is not None and account.forderung.open_cent > 0
    return {"account": account, "mandat": running_mandat(row.public_id) if is_open else None}


@audience(Audience.BEARER, methods=("GET", "POST"))
def withdraw_page(request: ScopedRequest, antrag: uuid.UUID) -> HttpResponse:
    """Ask whether the Antrag is to be withdrawn; on POST withdraw it."""
    row = antrag_by_public_id(antrag)
    if request.method == "POST":
        withdraw(actor=actor_for(request, row.bearer), antrag=row, now=now())
        return go_to("antrag", row.public_id)
    if not is_open(Status(row.status)):
        return go_to("antrag", row.public_id)
    return show_private(request, "portal/antrag_zurueckziehen.html", antrag_frame(request, row))


@audience(Audience.EVERYBODY, methods=("POST",))
def forget_links(request: ScopedRequest) -> HttpResponse:
    """Let this browser forget all secret links; whoever kept a link can open it again."""
    response = go_to("antraege", query="vergessen=1")
    link_cookies.forget_links(request, response)
    return response


def row_of(antrag: "Antrag") -> AntragRow:
    """Return the line of an Antrag in a list."""
    status = Status(antrag.status)
    step = None if status in {Status.WITHDRAWN, Status.PASSED_ON} else official_state(status).position
    return AntragRow(antrag, Text.from_json(antrag.version.leistung.title), step)


def receipt_letter(antrag: "Antrag") -> "Nachricht | None":
    """Return the receipt in the Postfach; None until the job has written it."""
    letters = messages_of(antrag.public_id).filter(kind=Kind.RECEIPT, datei__isnull=False)
    return letters.first()


def antrag_frame(request: ScopedRequest, row: "Antrag") -> dict[str, object]:
    """Return what every page of an Antrag shows."""
    line = row_of(row)
    return {
        "antrag": row, "title": line.title, "row": line, "stelle": row.stelle,
        "whom": for_whom(row, applicant=row.applicant),
        "may_withdraw": is_open(Status(row.status)), "secret_link": secret_link(request, row.bearer),
    }  # fmt: skip
