"""The rows of the report: what a town hall does all day, each at saturation and at half of that."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.accounting import shared_memory_bytes
from bench.figures import Measured
from bench.fleet import http_load, measure
from bench.lanes import Scenario
from bench.scenarios.errand import Errand, Submission
from bench.scenarios.pages import FormPage, PagePost, ServicePage
from bench.servers import WEB_WORKERS, free_port, running
from bench.town_hall import TownHall
from rathaus.cli.processes import web_command

_DRAFTS_TO_FILL = 64
_PHONE = "G06900002001.F60000000240"
_VISITORS_EACH = 200_000
"""Addresses that one load may use; all loads together have the sixteen million of ``address_of``."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long each load lasts, in seconds, and how many drafts may be prepared to be submitted."""

    warm_up: float = 1.5
    limit: float = 5.0
    page: float = 6.0
    errand: float = 12.0
    most_drafts: int = 1200


QUICK = Times(warm_up=0.5, limit=1.0, page=1.5, errand=3.0, most_drafts=150)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that people do, measured.

    Args:
        name: what it is.
        full: as many as possible.
        half: half as many a second, evenly spread.
    """

    name: str
    full: Measured
    half: Measured


class Rows:
    """Measures the rows on one web server.

    Args:
        folder: for the web server's log.
        town_hall: what the pages are about.
        database_pid: process id of the database server.
        times: how long.
    """

    def __init__(self, folder: Path, *, town_hall: TownHall, database_pid: int, times: Times) -> None:
        self._log, self._hall, self._times = folder / "web.log", town_hall, times
        self._port = free_port()
        self._servers: Mapping[str, int] = {"database": database_pid}
        self._loads = 0
        self.acknowledged: list[str] = []
        self.web_memory_bytes = 0

    def measure(self) -> list[Row]:
        """Start the web server and measure all rows."""
        command = web_command(host="127.0.0.1", port=self._port, workers=WEB_WORKERS)
        with running(command, port=self._port, log=self._log) as pid:
            self._servers = {"web": pid, **self._servers}
            rows = [*self._pages(), self._submission(), self._errand()]
            self.web_memory_bytes = shared_memory_bytes(pid)
        return rows

    def _pages(self) -> list[Row]:
        hall, drafts = self._hall, self._hall.begin_drafts(_DRAFTS_TO_FILL)
        first, second = hall.plan.steps[0], hall.plan.steps[1]
        seconds = self._times.page
        return [
            self._row("service page", ServicePage(hall.addresses.service, hall.title), seconds),
            self._row("form page", FormPage(first.target, _PHONE, drafts), seconds),
            self._row("page POST", PagePost(first.target, second.target, first.form, _PHONE, drafts), seconds),
        ]

    def _errand(self) -> Row:
        errand = Errand(self._hall.addresses, self._hall.plan.steps, self._hall.title)
        return self._row("whole errand", errand, self._times.errand)

    def _row(self, name: str, scenario: Scenario, seconds: float) -> Row:
        self._load(scenario, self._people(), seconds=self._times.warm_up)
        full = self._load(scenario, self._people(), seconds=seconds)
        half = self._load(scenario, self._people(), seconds=seconds, per_s=full.per_s / 2)
        return _said(Row(name, full, half))

    def _submission(self) -> Row:
        """Submit as many drafts as the rate of the warm-up lets expect in the time of a page."""
        seconds, most = self._times.page, self._times.most_drafts
        warm_up = self._submit(_DRAFTS_TO_FILL)
        count = min(most, max(_DRAFTS_TO_FILL, round(1.5 * warm_up.per_s * seconds)))
        full = self._submit(count)
        half = self._submit(min(most // 2, round(full.per_s / 2 * seconds)), per_s=full.per_s / 2)
        return _said(Row("final submission", full, half))

    def _submit(self, count: int, *, per_s: float | None = None) -> Measured:
        drafts = self._hall.complete_drafts(count)
        scenario = Submission(self._hall.addresses.submit, drafts)
        return self._load(scenario, range(count), seconds=self._times.page, per_s=per_s)

    def _people(self) -> range:
        self._loads += 1
        return range(self._loads * _VISITORS_EACH, (self._loads + 1) * _VISITORS_EACH)

    def _load(self, scenario: Scenario, numbers: range, *, seconds: float, per_s: float | None = None) -> Measured:
        load = http_load(scenario, port=self._port, seconds=seconds, numbers=numbers, per_s=per_s)
        measured = measure(load, servers=self._servers)
        self.acknowledged += measured.acknowledged
        return measured


def _said(row: Row) -> Row:
    print(f"bench: {row.name}: {row.full.per_s:.1f} a second, CPU ms each {_parts(row.full)}", flush=True)
    return row


def _parts(each: Measured) -> str:
    return " + ".join(f"{each.cpu_ms_each(part):.1f} {part}" for part in each.cpu_s)
