"""The import: from a file of XProzess or BPMN to the text of ``ablauf.toml`` and what it means.

Source: ``docs/reference/standards/xprozess.md`` for what is taken over and what is not.
"""

import re
from dataclasses import dataclass
from typing import Final

from rathaus.engine.prozess.model import Prozess, Rechtsgrundlage
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess_import.build import build_draft
from rathaus.engine.prozess_import.draft import Draft
from rathaus.engine.prozess_import.messages import make_sink
from rathaus.engine.prozess_import.names import LONGEST_SLUG, slug_of
from rathaus.engine.prozess_import.outline import Outline, outline_of_diagram, outline_of_steps
from rathaus.engine.prozess_import.write import UNKNOWN_KEY, Head, write_draft
from rathaus.standards.xprozess.bpmn import BpmnDiagram, NodeKind
from rathaus.standards.xprozess.model import ProzessExport, Stammprozess
from rathaus.standards.xprozess.read import read_xprozess
from rathaus.standards.xprozess.read_bpmn import read_bpmn
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.values.findings import Finding
from rathaus.values.messages import FindingSink
from rathaus.values.text import Text

STEP_LIMIT: Final = 60
"""Steps of one process; those of FIM have about a dozen."""

NODE_LIMIT: Final = 250
"""Elements of one pool, gateways and events included."""

FLOW_LIMIT: Final = 1_000
"""Arrows of one pool."""

_CITATION: Final = re.compile(r"((?:§|§§|Art\.?|Artikel)\s.*?)\s+([A-ZÄÖÜ][\w.-]*(?:\s[\w.-]+){0,3})")
_ASSUMED: Final = (
    ("leistung.verfahrensrecht", "VwVfG"),
    ("leistung.formvorschrift", "keine"),
    ("zustaendigkeit.ebene", "gemeinde"),
    ("zustaendigkeit.rechtsgrundlage", "TODO"),
    ("zeiten.minuten", "15"),
    ("zeiten.bearbeitung_tage", "30"),
    ("gebuehr.art", "keine"),
)


@dataclass(frozen=True, slots=True)
class ProzessDraft:
    """What an import gave.

    Args:
        text: text of ``ablauf.toml``; empty when the file could not be understood.
        prozess: what the text says, read again; None when it cannot run as it is. Lines with TODO count as they stand.
        findings: what was found in the file and in the draft; missing English texts are left out.
        head: what the file says about the Leistung; None when it could not be understood.
        draft: tasks and results, to be written again once somebody has settled what the file does not say.
    """

    text: str
    prozess: Prozess | None
    findings: tuple[Finding, ...]
    head: Head | None = None
    draft: Draft | None = None


def import_prozess(data: bytes) -> ProzessDraft:
    """Read a process and write the draft of a procedure.

    Args:
        data: XML bytes of an export of XProzess 2.0 or of a diagram in BPMN 2.0.
    """
    if re.search(rb"<(?:[\w.-]+:)?definitions[\s>]", data[:20_000]):
        result = read_bpmn(data)
        if result.diagram is None:
            return ProzessDraft("", None, result.findings)
        return _import(ProzessExport("", "", (), (_bare(result.diagram),)), result.findings)
    read = read_xprozess(data)
    return ProzessDraft("", None, read.findings) if read.export is None else _import(read.export, read.findings)


def _bare(diagram: BpmnDiagram) -> Stammprozess:
    return Stammprozess("", "", diagram.name or diagram.main.name, diagram=diagram)


def _import(export: ProzessExport, findings: tuple[Finding, ...]) -> ProzessDraft:
    sink = make_sink()
    prozess = export.prozesse[0]
    if len(export.prozesse) > 1:
        sink.add("IMP-025", "prozessbibliothek")
    outline = _outline(prozess, sink)
    if outline is None:
        return ProzessDraft("", None, (*findings, *sink.as_tuple()))
    _report_left_out(prozess, sink)
    draft = build_draft(outline, sink)
    head = _head(export, prozess, sink)
    for place, value in _ASSUMED:
        sink.add("IMP-017", place, key=place, value=value)
    text = write_draft(head, draft)
    read = read_ablauf(text.encode())
    if read.prozess is None:
        sink.add("IMP-022", "ablauf.toml")
    own = tuple(finding for finding in read.findings if finding.code != "PRO-006")
    return ProzessDraft(text, read.prozess, (*findings, *sink.as_tuple(), *own), head, draft)


