"""Routes for machines, below ``/api/``: the same in every language, and never moved."""

from django.urls import URLPattern, path

from rathaus.surfaces.api import leistungen
from rathaus.surfaces.ui.version_number import NUMBER

app_name = "api"

_VERSIONS = "v1/leistungen/<slug:slug>/versionen/"
_ONE = f"{_VERSIONS}{NUMBER}/"

urlpatterns: list[URLPattern] = [
    path("v1/leistungen/", leistungen.leistungen, name="leistungen"),
    path("v1/leistungen/<slug:slug>/dauer/", leistungen.dauer, name="dauer"),
    path(_VERSIONS, leistungen.versionen, name="versionen"),
    path(_ONE, leistungen.version, name="version"),
    path(_ONE + "schema.json", leistungen.json_schema, name="json_schema"),
    path(_ONE + "schema.xsd", leistungen.xml_schema, name="xml_schema"),
    path(_ONE + "logic.txt", leistungen.logic, name="logic"),
    path("", leistungen.nothing, name="root"),
    path("<path:rest>", leistungen.nothing, name="nothing"),
]
