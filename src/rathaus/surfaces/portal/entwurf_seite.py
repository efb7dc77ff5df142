"""One page of the form of a draft: shown, saved, its entries and files added and removed, all without script."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse

from rathaus.core.antrag.actions import (
    PageOutcome,
    Upload,
    add_entry,
    attach_file,
    remove_entry,
    remove_file,
    save_page,
)
from rathaus.core.antrag.errors import PageNotFound
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id, evaluate_entwurf
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers, Formular, Group, Kind, Page
from rathaus.engine.formular.path import is_within, question_of, template_of
from rathaus.surfaces.portal.auswahl import suggest_address
from rathaus.surfaces.portal.entwurf import draft_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited, posts_files
from rathaus.surfaces.portal.link_keeping import keep_draft_link
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import OPENED, opened_query, pressed
from rathaus.surfaces.ui.error_texts import ERROR_TEXTS, error_text
from rathaus.surfaces.ui.filters import field_id
from rathaus.surfaces.ui.form_page import ADD_ENTRY, REMOVE_ENTRY, REMOVE_FILE, Typed, form_page
from rathaus.values.errors import RathausError
from rathaus.values.findings import Severity
from rathaus.values.text import Text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from rathaus.core.antrag.models import Entwurf

_NOT_ASKED = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})
REFUSED = "abgelehnt"
"""Name in the address for refused files."""
LATER, REFRESH = "_spaeter", "_auffrischen"
"""Names of what the form sends besides answers: save and go to the list of tasks; save and show the page again."""

FROM_KONTO = Text(
    "Aus Ihrem Konto. Wenn es nicht stimmt, ändern Sie es hier.",
    "From your account. If it is wrong, change it here.",
)
FROM_FORMER = Text(
    "Aus Ihrem letzten Antrag. Wenn es nicht mehr stimmt, ändern Sie es hier.",
    "From your last application. If it is no longer right, change it here.",
)


@limited("upload", when=posts_files)
@limited("save")
@audience(Audience.BEARER, methods=("GET", "POST"))
def draft_page(request: ScopedRequest, entwurf: uuid.UUID, page: str) -> HttpResponse:
    """Show one page of the form; on POST save it, right or wrong, and go on when nothing is wrong."""
    row = entwurf_by_public_id(entwurf, today=today())
    if row.antrag is not None:
        return go_to("receipt", row.antrag.public_id)
    if request.method == "POST":
        response, row = _save(request, row, page)
        return keep_draft_link(request, response, row)
    findings: tuple[FieldFinding, ...] = _refused_before(request, content_of(row).formular, page)
    if page in row.visited and not {"neu", OPENED} & request.GET.keys():
        findings += evaluate_entwurf(row, today=today(), page=page).findings
    return _show(request, row, page, findings)


def _show(
    request: ScopedRequest, row: "Entwurf", key: str, findings: tuple[FieldFinding, ...], *, status: int = 200
) -> HttpResponse:
    formular = content_of(row).formular
    page = formular.page(key)
    answers = _with_first_entries(formular, page, row.answers)
    evaluation = evaluate(formular, answers, land=settings.RATHAUS_LAND, today=today())
    if page is None or key not in evaluation.pages:
        raise PageNotFound(page=key)
    order = [path for item in page.items for path in formular.fields if is_within(path, item)]
    errors = sorted((each for each in findings if each.severity is Severity.ERROR), key=_position(order))
    source = FROM_KONTO if row.follows_id is None else FROM_FORMER
    sources = {name: source for name, value in row.prefilled.items() if row.answers.get(name) == value}
    typed = Typed({}, errors, sources, request.GET.get(OPENED, ""))
    shown = form_page(formular, page, evaluation=evaluation, answers=answers, typed=typed)
    number = evaluation.pages.index(key)
    context = {
        "form": shown, "number": number + 1, "pages": len(evaluation.pages), "is_new": "neu" in request.GET,
        "previous": evaluation.pages[number - 1] if number else None, "reacts": _reacts(formular, page),
        "suggest_url": suggest_address(row.version),
    }  # fmt: skip
    return show_private(request, "portal/entwurf_seite.html", draft_frame(request, row) | context, status=status)


def _position(order: Sequence[str]) -> Callable[[FieldFinding], int]:
    """Return the sort key that puts messages into the order of the questions on the page."""
    return lambda finding: order.index(template_of(finding.path)) if template_of(finding.path) in order else -1


def _save(request: ScopedRequest, row: "Entwurf", page: str) -> tuple[HttpResponse, "Entwurf"]:
    """Save the page; returns the answer and the draft as it is now."""
    before = _shown_before(row, page)
    actor = actor_for(request, row.bearer)
    outcome = save_page(actor=actor, entwurf=row, page=page, form=posted(request), now=now())
    refused = _attach_files(request, row, page)
    target = None if REFRESH in request.POST else _press_button(request, row)
    row, evaluation = outcome.entwurf, outcome.evaluation
    if request.FILES or target is not None:
        row = entwurf_by_public_id(row.public_id, today=today())
        evaluation = evaluate_entwurf(row, today=today())
    if REFRESH in request.POST:
        return _show(request, row, page, ()), row
    lost = (*_lost_input(outcome), *(each for each in refused if each.code not in ERROR_TEXTS))
    if lost:
        return _show(request, row, page, (*lost, *refused), status=422), row
    if refused:
        return go_to("draft_page", row.public_id, page, query=_refusals(refused), anchor="fehler"), row
    if target is not None:
        return go_to("draft_page", row.public_id, page, query="neu=1", anchor=field_id(target)), row
    if searched := pressed(request.POST):
        query = opened_query(request.POST)
        return go_to("draft_page", row.public_id, page, query=query, anchor=field_id(searched)), row
    if LATER in request.POST:
        return go_to("draft", row.public_id), row
    return _go_on(row, page, before, evaluation), row


def _go_on(row: "Entwurf", page: str, before: frozenset[str], evaluation: Evaluation) -> HttpResponse:
    """Go to the next page; stay when something is wrong here, or when the answers have brought up new questions."""
    new = _new_questions(evaluation, before, page, content_of(row).formular)
    wrong = [each for each in evaluation.findings if each.page == page and each.severity is Severity.ERROR]
    if any(not {finding.path, question_of(finding.path)} & set(new) for finding in wrong):
        return go_to("draft_page", row.public_id, page, anchor="fehler")
    if new:
        return go_to("draft_page", row.public_id, page, query="neu=1", anchor=field_id(new[0]))
    pages = evaluation.pages
    following = pages[pages.index(page) + 1 :] if page in pages else ()
    return go_to("draft_page", row.public_id, following[0]) if following else go_to("review", row.public_id)


def _lost_input(outcome: PageOutcome) -> tuple[FieldFinding, ...]:
    """Return what is wrong with input that could not be stored; all else is stored and shown again after a redirect."""
    return tuple(finding for finding in outcome.findings if finding not in outcome.evaluation.findings)


def _shown_before(row: "Entwurf", page: str) -> frozenset[str]:
    """Return what the page showed before it was sent, the first entry of what repeats included."""
    formular = content_of(row).formular
    answers = _with_first_entries(formular, formular.page(page), row.answers)
    return evaluate(formular, answers, land=settings.RATHAUS_LAND, today=today()).visible


def _new_questions(evaluation: Evaluation, before: frozenset[str], page: str, formular: Formular) -> list[str]:
    """Return the questions of the page that are shown only since these answers, and have none yet."""
    shown = formular.page(page)
    items = shown.items if shown else ()
    order = [path for item in items for path in formular.fields if is_within(path, item)]
    asked = {path for path in order if formular.fields[path].kind not in _NOT_ASKED}
    new = (key for key in evaluation.visible - before if template_of(key) in asked and key not in evaluation.answers)
    return sorted(new, key=lambda key: (order.index(template_of(key)), key))


def _press_button(request: ScopedRequest, row: "Entwurf") -> str | None:
    """Add or remove an entry or a file when its button was pressed; return the place to come back to."""
    actor = actor_for(request, row.bearer)
    if key := request.POST.get(ADD_ENTRY):
        return add_entry(actor=actor, entwurf=row, path=key, now=now()) or key
    if key := request.POST.get(REMOVE_ENTRY):
        remove_entry(actor=actor, entwurf=row, key=key, now=now())
        return question_of(key)
    if key := request.POST.get(REMOVE_FILE):
        remove_file(actor=actor, entwurf=row, key=key, now=now())
        return question_of(key)
    return None


def _attach_files(request: ScopedRequest, row: "Entwurf", page: str) -> tuple[FieldFinding, ...]:
    """Keep the uploaded files of the page; return why some were refused, at their question."""
    refused = []
    actor = actor_for(request, row.bearer)
    for path, uploads in request.FILES.lists():
        for upload in uploads:
            try:
                finding = attach_file(actor=actor, entwurf=row, path=path, upload=read_upload(upload), now=now())
            except RathausError as error:
                finding = finding_of(error, path=path, page=page)
            refused += [finding] if finding else []
    return tuple(refused)


def _refusals(refused: tuple[FieldFinding, ...]) -> str:
    """Return codes and questions of refused files for the address: nothing in it says what was in the file."""
    return urlencode([(REFUSED, f"{finding.code}:{finding.path}") for finding in refused])


def _refused_before(request: ScopedRequest, formular: Formular, page: str) -> tuple[FieldFinding, ...]:
    """Return why files were refused just now, from the address that :func:`_refusals` wrote."""
    pairs = [text.partition(":") for text in request.GET.getlist(REFUSED)]
    return tuple(
        _words_at(code, path, page) for code, _, path in pairs
        if code in ERROR_TEXTS and template_of(path) in formular.fields
    )  # fmt: skip


def posted(request: ScopedRequest) -> dict[str, list[str]]:
    """Return the texts of a form by the name of their input."""
    return {name: [str(text) for text in texts] for name, texts in request.POST.lists()}


def read_upload(upload: "UploadedFile[bytes]") -> Upload:
    """Return name and bytes of an upload; what is too large is read only far enough to be refused."""
    return Upload(upload.name or "", upload.read(settings.RATHAUS_UPLOAD_LIMIT_BYTES + 1))


def finding_of(error: RathausError, *, path: str, page: str = "") -> FieldFinding:
    """Return the words of a refused file as a message at its question."""
    return _words_at(error.code, path, page)


def _words_at(code: str, path: str, page: str) -> FieldFinding:
    words = error_text(code)
    return FieldFinding(code, Severity.ERROR, path, words.what, words.remedy, path, page)


def _with_first_entries(formular: Formular, page: Page | None, answers: Answers) -> Mapping[str, Answer]:
    """Return the answers with the first entry begun of every group of the page that needs one."""
    groups = [formular.groups.get(item) for item in page.items] if page else []
    needed = [group.path for group in groups if isinstance(group, Group) and group.repeats and group.min_count]
    begun = {path for path in needed if any(template_of(key).startswith(path) for key in answers)}
    return {**answers, **{f"{path}[0]": {} for path in needed if path not in begun}}


def _reacts(formular: Formular, page: Page) -> bool:
    """Whether an answer on this page can show or hide another question of it."""
    bearers = [rule.target for rule in formular.rules if rule.target is not None]
    return any(is_within(target, item) or is_within(item, target) for target in bearers for item in page.items)
