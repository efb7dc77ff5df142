"""The template environment of all surfaces (Django's Jinja2 backend).

Settings: ``{"BACKEND": "django.template.backends.jinja2.Jinja2", "DIRS": [<surface>/templates, …],
"OPTIONS": {"environment": "rathaus.surfaces.ui.jinja.environment"}}``. ``layout`` is a global function that reads
what the frame of a page needs from the request, so no context processor is needed.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from rathaus.surfaces.ui import filters, page, ready

TEMPLATES = Path(__file__).resolve().parent / "templates"

_EXTENSIONS = ("jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols")


def _gettext(message: str) -> str:
    return _translated(translation.get_language(), message)


@lru_cache(maxsize=8_000)
def _translated(_language: str | None, message: str) -> str:
    """Return a message of the catalogue; the language is the active one and part of what is kept."""
    return translation.gettext(message)


def environment(**options: Any) -> Environment:
    """Return the environment: autoescape, strict about missing names, German and English through gettext."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    options["extensions"] = [*options.get("extensions", ()), *_EXTENSIONS]
    result = Environment(**options)  # noqa: S701  # autoescape is set two lines above
    result.policies["ext.i18n.trimmed"] = True
    result.install_gettext_callables(  # type: ignore[attr-defined]  # added by the i18n extension
        _gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    result.globals.update(static=static, url=page.url, **page.GLOBALS, **filters.GLOBALS, **ready.GLOBALS)
    result.filters.update(filters.FILTERS)
    return result
