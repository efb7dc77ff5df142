"""The name of a page tells which page it is and never whose, on every route and in both languages."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from rathaus.surfaces.ui.page_name import HIDDEN, PUBLIC_PARTS, page_name

SECRETS = {
    "uuid": "7d1c1d6e-8a51-4a0f-9b5e-3f6f3a1d2c4b",
    "str": "pQ8_x-2GeHeim",
    "path": "geheim/pQ8",
    "slug": "geheim-8",
}


class Secret(NamedTuple):
    """A route that takes something, an address of it, and whether it exists in each language."""

    route: str
    address: str
    is_spoken: bool


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "/", *, is_spoken: bool = False) -> Iterator[Secret]:
    """Yield every route with parts, filled with secrets where a part is not of the public catalogue."""
    for pattern in patterns:
        part = str(pattern.pattern) if isinstance(pattern.pattern, RoutePattern) else ""
        if isinstance(pattern, URLResolver):
            below = is_spoken or isinstance(pattern.pattern, LocalePrefixPattern)
            yield from routes(pattern.url_patterns, prefix + part, is_spoken=below)
        elif "<" in prefix + part:
            yield Secret(prefix + part, re.sub(r"<(?:(\w+):)?(\w+)>", filled, prefix + part), is_spoken)


def filled(match: re.Match[str]) -> str:
    return public(match[2]) if match[2] in PUBLIC_PARTS else SECRETS[match[1] or "str"]


def public(part: str) -> str:
    return "1.4.0" if part == "number" else "beispiel"


ROUTES = list(routes(get_resolver("rathaus.config.urls").url_patterns))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.route)
def test_no_route_tells_a_secret_an_id_or_a_token(route: Secret, prefix: str) -> None:
    name = page_name(f"{prefix}{route.address}?von={SECRETS['uuid']}#{SECRETS['str']}")
    expected = re.sub(r"<(?:\w+:)?(\w+)>", lambda m: public(m[1]) if m[1] in PUBLIC_PARTS else HIDDEN, route.route)
    assert name == (prefix + expected if route.is_spoken or not prefix else "")
    assert not any(secret in name for secret in SECRETS.values())
    assert page_name(name) == name


def test_routes_with_secrets_are_among_them() -> None:
    known = {route.route for route in ROUTES}
    assert {"/link/<str:secret>/", "/pruefen/<str:secret>/", "/antraege/<uuid:antrag>/"} <= known
    assert "/benachrichtigung/abbestellen/<str:token>/" in known


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/koordination/leistungen/hundesteuer-anmeldung/versionen/Erika%20Muster/", ""),
        ("/koordination/leistungen/hundesteuer-anmeldung/versionen/1.4.0./", ""),
        ("/koordination/leistungen/hundesteuer-anmeldung/versionen/1.4.0/", "1.4.0"),
        ("/koordination/leistungen/hundesteuer-anmeldung/versionen/12/", ""),
    ],
)
def test_a_version_is_told_when_it_looks_like_one(address: str, name: str) -> None:
    told = page_name(address)
    assert told == (f"/koordination/leistungen/hundesteuer-anmeldung/versionen/{name}/" if name else "")
    assert page_name(told) == told


@pytest.mark.parametrize("part", ["Erika_Muster", "ERIKA", "00000000-0000-4000-8000-000000000000"])
def test_what_does_not_look_like_the_catalogue_is_not_told(part: str) -> None:
    assert page_name(f"/leistungen/{part}/") == "/leistungen/…/"
    assert page_name("/leistungen/…/") == "/leistungen/…/"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "/"),
        ("/en/", "/en/"),
        ("/leistungen/?q=mein+name", "/leistungen/"),
        ("/leistungen/hundesteuer-anmeldung/", "/leistungen/hundesteuer-anmeldung/"),
        ("/link/geheim/noch-etwas/", ""),
        ("/link/geheim", ""),
        ("/gibt-es-nicht/geheim/", ""),
        ("//evil.example/x", ""),
        ("https://evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_pages_of_ours_have_a_name(address: str, name: Any) -> None:
    assert page_name(address) == name
