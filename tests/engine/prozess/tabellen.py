"""Decision tables to try: the example of the reference page, and one function that makes small ones."""

import re

from rathaus.engine.prozess.entscheidungstabelle import (
    Calculation,
    Entscheidungstabelle,
    HitPolicy,
    TableInput,
    TableOutput,
    TablePurpose,
    TableRule,
    ValueKind,
)
from rathaus.values.text import Text
from tests.engine.prozess.conftest import REFERENCE

AGE = TableInput("alter", Text("Alter", "Age"), "G1.F3", ValueKind.ZAHL, Calculation.ALTER, "antrag_datum")
INCOME = TableInput("einkommen", Text("Einkommen", "Income"), "G1.F4", ValueKind.BETRAG)
ZONE = TableInput("zone", Text("Zone", "Zone"), "G1.F5", ValueKind.AUSWAHL, werte=("001", "002", "003"))
DOGS = TableInput("hunde", Text("Hunde", "Dogs"), "G1.F6", ValueKind.ZAHL)
POOR = TableInput("arm", Text("Bedürftig", "In need"), "G1.F7", ValueKind.JA_NEIN)
DAY = TableInput("tag", Text("Tag", "Day"), "G1.F8", ValueKind.DATUM)
NOTE = TableInput("art", Text("Art", "Kind"), "G1.F9", ValueKind.TEXT)
RATE = TableInput("satz", Text("Satz", "Rate"), "G1.F10", ValueKind.ZAHL, stellen=2)

RESULT = TableOutput("ergebnis", Text("Ergebnis", "Result"), ValueKind.AUSWAHL)
FEE = TableOutput("gebuehr_cent", Text("Gebühr", "Fee"), ValueKind.BETRAG)


def reference_section() -> str:
    """Return the table that the reference page shows."""
    (found,) = re.findall(r"```toml\n(\[\[tabelle\]\]\n.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    return "\n" + found


def table(
    *rules: tuple[dict[str, str], str],
    inputs: tuple[TableInput, ...] = (AGE, INCOME),
    output: TableOutput = RESULT,
    treffer: HitPolicy = HitPolicy.EINDEUTIG,
) -> Entscheidungstabelle:
    """Return a table; a rule is its cells and the value of the only output."""
    return Entscheidungstabelle(
        key="probe",
        name=Text("Probe", "Trial"),
        zweck=TablePurpose.VORAUSSETZUNG if output is RESULT else TablePurpose.GEBUEHR,
        treffer=treffer,
        eingaben=inputs,
        ausgaben=(output,),
        regeln=tuple(TableRule(wenn, {output.key: dann}) for wenn, dann in rules),
    )
