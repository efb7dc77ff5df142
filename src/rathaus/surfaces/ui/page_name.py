"""The name of a page: its address without what tells whose page it is, so that it may be kept and told on."""

import re

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

#: Parts of an address that stand in the public catalogue: a service, a norm, a body, a version, a page of a form.
PUBLIC_PARTS = frozenset({"slug", "number", "page"})
HIDDEN = "…"
_SOMEBODY = "00000000-0000-4000-8000-000000000000"
_SLUG, _VERSION = re.compile(r"[a-z0-9-]+"), re.compile(r"[0-9]+(\.[0-9]+)*")
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


def page_name(address: str) -> str:
    """Return the path of a page of ours with ``…`` in place of ids, secrets and tokens; empty for every other address.

    Query and fragment are left out: somebody may have typed their name there. The name of a page is its own name.

    Args:
        address: path of a page in any language, its query and fragment; already cut or not.
    """
    path = address.partition("?")[0].partition("#")[0].replace(HIDDEN, _SOMEBODY)
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            found = resolve(path)
        except Resolver404:
            return ""
    parts = {name: str(part) for name, part in found.kwargs.items() if _is_public(name, str(part))}
    return "/" + _PART.sub(lambda match: parts.get(match[1], HIDDEN), found.route)


def _is_public(name: str, part: str) -> bool:
    """Return whether a part looks like the catalogue: what somebody typed into the address may be anything."""
    looks = _VERSION if name == "number" else _SLUG
    return name in PUBLIC_PARTS and part != _SOMEBODY and looks.fullmatch(part) is not None
