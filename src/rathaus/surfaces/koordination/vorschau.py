"""The form as the citizen sees it, with nothing stored but what the officer types into the preview."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rathaus.core.leistung.examples import FOLDER, Example, read_examples
from rathaus.core.leistung.queries import compiled, package_of
from rathaus.engine.formular import entries
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.model import Answer, Formular
from rathaus.engine.formular.page_input import PageInput, read_page
from rathaus.engine.formular.summary import summary
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.choice_search import OPENED, opened_query, pressed
from rathaus.surfaces.ui.filters import current_language, field_id
from rathaus.surfaces.ui.form_page import ADD_ENTRY, NOTHING_TYPED, REMOVE_ENTRY, Typed, form_page
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
    first = next(iter(_evaluate(formular, _kept(request, version)).pages), formular.pages[0].key)
    return HttpResponseRedirect(_address(slug, number, first))


@audience(Audience.OFFICER, Audience.AUDITOR, methods=("GET", "POST"))
def preview_page(request: ScopedRequest, *, slug: str, number: str, page: str) -> HttpResponse:
    """Show one page; a POST reads it as the portal would, and goes on when nothing is wrong."""
    _, version = version_of(slug, number)
    formular, answers = _formular(version), _kept(request, version)
    if formular.page(page) is None:
        raise Http404
    if request.method != "POST":
        return _show_page(request, version, page, answers, Typed(opened=request.GET.get(OPENED, "")))
    posted = _with_button(formular, read_page(formular, page, dict(request.POST.lists()), answers), request)
    _keep(request, version, posted.answers, _example_key(request))
    if ADD_ENTRY in request.POST or REMOVE_ENTRY in request.POST:
        return HttpResponseRedirect(_address(slug, number, page))
    if searched := pressed(request.POST):
        address = f"{_address(slug, number, page)}?{opened_query(request.POST)}#{field_id(searched)}"
        return HttpResponseRedirect(address)
    evaluation = _evaluate(formular, posted.answers, page)
    findings = (*posted.findings, *evaluation.findings)
    if has_errors(findings):
        return _show_page(request, version, page, posted.answers, Typed(raw=posted.raw, findings=findings))
    following = _following(evaluation, page)
    return HttpResponseRedirect(_address(slug, number, following) if following else _review_address(slug, number))


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
    page_key: str,
    answers: dict[str, Answer],
    typed: Typed = NOTHING_TYPED,
) -> HttpResponse:
    formular = _formular(version)
    page = formular.page(page_key)
    if page is None:
        raise Http404
    evaluation = _evaluate(formular, answers)
    context = {
        **version_head(version.leistung, version, view="formular"),
        **_around(request, version, formular, evaluation),
        "page_key": page_key,
        "form_page": form_page(formular, page, evaluation=evaluation, answers=answers, typed=typed),
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


def _with_button(formular: Formular, posted: PageInput, request: ScopedRequest) -> PageInput:
    """Add or remove the entry whose button was pressed."""
    answers = posted.answers
    if path := request.POST.get(ADD_ENTRY, ""):
        answers, _ = entries.add_entry(formular, answers, path)
    elif key := request.POST.get(REMOVE_ENTRY, ""):
        answers = entries.remove_entry(formular, answers, key)
    return PageInput(answers, posted.raw, posted.findings)


def _following(evaluation: Evaluation, page: str) -> str:
    after = evaluation.pages[evaluation.pages.index(page) + 1 :] if page in evaluation.pages else evaluation.pages
    return next(iter(after), "")


def _evaluate(formular: Formular, answers: dict[str, Answer], page: str | None = None) -> Evaluation:
    return evaluate(formular, answers, land=settings.RATHAUS_LAND, today=today(), page=page)


def _formular(version: "LeistungVersion") -> Formular:
    return compiled(version.pk).formular


def _kept(request: ScopedRequest, version: "LeistungVersion") -> dict[str, Answer]:
    kept: dict[str, Any] = request.session.get(_SESSION_KEY, {})
    return dict(kept["answers"]) if kept.get("version") == str(version.public_id) else {}


def _example_key(request: ScopedRequest) -> str:
    return str(request.session.get(_SESSION_KEY, {}).get("example", ""))


def _keep(request: ScopedRequest, version: "LeistungVersion", answers: dict[str, Answer], example: str) -> None:
    request.session[_SESSION_KEY] = {"version": str(version.public_id), "answers": answers, "example": example}


def _address(slug: str, number: str, page: str) -> str:
    return reverse("koordination:preview_page", args=[slug, number, page])


def _review_address(slug: str, number: str) -> str:
    return reverse("koordination:preview_review", args=[slug, number])
