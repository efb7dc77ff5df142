"""Routes of the shared components: the gallery, in demonstrations."""

from django.conf import settings
from django.urls import URLPattern, path

from rathaus.surfaces.ui.gallery import gallery

app_name = "ui"


def routes(*, is_demo: bool) -> list[URLPattern]:
    """Return the routes of an installation."""
    return [path("bausteine/", gallery, name="gallery")] if is_demo else []


urlpatterns = routes(is_demo=settings.RATHAUS_DEMO)
