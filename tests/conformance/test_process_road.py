"""A published process of FIM, drafted by the wizard and settled by answers, is a procedure that runs to its ends."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from rathaus.core.leistung.rules import compile_package
from rathaus.engine.package_draft.drafting import draft_package
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.progress import available_results, complete_task, deciding_task, is_finished, open_tasks
from rathaus.engine.prozess.progress import outcomes as outcomes_of
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE

FOLDER = Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[2].parent / "shared")) / "fim" / "xprozess"
FILES = sorted(FOLDER.glob("*.xml"))
each_file = pytest.mark.parametrize(
    "file",
    FILES or [pytest.param(None, marks=pytest.mark.skip(reason=f"no process under {FOLDER}; set RATHAUS_SHARED"))],
    ids=lambda file: file.name if file else "none",
)


def settled(file: Path) -> Prozess:
    """Return the procedure of a package whose results are confirmed as the wizard suggests them."""
    uploads = {"schema.xml": SCHEMA_FILE, file.name: file.read_bytes()}
    asked = {value.question.key: value.value for value in draft_package(uploads, ANSWERS).open_values}
    draft = draft_package(uploads, {**asked, **ANSWERS})
    assert draft.is_settled, [value.question.key for value in draft.open_values if not value.is_settled]
    outcome = compile_package(draft.files)
    assert outcome.is_sound, [finding.as_line() for finding in outcome.findings]
    assert outcome.prozess is not None
    return outcome.prozess


def moves(prozess: Prozess, done: Mapping[str, str]) -> list[dict[str, str]]:
    decision = deciding_task(prozess)
    ended = [complete_task(prozess, done, decision.key, each.key) for each in available_results(prozess, done)]
    worked = [
        complete_task(prozess, done, task.key, outcome)
        for task in open_tasks(prozess, done)
        if task is not decision
        for outcome in outcomes_of(prozess, task)
    ]
    return ended + worked


def results_that_end(prozess: Prozess) -> set[str]:
    """Return every result with which a case can be worked on until nothing is left to do."""
    seen, waiting, found = {frozenset()}, [{}], set()
    while waiting:
        done = waiting.pop()
        if is_finished(prozess, done):
            found.add(done[deciding_task(prozess).key])
        for following in moves(prozess, done):
            state = frozenset(following.items())
            if state not in seen:
                seen.add(state)
                waiting.append(following)
    return found


@each_file
def test_a_published_process_becomes_a_case_template_that_runs_to_every_end(file: Path) -> None:
    prozess = settled(file)
    assert len(prozess.aufgaben) >= 10
    assert results_that_end(prozess) == {ergebnis.key for ergebnis in prozess.ergebnisse}
