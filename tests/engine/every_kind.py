"""A form with a field of every kind, and complete answers to it: what every export must be able to write."""

from typing import Any

from rathaus.engine.formular.model import DatePart, DateUnit, Formular, Kind
from rathaus.values.text import Text
from tests.engine.forms import ask, choose, form, group, rule

PARTS = tuple(DatePart(unit, f"G.D.{unit}", f"F{unit}", "1.0.0", required=unit is DateUnit.YEAR) for unit in DateUnit)
FILE = {"datei": "1b9d6bcd", "name": "a.pdf", "size": 1, "sha256": "0"}
LIST = "urn:xoev-de:fim:codeliste:staat_2026-01-01"

ANSWERS: dict[str, Any] = {
    "G.T": "abc",
    "G.D": "1980-05",
    "G.P": "1999",
    "B": False,
    "I": 3,
    "N": "12.50",
    "M": "3.00",
    "DT": "2026-01-01T10:00",
    "TI": "10:00",
    "DA": "2026-01-01",
    "CO": True,
    "CK": "1",
    "C[0]": "2",
    "C[1]": "1",
    "CL": "1",
    "U": FILE,
    "R[0].A": "x",
    "R[1].A": "<y> & “z”\nzweite Zeile",
    "X.W": "z",
    "E.A[0]": "1",
    "E.A[1]": "2",
}


def ref(path: str) -> dict[str, str]:
    return {"identifier": path}


def every_kind() -> Formular:
    return form(
        group("G"),
        ask("G.T", required=True, min_length=1, max_length=9, pattern="^[a-z]+$"),
        ask("G.X", pattern="[a-z-[aeiou]]+"),
        ask("G.D", Kind.PARTIAL_DATE, required=True, date_parts=PARTS),
        ask("G.P", Kind.PARTIAL_DATE),
        ask("B", Kind.BOOL, required=True),
        ask("I", Kind.INT, required=True, min_value="1", max_value="9"),
        ask("N", Kind.NUM, min_value="0.5"),
        ask("M", Kind.CURRENCY, required=True, soft_required=True),
        ask("DT", Kind.DATETIME, max_value="2030-01-01T00:00"),
        ask("TI", Kind.TIME, min_value="08:00"),
        ask("DA", Kind.DATE, min_value="2020-01-01", max_value="2099-12-31"),
        ask("CO", Kind.CONSENT, required=True),
        choose("CK", "1", required=True),
        choose("C", "1", "2", max_count=3, min_count=1),
        choose("CL", "1", "2", codelist=LIST),
        ask("U", Kind.FILE),
        ask("L", Kind.LABEL, content=Text("Hinweis", "Hint")),
        ask("LO", Kind.LOCKED, content=Text("fest")),
        ask("H", Kind.HIDDEN, content=Text("still")),
        ask("S", required=True),
        group("R", min_count=1, max_count=None),
        ask("R.A", required=True),
        group("X", choice_group=True),
        ask("X.V"),
        ask("X.W"),
        group("E", min_count=0),
        ask("E.A", min_count=2, max_count=4),
        rules=[rule("show", "S", ref("B"), land=("HE",)), rule("preset", "N", value="3")],
    )
