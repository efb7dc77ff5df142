"""The labels of the body: made, changed, taken out of use; and put on a case."""

import uuid

from django.http import HttpResponse

from rathaus.core.arbeitskorb.etikett_rules import MAX_NAME, Colour
from rathaus.core.arbeitskorb.etiketten import (
    change_etikett,
    create_etikett,
    end_etikett,
    etikett_by_public_id,
    etiketten_in_use,
    etiketten_on,
    set_etiketten,
)
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now

_LONGEST = 200


@acting
def labels(request: ScopedRequest) -> HttpResponse:
    """List the labels; on POST make one."""
    errors: Problems = ()
    if request.method == "POST":
        name, colour = request.POST.get("name", "")[:_LONGEST], request.POST.get("farbe", "")
        errors = attempt(lambda: create_etikett(actor=request.actor, name=name, colour=colour, now=now()), field="name")
        if not errors:
            return go_to("labels", note="gespeichert")
    context = {
        "section": "etiketten",
        "labels": etiketten_in_use(desk_of(request).stelle_ids),
        "typed": request.POST,
        "errors": errors,
        "colours": [each.value for each in Colour],
        "longest": MAX_NAME,
    }
    return show(request, "etiketten", context, status=422 if errors else 200)


@acting
def label(request: ScopedRequest, etikett: uuid.UUID) -> HttpResponse:
    """Show one label; on POST change its name and colour."""
    row = etikett_by_public_id(etikett)
    errors: Problems = ()
    typed = {"name": row.name, "farbe": row.colour}
    if request.method == "POST":
        typed = {"name": request.POST.get("name", "")[:_LONGEST], "farbe": request.POST.get("farbe", "")}
        errors = attempt(
            lambda: change_etikett(actor=request.actor, public_id=etikett, name=typed["name"], colour=typed["farbe"]),
            field="name",
        )
        if not errors:
            return go_to("labels", note="gespeichert")
    context = {
        "section": "etiketten", "label": row, "typed": typed, "errors": errors, "longest": MAX_NAME,
        "colours": [each.value for each in Colour],
    }  # fmt: skip
    return show(request, "etikett", context, status=422 if errors else 200)


@posting
def label_end(request: ScopedRequest, etikett: uuid.UUID) -> HttpResponse:
    """Take a label out of use."""
    end_etikett(actor=request.actor, public_id=etikett, now=now())
    return go_to("labels", note="etikett_beendet")


@acting
def case_labels(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask which labels a case has; on POST set them."""
    row, known = vorgang_by_public_id(vorgang), etiketten_in_use(desk_of(request).stelle_ids)
    errors: Problems = ()
    if request.method == "POST":
        ticked = set(request.POST.getlist("etikett"))
        wanted = [each.public_id for each in known if str(each.public_id) in ticked]
        errors = attempt(lambda: set_etiketten(actor=request.actor, vorgang=row, wanted=wanted, now=now()))
        if not errors:
            return go_to("vorgang", row.public_id, note="etikettiert")
    had = etiketten_on([row.public_id]).get(row.public_id, [])
    context = {
        **case_head(row), "labels": known, "chosen": [str(each.public_id) for each in had], "errors": errors,
    }  # fmt: skip
    return show(request, "vorgang_etiketten", context, status=422 if errors else 200)
