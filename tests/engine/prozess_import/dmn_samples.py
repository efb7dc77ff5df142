"""Small files of DMN, written for these tests."""

from xml.sax.saxutils import escape

from rathaus.engine.prozess_import.dmn import DMN_1_3


def dmn(*decisions: str, namespace: str = DMN_1_3) -> bytes:
    """Return a file with some decisions."""
    head = f'<definitions xmlns="{namespace}" id="d" name="Probe" namespace="urn:probe">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{"".join(decisions)}</definitions>'.encode()


def column(name: str, type_ref: str = "number", values: str = "", *, number: int = 1) -> str:
    """Return an input."""
    listed = f"<inputValues><text>{escape(values)}</text></inputValues>" if values else ""
    expression = f'<inputExpression typeRef="{type_ref}"><text>{escape(name)}</text></inputExpression>'
    return f'<input id="in{number}" label="{escape(name)}">{expression}{listed}</input>'


def output(name: str, type_ref: str = "string", inner: str = "") -> str:
    """Return an output."""
    return f'<output id="out_{name}" name="{name}" typeRef="{type_ref}">{inner}</output>'


def rule(tests: list[str], results: list[str], *, note: str = "", number: int = 1) -> str:
    """Return a rule."""
    cells = "".join(
        f'<inputEntry id="e{number}_{n}"><text>{escape(each)}</text></inputEntry>' for n, each in enumerate(tests)
    )
    cells += "".join(f"<outputEntry><text>{escape(each)}</text></outputEntry>" for each in results)
    return f'<rule id="r{number}">{cells}<annotationEntry><text>{escape(note)}</text></annotationEntry></rule>'


def decision(*parts: str, name: str = "Höhe der Gebühr", policy: str = "") -> str:
    """Return a decision with a table."""
    hit = f' hitPolicy="{policy}"' if policy else ""
    return f'<decision id="dec" name="{name}"><decisionTable id="dt"{hit}>{"".join(parts)}</decisionTable></decision>'