def _outline(prozess: Stammprozess, sink: FindingSink) -> Outline | None:
    """Return the steps of a process; None, with a finding, when it has none or far too many."""
    if prozess.diagram is not None:
        main = prozess.diagram.main
        sizes = (
            (sum(node.kind is NodeKind.ACTIVITY for node in main.nodes), STEP_LIMIT, _STEPS),
            (len(main.nodes), NODE_LIMIT, _ELEMENTS),
            (len(main.flows), FLOW_LIMIT, _ARROWS),
        )
        if _are_bearable(sizes, sink):
            by_element = {schritt.element_id: schritt for schritt in reversed(prozess.schritte)}
            return outline_of_diagram(main, schritte=by_element, sink=sink)
        return None
    if not prozess.schritte or not _are_bearable(((len(prozess.schritte), STEP_LIMIT, _STEPS),), sink):
        return None
    sink.add("IMP-002", "prozess")
    return outline_of_steps(prozess.schritte, sink)


_STEPS: Final = Text("Schritte", "steps")
_ELEMENTS: Final = Text("Elemente", "elements")
_ARROWS: Final = Text("Pfeile", "arrows")


def _are_bearable(sizes: tuple[tuple[int, int, Text], ...], sink: FindingSink) -> bool:
    too_large = [(limit, what) for size, limit, what in sizes if size > limit]
    for limit, what in too_large:
        sink.add("IMP-001", "prozess", limit=limit, what=what)
    return not too_large


def _report_left_out(prozess: Stammprozess, sink: FindingSink) -> None:
    """Name what the notation has no place for: other pools' steps and messages."""
    if prozess.diagram is None:
        return
    main = prozess.diagram.main
    for process in prozess.diagram.processes:
        for node in process.nodes:
            if node.kind is NodeKind.ACTIVITY and (process is not main or node.element == "callActivity"):
                sink.add("IMP-008", node.id, name=node.name or node.element)
    for part in prozess.diagram.left_out:
        sink.add("IMP-026", part.id, element=part.element, name=part.name or part.id)
    for message in prozess.diagram.messages:
        sink.add("IMP-009", message.source, name=message.name or message.target)


def _head(export: ProzessExport, prozess: Stammprozess, sink: FindingSink) -> Head:
    klasse = export.klasse_of(prozess)
    steps = tuple(norm for schritt in prozess.schritte for norm in schritt.handlungsgrundlagen)
    norms = dict.fromkeys(norm.name for norm in (*(klasse.handlungsgrundlagen if klasse else ()), *steps))
    schluessel = prozess.id if parse_leika_key(prozess.id) else ""
    if not schluessel:
        sink.add("IMP-017", "leistung.schluessel", key="leistung.schluessel", value=UNKNOWN_KEY)
    if not norms:
        sink.add("IMP-017", "rechtsgrundlage", key="rechtsgrundlage", value="TODO")
    origin = f"XProzess {export.version}, {prozess.id} {prozess.version}" if export.version else "BPMN 2.0"
    title = prozess.name or prozess.bezeichnung
    return Head(
        schluessel=schluessel,
        slug=slug_of(title, separator="-", fallback="leistung", longest=LONGEST_SLUG),
        title=title,
        origin=origin,
        rechtsgrundlagen=tuple(_norm(name, sink) for name in norms),
    )


def _norm(name: str, sink: FindingSink) -> Rechtsgrundlage:
    """Return a citation in two parts; where it cannot be taken apart the law is left open."""
    match = _CITATION.fullmatch(name)
    if match is None:
        sink.add("IMP-018", "rechtsgrundlage", name=name)
    paragraph, law = match.groups() if match else (name, "TODO")
    return Rechtsgrundlage(paragraph, law, Text(name))
