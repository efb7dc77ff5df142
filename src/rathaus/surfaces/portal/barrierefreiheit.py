"""The accessibility statement as data: the page and the machine-readable form are made from it.

Source: OZG § 7, BITV §§ 4 and 7; for Hessian bodies the ordinance of the Land (HVBIT). To be renewed every year and
after every substantial change.
"""

from dataclasses import dataclass
from datetime import date

from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Limitation:
    """Something that is not accessible yet: what, what helps until then, and when it is planned."""

    what: Text
    instead: Text


@dataclass(frozen=True, slots=True)
class Statement:
    """The statement.

    Args:
        standards: what the portal is measured by.
        state: ``full``, ``partial`` or ``none``.
        tested_on: local day of the last test.
        renew_by: local day by which the statement must be renewed.
        methods: how it was tested.
        limitations: what is not accessible yet.
        enforcement: the body that helps when we do not.
    """

    standards: tuple[str, ...]
    state: str
    tested_on: date
    renew_by: date
    methods: tuple[Text, ...]
    limitations: tuple[Limitation, ...]
    enforcement: Text


STATEMENT = Statement(
    standards=("BITV 2.0", "EN 301 549 V3.2.1", "WCAG 2.1 AA"),
    state="partial",
    tested_on=date(2026, 11, 22),
    renew_by=date(2027, 11, 22),
    methods=(
        Text(
            "Selbstbewertung: Ein Programm (axe) prüft bei jeder Änderung jede Art von Seite.",
            "Self-assessment: a program (axe) checks every kind of page with every change.",
        ),
        Text(
            "Selbstbewertung: Ein Programm stellt bei jeder Änderung einen Antrag jeder Art ohne JavaScript.",
            "Self-assessment: with every change a program makes one application of each kind without JavaScript.",
        ),
        Text(
            "Selbstbewertung: Ein Programm meldet bei jeder Änderung einen Hund nur mit der Tastatur an, von der "
            "Suche bis zum Absenden. Bei den anderen Anträgen ist das noch nicht geprüft.",
            "Self-assessment: with every change a program registers a dog by keyboard alone, from the search to the "
            "submission. For the other applications this has not been tested yet.",
        ),
    ),
    limitations=(
        Limitation(
            Text(
                "Menschen mit Behinderungen haben das Portal noch nicht getestet.",
                "People with disabilities have not tested the portal yet.",
            ),
            Text("Melden Sie uns jede Barriere. Wir antworten.", "Please report every barrier. We will answer."),
        ),
        Limitation(
            Text(
                "Es gibt noch keine Videos in Deutscher Gebärdensprache.",
                "There are no videos in German Sign Language yet.",
            ),
            Text(
                "Das Gebärdentelefon der Behördennummer 115 hilft weiter.",
                "The sign language phone of the public service number 115 helps.",
            ),
        ),
        Limitation(
            Text(
                "Die Formulare selbst gibt es nicht in Leichter Sprache.",
                "The forms themselves are not available in Leichte Sprache (plain German).",
            ),
            Text(
                "Jede Frage hat einen kurzen Hilfetext. Das Amt hilft Ihnen beim Ausfüllen.",
                "Every question has a short help text. The office helps you to fill it in.",
            ),
        ),
        Limitation(
            Text(
                "Dateien, die andere hochladen, können Barrieren enthalten.",
                "Files that others upload may contain barriers.",
            ),
            Text("Fragen Sie das Amt nach dem Inhalt.", "Ask the office for their content."),
        ),
    ),
    enforcement=Text(
        "Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik des Landes Hessen beim "
        "Regierungspräsidium Gießen",
        "Enforcement and monitoring body for accessible information technology of the state of Hesse at the "
        "Regierungspräsidium Gießen",
    ),
)


def statement_json(responsible: str) -> dict[str, object]:
    """Return the statement for machines.

    Args:
        responsible: official name of the body that runs the portal.
    """
    return {
        "responsible": responsible,
        "standards": list(STATEMENT.standards),
        "state": STATEMENT.state,
        "tested_on": STATEMENT.tested_on.isoformat(),
        "renew_by": STATEMENT.renew_by.isoformat(),
        "methods": [method.to_json() for method in STATEMENT.methods],
        "limitations": [
            {"what": each.what.to_json(), "instead": each.instead.to_json()} for each in STATEMENT.limitations
        ],
        "enforcement": STATEMENT.enforcement.to_json(),
    }
