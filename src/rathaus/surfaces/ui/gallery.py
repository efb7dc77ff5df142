"""The living page of components: every macro in every state, for authors of screens and for the accessibility check."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.plots import bars_of
from rathaus.values.document import Document, Facts, Heading, ItemList, Letterhead, Paragraph

_DAY = datetime.date(2026, 4, 3)
_INSTANT = datetime.datetime(2026, 4, 3, 12, 5, tzinfo=datetime.UTC)
_PLOT = bars_of([("1/26", (12, 9)), ("2/26", (7, 8)), ("3/26", (15, 14))])

SAMPLE_LETTER = Document(
    language="de",
    title="Bescheid über einen Bewohnerparkausweis",
    letterhead=Letterhead(
        sender="Stadt Musterstadt",
        sender_lines=("Straßenverkehrsbehörde", "Am Markt 1", "60000 Musterstadt"),
        recipient_lines=("Kim Muster", "Gartenweg 7", "60000 Musterstadt"),
        reference_rows=(("Aktenzeichen", "BPA-2026-000123"), ("Ihr Antrag vom", "1. April 2026")),
        place_and_date="Musterstadt, 3. April 2026",
    ),
    blocks=(
        Paragraph("Guten Tag Kim Muster,"),
        Paragraph("Sie erhalten einen Bewohnerparkausweis für das Fahrzeug MU-ST 123 in der Zone 4.", strong=True),
        Facts((("Gültig ab", "15. April 2026"), ("Gültig bis", "14. April 2027"), ("Gebühr", "30,70 €"))),
        Heading(1, "Begründung"),
        Paragraph("Sie wohnen in der Zone 4 und nutzen das Fahrzeug dauerhaft."),
        ItemList(("Ihre Wohnung liegt in der Zone 4.", "Das Fahrzeug ist auf Sie zugelassen.")),
        Heading(1, "Ihre Rechte"),
        Paragraph("Gegen diesen Bescheid können Sie innerhalb eines Monats Widerspruch einlegen."),
    ),
)


@audience(Audience.EVERYBODY)
def gallery(request: ScopedRequest) -> HttpResponse:
    """Show every component in every state."""
    context = {"day": _DAY, "instant": _INSTANT, "letter_document": SAMPLE_LETTER, "plot": _PLOT, **_lists()}
    return render(request, "ui/gallery.html", context)


def _lists() -> dict[str, Any]:
    return {
        "countries": [(f"{index:03}", name) for index, name in enumerate(_COUNTRIES)],
        "zones": [("z4", "Zone 4", "Altstadt und Bahnhof"), ("z5", "Zone 5", "Nordend"), ("z9", "Ich weiß es nicht")],
        "steps": ("Abgesendet", "Eingegangen", "In Prüfung", "Rückfrage", "Entschieden", "Zugestellt"),
        "files": [
            {
                "id": "1",
                "name": "Zulassungsbescheinigung.pdf",
                "size": 1_240_000,
                "url": "#",
                "remove_name": "_remove",
            },
            {"id": "2", "name": "Foto vom Handy.jpg", "size": 340_000, "url": "", "remove_name": "_remove"},
        ],
    }


_COUNTRIES = (
    "Ägypten Albanien Algerien Argentinien Belgien Bosnien Brasilien Bulgarien Chile China Dänemark Deutschland "
    "Ecuador Estland Finnland Frankreich Georgien Ghana Griechenland Indien Irak Iran Irland Island Italien Japan "
    "Kanada Kenia Kroatien Lettland Litauen Marokko Mexiko Österreich Polen Portugal Rumänien Schweiz Spanien"
).split()
