"""The draft before it is written: tasks and results in the words of ``ablauf.toml``."""

from dataclasses import dataclass, field

from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind
from rathaus.engine.prozess_import.conditions import Condition


@dataclass(slots=True)
class DraftTask:
    """One task; ``choices`` are key and label of each outcome, none when the task just ends.

    With ``wartet``, a length such as ``14 Tage``, it is a timer on which others wait.
    """

    key: str
    kind: AufgabeKind
    name: str
    nach: Condition
    choices: list[tuple[str, str]] = field(default_factory=list)
    frist_tage: int | None = None
    has_timer: bool = False
    zurueck: str = ""
    hinweis: str = ""
    wer: str = ""
    name_en: str = ""
    choices_en: dict[str, str] = field(default_factory=dict)
    wartet: str = ""


@dataclass(slots=True)
class DraftResult:
    """One result; ``is_added`` says that the file has none of its kind."""

    key: str
    kind: ErgebnisKind
    name: str
    nach: Condition = ()
    is_added: bool = False
    name_en: str = ""


@dataclass(slots=True)
class Draft:
    """Tasks and results in the order in which they are written; conditions name tasks by their final keys."""

    tasks: list[DraftTask] = field(default_factory=list)
    results: list[DraftResult] = field(default_factory=list)
