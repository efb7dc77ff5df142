"""Routes for the tests of the shared components: errors on purpose, the footer pages, the gallery."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.middleware.csrf import get_token
from django.urls import include, path

from rathaus.core.konto.errors import TooManyTries
from rathaus.surfaces.ui import responses
from rathaus.surfaces.ui.gallery import gallery
from rathaus.surfaces.ui.page import FOOTER_ROUTES
from rathaus.values.errors import RathausError
from rathaus.values.xml import XmlRefused


class WithoutText(RathausError):
    """An error whose code has no line in the table."""

    code = "TST-999"


def refused(_request: HttpRequest) -> HttpResponse:
    raise XmlRefused(line=1, reason="")


def unknown(_request: HttpRequest) -> HttpResponse:
    raise WithoutText


def too_often(_request: HttpRequest) -> HttpResponse:
    raise TooManyTries(retry_after_s=42)


def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def cut_off(_request: HttpRequest) -> HttpResponse:
    raise UnreadablePostError


def forbidden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def away(_request: HttpRequest) -> HttpResponse:
    raise OperationalError


def lose_database(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    return away


def form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f'<form><input name="csrfmiddlewaretoken" value="{get_token(request)}"></form>')


def empty(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


_footer = [path(f"{key}/", empty, name=route.partition(":")[2]) for key, route in FOOTER_ROUTES.items()]

urlpatterns = [
    path("refused/", refused),
    path("unknown/", unknown),
    path("broken/", broken),
    path("cut-off/", cut_off),
    path("forbidden/", forbidden),
    path("post/", empty),
    path("away/", away),
    path("away/form/", form),
    path("many/", too_often),
    path("gallery/", gallery),
    path("ui/", include("rathaus.surfaces.ui.urls")),
    path("portal/", include((_footer, "portal"))),
]

handler400 = responses.bad_request
handler403 = responses.permission_denied
handler404 = responses.page_not_found
handler500 = responses.server_error
