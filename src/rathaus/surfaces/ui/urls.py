"""Routes of the shared components: the language switch, and the gallery in demonstrations."""

from django.conf import settings
from django.urls import URLPattern, path
from django.views.i18n import set_language

from rathaus.surfaces.ui.gallery import gallery

app_name = "ui"

urlpatterns: list[URLPattern] = [path("sprache/", set_language, name="language")]
if getattr(settings, "RATHAUS_DEMO", False):
    urlpatterns.append(path("bausteine/", gallery, name="gallery"))
