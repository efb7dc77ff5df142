"""Who may see a route: each view declares its audience, and gets the transaction and the scope of its request.

A view without a declaration fails the route test. The decorator opens one transaction with the scope of the person
behind the request, refuses everybody else, and commits before the answer leaves: what a page acknowledges is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Protocol, cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.queries import person_of
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused, BearerMissing
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import memberships_of, scope_ids_of
from rathaus.surfaces.ui.link_cookies import link_secrets
from rathaus.surfaces.ui.page import Person
from rathaus.surfaces.ui.responses import wants_json
from rathaus.surfaces.ui.shared_pages import mark_shared

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from rathaus.core.konto.models import Konto
    from rathaus.core.stelle.models import Mitgliedschaft, Stelle

_MEMBERSHIP_KEY = "mitgliedschaft"


class Audience(StrEnum):
    """A circle of people who may see a route."""

    EVERYBODY = "everybody"
    BEARER = "bearer"
    CLERK = "clerk"
    OFFICER = "officer"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a view declares.

    Args:
        audiences: who may see it.
        methods: what it answers.
        is_shared: whether everybody whom we do not know gets the same answer, until the catalogue or the day changes.
        for_clerks: whether a clerk who fills in a form for a person may see it with the link of the draft.
        opens_scopes: whether a view of members of staff opens the scope of its body itself, more than once: what one
            transaction has stored stays when the next one fails.
    """

    audiences: frozenset[Audience]
    methods: tuple[str, ...]
    is_shared: bool = False
    for_clerks: bool = False
    opens_scopes: bool = False


class ScopedRequest(HttpRequest):
    """A request inside its scope.

    Attributes:
        actor: who acts, in which role.
        bearers: the persons behind the request whose rows are visible: the Konto, then each secret link.
        person: name and body for the header; None when nobody is signed in.
        stelle: the body for which a member of staff acts; None for citizens.
        mitgliedschaft: their membership in it.
        user: the signed-in Konto.
        staff_scope: the scope of that body, for a view that opens it itself.
    """

    actor: Actor
    bearers: tuple[Bearer, ...]
    person: Person | None
    stelle: "Stelle | None"
    mitgliedschaft: "Mitgliedschaft | None"
    user: "Konto | AnonymousUser"
    staff_scope: Scope


#: A view inside its scope: the request, then the parts of its route by name.
type View[Answer: HttpResponseBase] = Callable[Concatenate[ScopedRequest, ...], Answer]


class Admission(Protocol):
    """Turns a view into one that admits its audience alone; the refusal is an answer of its own."""

    def __call__[Answer: HttpResponseBase](self, view: View[Answer], /) -> Callable[..., Answer | HttpResponse]:
        """Return the view that the URL map knows."""


def audience(
    *audiences: Audience,
    methods: tuple[str, ...] = ("GET",),
    is_shared: bool = False,
    for_clerks: bool = False,
    opens_scopes: bool = False,
) -> Admission:
    """Declare who may see a view, which methods it answers (HEAD comes with GET), and its :class:`Declaration`."""
    methods = (*methods, "HEAD") if "GET" in methods else methods
    declaration = Declaration(frozenset(audiences), methods, is_shared, for_clerks, opens_scopes)

    def decorate[Answer: HttpResponseBase](view: View[Answer], /) -> Callable[..., Answer | HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> Answer | HttpResponse:
            if request.method not in declaration.methods:
                return HttpResponseNotAllowed(declaration.methods)
            return _answer_in_scope(cast("ScopedRequest", request), view, declaration, parts)

        answer.declaration = declaration  # type: ignore[attr-defined]  # read by the route test
        return answer

    return decorate


def _answer_in_scope[Answer: HttpResponseBase](
    request: ScopedRequest, view: View[Answer], declaration: Declaration, parts: dict[str, Any]
) -> Answer | HttpResponse:
    secrets = link_secrets(request)
    request.bearers = tuple(Bearer(secret_hash=hash_link_secret(secret)) for secret in secrets)
    request.actor, request.person = Actor(Role.LINK), None
    request.stelle = request.mitgliedschaft = None
    is_open = Audience.EVERYBODY in declaration.audiences
    if is_open and not secrets and not request.user.is_authenticated:
        response = view(request, **parts)
        if declaration.is_shared:
            mark_shared(response)
        return response
    scope = Scope(konto=request.user.pk, secrets=frozenset(bearer.secret_hash for bearer in request.bearers))
    with open_scope(scope):
        if request.user.is_authenticated:
            _recognise(request, request.user)
        if _takes_down(request, declaration):
            return view(request, **parts)
        if not is_open and not _is_admitted(request, declaration):
            return _refuse(request, declaration)
        if not declaration.opens_scopes:
            return _view_in_stelle_scope(request, view, parts)
        request.staff_scope = _staff_scope(request)
    return view(request, **parts)


def _view_in_stelle_scope[Answer: HttpResponseBase](
    request: ScopedRequest, view: View[Answer], parts: dict[str, Any]
) -> Answer:
    if request.stelle is None:
        return view(request, **parts)
    with open_scope(_staff_scope(request)):
        return view(request, **parts)


def _staff_scope(request: ScopedRequest) -> Scope:
    if request.stelle is None:
        raise ActorRefused(role=request.actor.role.value)
    return Scope(stellen=scope_ids_of(request.stelle, timezone.localdate()))


def _recognise(request: ScopedRequest, konto: "Konto") -> None:
    if konto.kind == "person":
        request.actor = Actor(Role.CITIZEN, konto.pk)
        request.bearers = (Bearer(konto_id=konto.pk), *request.bearers)
        attributes = person_of(konto.pk)
        request.person = Person(attributes.name if attributes else konto.login)
        return
    memberships = memberships_of(konto.pk, timezone.localdate())
    chosen = request.session.get(_MEMBERSHIP_KEY)
    membership = next((m for m in memberships if m.pk == chosen), memberships[0] if memberships else None)
    if membership is not None:
        request.mitgliedschaft, request.stelle = membership, membership.stelle
        request.actor = Actor(_ROLES[membership.role], konto.pk, membership.stelle_id)
        request.person = Person(membership.display_name, membership.stelle.name)


_ROLES = {"clerk": Role.CLERK, "lead": Role.CLERK, "officer": Role.OFFICER, "auditor": Role.AUDITOR}


def _is_admitted(request: ScopedRequest, declaration: Declaration) -> bool:
    role = request.actor.role
    if Audience.BEARER in declaration.audiences and role in {Role.CITIZEN, Role.LINK}:
        return bool(request.bearers)
    return role.value in {audience.value for audience in declaration.audiences}


def _takes_down(request: ScopedRequest, declaration: Declaration) -> bool:
    """Return whether a clerk fills in a form for a person: drafts and their receipt alone, nothing that comes later."""
    return declaration.for_clerks and request.actor.role is Role.CLERK and bool(request.bearers)


def _refuse(request: ScopedRequest, declaration: Declaration) -> HttpResponse:
    if request.user.is_authenticated:
        raise ActorRefused
    if request.method not in {"GET", "HEAD"} or wants_json(request):
        raise BearerMissing if Audience.BEARER in declaration.audiences else ActorRefused
    return HttpResponseRedirect(f"{reverse('portal:sign_in')}?{urlencode({'weiter': request.get_full_path()})}")


def choose_membership(request: HttpRequest, membership_id: int) -> None:
    """Act for another body or in another role from now on; an id that is not theirs has no effect."""
    request.session[_MEMBERSHIP_KEY] = membership_id
