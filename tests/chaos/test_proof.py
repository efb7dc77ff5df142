"""The proof refuses whatever does not fit."""

from pathlib import Path

import pytest

from bench.visitor import Visitor
from chaos.browser import Seen
from chaos.errors import ChaosFailed
from chaos.first_receipt import FirstReceipt
from chaos.people import Told
from chaos.proof import Chains, Queue, Stored, losses
from chaos.report import PAGE, Report, report_text, write_report
from chaos.town_hall_process import Part


def told(*antraege: str) -> list[Told]:
    return [Told(each, f"BE-{each}", Visitor(1), f"/antraege/{each}/eingang/") for each in antraege]


def stored(antraege: str, *, vorgaenge: str | None = None, receipts: str | None = None) -> Stored:
    rows = [(each, f"BE-{each}") for each in antraege]
    return Stored(
        rows, list(antraege if vorgaenge is None else vorgaenge), list(antraege if receipts is None else receipts)
    )


@pytest.mark.parametrize(
    ("said", "kept", "fault"),
    [
        (told("a", "b"), stored("a"), "1 Antraege acknowledged and not stored"),
        (told("a"), stored("ab"), "1 Antraege stored and not acknowledged"),
        (told("a", "a"), stored("a"), "1 Antraege acknowledged twice"),
        (told("a"), stored("a", vorgaenge=""), "1 Antraege without exactly one Vorgang"),
        (told("a"), stored("a", vorgaenge="aa"), "1 Antraege without exactly one Vorgang"),
        (told("a"), stored("a", receipts="aa"), "1 Antraege without exactly one receipt"),
        (told("a"), stored("a", receipts="ab"), "1 Antraege without exactly one receipt"),
        (told("a"), Stored([("a", "BE-other")], ["a"], ["a"]), "1 Antraege with another number than was said"),
        ([], stored(""), "nothing was acknowledged"),
    ],
)
def test_what_does_not_fit_is_said(said: list[Told], kept: Stored, fault: str) -> None:
    assert fault in losses(said, kept)


def test_what_is_stored_once_with_all_that_belongs_to_it_is_no_loss() -> None:
    assert losses(told("a", "b"), stored("ba")) == []


def report(**changes: object) -> Report:
    facts: dict[str, object] = {
        "seed": 7, "seconds": 60.0, "clients": 16, "kills": {Part.DATABASE: 3}, "starts": 2, "begun": 5, "told": 5,
        "stored": 5, "opened": 5, "seen": Seen(), "drained_s": 1.0, "queue": Queue(0, 0, 1),
        "chains": Chains(8, 24, 0), "end_status": 0, "leftovers": 0, "losses": [],
    }  # fmt: skip
    return Report(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {"opened": 4},
        {"queue": Queue(1, 0, 0)},
        {"queue": Queue(0, 1, 0)},
        {"chains": Chains(8, 24, 1)},
        {"end_status": 1},
        {"leftovers": 2},
        {"losses": ["1 Antraege acknowledged and not stored"]},
        {"seen": Seen(faults=["submit: an unkind page with status 500"])},
    ],
)
def test_every_fault_fails_the_run_and_stands_in_the_report(changes: dict[str, object]) -> None:
    found = report(**changes)
    assert len(found.faults) == 1
    assert f"- {found.faults[0]}" in report_text(found)


def test_a_run_without_faults_says_so_with_its_seed_and_its_kills(tmp_path: Path) -> None:
    page = tmp_path / "chaos.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    write_report(report(first_receipt=FirstReceipt(500, 1.5, 0.25, 1.1)), page)
    text = page.read_text(encoding="utf-8")
    assert "Nothing was lost, nothing was doubled" in text
    assert 'ARGS="--minutes 1 --seed 7"' in text
    assert "| database server | 3 |" in text
    assert "With 500 receipts queued" in text


@pytest.mark.parametrize(
    ("ready_s", "first_s", "judged"),
    [
        (0.5, 0.25, "The aim is 1 s: met."),
        (1.5, 0.25, "The aim is 1 s: met by a worker that runs already, not met from the start of its process"),
        (0.5, 1.25, "The aim is 1 s: not met."),
    ],
)
def test_the_first_receipt_is_compared_with_its_aim(ready_s: float, first_s: float, judged: str) -> None:
    assert judged in report_text(report(first_receipt=FirstReceipt(500, ready_s, first_s, 1.1)))


def test_a_page_without_a_place_for_figures_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "chaos.md"
    page.write_text("# Chaos\n", encoding="utf-8")
    with pytest.raises(ChaosFailed):
        write_report(report(), page)
    assert page.read_text(encoding="utf-8") == "# Chaos\n"
