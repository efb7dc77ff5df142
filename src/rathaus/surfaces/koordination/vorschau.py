"""The form as the citizen sees it, with nothing stored but what the officer types into the preview."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rathaus.core.leistung.examples import FOLDER, Example, read_examples
from rathaus.core.leistung.queries import compiled, package_of
from rathaus.engine.formular import entries
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.model import Answer, Formular, Page
from rathaus.engine.formular.page_input import PageInput, read_page
from rathaus.engine.formular.summary import summary
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import OPENED, opened_query, pressed
from rathaus.surfaces.ui.filters import current_language, field_id
from rathaus.surfaces.ui.form_page import ADD_ENTRY, NOTHING_TYPED, REMOVE_ENTRY, Entries, Typed, form_page
from rathaus.surfaces.ui.form_spot import Spot, Spots, with_entry
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.findings import has_errors

if TYPE_CHECKING:
    from rathaus.core.leistung.models import LeistungVersion

_SESSION_KEY = "vorschau"


@reading
def preview_start(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    """Begin a preview, empty or with the answers of an example, at the first page that is asked."""
    _, version = version_of(slug, number)
    formular = _formular(version)
    example = next((each for each in examples_of(version) if each.key == request.GET.get("beispiel")), None)
    _keep(request, version, dict(example.answers) if example else {}, example.key if example else "")
    first = formular.page(next(iter(_evaluate(formular, _kept(request, version)).pages), ""))
    return HttpResponseRedirect(_address(version, Spot(first or formular.pages[0])))


@audience(Audience.OFFICER, Audience.AUDITOR, methods=("GET", "POST"))
def preview_page(
    request: ScopedRequest, *, slug: str, number: str, page: str, eintrag: str = "", schritt: str = ""
) -> HttpResponse:
    """Show one page or step; a POST reads it as the portal would, and goes on when nothing is wrong."""
    _, version = version_of(slug, number)
    formular, answers = _formular(version), _kept(request, version)
    spot = _spot(formular, answers, page, entry=eintrag, step=schritt)
    if request.method != "POST":
        return _show_page(request, version, spot, answers, Typed(opened=request.GET.get(OPENED, "")))
    read = read_page(formular, page, dict(request.POST.lists()), answers, step=spot.step)
    posted, added = _with_button(formular, read, request)
    _keep(request, version, posted.answers, _example_key(request))
    if step := _spots(formular, posted.answers).begin_of(added) if added else None:
        return HttpResponseRedirect(_address(version, Spot(spot.page, step)))
    if ADD_ENTRY in request.POST or REMOVE_ENTRY in request.POST:
        return HttpResponseRedirect(_address(version, spot))
    if searched := pressed(request.POST):
        address = f"{_address(version, spot)}?{opened_query(request.POST)}#{field_id(searched)}"
        return HttpResponseRedirect(address)
    spots = _spots(formular, posted.answers)
    findings = (*posted.findings, *(each for each in spots.evaluation.findings if spots.concerns(each, spot)))
    if has_errors(findings):
        return _show_page(request, version, spot, posted.answers, Typed(raw=posted.raw, findings=findings))
    following = _following(spots, spot)
    return HttpResponseRedirect(_address(version, following) if following else _review_address(version))


def _spot(formular: Formular, answers: dict[str, Answer], page: str, *, entry: str, step: str) -> Spot:
    """Return the page or step of an address; a page that is not asked with these answers is shown all the same."""
    known = formular.page(page)
    if known is None:
        raise Http404
    if not entry:
        return Spot(known)
    spots = _spots(formular, with_entry(formular, answers, page_key=page, entry=entry))
    spot = spots.find(page, entry=entry, step=step)
    if spot is None:
        raise Http404
    return spot


@reading
def preview_review(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    """Show the review page, with what would hinder submission."""
    leistung, version = version_of(slug, number)
    formular = _formular(version)
    evaluation = _evaluate(formular, _kept(request, version))
    context = {
        **version_head(leistung, version, view="formular"),
        **_around(request, version, formular, evaluation),
        "page_key": "",
        "sections": summary(formular, evaluation, current_language()),
        "findings": evaluation.findings,
    }
    return show(request, "vorschau_pruefung", context)


def examples_of(version: "LeistungVersion") -> tuple[Example, ...]:
    """Return the examples in the package of a version."""
    return read_examples(package_of(version, folder=FOLDER))


def _show_page(
    request: ScopedRequest,
    version: "LeistungVersion",
    spot: Spot,
    answers: dict[str, Answer],
    typed: Typed = NOTHING_TYPED,
) -> HttpResponse:
    formular = _formular(version)
    shown = with_entry(formular, answers, page_key=spot.page.key, entry=spot.entry)
    evaluation = _evaluate(formular, shown)
    entries = Entries(partial(_entry_address, version, spot.page, Spots(formular, evaluation)), spot.step)
    context = {
        **version_head(version.leistung, version, view="formular"),
        **_around(request, version, formular, evaluation),
        "page_key": spot.page.key,
        "spot": spot,
        "form_page": form_page(
            formular, spot.shown, evaluation=evaluation, answers=shown, typed=typed, entries=entries
        ),
    }
    return show(request, "vorschau", context, status=422 if typed.findings else 200)


def _around(
    request: ScopedRequest, version: "LeistungVersion", formular: Formular, evaluation: Evaluation
) -> dict[str, Any]:
    return {
        "pages": [(page, page.key in evaluation.pages) for page in formular.pages],
        "example_options": [(each.key, each.name) for each in examples_of(version)],
        "example_key": _example_key(request),
    }


def _with_button(formular: Formular, posted: PageInput, request: ScopedRequest) -> tuple[PageInput, str]:
    """Add or remove the entry whose button was pressed; returns the path key of a new one, too."""
    answers, added = posted.answers, ""
    if path := request.POST.get(ADD_ENTRY, ""):
        answers, added = entries.add_entry(formular, answers, path)
    elif key := request.POST.get(REMOVE_ENTRY, ""):
        answers = entries.remove_entry(formular, answers, key)
    return PageInput(answers, posted.raw, posted.findings), added


def _following(spots: Spots, spot: Spot) -> Spot | None:
    """Return the next page or step, after the last step the list of its entry; None after the last page."""
    if spot.step is not None:
        return spots.next_step(spot) or spots.list_of(spot)
    pages = spots.evaluation.pages
    after = pages[pages.index(spot.page.key) + 1 :] if spot.page.key in pages else pages
    page = spots.formular.page(after[0]) if after else None
    return Spot(page) if page else None


def _spots(formular: Formular, answers: dict[str, Answer]) -> Spots:
    return Spots(formular, _evaluate(formular, answers))


def _evaluate(formular: Formular, answers: dict[str, Answer]) -> Evaluation:
    return evaluate(formular, answers, land=settings.RATHAUS_LAND, today=today())


def _formular(version: "LeistungVersion") -> Formular:
    return compiled(version.pk).formular


def _kept(request: ScopedRequest, version: "LeistungVersion") -> dict[str, Answer]:
    kept: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    return dict(kept["answers"]) if kept.get("version") == str(version.public_id) else {}


def _example_key(request: ScopedRequest) -> str:
    return str(request.session.get(_SESSION_KEY, {}).get("example", ""))


def _keep(request: ScopedRequest, version: "LeistungVersion", answers: dict[str, Answer], example: str) -> None:
    request.session[_SESSION_KEY] = {"version": str(version.public_id), "answers": answers, "example": example}


def _entry_address(version: "LeistungVersion", page: Page, spots: Spots, entry: str) -> str:
    step = spots.begin_of(entry)
    return _address(version, Spot(page, step)) if step else ""


def _address(version: "LeistungVersion", spot: Spot) -> str:
    slug, number = version.leistung.slug, version.version
    if spot.step is None:
        return reverse("koordination:preview_page", args=[slug, number, spot.page.key])
    return reverse("koordination:preview_entry", args=[slug, number, spot.page.key, spot.entry, spot.step.page.key])


def _review_address(version: "LeistungVersion") -> str:
    return reverse("koordination:preview_review", args=[version.leistung.slug, version.version])
