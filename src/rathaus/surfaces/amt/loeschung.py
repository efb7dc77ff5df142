"""Deleting a case for good, and the proofs of what was deleted."""

import uuid

from django.http import HttpResponse

from rathaus.core.akte.deletion import delete_case, proof_by_public_id, proofs
from rathaus.core.akte.disposal import disposal_of
from rathaus.core.akte.export import last_export
from rathaus.core.akte.rules import SETTLED
from rathaus.core.vorgang.queries import clerk_names, vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, is_lead, reading, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.listing import with_query
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, now, title_of, today
from rathaus.values.text import Text

_NOT_SURE = Text(
    "Setzen Sie das Häkchen, wenn die Akte gelöscht werden soll.", "Tick the box if the file is to be deleted."
)


@acting
def deletion(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask once what cannot be taken back; on POST delete the case and show the proof."""
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        found: list[uuid.UUID] = []
        errors = (("sicher", _NOT_SURE),)
        if request.POST.get("sicher") == "true":
            errors = attempt(lambda: found.append(delete_case(actor=request.actor, vorgang=row, now=now()).public_id))
        if not errors:
            return go_to("deletion_proof", found[0], note="geloescht")
    standing = disposal_of(row, today=today())
    context = {
        **case_head(row), "errors": errors, "disposal": standing, "exported": last_export(row),
        "is_settled": not standing.obstacles and standing.step in SETTLED,
        "may_delete": not standing.obstacles and standing.step in SETTLED and is_lead(request),
    }  # fmt: skip
    return show(request, "loeschung", context, status=422 if errors else 200)


@reading
def deletion_proofs(request: ScopedRequest) -> HttpResponse:
    """List what was deleted, the newest first."""
    page = proofs(desk_of(request).stelle_ids, after=request.GET.get("nach", ""), limit=PAGE_SIZE)
    names = clerk_names(row.deleted_by_id for row in page.rows)
    context = {
        "section": "vorgaenge",
        "rows": [(row, title_of(row.leistung), names.get(row.deleted_by_id, "")) for row in page.rows],
        "next_url": with_query(request, nach=page.next) if page.next else "",
        "first_url": with_query(request, nach=None) if "nach" in request.GET else "",
    }
    return show(request, "loeschnachweise", context)


@reading
def deletion_proof(request: ScopedRequest, nachweis: uuid.UUID) -> HttpResponse:
    """Show the proof of one deletion."""
    row = proof_by_public_id(nachweis)
    context = {
        "section": "vorgaenge", "proof": row, "title": title_of(row.leistung),
        "who": clerk_names([row.deleted_by_id]).get(row.deleted_by_id, ""),
        "chain_hash": bytes(row.last_hash or b"").hex(),
        "counts": sorted((table, count) for table, count in row.counts.items() if count),
    }  # fmt: skip
    return show(request, "loeschnachweis", context)
