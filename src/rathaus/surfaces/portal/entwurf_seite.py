"""One page of the form of a draft: shown, saved, its entries and files added and removed, all without script."""

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse

from rathaus.core.antrag.drafting import (
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
from rathaus.engine.formular.model import Answers, Formular, Kind, Page
from rathaus.engine.formular.path import is_within, question_of, template_of
from rathaus.surfaces.portal.auswahl import suggest_address
from rathaus.surfaces.portal.eintraege import address_of, entry_address, go_to_spot
from rathaus.surfaces.portal.entwurf import draft_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited, posts_files
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import OPENED, opened_query, pressed
from rathaus.surfaces.ui.error_texts import ERROR_TEXTS, error_text
from rathaus.surfaces.ui.filters import field_id
from rathaus.surfaces.ui.form_page import ADD_ENTRY, REMOVE_ENTRY, REMOVE_FILE, Entries, Typed, form_page
from rathaus.surfaces.ui.form_spot import Spot, Spots, with_entry
from rathaus.surfaces.ui.link_keeping import keep_draft_link
from rathaus.values.errors import RathausError
from rathaus.values.findings import Severity
from rathaus.values.text import Text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from rathaus.core.antrag.models import Entwurf

_NOT_ASKED = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})
REFUSED = "abgelehnt"
"""Name in the address for refused files."""
SENT = "fehler"
"""Name in the address that says: this step was sent just now, tell what is wrong."""
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
@audience(Audience.BEARER, methods=("GET", "POST"), for_clerks=True)
def draft_page(
    request: ScopedRequest, *, entwurf: uuid.UUID, page: str, eintrag: str = "", schritt: str = ""
) -> HttpResponse:
    """Show one page of the form, or one step of an entry; on POST save it, and go on when nothing is wrong."""
    row = entwurf_by_public_id(entwurf, today=today())
    if row.antrag is not None:
        return go_to("receipt", row.antrag.public_id)
    formular = content_of(row).formular
    before = _evaluate(formular, with_entry(formular, row.answers, page_key=page, entry=eintrag))
    spot = Spots(formular, before).find(page, entry=eintrag, step=schritt)
    if spot is None:
        raise PageNotFound(page=page)
    if request.method == "POST":
        response, row = _save(request, row, spot, before)
        return keep_draft_link(request, response, row)
    findings: tuple[FieldFinding, ...] = _refused_before(request, formular, page)
    if _was_sent(request, row, spot) and not {"neu", OPENED} & request.GET.keys():
        found = evaluate_entwurf(row, today=today(), page=page)
        spots = Spots(formular, found)
        findings += tuple(each for each in found.findings if spots.concerns(each, spot))
    return _show(request, row, spot, findings)


def _was_sent(request: ScopedRequest, row: "Entwurf", spot: Spot) -> bool:
    """Whether somebody answered something here before, right or wrong: nobody is told of mistakes in advance."""
    if spot.step is None:
        return spot.page.key in row.visited
    return SENT in request.GET or any(spot.step.asks(key) for key in row.answers)


def _show(
    request: ScopedRequest, row: "Entwurf", spot: Spot, findings: tuple[FieldFinding, ...], *, status: int = 200
) -> HttpResponse:
    formular, page = content_of(row).formular, spot.shown
    answers = with_entry(formular, row.answers, page_key=spot.page.key, entry=spot.entry)
    evaluation = _evaluate(formular, answers)
    if spot.page.key not in evaluation.pages:
        raise PageNotFound(page=spot.page.key)
    order = [path for item in page.items for path in formular.fields if is_within(path, item)]
    errors = sorted((each for each in findings if each.severity is Severity.ERROR), key=_position(order))
    source = FROM_KONTO if row.follows_id is None else FROM_FORMER
    sources = {name: source for name, value in row.prefilled.items() if row.answers.get(name) == value}
    typed = Typed({}, errors, sources, request.GET.get(OPENED, ""))
    spots = Spots(formular, evaluation)
    entries = Entries(entry_address(row, spots, page=spot.page), spot.step)
    shown = form_page(formular, page, evaluation=evaluation, answers=answers, typed=typed, entries=entries)
    context = {
        "form": shown, "is_new": "neu" in request.GET, "reacts": _reacts(formular, page),
        "suggest_url": suggest_address(row.version), "address": address_of(row, spot),
    }  # fmt: skip
    frame = draft_frame(request, row) | context | _place(row, spots, spot)
    return show_private(request, "portal/entwurf_seite.html", frame, status=status)


def _place(row: "Entwurf", spots: Spots, spot: Spot) -> dict[str, object]:
    """Return where the page stands among all, or the step among those of its entry, and what comes before it."""
    formular = spots.formular
    if spot.step is None:
        pages = spots.evaluation.pages
        number = pages.index(spot.page.key)
        previous = formular.page(pages[number - 1]) if number else None
        back = address_of(row, Spot(previous)) if previous else ""
        return {"number": number + 1, "pages": len(pages), "previous": back, "entry": None}
    steps = spots.steps(spot.entry)
    number = steps.index(spot.step) if spot.step in steps else 0
    before = Spot(spot.page, steps[number - 1]) if number else spots.list_of(spot)
    entry = {"label": formular.groups[template_of(spot.entry)].label, "number": spot.number, "key": spot.entry}
    return {"number": number + 1, "pages": len(steps), "previous": address_of(row, before), "entry": entry}


