"""Every route declares its audience, is refused to all others, and changes nothing by GET."""

import re
import uuid
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from rathaus.surfaces.ui.audience import Audience
from tests.cast import Member

BACKEND = "django.contrib.auth.backends.ModelBackend"
SOMEBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")
_SAMPLES: dict[str, object] = {
    "uuid": SOMEBODY,
    "slug": "beispiel",
    "str": "beispiel",
    "int": 1,
    "path": "beispiel",
    "version": "1.0.0",
}

#: Counters of misuse and sessions: they hold no fact of anybody, so a GET may write them.
_TECHNICAL_TABLES = ("konto_throttlecount", "django_session", "konto_konto")
_WRITE = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)


class Route(NamedTuple):
    """A route with its view and an address that fits it."""

    name: str
    address: str
    view: Callable[..., Any]


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "/", space: str = "") -> Iterator[Route]:
    """Yield every route of the town hall with an address."""
    for pattern in patterns:
        part = example_of(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, prefix + part, inner)
        else:
            yield Route(f"{space}{pattern.name}", prefix + part, pattern.callback)


def example_of(pattern: Any) -> str:
    """Return an address that a pattern takes; the language prefix of German is empty."""
    if not isinstance(pattern, RoutePattern):
        return str(pattern)
    return re.sub(r"<(?:(\w+):)?\w+>", lambda match: str(_SAMPLES[match[1] or "str"]), str(pattern))


ROUTES = list(routes(get_resolver("rathaus.config.urls").url_patterns))
WHO = {
    Audience.CLERK: ("clerk", "lead"),
    Audience.OFFICER: ("officer",),
    Audience.AUDITOR: ("auditor",),
    Audience.BEARER: ("citizen",),
}


@pytest.fixture(params=ROUTES, ids=lambda route: route.name)
def route(request: pytest.FixtureRequest) -> Route:
    found: Route = request.param
    return found


def browser_of(member: Member | None) -> Client:
    client = Client(raise_request_exception=False)
    if member is not None and member.konto is not None:
        client.force_login(member.konto, backend=BACKEND)
    return client


def test_there_are_routes() -> None:
    assert len(ROUTES) > 30
    assert len({route.name for route in ROUTES}) == len(ROUTES)


def test_every_route_declares_its_audience(route: Route) -> None:
    declaration = getattr(route.view, "declaration", None)
    assert declaration is not None, f"{route.name}: decorate the view with @audience(…)"
    assert declaration.audiences
    assert set(declaration.methods) <= {"GET", "HEAD", "POST"}


def test_a_route_is_refused_to_everybody_else(route: Route, db: None, member: Callable[[str], Member]) -> None:
    declaration = route.view.declaration  # type: ignore[attr-defined]  # asserted above
    if Audience.EVERYBODY in declaration.audiences:
        return
    admitted = {name for audience in declaration.audiences for name in WHO[audience]}
    outsiders = {name for names in WHO.values() for name in names} - admitted
    method = "get" if "GET" in declaration.methods else "post"
    unknown = getattr(browser_of(None), method)(route.address)
    assert unknown.status_code == (302 if method == "get" else 403)
    for name in sorted(outsiders):
        response = getattr(browser_of(member(name)), method)(route.address)
        assert response.status_code == 403, f"{route.name} answers {name} with {response.status_code}"


def test_a_route_answers_only_the_methods_that_it_declares(route: Route, db: None) -> None:
    declared = set(route.view.declaration.methods)  # type: ignore[attr-defined]  # asserted above
    client = browser_of(None)
    for method in {"GET", "POST", "PUT", "DELETE", "PATCH"} - declared:
        assert client.generic(method, route.address).status_code == 405


def test_a_route_changes_nothing_by_get(route: Route, member: Callable[[str], Member]) -> None:
    declaration = route.view.declaration  # type: ignore[attr-defined]  # asserted above
    if "GET" not in declaration.methods:
        return
    names = [WHO[each][0] for each in declaration.audiences if each in WHO] or ["citizen"]
    for name in names:
        client = browser_of(member(name))
        written: list[str] = []
        with connection.execute_wrapper(_noting(written)):
            client.get(route.address)
        assert not written


def _noting(written: list[str]) -> Callable[..., Any]:
    """Return a wrapper that notes every write to a table with facts."""

    def note(execute: Callable[..., Any], statement: str, parameters: Any, many: bool, context: Any) -> Any:  # noqa: FBT001  # Django's signature
        match = _WRITE.match(str(statement))
        if match and match[2] not in _TECHNICAL_TABLES:
            written.append(str(statement)[:120])
        return execute(statement, parameters, many, context)

    return note
