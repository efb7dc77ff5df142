"""Writing decision tables as ``[[tabelle]]``; what the file of DMN does not say is marked ``TODO``."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle, TableInput
from rathaus.engine.prozess_import.write import TODO, quoted

STAND_IN: Final = "TODO"
"""In the place of a path of the form."""


def write_tables(tabellen: Sequence[Entscheidungstabelle]) -> str:
    """Return the text of decision tables for ``ablauf.toml``."""
    return "".join("\n".join(_table(tabelle)) + "\n" for tabelle in tabellen)


def _table(tabelle: Entscheidungstabelle) -> Iterator[str]:
    yield "[[tabelle]]"
    yield f"key = {quoted(tabelle.key)}"
    yield f"name = {{ de = {quoted(tabelle.name.de)} }}"
    yield f"zweck = {quoted(tabelle.zweck)}{TODO} voraussetzung · gebuehr"
    yield f"treffer = {quoted(tabelle.treffer)}"
    yield "eingaben = ["
    for eingabe in tabelle.eingaben:
        yield f"  {_input(eingabe)},{TODO} path of the answer, or a fact"
    yield "]"
    yield "ausgaben = ["
    for ausgabe in tabelle.ausgaben:
        name = f"{{ de = {quoted(ausgabe.name.de)} }}"
        yield f"  {{ key = {quoted(ausgabe.key)}, name = {name}, art = {quoted(ausgabe.kind)} }},"
    yield "]"
    for rule in tabelle.regeln:
        yield "\n[[tabelle.regel]]"
        yield f"wenn = {_cells(rule.wenn)}"
        yield f"dann = {_cells(rule.dann)}"
        if rule.grund.de:
            yield f"grund = {{ de = {quoted(rule.grund.de)} }}"


def _input(eingabe: TableInput) -> str:
    parts = [
        f"key = {quoted(eingabe.key)}",
        f"name = {{ de = {quoted(eingabe.name.de)} }}",
        f"feld = {quoted(eingabe.feld)}",
        f"art = {quoted(eingabe.kind)}",
    ]
    parts += [f"stellen = {eingabe.stellen}"] if eingabe.stellen else []
    parts += [f"werte = [{', '.join(quoted(value) for value in eingabe.werte)}]"] if eingabe.werte else []
    return f"{{ {', '.join(parts)} }}"


def _cells(cells: Mapping[str, str]) -> str:
    return f"{{ {', '.join(f'{key} = {quoted(cell)}' for key, cell in cells.items())} }}"
