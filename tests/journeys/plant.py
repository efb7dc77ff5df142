"""An application for the approval of a plant, page by page: a biogas plant in the formal procedure."""

from tests.journeys.errands import LENA, Errand, Pages
from tests.journeys.form import DateBoxes
from tests.journeys.papers import pdf

TITLE = "Genehmigung einer Anlage beantragen (Immissionsschutz)"
COMPANY = "Biogas Eichen GmbH"


def plant(name: str) -> Errand:
    """A new plant for which the public is heard; all documents but the building plans are there."""
    pages: Pages = {
        "Wer beantragt die Genehmigung? (Teil 1)": {
            "Name der Organisation": COMPANY,
            "Vornamen": LENA.first_names,
            "Familienname": LENA.family_name,
        },
        "Wer beantragt die Genehmigung? (Teil 2)": {
            "Straße": "Hofweg",
            "Hausnummer": "3",
            "Postleitzahl": "63450",
            "Ort": "Hanau",
            "E-Mail-Adresse": "anlage@example.org",
        },
        "Was Sie beantragen": {
            "Was beantragen Sie?": "Genehmigung einer neuen Anlage (§ 4 BImSchG)",
            "Möchten Sie vor der Genehmigung beginnen dürfen?": "Nein",
        },
        "Die Anlage": {
            "Wie heißt die Anlage?": name,
            "Welche Nummer hat die Anlage im Anhang 1 der 4. BImSchV?": "8.6.3.1",
            "Welcher Buchstabe steht in Spalte c?": "G, förmliches Verfahren",
            "Steht in Spalte d ein E?": "Ja",
            "Was soll die Anlage tun, und wie groß ist sie?": "Vergärung von Gülle, 950 kW Feuerungswärmeleistung.",
            "Wann soll die Anlage in Betrieb gehen?": DateBoxes("1", "5", "2028"),
        },
        "Der Standort": {"Wo liegt der Standort?": "Außenbereich nördlich von Hanau"},
        "Flurstück": {"Flurstück 1": {"Gemarkung": "Hanau", "Flur und Flurstück": "Flur 12, 48/2"}},
        "Umwelt und Nachbarschaft": {
            "Braucht das Vorhaben eine Umweltverträglichkeitsprüfung?": "Nein",
            "Können gefährliche Stoffe Boden oder Grundwasser verschmutzen?": "Nein",
            "Greift das Vorhaben in Natur oder Landschaft ein?": "Ja",
            "Entstehen in der Anlage Abfälle?": "Ja",
            "Braucht die Anlage Wasser, leitet sie Abwasser ab oder lagert sie wassergefährdende Stoffe?": "Ja",
            "Soll die Baugenehmigung enthalten sein?": "Ja",
        },
        "Ihre Unterlagen (Teil 1)": {
            "Kurzbeschreibung für die Öffentlichkeit": [pdf("kurzbeschreibung.pdf")],
            "Verzeichnis der Unterlagen": [pdf("verzeichnis.pdf")],
            "Beschreibung der Anlage und des Betriebs": [pdf("anlagenbeschreibung.pdf")],
            "Zeichnungen und Lagepläne": [pdf("lageplan.pdf")],
            "Emissionen, Schutzmaßnahmen und Gutachten": [pdf("emissionen.pdf")],
            "Angaben zur Energieeffizienz": [pdf("energie.pdf")],
        },
        "Ihre Unterlagen (Teil 2)": {
            "Plan zur Behandlung der Abfälle": [pdf("abfallplan.pdf")],
            "Unterlagen zum Naturschutz": [pdf("naturschutz.pdf")],
        },
        "Besonderheiten": {},
    }
    return Errand(
        "anlage genehmigung",
        "anlagengenehmigung",
        "Genehmigung einer Anlage beantragen (Immissionsschutz)",
        pages,
        name,
    )
