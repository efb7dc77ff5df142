"""A process written for these tests: lines that become a diagram, and an export around it."""

import base64
import io
import zipfile
from collections.abc import Iterable
from html import escape

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
XPROZESS = "http://www.regierung-mv.de/xprozess/2"

NODES = """
s: startEvent Antrag eingegangen
a: subProcess Antrag empfangen
b: subProcess Antrag formell prüfen
g: exclusiveGateway Vollständig?
c: subProcess Unterlagen nachfordern
d: subProcess Antrag fachlich prüfen
e: subProcess Über den Antrag entscheiden
h: exclusiveGateway Ergebnis?
i: subProcess Bewilligung bereitstellen
j: subProcess Ablehnung bereitstellen
x: endEvent Antrag bewilligt
y: endEvent Antrag abgelehnt
"""
FLOWS = """
s > a
a > b
b > g
g > d ja
g > c nein
c > b
d > e
e > h
h > i bewilligen
h > j ablehnen
i > x
j > y
"""
KEY = "99115005104000"
GROUPS = {"a": "1", "b": "3", "c": "7", "d": "4", "e": "5", "i": "2", "j": "2"}


def node(line: str) -> str:
    key, _, rest = line.partition(": ")
    element, _, name = rest.partition(" ")
    return f'<{element} id="{key}" name="{escape(name)}"/>'


def flow(line: str) -> str:
    source, _, rest = line.partition(" > ")
    target, _, name = rest.partition(" ")
    label = f' name="{escape(name)}"' if name else ""
    return f'<sequenceFlow id="{source}{target}" sourceRef="{source}" targetRef="{target}"{label}/>'


def lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def bpmn(nodes: str = NODES, flows: str = FLOWS, *, extra: str = "", outside: str = "", head: str = "") -> bytes:
    """Return a diagram; ``extra`` is XML inside of the process, ``outside`` beside it, ``head`` its attributes."""
    inner = "".join((*map(node, lines(nodes)), *map(flow, lines(flows)), extra))
    process = f'<process id="amt" name="Amt" {head}>{inner}</process>'
    return f'<?xml version="1.0"?><definitions xmlns="{BPMN}">{process}{outside}</definitions>'.encode()


def timer(key: str, task: str, name: str = "nicht rechtzeitig", duration: str = "P2W") -> str:
    inner = f"<timeDuration>{duration}</timeDuration>" if duration else ""
    event = f"<timerEventDefinition>{inner}</timerEventDefinition>"
    return f'<boundaryEvent id="{key}" name="{name}" attachedToRef="{task}">{event}</boundaryEvent>'


def packed(data: bytes, *names: str) -> str:
    """Return base64 of a ZIP with this content under each name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names or ("BPMN.xml",):
            archive.writestr(name, data)
    return base64.b64encode(file.getvalue()).decode()


def group(element: str, typ: str, number: int, *, extra: str = "") -> str:
    names = dict(line.split(": ", 1) for line in lines(NODES))
    name = names[element].partition(" ")[2] if element in names else f"Schritt {element}"
    return (
        f"<aktivitaetengruppe><referenzaktivitaetengruppeTyp><code>{typ}</code></referenzaktivitaetengruppeTyp>"
        f"<id>{number:02}</id><subProzessID>{element}</subProzessID><name>{name}</name>{extra}</aktivitaetengruppe>"
    )


def norm(name: str) -> str:
    return f"<handlungsgrundlage><name>{name}</name><art><code>104</code></art></handlungsgrundlage>"


def groups(pairs: dict[str, str] = GROUPS) -> str:
    return "".join(group(key, typ, number) for number, (key, typ) in enumerate(pairs.items(), start=1))


def prozess(
    *, content: str | None = None, steps: str | None = None, brief: str = "", key: str = "99115005104000"
) -> str:
    """Return a process; content is the embedded file in base64, by default the sample's diagram."""
    inner = packed(bpmn()) if content is None else content
    return (
        f"<prozess><id>{key}</id><version>01.00.00</version><name>Antrag bearbeiten</name>"
        f"<bezeichnung>Antrag Bearbeitung</bezeichnung><prozesssteckbrief>{brief}</prozesssteckbrief>"
        "<prozessstrukturbeschreibung><strukturbeschreibungFIM>"
        f"{groups() if steps is None else steps}</strukturbeschreibungFIM></prozessstrukturbeschreibung>"
        f"<prozessmodell><prozessmodelldatei><inhalt>{inner}</inhalt></prozessmodelldatei></prozessmodell></prozess>"
    )


KLASSE = (
    "<prozesskatalog><prozessklasse><id>99115005104000</id><version>01.00.00</version><name>Antrag bearbeiten</name>"
    f"<definition>Worum es geht</definition>{norm('§ 17 BMG')}{norm('')}<schlagwort>Umzug|Wohnung| </schlagwort>"
    "<zustandsangaben><status><code>2</code></status><gueltigkeitszeitraum><beginn>2026-01-01</beginn>"
    "</gueltigkeitszeitraum></zustandsangaben></prozessklasse></prozesskatalog>"
)


def export(*processes: str, klasse: str = KLASSE, version: str = "2.0", namespace: str = XPROZESS) -> bytes:
    """Return an export with these processes."""
    library = f"<prozessbibliothek><name>Bibliothek</name>{''.join(processes)}</prozessbibliothek>"
    root = f'alleInhalte.export.0303 xmlns="{namespace}" produkt="Test" xprozessVersion="{version}"'
    return f'<?xml version="1.0"?><{root}>{klasse}{library}</alleInhalte.export.0303>'.encode()
