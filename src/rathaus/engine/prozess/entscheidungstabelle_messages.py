"""What findings about decision tables and automation say: one row per code."""

from typing import Final

from rathaus.values.messages import Message, error, warning
from rathaus.values.text import Text

TABLE_MESSAGES: Final[dict[str, Message]] = {
    "PRO-050": error(
        Text("„{cell}“ ist nicht lesbar: {reason}.", "“{cell}” cannot be read: {reason}."),
        Text(
            "Die Zelle berichtigen; Schreibweisen stehen in docs/reference/ablauf.md.",
            "Correct the cell; docs/reference/ablauf.md says what can be written.",
        ),
    ),
    "PRO-051": error(
        Text("Das Ergebnis „{cell}“ kann Bruchteile haben.", "The result “{cell}” can have fractions."),
        Text(
            "Mit runden, aufrunden oder abrunden sagen, wie gerundet wird.",
            "Say with runden, aufrunden or abrunden how it is rounded.",
        ),
    ),
    "PRO-052": error(
        Text("Die Tabelle hat mehr als {limit} Zellen.", "The table has more than {limit} cells."),
        Text("Die Tabelle in mehrere teilen.", "Split the table into several."),
    ),
    "PRO-053": error(
        Text("Bei {case} greift keine Regel.", "No rule holds for: {case}."),
        Text("Eine Regel für diesen Fall ergänzen.", "Add a rule for this case."),
    ),
    "PRO-054": error(
        Text(
            "Bei {case} greifen die Regeln {first} und {second}.",
            "Rules {first} and {second} both hold for: {case}.",
        ),
        Text("Eine der beiden enger fassen.", "Narrow one of the two."),
    ),
    "PRO-055": error(
        Text("Regel {number} greift nie.", "Rule {number} never holds."),
        Text(
            "Ihre Bedingungen prüfen: unmögliche Werte, oder frühere Regeln erfassen schon alles.",
            "Check what it asks: values that cannot occur, or earlier rules that cover it all.",
        ),
    ),
    "PRO-056": error(
        Text(
            "Die Tabelle ist zu verwickelt, um sie vollständig zu prüfen.",
            "The table is too complicated to be checked in full.",
        ),
        Text("Die Tabelle in mehrere teilen.", "Split the table into several."),
    ),
    "PRO-057": error(
        Text(
            "Die Angabe „{path}“ ist von anderer Art; erwartet wird {kind}.",
            "The answer “{path}” is of another kind; {kind} is expected.",
        ),
        Text("art der Eingabe berichtigen.", "Correct art of the input."),
    ),
    "PRO-058": error(
        Text("Den Wert „{value}“ kann „{name}“ nicht haben.", "“{name}” cannot have the value “{value}”."),
        Text("Möglich sind: {hint}.", "Possible values: {hint}."),
    ),
    "PRO-060": error(
        Text(
            "Automatisch entschieden werden darf nur, wenn eine Norm es zulässt; keine ist genannt.",
            "Deciding automatically needs a norm that allows it; none is named.",
        ),
        Text(
            "Unter norm die Vorschrift nennen (vgl. § 35a VwVfG, § 31a SGB X, § 155 Abs. 4 AO).",
            "Name the provision under norm (cf. § 35a VwVfG, § 31a SGB X, § 155(4) AO).",
        ),
    ),
    "PRO-061": error(
        Text(
            "Bei Ermessen oder Beurteilungsspielraum entscheidet eine Person, nie die Tabelle allein.",
            "Where there is discretion or a margin of judgement a person decides, never the table alone.",
        ),
        Text("stufe = vorschlag wählen (vgl. § 35a VwVfG).", "Choose stufe = vorschlag (cf. § 35a VwVfG)."),
    ),
    "PRO-062": error(
        Text("Für stufe = {level} fehlt die Tabelle.", "The table for stufe = {level} is missing."),
        Text("Unter tabelle eine Tabelle mit zweck = voraussetzung nennen.", "Name a table of zweck voraussetzung."),
    ),
    "PRO-063": warning(
        Text(
            "Kein Feld für Besonderheiten des Einzelfalls ist genannt.",
            "No field for individual circumstances is named.",
        ),
        Text(
            "Unter besonderheiten die Felder nennen, die eine Person lesen muss (vgl. § 24 Abs. 1 Satz 3 VwVfG).",
            "Name under besonderheiten the fields that a person must read (cf. § 24(1) s. 3 VwVfG).",
        ),
    ),
    "PRO-064": error(
        Text(
            "Die Tabelle berechnet eine Gebühr, aber nach [gebuehr] wird keine erhoben.",
            "The table calculates a fee, but [gebuehr] says that none is charged.",
        ),
        Text(
            "Unter [gebuehr] die Gebühr mit ihrer Rechtsgrundlage angeben oder die Ausgabe entfernen.",
            "Give the fee with its legal basis under [gebuehr], or remove the output.",
        ),
    ),
    "PRO-065": error(
        Text(
            "Die Regel kann {amount} ergeben; nach [gebuehr] ist möglich: {frame}.",
            "The rule can give {amount}; [gebuehr] allows: {frame}.",
        ),
        Text(
            "Die Regel oder mindestens_cent und hoechstens_cent unter [gebuehr] berichtigen.",
            "Correct the rule, or mindestens_cent and hoechstens_cent under [gebuehr].",
        ),
    ),
}
