"""What kind of task a step is.

Source: XProzess, ``referenzaktivitaetengruppeTyp`` (RAG); BPMN 2.0, clause 10.2.3 for tasks without one.
"""

import re
from typing import Final

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.standards.xprozess.bpmn import BpmnNode
from rathaus.standards.xprozess.model import Aktivitaetengruppe, Referenzaktivitaet
from rathaus.values.messages import FindingSink

_BY_RAG: Final = {
    Referenzaktivitaet.EMPFANGEN: AufgabeKind.EMPFANGEN,
    Referenzaktivitaet.BEREITSTELLEN: AufgabeKind.ZUSTELLEN,
    Referenzaktivitaet.FORMELL_PRUEFEN: AufgabeKind.PRUEFEN_FORMELL,
    Referenzaktivitaet.FACHLICH_PRUEFEN: AufgabeKind.PRUEFEN_FACHLICH,
    Referenzaktivitaet.ENTSCHEIDEN: AufgabeKind.ENTSCHEIDEN,
    Referenzaktivitaet.BETEILIGEN: AufgabeKind.VERVOLLSTAENDIGEN,
}
_BY_ELEMENT: Final = {"sendTask": AufgabeKind.ZUSTELLEN, "receiveTask": AufgabeKind.EMPFANGEN}
_BY_WORD: Final = (
    (r"entscheid", AufgabeKind.ENTSCHEIDEN),
    (r"archivier|akte schließen|ablegen", AufgabeKind.ARCHIVIEREN),
    (r"nachforder|ergänz|vervollständig|korrektur|rückfrage|informationen einholen", AufgabeKind.VERVOLLSTAENDIGEN),
    (r"formell|zuständigkeit prüfen|vollständigkeit", AufgabeKind.PRUEFEN_FORMELL),
    (r"empfangen|entgegennehmen|eingang", AufgabeKind.EMPFANGEN),
    (r"zustell|bekannt|versend|übermittel|bereitstell|benachrichtig|mitteil", AufgabeKind.ZUSTELLEN),
)
_REFUSALS: Final = re.compile(
    r"\b(nicht|kein\w*)\b|ablehn|abgelehn|zurückgewiesen|zurückweis|versag|unzulässig|unzuständig|untersag|erfolglos",
    re.IGNORECASE,
)
_PARTS: Final = re.compile(r"\b(teilweise\w*|teils|zum teil|teil(bewillig|ablehn|abgelehn)\w*)\b", re.IGNORECASE)
_WITHDRAWALS: Final = re.compile(r"zurückgenommen|zurückgezogen|rücknahme|zurückgetreten", re.IGNORECASE)


def kind_of_schritt(schritt: Aktivitaetengruppe, sink: FindingSink) -> AufgabeKind:
    """Return the kind of task of a reference group; an unknown group is a check, with a finding."""
    if schritt.typ in Referenzaktivitaet:
        return _BY_RAG[Referenzaktivitaet(schritt.typ)]
    return _guessed(schritt.element_id, schritt.name, sink)


def kind_of_node(node: BpmnNode, sink: FindingSink) -> AufgabeKind:
    """Return the kind of task of an activity without a reference group: by its element, else with a finding by name."""
    return _BY_ELEMENT.get(node.element) or _guessed(node.id, node.name, sink)


def kind_of_end(name: str) -> ErgebnisKind:
    """Return what a result with that name probably is."""
    if _WITHDRAWALS.search(name):
        return ErgebnisKind.WITHDRAW
    if _PARTS.search(name):
        return ErgebnisKind.PARTIAL
    return ErgebnisKind.REFUSE if _REFUSALS.search(name) else ErgebnisKind.GRANT


def _guessed(where: str, name: str, sink: FindingSink) -> AufgabeKind:
    kinds = (kind for pattern, kind in _BY_WORD if re.search(pattern, name, re.IGNORECASE))
    kind = next(kinds, AufgabeKind.PRUEFEN_FACHLICH)
    sink.add("IMP-003", where or name, name=name, kind=kind)
    return kind
