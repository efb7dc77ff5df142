"""The page docs/reference/chaos.md; what people wrote around the figures stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.servers import CLONE
from chaos.browser import Seen
from chaos.errors import ChaosFailed
from chaos.first_receipt import FirstReceipt
from chaos.proof import Chains, Queue
from chaos.town_hall_process import Part

PAGE = CLONE / "docs" / "reference" / "chaos.md"
FIRST_RECEIPT_AIM_S = 1.0
_BEGIN, _END = "<!-- Written by `make chaos`; do not edit. -->", "<!-- End of what `make chaos` wrote. -->"


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a run found.

    Args:
        seed: repeats the order of the kills.
        seconds: how long was killed.
        clients: people at a time.
        kills: how often each part was killed.
        starts: how often `rathaus serve` was started.
        begun: errands that were begun.
        told: people who read that their Antrag has arrived.
        stored: Antraege in the database.
        opened: receipts that their person opened as PDF.
        seen: what people saw besides.
        drained_s: until the last receipt was delivered, after the last person came home.
        queue: the jobs of receipts at the end.
        chains: what `rathaus verify` says.
        end_status: exit status of `rathaus serve` when it was asked to end.
        leftovers: processes that outlived it.
        losses: what does not fit.
        first_receipt: measured afterwards; None in a small run.
        facts: about the machine.
    """

    seed: int
    seconds: float
    clients: int
    kills: Mapping[Part, int]
    starts: int
    begun: int
    told: int
    stored: int
    opened: int
    seen: Seen
    drained_s: float
    queue: Queue
    chains: Chains
    end_status: int
    leftovers: int
    losses: Sequence[str]
    first_receipt: FirstReceipt | None = None
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def faults(self) -> list[str]:
        """Everything that must not be; a run without any has passed."""
        counts = {
            "receipts not opened by their person": self.told - self.opened,
            "receipts left in the queue": self.queue.left,
            "receipts given up by the queue": self.queue.failed,
            "chains or records that do not hold": self.chains.faults,
            "as the exit status of `rathaus serve`": self.end_status,
            "processes outlived `rathaus serve`": self.leftovers,
        }
        return [*self.losses, *self.seen.faults, *(f"{count} {what}" for what, count in counts.items() if count)]


def report_text(report: Report) -> str:
    """Return the figures as Markdown."""
    return "\n\n".join([_facts(report), _verdict(report), _counts(report), _kills(report), *_first_receipt(report)])


def write_report(report: Report, page: Path = PAGE) -> None:
    """Put the figures into the page between their marks.

    Raises:
        ChaosFailed: the page has no marks.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ChaosFailed(f"{page.name} has no place for figures: {_BEGIN} … {_END}")
    page.write_text(f"{before}{begin}\n\n{report_text(report)}\n\n{end}{after}", encoding="utf-8")


def _facts(report: Report) -> str:
    facts = " · ".join(f"{name} {value}" for name, value in report.facts.items())
    kills = sum(report.kills.values())
    return (
        f'{facts}\n\n`make chaos ARGS="--minutes {report.seconds / 60:g} --seed {report.seed}"`:'
        f" {report.clients} people at a time, {kills} kills in {report.seconds:.0f} seconds."
    )


def _verdict(report: Report) -> str:
    if not report.faults:
        return (
            f"**Nothing was lost, nothing was doubled.** {report.told} people read that their Antrag has arrived, with"
            f" its number; exactly these {report.stored} are stored, each once, each with one Vorgang and one receipt."
        )
    return "**The run found faults.**\n\n" + "\n".join(f"- {fault}" for fault in dict.fromkeys(report.faults))


def _counts(report: Report) -> str:
    seen = report.seen
    rows = [
        ("errands begun", report.begun),
        ("people who read that their Antrag has arrived (N)", report.told),
        ("Antraege stored", report.stored),
        ("receipts that their person opened as PDF", report.opened),
        ("jobs done at the second try or later", report.queue.repeated),
        ("jobs given up", report.queue.failed),
        ("seconds until the queue was empty, after the last person came home", f"{report.drained_s:.1f}"),
        ("chains verified, and records", f"{report.chains.chains:,}, {report.chains.records:,}"),
        ("faults in chains", report.chains.faults),
        ("answers that did not come and were asked for again", seen.broken),
        ("pages “One moment please” after a link or an address", seen.kind_pages["GET"]),
        ("the same after a form", seen.kind_pages["POST"]),
        ("… with everything typed still in it, sent again by its button", seen.sent_again),
        ("longest wait for an answer, tries included, in seconds", f"{seen.longest_wait_s:.1f}"),
    ]
    return _table(["what", "count"], rows)


def _kills(report: Report) -> str:
    rows = [(part.value, report.kills.get(part, 0)) for part in Part]
    starts = f"`rathaus serve` was started {report.starts} times, by what stands for the service manager."
    return _table(["killed with `kill -9`", "times"], rows) + f"\n\n{starts}"


def _first_receipt(report: Report) -> list[str]:
    each = report.first_receipt
    if each is None:
        return []
    begun = f"With {each.queued} receipts queued, one worker was started: it began to work after {each.ready_s:.2f} s"
    first = f"and {each.first_s:.2f} s later the first PDF was stored and delivered"
    paid = f"Loading and rendering took {each.cpu_s:.2f} s of processor time."
    return [f"{begun}, {first}. {paid} The aim is {FIRST_RECEIPT_AIM_S:.0f} s: {_judge(each)}."]


def _judge(each: FirstReceipt) -> str:
    if each.ready_s + each.first_s < FIRST_RECEIPT_AIM_S:
        return "met"
    if each.first_s < FIRST_RECEIPT_AIM_S:
        return (
            "met by a worker that runs already, not met from the start of its process, which loads the programme first"
        )
    return "not met"


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(str(cell) for cell in cells)} |" for cells in (head, rule, *rows))
