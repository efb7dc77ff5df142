"""Routes of the shared components: the language switch, and the gallery in demonstrations."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.i18n import set_language

from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.gallery import gallery

app_name = "ui"


@audience(Audience.EVERYBODY, methods=("POST",))
def switch_language(request: ScopedRequest) -> HttpResponse:
    """Remember the language in a cookie and go back to where the person was."""
    return set_language(request)


urlpatterns: list[URLPattern] = [path("sprache/", switch_language, name="language")]
if getattr(settings, "RATHAUS_DEMO", False):
    urlpatterns.append(path("bausteine/", gallery, name="gallery"))
