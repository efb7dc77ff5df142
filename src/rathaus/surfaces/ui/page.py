"""What the frame of a page reads from the request: language, nonce, demo banner, footer links. Never the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csp import get_nonce
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from jinja2 import pass_context
from jinja2.runtime import Context

from rathaus.surfaces.ui.page_name import page_name

#: Pages that every page links to, by route name; the portal owns them.
FOOTER_ROUTES: Mapping[str, str] = {
    "feedback": "portal:feedback",
    "accessibility": "portal:accessibility",
    "privacy": "portal:privacy",
    "imprint": "portal:imprint",
    "plain_language": "portal:plain_language",
    "sign_language": "portal:sign_language",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who is signed in, as the header shows it.

    Args:
        name: the person's name.
        body: the Stelle for which they act; empty for citizens.
    """

    name: str
    body: str = ""


def url(name: str, *arguments: object, **keywords: object) -> str:
    """Return the path of a named route; arguments as in the route."""
    if arguments or keywords:
        return reverse(name, args=arguments or None, kwargs=keywords or None)
    return _path(name, get_language())


def url_or_none(name: str) -> str | None:
    """Return the path of a route, or None where this installation does not have it."""
    try:
        return _path(name, get_language())
    except NoReverseMatch:
        return None


@cache
def _path(name: str, _language: str | None) -> str:
    """Return the path of a route without arguments; the language that is spoken decides about its beginning."""
    return reverse(name)


def in_language(path: str, language: str) -> str:
    """Return the address of the same page in another language: German ones have no prefix, others begin with theirs.

    Args:
        path: path and query of a page in any language.
        language: ``de`` or ``en``.
    """
    prefixes = tuple(f"/{code}/" for code, _ in settings.LANGUAGES)
    bare = path[path.index("/", 1) :] if path.startswith(prefixes) else path
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


@pass_context
def script_nonce(context: Context) -> str:
    """Return the nonce of this answer for ``<script nonce>``; empty where there is no request."""
    request = _request(context)
    nonce = get_nonce(request) if request is not None else None
    return str(nonce) if nonce is not None else ""


@pass_context
def current_path(context: Context) -> str:
    """Return path and query of the request, to come back to; ``/`` where there is none."""
    request = _request(context)
    return request.get_full_path() if request is not None and request.method == "GET" else "/"


@pass_context
def current_page(context: Context) -> str:
    """Return which page of ours this is, never whose: what feedback may carry along; empty where it is none."""
    request = _request(context)
    return page_name(request.path) if request is not None else ""


@pass_context
def signed_in_person(context: Context) -> Person | None:
    """Return who is signed in: ``request.person``, set by the middleware that opens the scope."""
    return getattr(_request(context), "person", None)


def footer_links() -> dict[str, str]:
    """Return the links of the footer that exist, by their key."""
    links = {key: url_or_none(route) for key, route in FOOTER_ROUTES.items()}
    return {key: path for key, path in links.items() if path}


def is_demo() -> bool:
    """Return whether this installation is a demonstration and must say so on every page."""
    return bool(getattr(settings, "RATHAUS_DEMO", False))


def product_name() -> str:
    """Return the name in the header."""
    return str(getattr(settings, "RATHAUS_PRODUCT_NAME", "Rathaus"))


def _request(context: Context) -> HttpRequest | None:
    found: HttpRequest | None = context.get("request")
    return found


GLOBALS: Mapping[str, Callable[..., Any]] = {
    "in_language": in_language,
    "script_nonce": script_nonce,
    "current_path": current_path,
    "current_page": current_page,
    "signed_in_person": signed_in_person,
    "footer_links": footer_links,
    "is_demo": is_demo,
    "product_name": product_name,
    "url_or_none": url_or_none,
}
