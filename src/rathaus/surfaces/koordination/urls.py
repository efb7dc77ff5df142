"""Routes of the coordination office, below ``/koordination/``. What is posted to is a noun."""

from django.urls import URLPattern, path

from rathaus.surfaces.koordination import (
    ablauf,
    entscheidungen,
    kennzahlen,
    lage,
    leistungen,
    logik,
    matrix,
    normen,
    pakete,
    qualitaet,
    recht,
    rechtsbehelfe,
    regeln,
    rueckmeldungen,
    schreiben,
    stellen,
    uebernahme,
    vergleich,
    veroeffentlichung,
    versionen,
    vorschau,
)
from rathaus.surfaces.ui.version_number import NUMBER

app_name = "koordination"

_ONE = "leistungen/<slug:slug>/"
_VERSION = f"{_ONE}versionen/{NUMBER}/"

urlpatterns: list[URLPattern] = [
    path("", lage.lage, name="home"),
    path("leistungen/", leistungen.leistungen, name="leistungen"),
    path("regeln/", regeln.waiting_rules, name="open_rules"),
    path("pakete/", pakete.packages, name="package"),
    path("pakete/<uuid:einspielung>/", pakete.package_draft, name="package_draft"),
    path(_ONE, leistungen.leistung_page, name="leistung"),
    path(_ONE + "chronik/", leistungen.chronik, name="chronik"),
    path(_ONE + "vergleich/", vergleich.comparison, name="comparison"),
    path(_ONE + "stellen/", uebernahme.bodies, name="bodies"),
    path(_ONE + "stellen.csv", uebernahme.bodies_csv, name="bodies_csv"),
    path(_ONE + "uebernahme/", uebernahme.adoption, name="adoption"),
    path(_VERSION, versionen.version_page, name="version"),
    path(_VERSION + "quellen/<path:path>", versionen.source, name="source"),
    path(_VERSION + "regeln/", regeln.rules, name="rules"),
    path(_VERSION + "regeln/<slug:rule>/", regeln.rule, name="rule"),
    path(_VERSION + "regeln/<slug:rule>/entscheidung/", regeln.decision, name="decision"),
    path(_VERSION + "qualitaet/", qualitaet.quality, name="quality"),
    path(_VERSION + "formular/", vorschau.preview_start, name="preview_start"),
    path(_VERSION + "formular/seiten/<slug:page>/", vorschau.preview_page, name="preview_page"),
    path(
        _VERSION + "formular/seiten/<slug:page>/<str:eintrag>/<slug:schritt>/",
        vorschau.preview_page,
        name="preview_entry",
    ),
    path(_VERSION + "formular/pruefung/", vorschau.preview_review, name="preview_review"),
    path(_VERSION + "ablauf/", ablauf.procedure, name="procedure"),
    path(_VERSION + "entscheidungen/", entscheidungen.decisions, name="decisions"),
    path(_VERSION + "schreiben/", schreiben.letters, name="letters"),
    path(_VERSION + "logik/", logik.logic, name="logic"),
    path(_VERSION + "veroeffentlichung/", veroeffentlichung.publication, name="publication"),
    path(_VERSION + "ruecknahme/", veroeffentlichung.withdrawal, name="withdrawal"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix.csv", matrix.matrix_csv, name="matrix_csv"),
    path("stellen/", stellen.stellen, name="stellen"),
    path("stellen/<slug:slug>/", stellen.stelle_page, name="stelle"),
    path("recht/", recht.law, name="law"),
    path("recht/<slug:jurisdiction>/<str:key>/", recht.parameter, name="parameter"),
    path("recht/<slug:jurisdiction>/<str:key>/bestaetigung/", recht.confirmation, name="confirmation"),
    path("rechtsbehelfe/", rechtsbehelfe.remedies, name="remedies"),
    path("rechtsbehelfe.csv", rechtsbehelfe.remedies_csv, name="remedies_csv"),
    path("kennzahlen/", kennzahlen.figures_page, name="figures"),
    path("kennzahlen.csv", kennzahlen.figures_csv, name="figures_csv"),
    path("rueckmeldungen/", rueckmeldungen.feedback, name="feedback"),
    path("normen/", normen.normen, name="normen"),
    path("normen/<slug:slug>/", normen.norm_page, name="norm"),
]
