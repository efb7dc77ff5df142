"""Lists that a clerk keeps, and the columns of the list."""

import uuid

from django.http import HttpResponse
from django.http.response import HttpResponseRedirect
from django.urls import reverse

from rathaus.core.arbeitskorb.list_rules import MAX_LIST_NAME, Column
from rathaus.core.arbeitskorb.lists import choose_columns, columns_for, lists_for, remove_list, save_list
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, posting, show
from rathaus.surfaces.amt.vorgaenge import list_query
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now

_LONGEST = 200


@acting
def saved_lists(request: ScopedRequest) -> HttpResponse:
    """Show the saved lists and the form for the list whose filter the address names; on POST save it."""
    named = request.POST if request.method == "POST" else request.GET
    errors: Problems = ()
    if request.method == "POST":
        query = {name: str(value) for name, value in named.items()}
        name, for_team = named.get("name", "")[:_LONGEST], named.get("fuer") == "alle"
        errors = attempt(
            lambda: save_list(actor=request.actor, name=name, query=query, for_team=for_team, now=now()), field="name"
        )
        if not errors:
            return HttpResponseRedirect(reverse("amt:vorgaenge") + list_query(named))
    desk = desk_of(request)
    context = {
        "section": "vorgaenge",
        "lists": lists_for(desk.stelle_ids, konto_id=desk.konto_id),
        "own_id": desk.konto_id,
        "named": named,
        "kept": list_query(named),
        "searched": "gesucht" in named,
        "errors": errors,
        "longest": MAX_LIST_NAME,
    }
    return show(request, "listen", context, status=422 if errors else 200)


@posting
def saved_list_end(request: ScopedRequest, liste: uuid.UUID) -> HttpResponse:
    """Forget a list that the clerk has saved."""
    remove_list(actor=request.actor, public_id=liste)
    return go_to("saved_lists", note="liste_geloescht")


@acting
def columns(request: ScopedRequest) -> HttpResponse:
    """Ask which columns the lists have; on POST keep them."""
    desk = desk_of(request)
    if request.method == "POST":
        choose_columns(actor=request.actor, columns=request.POST.getlist("spalte"))
        return go_to("vorgaenge", note="spalten")
    chosen = [each.value for each in columns_for(desk.stelle_ids, konto_id=desk.konto_id)]
    context = {"section": "vorgaenge", "chosen": chosen, "columns": [each.value for each in Column]}
    return show(request, "spalten", context)
