"""Routes of the clerks, below ``/amt/``. What is posted to is a noun."""

from django.urls import URLPattern, path

from rathaus.surfaces.amt import (
    arbeit,
    dateien,
    einstellungen,
    entscheidung,
    erlass,
    heute,
    leistungen,
    nachweis,
    recht,
    rueckfrage,
    rueckmeldungen,
    schreiben,
    stelle,
    vorgaenge,
    vorgang,
)

app_name = "amt"

_CASE = "vorgaenge/<uuid:vorgang>/"

urlpatterns: list[URLPattern] = [
    path("", heute.heute, name="today"),
    path("vorgaenge/", vorgaenge.vorgaenge, name="vorgaenge"),
    path("vorgaenge/suche/", vorgaenge.search, name="vorgaenge_search"),
    path("vorgaenge/export.csv", vorgaenge.vorgaenge_export, name="vorgaenge_export"),
    path(_CASE, vorgang.vorgang_page, name="vorgang"),
    path(_CASE + "uebernahme/", arbeit.claim, name="claim"),
    path(_CASE + "freigabe/", arbeit.release, name="release"),
    path(_CASE + "wiederaufnahme/", arbeit.resume, name="resume"),
    path(_CASE + "abschluss/", arbeit.close, name="close"),
    path(_CASE + "aufgaben/<slug:key>/", arbeit.task, name="task"),
    path(_CASE + "dateien/<uuid:datei>/", dateien.document, name="document"),
    path(_CASE + "dateien/<uuid:datei>/vorschau/", dateien.preview, name="preview"),
    path(_CASE + "dateien/<uuid:datei>/pruefung/", arbeit.scan, name="scan"),
    path(_CASE + "schreiben/<uuid:nachricht>/text/", schreiben.letter_as_text, name="letter_as_text"),
    path(_CASE + "angaben.<slug:ending>", dateien.answers, name="answers"),
    path(_CASE + "rueckfrage/", rueckfrage.question, name="question"),
    path(_CASE + "bescheid/", entscheidung.decision, name="decision"),
    path(_CASE + "bescheid/entwurf.pdf", entscheidung.draft_pdf, name="draft_pdf"),
    path(_CASE + "bescheid/gericht/", erlass.court, name="court"),
    path(_CASE + "bescheid/erlass/", erlass.issue, name="issue"),
    path(_CASE + "nachweis/ende/", nachweis.end, name="end_certificate"),
    path("leistungen/", leistungen.leistungen, name="leistungen"),
    path("leistungen/<slug:slug>/", leistungen.leistung_page, name="leistung"),
    path("leistungen/<slug:slug>/uebernahme/", leistungen.adoption, name="adoption"),
    path("leistungen/<slug:slug>/ruecknahme/", leistungen.withdrawal, name="withdrawal"),
    path("recht/", recht.law, name="law"),
    path("recht/<slug:jurisdiction>/<str:key>/", recht.parameter, name="parameter"),
    path("recht/<slug:jurisdiction>/<str:key>/bestaetigung/", recht.confirmation, name="confirmation"),
    path("rueckmeldungen/", rueckmeldungen.feedback, name="feedback"),
    path("stelle/", stelle.contact, name="contact"),
    path("team/", stelle.team, name="team"),
    path("einstellungen/", einstellungen.settings_page, name="settings"),
    path("hilfe/", einstellungen.help_page, name="help"),
]
