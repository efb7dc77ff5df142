"""The rows of the report: what a town hall does all day, each at saturation and at half of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.urls import reverse

from bench.accounting import shared_memory_bytes
from bench.cases import ManyCases
from bench.catalogue import SLUG as INVENTED
from bench.catalogue import Catalogue, addresses_of, time_search
from bench.export import Exported, measure_export
from bench.figures import Measured
from bench.loads import FIRST_ONCE, Loads, Row, Times
from bench.office import DRAFT, Office, signed_in
from bench.scenarios.desk import Decision, Lists, Searches
from bench.scenarios.errand import Errand, Submission
from bench.scenarios.pages import FormPage, PagePost, PhotoPost, ServicePage
from bench.servers import WEB_WORKERS, free_port, running
from bench.town_hall import TownHall, typical_payload
from rathaus.adapters.postgres.cluster import Cluster
from rathaus.cli.processes import web_command

_PHONE = "G06900002001.F60000000240"
_OTHER_PLACE = "fulda"
"""A body without cases: those of the run are counted at the end."""
_EXPORT_PLACE, EXPORTED = "marburg", 24_000
_CLERKS = 8
_OWN_ANTRAEGE = 20
_PAGES_OF_CASES = 200
_SERVICES, _QUESTIONS = 5_000, 400
INBOX_ROWS = (10_000, 1_000_000)
"""Sizes of the inbox that are rows of their own; the other ones are points of the curve."""


@dataclass(frozen=True, slots=True)
class InboxPoint:
    """The inbox of a body at one size.

    Args:
        cases: how many cases the body has.
        statements: that the first page takes.
        half: its page at half load.
    """

    cases: int
    statements: int
    half: Measured


@dataclass(frozen=True, slots=True)
class FinderAlone:
    """The finder without a page.

    Args:
        services: how many it knows.
        durations_s: of each question.
    """

    services: int
    durations_s: Sequence[float]


class Rows:
    """Measures the rows on one web server.

    Args:
        folder: for the web server's log.
        town_hall: what the pages are about.
        cluster: the database server.
        database_pid: its process id.
        times: how long.
    """

    def __init__(self, folder: Path, *, town_hall: TownHall, cluster: Cluster, database_pid: int, times: Times) -> None:
        self._log, self._hall, self._cluster, self._times = folder / "web.log", town_hall, cluster, times
        port = free_port()
        self._command, self._port = web_command(host="127.0.0.1", port=port, workers=WEB_WORKERS), port
        self._database_pid = database_pid
        self._own: list[str] = []
        self.acknowledged: list[str] = []
        self.inbox: list[InboxPoint] = []
        self.finder = FinderAlone(0, ())
        self.exported: Exported | None = None
        self.web_memory_bytes = 0

    def measure(self) -> list[Row]:
        """Start the web server and measure all rows."""
        with running(self._command, port=self._port, log=self._log) as pid:
            servers = {"web": pid, "database": self._database_pid}
            loads = Loads(port=self._port, servers=servers, times=self._times)
            rows = [*self._pages(loads), self._upload(loads), self._submission(loads), self._errand(loads)]
            rows += [self._own_antraege(loads), self._decision(loads), *self._inbox(loads)]
            self.exported = self._export(servers)
            rows.append(self._finder(loads))
            self.web_memory_bytes = shared_memory_bytes(pid)
        self.acknowledged = [*self._own, *loads.acknowledged]
        return rows

    def _pages(self, loads: Loads) -> list[Row]:
        hall, drafts = self._hall, self._hall.begin_drafts(FIRST_ONCE)
        first, second = hall.plan.steps[0], hall.plan.steps[1]
        seconds = self._times.page
        home = Lists("portal home", [reverse("portal:home")], "<main", {})
        return [
            loads.row("portal home", home, seconds),
            loads.row("service page", ServicePage(hall.addresses.service, hall.title), seconds),
            loads.row("form page", FormPage(first.target, _PHONE, drafts), seconds),
            loads.row("page POST", PagePost(first.target, second.target, first.form, _PHONE, drafts), seconds),
        ]

    def _upload(self, loads: Loads) -> Row:
        """Send the photo of the errand with its page; each draft once."""
        step = next(step for step in self._hall.plan.steps if step.uploads)

        def prepare(count: int) -> PhotoPost:
            drafts = self._hall.drafts_before(step.key, count)
            return PhotoPost(step.target, step.form, step.uploads, drafts)

        return loads.row_once("upload", prepare, most=self._times.most_once)

    def _submission(self, loads: Loads) -> Row:
        target = self._hall.addresses.submit
        return loads.row_once("final submission", lambda count: Submission(target, self._hall.complete_drafts(count)))

    def _errand(self, loads: Loads) -> Row:
        errand = Errand(self._hall.addresses, self._hall.plan.steps, self._hall.title)
        return loads.row("whole errand", errand, self._times.errand)

    def _own_antraege(self, loads: Loads) -> Row:
        konto, self._own = self._hall.person_with_antraege(_OWN_ANTRAEGE)
        own = Lists("Meine Anträge", [reverse("portal:antraege")], self._hall.title, signed_in(konto))
        return loads.row("Meine Anträge", own, self._times.page)

    def _decision(self, loads: Loads) -> Row:
        office = Office(self._hall.place)
        cases = iter(office.open_cases())
        cookies = office.sign_in()

        def prepare(count: int) -> Decision:
            return Decision(office.check([next(cases) for _ in range(count)]), DRAFT, cookies)

        return loads.row_once("decision with PDF", prepare, most=min(600, len(office.open_cases())))

    def _inbox(self, loads: Loads) -> list[Row]:
        office = Office(self._hall.body(_OTHER_PLACE), size=_CLERKS)
        many = ManyCases(office, self._cluster, typical_payload(self._hall))
        page = Lists("inbox", [reverse("amt:vorgaenge")], "BE-", office.sign_in())
        rows = []
        for size in self._times.cases:
            print(f"bench: making {size:,} cases …", flush=True)
            many.grow(size)
            row = loads.row(f"inbox of {size:,} cases", page, self._times.growth)
            self.inbox.append(InboxPoint(size, many.statements(), row.half))
            rows += [row] if size in INBOX_ROWS else []
        return [*rows, *self._desk(loads, many, office.sign_in(), self._times.cases[-1])]

    def _desk(self, loads: Loads, many: ManyCases, cookies: Mapping[str, str], size: int) -> list[Row]:
        """Measure what a clerk opens beside the inbox, at a body with very many cases."""
        many.count_months()
        case = Lists("case", many.pages(_PAGES_OF_CASES), "BE-", cookies)
        search = Searches(f"{reverse('amt:vorgaenge')}?ansicht=open&gesucht=1", "Vorgänge", many.searches())
        figures = Lists("figures", [reverse("amt:figures")], "r-plot", cookies)
        seconds = self._times.growth
        return [
            loads.row(f"case, one of {size:,}", case, seconds),
            loads.row(f"search in {size:,} cases", search, seconds),
            loads.row(f"figures of {size:,} cases", figures, seconds),
        ]

    def _export(self, servers: Mapping[str, int]) -> Exported:
        print(f"bench: taking lists of {EXPORTED:,} cases out …", flush=True)
        office = Office(self._hall.body(_EXPORT_PLACE))
        many = ManyCases(office, self._cluster, typical_payload(self._hall), prefix="EX-", are_open=True)
        lists = max(2, self._times.repetitions)
        return measure_export(many, EXPORTED, port=self._port, servers=servers, repetitions=lists)

    def _finder(self, loads: Loads) -> Row:
        print(f"bench: inventing {_SERVICES:,} services …", flush=True)
        catalogue = Catalogue(_SERVICES, pattern=self._hall.leistung, stelle=self._hall.place, cluster=self._cluster)
        questions = catalogue.questions(_QUESTIONS)
        self.finder = FinderAlone(_SERVICES, time_search(questions))
        page = Lists("finder", addresses_of(questions), f"/leistungen/{INVENTED}-", {})
        return loads.row(f"finder, {_SERVICES:,} services", page, self._times.page)
