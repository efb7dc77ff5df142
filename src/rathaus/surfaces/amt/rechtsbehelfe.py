"""Remedies at the office: their list, the page of each, and every step up to the decision."""

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from rathaus.core.postfach.queries import messages_of
from rathaus.core.rechtsbehelf import work
from rathaus.core.rechtsbehelf.decision import needs_hearing
from rathaus.core.rechtsbehelf.desk import RemedyCase, leads_remedy, remedy_case
from rathaus.core.rechtsbehelf.law import banners_of, committee_of, court_regime, reinstatement_for
from rathaus.core.rechtsbehelf.queries import (
    authorities_for,
    brought_forward,
    decision_on,
    draft_on,
    ended_remedies,
    files_of,
    last_authority,
    open_remedies,
    way_of,
)
from rathaus.core.rechtsbehelf.rules import Ground, why_it_decides
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.vorgang.queries import clerk_names
from rathaus.surfaces.amt.frame import desk_of, go_to, posting, reading, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, now, today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.rechtsbehelf.models import Rechtsbehelf

_LONGEST = 20_000


@reading
def remedies(request: ScopedRequest) -> HttpResponse:
    """List the remedies of the body, and those submitted to it; the ended ones on demand."""
    desk, shows_ended = desk_of(request), request.GET.get("ansicht") == "beendet"
    find = ended_remedies if shows_ended else open_remedies
    rows = find(desk.stelle_ids, limit=PAGE_SIZE, now=now())
    names = clerk_names([row.claimed_by_id for row in rows])
    context = {"section": "rechtsbehelfe", "rows": rows, "names": names, "shows_ended": shows_ended}
    return show(request, "rechtsbehelfe", context)


