"""Findings of the importer of prose rules: why a rule is not certain, and what is good to know."""

from collections.abc import Mapping
from types import MappingProxyType

from rathaus.values.findings import Finding
from rathaus.values.messages import Message, hint, warning
from rathaus.values.text import Text

_CONFIRM = Text(
    "Die Regel wirkt nicht, bis jemand eine Lesart bestätigt.",
    "The rule does nothing until somebody confirms a reading.",
)

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {
        "REG-001": warning(
            Text("Dieser Teil der Regel wurde nicht verstanden: „{part}“", "This part was not understood: “{part}”"),
            _CONFIRM,
        ),
        "REG-002": warning(
            Text("{id} steht nicht unter dem Element, das die Regel trägt.", "{id} is not below the bearing element."),
            _CONFIRM,
        ),
        "REG-003": warning(
            Text("{id} ist hier mehrdeutig: {places}.", "{id} is ambiguous here: {places}."),
            _CONFIRM,
        ),
        "REG-004": warning(
            Text(
                "{id} heißt im Schema „{name}“, in der Regel „{label}“.",
                "{id} is “{name}” in the schema, not “{label}”.",
            ),
            _CONFIRM,
        ),
        "REG-005": warning(
            Text("„{value}“ ist kein Wert von {id}.", "“{value}” is no value of {id}."),
            _CONFIRM,
        ),
        "REG-006": warning(
            Text(
                "{value} heißt bei {id} „{name}“, in der Regel „{label}“.",
                "{value} of {id} is “{name}”, not “{label}”.",
            ),
            _CONFIRM,
        ),
        "REG-007": warning(
            Text("„und“ und „oder“ sind hier mehrdeutig: „{part}“", "“und” and “oder” are ambiguous here: “{part}”"),
            _CONFIRM,
        ),
        "REG-008": warning(
            Text("Die Regel widerspricht sich bei {id}.", "The rule contradicts itself about {id}."),
            _CONFIRM,
        ),
        "REG-009": warning(
            Text(
                "Die Regel widerspricht bei {id} der Regel {other}.",
                "The rule contradicts the rule {other} about {id}.",
            ),
            _CONFIRM,
        ),
        "REG-010": warning(
            Text(
                "Die Regel zeigt {id} und sagt nicht, wann es verborgen ist.",
                "The rule shows {id} and does not say when it is hidden.",
            ),
            _CONFIRM,
        ),
        "REG-011": warning(
            Text("{id} kann so nicht verwendet werden: {reason}", "{id} cannot be used like this: {reason}"),
            _CONFIRM,
        ),
        "REG-012": warning(
            Text("Die Sichtbarkeit hängt von sich selbst ab: {places}.", "Visibility depends on itself: {places}."),
            _CONFIRM,
        ),
        "REG-013": warning(
            Text(
                "Die Codeliste von {id} fehlt, und die Regeln nennen Code und Name verschieden: {values}.",
                "The code list of {id} is missing, and the rules name code and name differently: {values}.",
            ),
            Text("Laden Sie die Codeliste.", "Load the code list."),
        ),
        "REG-014": warning(
            Text(
                "{id} soll freiwillig sein, ist im Schema aber Pflicht.",
                "{id} is optional here, mandatory in the schema.",
            ),
            _CONFIRM,
        ),
        "REG-020": hint(
            Text(
                "Werte von {id} sind noch nicht verglichen: die Codeliste {urn} fehlt.",
                "Values of {id} are not compared yet: the code list {urn} is missing.",
            ),
            Text("Laden Sie die Codeliste.", "Load the code list."),
        ),
        "REG-021": hint(
            Text(
                "Die Regel zeigt {id} und lässt offen, ob es sonst verborgen ist; es bleibt sichtbar.",
                "The rule shows {id} and leaves open whether it is hidden otherwise; it stays visible.",
            ),
            Text("Ergänzen Sie bei Bedarf eine Regel.", "Add a rule if needed."),
        ),
        "REG-022": hint(
            Text(
                "{id} ist ein Hinweis; „Pflicht“ heißt hier nur, dass er gezeigt wird.",
                "{id} is a notice; “mandatory” only means that it is shown.",
            ),
            Text("Es ist nichts zu tun.", "There is nothing to do."),
        ),
        "REG-023": hint(
            Text(
                "Die Regel zeigt {id} und verlangt es nicht; im Schema ist es freiwillig.",
                "The rule shows {id} and does not demand it; it is optional in the schema.",
            ),
            Text("Ergänzen Sie bei Bedarf eine Regel.", "Add a rule if needed."),
        ),
    }
)


def finding(code: str, where: str, /, **facts: object) -> Finding:
    """Return the finding of a code.

    Args:
        code: key of :data:`CATALOGUE`.
        where: id of the bearing element and of the rule, joined by a slash.
        facts: values for the names in the sentences; a ``Text`` gives each language its own.
    """
    return CATALOGUE[code].finding(code, where, **facts)
