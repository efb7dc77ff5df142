"""The cast of the demonstration: who can sign in without a password while demo mode is on.

``rathaus demo`` creates these accounts; the sign-in page offers them. All people are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.conf import settings

from rathaus.values.text import Text

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Character:
    """One person of the cast.

    Args:
        login: technical name of the account.
        name: first and last name.
        part: what they do here, one sentence.
        role: role in the body; empty for a citizen.
        stelle: slug of the body they work for; empty for a citizen.
        attributes: what a citizen told us about themselves, by column of the person.
    """

    login: str
    name: str
    part: Text
    role: str = ""
    stelle: str = ""
    attributes: Mapping[str, str] = field(default=_NOTHING)

    @property
    def is_citizen(self) -> bool:
        """Whether they apply rather than work here."""
        return not self.role


def _citizen(login: str, part: Text, **attributes: str) -> Character:
    name = f"{attributes['vorname']} {attributes['nachname']}"
    return Character(login, name, part, attributes=MappingProxyType(attributes))


CAST: tuple[Character, ...] = (
    _citizen(
        "demo-lena-hoffmann",
        Text("Bürgerin in Hanau, alleinerziehend, mit Hund und Auto", "citizen of Hanau, single parent, dog and car"),
        vorname="Lena",
        nachname="Hoffmann",
        geburtsdatum="1990-05-14",
        strasse="Nussallee",
        hausnummer="12",
        postleitzahl="63450",
        ort="Hanau",
        email="lena.hoffmann@example.org",
        telefon="06181 555010",
    ),
    _citizen(
        "demo-yusuf-kaya",
        Text("Bürger in Friedberg (Hessen)", "citizen of Friedberg (Hessen)"),
        vorname="Yusuf",
        nachname="Kaya",
        geburtsdatum="1978-11-02",
        strasse="Kaiserstraße",
        hausnummer="81",
        postleitzahl="61169",
        ort="Friedberg",
        email="yusuf.kaya@example.org",
        telefon="06031 555020",
    ),
    Character(
        "demo-amt-hanau",
        "Petra Schneider",
        Text("arbeitet für die Stadt Hanau", "works for the city of Hanau"),
        "lead",
        "hanau",
    ),
    Character(
        "demo-amt-hanau-2",
        "Nadia Kurt",
        Text("arbeitet mit Petra Schneider für die Stadt Hanau", "works with Petra Schneider for the city of Hanau"),
        "clerk",
        "hanau",
    ),
    Character(
        "demo-amt-maintal",
        "Jens Vogel",
        Text("arbeitet für die Nachbarstadt Maintal", "works for Maintal, the next town"),
        "clerk",
        "maintal",
    ),
    Character(
        "demo-amt-friedberg",
        "Aylin Demir",
        Text("arbeitet für die Stadt Friedberg", "works for the town of Friedberg"),
        "lead",
        "friedberg-hessen",
    ),
    Character(
        "demo-amt-wetterau",
        "Markus Braun",
        Text("arbeitet für den Wetteraukreis", "works for the county Wetteraukreis"),
        "lead",
        "wetteraukreis",
    ),
    Character(
        "demo-amt-darmstadt",
        "Helga Ritter",
        Text("arbeitet für das Regierungspräsidium Darmstadt", "works for the regional authority in Darmstadt"),
        "lead",
        "regierungspraesidium-darmstadt",
    ),
    Character(
        "demo-amt-darmstadt-2",
        "Tobias Engel",
        Text(
            "arbeitet für das Regierungspräsidium Darmstadt und zeichnet mit",
            "works for the regional authority in Darmstadt and co-signs",
        ),
        "clerk",
        "regierungspraesidium-darmstadt",
    ),
    Character(
        "demo-koordination",
        "Dr. Miriam Weiß",
        Text("leitet die Koordinierungsstelle des Landes", "leads the state's coordination office"),
        "officer",
        "koordinierungsstelle",
    ),
    Character(
        "demo-pruefung",
        "Stefan Lorenz",
        Text("prüft für die Stadt Hanau und liest nur", "audits for the city of Hanau and only reads"),
        "auditor",
        "hanau",
    ),
)


def demo_cast() -> tuple[Character, ...]:
    """Return who can sign in without a password: nobody outside of demo mode."""
    return CAST if settings.RATHAUS_DEMO else ()


def character(login: str) -> Character | None:
    """Return the person of the cast with this login; None outside of demo mode, whatever the login."""
    return next((each for each in demo_cast() if each.login == login), None)
