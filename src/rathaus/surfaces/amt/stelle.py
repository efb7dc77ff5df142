"""How the body can be reached, and who works here."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse

from rathaus.core.stelle.actions import Contact, change_contact
from rathaus.core.stelle.directory import members_of
from rathaus.core.stelle.queries import key_on, kreis_of
from rathaus.core.vorgang.export import lists_taken
from rathaus.surfaces.amt.frame import acting, desk_of, go_to, may_see_lists, reading, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import PAGE_SIZE, today
from rathaus.values.text import Text

_FIELDS = {"address": "anschrift", "phone": "telefon", "email": "email", "hours": "zeiten"}
"""Column → name of the input."""
_LONGEST = {"address": 400, "phone": 40, "email": 200, "hours": 600}
EMAIL_WRONG = Text(
    "Diese E-Mail-Adresse ist nicht vollständig. Schreiben Sie zum Beispiel amt@stadt.de.",
    "This e-mail address is not complete. Write, say, office@town.de.",
)


@acting
def contact(request: ScopedRequest) -> HttpResponse:
    stelle = desk_of(request).stelle
    errors: Problems = ()
    typed = {column: getattr(stelle, column) for column in _FIELDS}
    if request.method == "POST":
        typed = {column: _line_ends(request.POST.get(name, ""))[: _LONGEST[column]] for column, name in _FIELDS.items()}
        errors = _save(request, Contact(**typed))
        if not errors:
            return go_to("contact", note="gespeichert")
    context = {
        "section": "stelle",
        "stelle": stelle,
        "kreis": kreis_of(stelle, today()),
        "key": key_on(stelle, today()),
        "typed": typed,
        "errors": errors,
    }
    return show(request, "stelle", context, status=422 if errors else 200)


@reading
def team(request: ScopedRequest) -> HttpResponse:
    """Show who works here; to those who lead or audit also who took lists of cases out."""
    desk, sees_lists = desk_of(request), may_see_lists(request)
    context = {
        "section": "team",
        "members": members_of(desk.stelle),
        "sees_lists": sees_lists,
        "lists": lists_taken(desk.stelle_ids, limit=PAGE_SIZE) if sees_lists else [],
    }
    return show(request, "team", context)


def _save(request: ScopedRequest, typed: Contact) -> Problems:
    if typed.email:
        try:
            validate_email(typed.email)
        except ValidationError:
            return (("email", EMAIL_WRONG),)
    stelle = desk_of(request).stelle
    return attempt(lambda: change_contact(actor=request.actor, stelle=stelle, contact=typed))


def _line_ends(typed: str) -> str:
    return "\n".join(line.strip() for line in typed.strip().splitlines())
