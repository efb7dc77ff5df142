"""The office has asked something or hears the person: its text, and exactly the questions that it asked for."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponse

from rathaus.core.antrag.queries import antrag_by_public_id, content_of, evaluate_antrag
from rathaus.core.antrag.rules import Status, is_requested, merge_requested
from rathaus.core.postfach.queries import message_by_public_id
from rathaus.core.postfach.rules import ASKING, MOST_FILES, Kind
from rathaus.core.vorgang.actions import Reply, receive_answer
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.path import is_within, template_of
from rathaus.surfaces.portal.antraege import antrag_frame
from rathaus.surfaces.portal.auswahl import suggest_address
from rathaus.surfaces.portal.entwurf_seite import finding_of, posted, read_upload
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private
from rathaus.surfaces.portal.limits import limited, posts_files
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import CHANGE_CHOICE, pressed
from rathaus.surfaces.ui.form_page import FormPage, Part, Question, Repetition, Section, Typed, form_page
from rathaus.values.errors import RathausError
from rathaus.values.findings import Severity
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag
    from rathaus.core.postfach.models import Nachricht

TEXT, FILES = "_antwort", "_dateien"
_TEXT_MISSING = FieldFinding(
    "POS-004",
    Severity.ERROR,
    TEXT,
    Text("Ihre Antwort fehlt.", "Your answer is missing."),
    Text("Schreiben Sie dem Amt, was es wissen möchte.", "Tell the office what it wants to know."),
    TEXT,
)
_ONE_FILE = FieldFinding(
    "ANT-007",
    Severity.ERROR,
    "",
    Text("Hier geht nur eine Datei auf einmal.", "Only one file at a time works here."),
    Text("Fügen Sie die Seiten zu einem PDF zusammen.", "Combine the pages into one PDF."),
)


@limited("upload", when=posts_files)
@audience(Audience.BEARER, methods=("GET", "POST"))
def answer_page(request: ScopedRequest, nachricht: uuid.UUID) -> HttpResponse:
    """Show the question with what it asks for; on POST send the answer."""
    question = message_by_public_id(nachricht)
    row = antrag_by_public_id(question.antrag_id)
    if question.kind not in ASKING or row.status != Status.WAITING_FOR_CITIZEN:
        return go_to("antrag", row.public_id)
    if request.method == "GET" or pressed(request.POST):
        return _show(request, row, question, ())
    findings = _send(request, row, question)
    if findings:
        return _show(request, row, question, findings, status=422)
    return go_to("antrag", row.public_id, query="beantwortet=1")


def _send(request: ScopedRequest, row: "Antrag", question: "Nachricht") -> tuple[FieldFinding, ...]:
    text = request.POST.get(TEXT, "").strip()
    if not text and not question.requested_fields:
        return (_TEXT_MISSING,)
    crowded = [path for path, files in request.FILES.lists() if len(files) > 1 and path != FILES]
    if crowded:
        return tuple(replace(_ONE_FILE, path=path) for path in crowded)
    uploads = {path: read_upload(files[-1]) for path, files in request.FILES.lists() if files and path != FILES}
    reply = Reply(text=text, form=posted(request), uploads=uploads, files=sent_files(request, FILES))
    try:
        return receive_answer(actor=actor_for(request, row.bearer), antrag=row, reply=reply, now=now())
    except RathausError as error:
        if not error.code.startswith(("DAT-", "POS-")):
            raise
        return (finding_of(error, path=str(error.facts.get("path", FILES))),)


def _show(
    request: ScopedRequest,
    row: "Antrag",
    question: "Nachricht",
    findings: tuple[FieldFinding, ...],
    *,
    status: int = 200,
) -> HttpResponse:
    form = posted(request) if request.method == "POST" else None
    context = antrag_frame(request, row) | {
        "question": question,
        "pages": requested_pages(row, question.requested_fields, form=form, findings=findings),
        "files_lost": bool(request.FILES),
        "suggest_url": suggest_address(row.version),
        "problems": [(finding.path, (finding,)) for finding in findings],
        "typed": request.POST.get(TEXT, ""),
        "is_hearing": question.kind == Kind.HEARING,
        "text_name": TEXT,
        "files_name": FILES,
        "most_files": MOST_FILES,
        "file_errors": [finding for finding in findings if finding.path == FILES],
        "text_errors": [finding for finding in findings if finding.path == TEXT],
    }
    return show_private(request, "portal/rueckfrage.html", context, status=status)


def sent_files(request: ScopedRequest, name: str) -> tuple[tuple[str, bytes], ...]:
    """Return name and bytes of the files that came with a message; an input without a file sends none."""
    uploads = (read_upload(each) for each in request.FILES.getlist(name))
    return tuple((each.name, each.content) for each in uploads)


def requested_pages(
    row: "Antrag",
    requested: list[str],
    *,
    form: Mapping[str, Sequence[str]] | None = None,
    findings: tuple[FieldFinding, ...] = (),
) -> tuple[FormPage, ...]:
    """Return the pages of the form reduced to the questions that the office asked for.

    Args:
        row: the Antrag.
        requested: template paths that the office asked for.
        form: what was posted and refused, to be shown again; None to show the stored answers.
        findings: what was wrong with it.
    """
    formular, answers = content_of(row).formular, row.answers
    typed = Typed({}, findings)
    if form is not None:
        read = merge_requested(formular, answers, requested=requested, form=form)
        answers, typed = read.answers, Typed(read.raw, findings, opened=next(iter(form.get(CHANGE_CHOICE, ())), ""))
    evaluation = evaluate_antrag(row, answers)
    reduced = (
        replace(page, items=tuple(item for item in page.items if _is_asked(item, requested))) for page in formular.pages
    )
    shown = (
        form_page(formular, page, evaluation=evaluation, answers=answers, typed=typed) for page in reduced if page.items
    )
    plain = (replace(page, parts=_plain(page.parts, requested)) for page in shown)
    return tuple(page for page in plain if page.parts)


def _is_asked(item: str, requested: list[str]) -> bool:
    return is_requested(item, requested) or any(is_within(template_of(path), item) for path in requested)


def _plain(parts: tuple[Part, ...], requested: list[str]) -> tuple[Part, ...]:
    """Return what was asked, without buttons: an answer adds files and changes values, and is sent at once."""
    asked = (_plain_part(part, requested) for part in parts)
    return tuple(part for part in asked if part is not None)


def _plain_part(part: Part, requested: list[str]) -> Part | None:
    match part:
        case Question():
            return replace(part, files=(), optional=False) if is_requested(part.key, requested) else None
        case Section():
            inner = _plain(part.parts, requested)
            return replace(part, parts=inner) if inner else None
        case Repetition():
            shown = (replace(entry, parts=_plain(entry.parts, requested)) for entry in part.entries)
            entries = tuple(entry for entry in shown if entry.parts or is_requested(entry.key, requested))
            if not entries and not is_requested(part.key, requested):
                return None
            group = replace(part.group, min_count=len(entries))
            return replace(part, group=group, entries=entries, may_add=False)
