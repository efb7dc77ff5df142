"""Routes of the shared components: the gallery, in demonstrations."""

from django.conf import settings
from django.urls import URLPattern, path

from rathaus.surfaces.ui.gallery import gallery

app_name = "ui"

urlpatterns: list[URLPattern] = [path("bausteine/", gallery, name="gallery")] if settings.RATHAUS_DEMO else []
