"""The procedure of a Leistung without a process: receive, complete, check twice, decide, deliver, file."""

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess_import.conditions import Condition
from rathaus.engine.prozess_import.draft import Draft, DraftResult, DraftTask


def default_draft() -> Draft:
    """Return tasks and results that fit most applications, new each time."""
    return Draft(
        tasks=[
            _task("eingang", AufgabeKind.EMPFANGEN, ("Antrag empfangen", "Receive the application"), ()),
            DraftTask(
                "formell",
                AufgabeKind.PRUEFEN_FORMELL,
                "Angaben auf Vollständigkeit prüfen",
                _after("eingang"),
                choices=[("vollstaendig", "Vollständig"), ("unvollstaendig", "Angaben fehlen")],
                choices_en={"vollstaendig": "Complete", "unvollstaendig": "Information is missing"},
                name_en="Check that the details are complete",
            ),
            DraftTask(
                "nachfordern",
                AufgabeKind.VERVOLLSTAENDIGEN,
                "Fehlende Angaben nachreichen",
                ((("formell", "unvollstaendig"),),),
                zurueck="formell",
                name_en="Provide missing information",
            ),
            _task(
                "fachlich",
                AufgabeKind.PRUEFEN_FACHLICH,
                ("Voraussetzungen prüfen", "Check the requirements"),
                ((("formell", "vollstaendig"),),),
            ),
            _task(
                "entscheiden",
                AufgabeKind.ENTSCHEIDEN,
                ("Über den Antrag entscheiden", "Decide on the application"),
                ((("fachlich", ""), ("formell", "unvollstaendig")),),
            ),
            _task(
                "zustellen", AufgabeKind.ZUSTELLEN, ("Bescheid zustellen", "Deliver the notice"), _after("entscheiden")
            ),
            _task("archivieren", AufgabeKind.ARCHIVIEREN, ("Akte schließen", "Close the file"), _after("zustellen")),
        ],
        results=[
            DraftResult("bewilligung", ErgebnisKind.GRANT, "Bewilligt", _after("fachlich"), name_en="Granted"),
            DraftResult("ablehnung", ErgebnisKind.REFUSE, "Abgelehnt", name_en="Refused"),
            DraftResult("einstellung", ErgebnisKind.WITHDRAW, "Antrag zurückgenommen", name_en="Application withdrawn"),
        ],
    )


def _task(key: str, kind: AufgabeKind, name: tuple[str, str], nach: Condition) -> DraftTask:
    return DraftTask(key, kind, name[0], nach, name_en=name[1])


def _after(key: str) -> Condition:
    return (((key, ""),),)
