"""A browser without a database: whatever these tests show works when the database is down."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation
from lxml import html
from pytest_django import Settings

from rathaus.surfaces.ui.jinja import TEMPLATES, environment

ERROR_PAGES = "rathaus.surfaces.ui.responses.ErrorPages"


@pytest.fixture
def browser(settings: Settings) -> Client:
    """A client on the routes of these tests; exceptions become pages."""
    settings.ROOT_URLCONF = "tests.surfaces.ui.urls"
    settings.RATHAUS_DEMO = True
    settings.MIDDLEWARE = [*(name for name in settings.MIDDLEWARE if name != ERROR_PAGES), ERROR_PAGES]
    return Client(raise_request_exception=False)


@pytest.fixture
def draw() -> Callable[..., html.HtmlElement]:
    """Render a piece of template: ``draw(import line, source, language, **context)``."""
    from jinja2 import FileSystemLoader

    jinja = environment(loader=FileSystemLoader(TEMPLATES))

    def render(source: str, language: str = "de", **context: object) -> html.HtmlElement:
        with translation.override(language):
            drawn = jinja.from_string(source).render(**context)
        return html.fragment_fromstring(drawn, create_parent="div")

    return render
