"""All routes: German without a prefix, English below ``/en/``; those for machines in no language."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("rathaus.surfaces.ui.urls")),
    path("api/", include("rathaus.surfaces.api.urls")),
]
for _prefix, _surface in (("amt/", "amt"), ("koordination/", "koordination"), ("", "portal")):
    if find_spec(f"rathaus.surfaces.{_surface}.urls") is not None:
        urlpatterns += i18n_patterns(
            path(_prefix, include(f"rathaus.surfaces.{_surface}.urls")), prefix_default_language=False
        )

handler400 = "rathaus.surfaces.ui.responses.bad_request"
handler403 = "rathaus.surfaces.ui.responses.permission_denied"
handler404 = "rathaus.surfaces.ui.responses.page_not_found"
handler500 = "rathaus.surfaces.ui.responses.server_error"
