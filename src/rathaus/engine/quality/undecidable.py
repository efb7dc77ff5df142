"""Checks of the catalogue that no file alone can decide, with the reason."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.engine.quality.grades import Grade
from rathaus.values.text import Text

_NEWEST = Text(
    "Nur das XRepository weiß, welche Version der Codeliste die neueste ist.",
    "Only the XRepository knows which version of the code list is the newest.",
)

#: number → (grade, why a file cannot tell)
UNDECIDABLE: Mapping[int, tuple[Grade, Text]] = MappingProxyType(
    {
        1035: (
            Grade.METHODISCH,
            Text(
                "Was das alte Format eines Hinweises war, steht nirgends; das amtliche Prüfblatt prüft es nicht.",
                "What the old format of a hint was is laid down nowhere; the official stylesheet does not check it.",
            ),
        ),
        1036: (
            Grade.METHODISCH,
            Text(
                "Ein Schema nennt Codelisten nur; ob es zwei mit gleicher Kennung und Version gibt, zeigt der Katalog.",
                "A schema only names code lists; whether two share identifier and version shows in the catalogue.",
            ),
        ),
        1115: (
            Grade.WARNUNG,
            Text("Dafür müsste das XRepository gefragt werden.", "The XRepository would have to be asked."),
        ),
        1121: (Grade.WARNUNG, _NEWEST),
        1123: (Grade.WARNUNG, _NEWEST),
        1125: (
            Grade.WARNUNG,
            Text("Dafür müsste das Sammelrepository gefragt werden.", "The central repository would have to be asked."),
        ),
        1126: (
            Grade.WARNUNG,
            Text(
                "Nur das Sammelrepository weiß, ob es eine neuere Version gibt.",
                "Only the central repository knows whether there is a newer version.",
            ),
        ),
        1138: (
            Grade.HINWEIS,
            Text("Für Links ist keine Länge empfohlen.", "No length is recommended for links."),
        ),
    }
)