@reading
def remedy_page(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Show one remedy: what comes next, the Bescheid and its way, the clock, reasons, hearing, decision."""
    return show_remedy(request, rechtsbehelf)


def show_remedy(
    request: ScopedRequest, public_id: uuid.UUID, *, errors: Problems = (), status: int = 200
) -> HttpResponse:
    """Answer with the page of a remedy; with what was wrong when a step was refused."""
    with remedy_case(public_id) as case:
        return show(request, "rechtsbehelf", _context(request, case) | {"errors": errors}, status=status)


def _context(request: ScopedRequest, case: RemedyCase) -> dict[str, Any]:
    row, day, konto_id = case.rechtsbehelf, today(), desk_of(request).konto_id
    added, regime = brought_forward(row) if case.shows_file else [], court_regime(row)
    names = clerk_names([case.claimed_by_id, row.decides_confirmed_by_id, row.form_confirmed_by_id])
    announced, earliest = way_of(row.bescheid)
    is_needed = needs_hearing(row, on=day)
    letters = messages_of(row.antrag.public_id)
    return remedy_head(case) | {
        "letter": letters.filter(datei=row.bescheid.datei_id).first(),
        "announced": announced,
        "earliest": earliest,
        "banners": banners_of(row),
        "time_explanation": Text.from_json(row.time_explanation),
        "added": added,
        "reinstatement": reinstatement_for(row, added),
        "files": files_of(added),
        "names": names,
        "is_mine": case.claimed_by_id in {konto_id, *represented_by(konto_id, day=day)},
        "may_release": case.claimed_by_id is not None and leads_remedy(case, request.actor),
        "committee": committee_of(row, on=day),
        "needs_hearing": is_needed,
        "authorities": authorities_for(row, on=day) if case.is_origin and row.is_open else [],
        "last": last_authority(row) if case.is_origin else None,
        "grounds": [(each.value, why_it_decides(each, verfahrensrecht=regime.verfahrensrecht)) for each in Ground],
        "ground": why_it_decides(Ground(row.decides_ground), verfahrensrecht=regime.verfahrensrecht)
        if row.decides_ground
        else None,
        "draft": draft_on(row) if case.is_decider else None,
        "decision": decision_on(row),
        "replacement": work.replacement_of(row) if case.is_origin else None,
        "posted": request.POST,
    }


def remedy_head(case: RemedyCase) -> dict[str, Any]:
    """Return what the head of every page about one remedy shows."""
    row = case.rechtsbehelf
    title = Text.from_json(row.leistung.title)
    return {"section": "rechtsbehelfe", "remedy": row, "case": case, "antrag": row.antrag, "title": title}


@posting
def claim(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    return _step(request, rechtsbehelf, lambda row: work.claim(actor=request.actor, rechtsbehelf=row), "rb_uebernommen")


@posting
def release(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    return _step(request, rechtsbehelf, lambda row: work.release(actor=request.actor, rechtsbehelf=row), "gespeichert")


@posting
def form(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Answer for the form."""
    act = lambda row: work.confirm_form(actor=request.actor, rechtsbehelf=row)  # noqa: E731  # one call, named
    return _step(request, rechtsbehelf, act, "gespeichert")


@posting
def notice(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Say whether the remedy notice of the Bescheid was complete and correct."""
    is_correct = request.POST.get("belehrung") != "fehlerhaft"

    def act(row: "Rechtsbehelf") -> None:
        work.judge_notice(actor=request.actor, rechtsbehelf=row, is_correct=is_correct)

    return _step(request, rechtsbehelf, act, "gespeichert")


@posting
def expected(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Say by when the decision is expected."""
    day = read_day(request.POST, "erwartet")
    if day is None:
        return _missing(request, rechtsbehelf, "erwartet")

    def act(row: "Rechtsbehelf") -> None:
        work.expect_by(actor=request.actor, rechtsbehelf=row, day=day, now=now())

    return _step(request, rechtsbehelf, act, "gespeichert", field="erwartet")


@posting
def authority(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Confirm which authority decides, and on what ground."""
    stelle = stelle_by_slug(request.POST.get("behoerde", ""))
    ground = request.POST.get("grund", "")
    if stelle is None or ground not in {each.value for each in Ground}:
        return show_remedy(request, rechtsbehelf, errors=(("behoerde", _CHOOSE_BOTH),), status=422)

    def act(row: "Rechtsbehelf") -> None:
        work.confirm_authority(actor=request.actor, rechtsbehelf=row, stelle=stelle, ground=Ground(ground))

    return _step(request, rechtsbehelf, act, "gespeichert", field="behoerde")


@posting
def submission(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Submit the remedy to the other authority."""
    reason = request.POST.get("vorlage", "")[:_LONGEST]

    def act(row: "Rechtsbehelf") -> None:
        work.submit(actor=request.actor, rechtsbehelf=row, reason=reason, now=now())

    return _step(request, rechtsbehelf, act, "rb_vorgelegt", field="vorlage")


@posting
def hearing(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """Enter the hearing: planned, held, or dispensed with."""
    posted = request.POST
    entered = work.Hearing(
        on=read_day(posted, "anhoerung"),
        before=posted.get("ausschuss", "")[:200],
        record=posted.get("niederschrift", "")[:_LONGEST],
        dispensed=posted.get("verzicht", "")[:_LONGEST],
    )

    def act(row: "Rechtsbehelf") -> None:
        work.note_hearing(actor=request.actor, rechtsbehelf=row, hearing=entered, now=now())

    return _step(request, rechtsbehelf, act, "gespeichert", field="anhoerung")


@posting
def remedying(request: ScopedRequest, rechtsbehelf: uuid.UUID) -> HttpResponse:
    """End the remedy because a new Bescheid has remedied it."""
    costs = request.POST.get("kosten", "")[:_LONGEST]

    def act(row: "Rechtsbehelf") -> None:
        work.remedy_it(actor=request.actor, rechtsbehelf=row, costs=costs, now=now())

    return _step(request, rechtsbehelf, act, "rb_abgeholfen", field="kosten")


def _step(
    request: ScopedRequest, public_id: uuid.UUID, act: "Callable[[Rechtsbehelf], object]", note: str, *, field: str = ""
) -> HttpResponse:
    """Do one step of a remedy; say on its page why it was refused."""
    with remedy_case(public_id) as case:
        row = case.rechtsbehelf
    problems = attempt(lambda: act(row), field=field)
    if problems:
        return show_remedy(request, public_id, errors=problems, status=422)
    return go_to("remedy", public_id, note=note)


def _missing(request: ScopedRequest, public_id: uuid.UUID, field: str) -> HttpResponse:
    return show_remedy(request, public_id, errors=((field, DAY_MISSING),), status=422)


_CHOOSE_BOTH = Text(
    "Wählen Sie die Behörde und den Grund, warum sie entscheidet.",
    "Choose the authority and the ground on which it decides.",
)