def _evaluate(formular: Formular, answers: Answers) -> Evaluation:
    return evaluate(formular, answers, land=settings.RATHAUS_LAND, today=today())


def _position(order: Sequence[str]) -> Callable[[FieldFinding], int]:
    """Return the sort key that puts messages into the order of the questions on the page."""
    return lambda finding: order.index(template_of(finding.path)) if template_of(finding.path) in order else -1


def _save(request: ScopedRequest, row: "Entwurf", spot: Spot, before: Evaluation) -> tuple[HttpResponse, "Entwurf"]:
    """Save the page; returns the answer and the draft as it is now."""
    page, actor = spot.page.key, actor_for(request, row.bearer)
    outcome = save_page(actor=actor, entwurf=row, page=page, form=posted(request), now=now(), step=spot.step)
    refused = _attach_files(request, row, page)
    target = None if REFRESH in request.POST else _press_button(request, outcome.entwurf)
    row, evaluation = outcome.entwurf, outcome.evaluation
    if request.FILES or target is not None:
        row = entwurf_by_public_id(row.public_id, today=today())
        evaluation = evaluate_entwurf(row, today=today())
    if REFRESH in request.POST:
        return _show(request, row, spot, ()), row
    lost = (*_lost_input(outcome), *(each for each in refused if each.code not in ERROR_TEXTS))
    if lost:
        return _show(request, row, spot, (*lost, *refused), status=422), row
    if refused:
        return go_to_spot(row, spot, query=_refusals(refused), anchor="fehler"), row
    if target is not None:
        return _come_back(row, spot, target), row
    if searched := pressed(request.POST):
        return go_to_spot(row, spot, query=opened_query(request.POST), anchor=field_id(searched)), row
    if LATER in request.POST:
        return go_to("draft", row.public_id), row
    return _go_on(row, spot, before.visible, evaluation), row


def _come_back(row: "Entwurf", spot: Spot, target: str) -> HttpResponse:
    """Go back to where a button was pressed; for a new entry in steps go to its first one."""
    formular = content_of(row).formular
    evaluation = _evaluate(formular, with_entry(formular, row.answers, page_key=spot.page.key, entry=target))
    step = Spots(formular, evaluation).begin_of(target)
    if step is not None:
        return go_to_spot(row, Spot(spot.page, step))
    return go_to_spot(row, spot, query="neu=1", anchor=field_id(target))


def _go_on(row: "Entwurf", spot: Spot, before: frozenset[str], evaluation: Evaluation) -> HttpResponse:
    """Go to the next page; stay when something is wrong here, or when the answers have brought up new questions."""
    formular = content_of(row).formular
    new = _new_questions(evaluation, before, spot, formular)
    errors = (each for each in evaluation.findings if each.severity is Severity.ERROR)
    spots = Spots(formular, evaluation)
    wrong = [each for each in errors if spots.concerns(each, spot)]
    if any(not {finding.path, question_of(finding.path)} & set(new) for finding in wrong):
        return go_to_spot(row, spot, query=f"{SENT}=1" if spot.step else "", anchor="fehler")
    if new:
        return go_to_spot(row, spot, query="neu=1", anchor=field_id(new[0]))
    if spot.step is not None:
        following_step = spots.next_step(spot)
        if following_step is not None:
            return go_to_spot(row, following_step)
        return go_to_spot(row, spots.list_of(spot), query="neu=1", anchor=field_id(spot.entry))
    pages = evaluation.pages
    following = pages[pages.index(spot.page.key) + 1 :] if spot.page.key in pages else ()
    return go_to("draft_page", row.public_id, following[0]) if following else go_to("review", row.public_id)


def _lost_input(outcome: PageOutcome) -> tuple[FieldFinding, ...]:
    """Return what is wrong with input that could not be stored; all else is stored and shown again after a redirect."""
    return tuple(finding for finding in outcome.findings if finding not in outcome.evaluation.findings)


def _new_questions(evaluation: Evaluation, before: frozenset[str], spot: Spot, formular: Formular) -> list[str]:
    """Return the questions of the page that are shown only since these answers, and have none yet."""
    order = [path for item in spot.shown.items for path in formular.fields if is_within(path, item)]
    asked = {path for path in order if formular.fields[path].kind not in _NOT_ASKED}
    here = (key for key in evaluation.visible - before if spot.step is None or spot.step.asks(key))
    new = (key for key in here if template_of(key) in asked and key not in evaluation.answers)
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


def _reacts(formular: Formular, page: Page) -> bool:
    """Whether an answer on this page can show or hide another question of it."""
    bearers = [rule.target for rule in formular.rules if rule.target is not None]
    return any(is_within(target, item) or is_within(item, target) for target in bearers for item in page.items)
