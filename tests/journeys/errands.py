"""What people apply for in the journeys: the words they search with, and their answers page by page."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.journeys.form import Answer, DateBoxes
from tests.journeys.papers import pdf

type Pages = Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True)
class Applicant:
    """Who applies, from where."""

    first_names: str
    family_name: str
    born: DateBoxes
    street: str
    number: str
    postcode: str
    town: str

    @property
    def name(self) -> str:
        return f"{self.first_names} {self.family_name}"

    def about_you(self) -> Mapping[str, Answer]:
        return {"Vornamen": self.first_names, "Familienname": self.family_name, "Geburtsdatum": self.born}

    def address(self) -> Mapping[str, Answer]:
        return {
            "Straße": self.street,
            "Hausnummer": self.number,
            "Postleitzahl": self.postcode,
            "Ort": self.town,
        }


@dataclass(frozen=True)
class Errand:
    """One errand: what people type to find it, its name, its pages in the order in which they come."""

    search: str
    slug: str
    title: str
    pages: Pages
    last_word: str = field(default="")
    """A piece of the answers that the decision repeats."""


MIRA = Applicant("Mira", "Sommer", DateBoxes("14", "6", "1991"), "Akazienweg", "7 a", "63452", "Hanau")
TARIK = Applicant("Tarik", "Aydın", DateBoxes("3", "4", "1982"), "Kaiserstraße", "19", "61169", "Friedberg")
LENA = Applicant("Lena", "Hoffmann", DateBoxes("14", "5", "1990"), "Nussallee", "12", "63450", "Hanau")
YUSUF = Applicant("Yusuf", "Kaya", DateBoxes("2", "11", "1978"), "Kaiserstraße", "81", "61169", "Friedberg")


def dog_tax(person: Applicant, *, dog: str = "Balu") -> Errand:
    """A dog from the shelter; the proof for the reduction follows later."""
    pages: Pages = {
        "Angaben zu Ihnen": {"Wer hält den Hund?": "Ich als Privatperson", **person.about_you()},
        "Anschrift und Kontakt": {**person.address(), "E-Mail-Adresse": "hund@example.org"},
        "Ihr Hund": {
            "Wie heißt der Hund?": dog,
            "Welche Rasse ist es?": "Labrador und Schäferhund",
            "Ist der Hund ein Mischling?": "Ja",
            "Welches Geschlecht hat der Hund?": "Rüde",
            "In welchem Jahr wurde der Hund geboren?": "2022",
            "Welche Farbe hat das Fell?": "schwarz",
        },
        "Haltung und Herkunft": {
            "Seit wann halten Sie den Hund in dieser Gemeinde?": DateBoxes("2", "11", "2026"),
            "Wie ist der Hund zu Ihnen gekommen?": "Aus einem Tierheim oder vom Tierschutz",
            "Wer hatte den Hund vorher?": "Tierheim",
            "Wie viele Hunde leben außerdem in Ihrem Haushalt?": "0",
        },
        "Gefährliche Hunde": {"Gilt der Hund als gefährlich?": "Nein"},
        "Befreiung oder Ermäßigung": {"Möchten Sie eine Befreiung oder Ermäßigung beantragen?": "Nein"},
        "Zahlung und Besonderheiten": {"Wie möchten Sie zahlen?": "Ich überweise selbst"},
    }
    return Errand("hund anmelden", "hundesteuer-anmeldung", "Hund anmelden (Hundesteuer)", pages, dog)


def parking_permit(person: Applicant, *, plate: str = "HU-MS 412") -> Errand:
    """A new permit for one's own car, with both sides of its registration certificate."""
    pages: Pages = {
        "Angaben zu Ihnen": {**person.about_you(), "E-Mail-Adresse": "auto@example.org"},
        "Ihre Wohnung": {**person.address(), "Sind Sie an dieser Anschrift gemeldet?": "Ja, mit Hauptwohnung"},
        "Ihr Antrag": {
            "Was möchten Sie beantragen?": "Einen neuen Ausweis",
            "In welchem Parkquartier wohnen Sie?": "Innenstadt Nord",
            "Ab wann soll der Ausweis gelten?": DateBoxes("1", "12", "2026"),
            "Wie lange soll der Ausweis gelten?": "Ein Jahr",
        },
        "Fahrzeug und Halter": {
            "Was ist das für ein Fahrzeug?": "Auto (Pkw)",
            "Auf wen ist das Fahrzeug zugelassen?": "Auf mich",
            "Wie lautet das Kennzeichen?": plate,
        },
        "Unterlagen: Fahrzeug und Halter": {
            "Zulassungsbescheinigung Teil I (Fahrzeugschein)": [pdf("schein-vorn.pdf"), pdf("schein-hinten.pdf")],
        },
        "Besonderheiten": {},
    }
    return Errand("parken als anwohner", "bewohnerparkausweis", "Bewohnerparkausweis beantragen", pages, plate)


def advance_maintenance(person: Applicant) -> Errand:
    """A parent for two children; the elder is past twelve, so the form asks more about that child."""
    child: Mapping[str, Answer] = {"Familienname": person.family_name, "Wo lebt das Kind?": "Bei mir"}
    pages: Pages = {
        "Angaben zu Ihnen": {
            "In welcher Rolle stellen Sie den Antrag?": "Ich bin der Elternteil, bei dem das Kind lebt",
            **person.about_you(),
        },
        "Anschrift und Kontakt": {**person.address(), "Telefonnummer": "06181 5550177"},
        "Familie und Lebenssituation": {
            "Wie ist Ihr Familienstand?": "Geschieden oder Lebenspartnerschaft aufgehoben",
            "Leben Sie mit dem anderen Elternteil zusammen?": "Nein",
            "Wer bekommt das Kindergeld?": "Ich",
            "Welche Staatsangehörigkeit haben die Kinder?": (
                "Alle Kinder: Deutschland, EU, Norwegen, Island, Liechtenstein oder Schweiz"
            ),
        },
        "Kind": {
            "Kind 1": {
                "Vornamen": "Milan",
                **child,
                "Wann ist das Kind geboren?": DateBoxes("18", "5", "2012"),
                "Bekommt das Kind Geld vom Jobcenter (SGB II)?": "Nein",
                "Geht das Kind noch zur Schule?": "Ja, in eine allgemeinbildende Schule",
            },
            "Kind 2": {"Vornamen": "Elena", **child, "Wann ist das Kind geboren?": DateBoxes("30", "1", "2021")},
        },
        "Der andere Elternteil": {
            "Was wissen Sie über den anderen Elternteil?": "Ich kenne Namen und Anschrift",
            "Vornamen": "Goran",
            "Familienname": "Petrović",
            "Letzte bekannte Anschrift": "Römerstraße 4, 55116 Mainz",
        },
        "Unterhalt": {"Zahlt der andere Elternteil Unterhalt für das Kind?": "Nein"},
        "Unterlagen: Unterhalt": {},
        "Unterlagen: Geburtsurkunden und Bescheide": {
            "Geburtsurkunden der Kinder": [pdf("geburtsurkunde-milan.pdf"), pdf("geburtsurkunde-elena.pdf")],
        },
        "Konto und Besonderheiten": {
            "IBAN": "DE89 3704 0044 0532 0130 00",
            "Wem gehört das Konto?": person.name,
        },
    }
    return Errand("unterhalt fürs kind", "unterhaltsvorschuss", "Unterhaltsvorschuss beantragen", pages, "Milan")
