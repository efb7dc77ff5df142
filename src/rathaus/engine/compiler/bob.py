"""The harmonised building blocks (Baukasten, id range 60) that we recognise by their id.

Source: FIM, Baukasten of the id range 60; ids as they stand in released schemas.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rathaus.engine.formular.model import Kind


@dataclass(frozen=True, slots=True)
class BuildingBlock:
    """What we know of a building block.

    Args:
        prefill: token of the fact that may be offered.
        autocomplete: token of the HTML attribute of this name.
        kind: what it asks for, where the data type alone does not say.
    """

    prefill: str | None = None
    autocomplete: str | None = None
    kind: Kind | None = None


DAY, MONTH, YEAR = "F60000000231", "F60000000232", "F60000000233"

BUILDING_BLOCKS: Mapping[str, BuildingBlock] = MappingProxyType(
    {
        "F60000000227": BuildingBlock("person.familienname", "family-name"),
        "F60000000228": BuildingBlock("person.vorname", "given-name"),
        "F60000000229": BuildingBlock("person.doktorgrad", "honorific-prefix"),
        "F60000000230": BuildingBlock("person.geburtsname"),
        "F60000000234": BuildingBlock("person.geburtsort"),
        "G60000000083": BuildingBlock("person.geburtsdatum", "bday"),
        "F60000000240": BuildingBlock("person.telefon", "tel", Kind.TEL),
        "F60000000241": BuildingBlock(kind=Kind.TEL),
        "F60000000242": BuildingBlock("person.email", "email", Kind.EMAIL),
        "F60000000243": BuildingBlock("anschrift.strasse", "address-line1"),
        "F60000000244": BuildingBlock("anschrift.hausnummer"),
        "F60000000246": BuildingBlock("anschrift.postleitzahl", "postal-code", Kind.POSTAL_CODE),
        "F60000000247": BuildingBlock("anschrift.ort", "address-level2"),
        "F60000000248": BuildingBlock("anschrift.zusatz", "address-line2"),
        "F60000000319": BuildingBlock("organisation.name", "organization", Kind.TEXT),
        "F60000000321": BuildingBlock(autocomplete="url"),
        "F60000000382": BuildingBlock(kind=Kind.POSTAL_CODE),
    }
)
