"""The list of a body's cases as a file: how long it takes, and how much memory the web server takes for it."""

import http.client
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlencode

from django.urls import reverse

from bench.accounting import cpu_seconds, family, most_memory_bytes, watch_memory
from bench.cases import ManyCases
from bench.errors import WrongAnswer
from bench.figures import percentile
from bench.scenarios.pages import CSRF_COOKIE
from bench.servers import WEB_WORKERS

_TOKEN = "r" * 32
_READ_BYTES = 65_536
_TIMEOUT_S = 120.0
_BEFORE = 4 * WEB_WORKERS
"""Lists that are taken out first, so that each web worker has done so."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Lists that were taken out, one after the other.

    Args:
        cases: lines of each list.
        durations_s: from the request to the last byte, of each.
        cpu_s: processor time of web server and database for all of them.
        grown_bytes: by how much the resident memory of all web processes was higher at its peak than before.
    """

    cases: int
    durations_s: tuple[float, ...]
    cpu_s: float
    grown_bytes: int

    @property
    def ms_each(self) -> float:
        """Milliseconds for each case of a list, at the median list."""
        return 1000 * percentile(self.durations_s, 0.5) / self.cases

    @property
    def cpu_ms_each(self) -> float:
        """Milliseconds of processor time for each case of a list."""
        return 1000 * self.cpu_s / (self.cases * len(self.durations_s))


def measure_export(many: ManyCases, cases: int, *, port: int, servers: Mapping[str, int], repetitions: int) -> Exported:
    """Let a clerk take the list of open cases out again and again.

    Args:
        many: the cases of a body, all of them open.
        cases: how many it gets.
        port: of the web server.
        servers: name of a part → process id at its top.
        repetitions: how many lists are timed.

    Raises:
        WrongAnswer: a list is not whole.
    """
    many.grow(cases)
    cookies = many.clerk_cookies()
    for _ in range(_BEFORE):
        _take_out(port, cookies, cases)
    pids = family(servers["web"])
    before = watch_memory(pids)
    cpu_s = -_cpu_s(servers)
    durations_s = tuple(_take_out(port, cookies, cases) for _ in range(repetitions))
    return Exported(cases, durations_s, cpu_s + _cpu_s(servers), max(0, most_memory_bytes(pids) - before))


def _cpu_s(servers: Mapping[str, int]) -> float:
    return sum(cpu_seconds(pid) for pid in servers.values())


def _take_out(port: int, cookies: Mapping[str, str], cases: int) -> float:
    """Take one list out, on a connection of its own as somebody who clicks; return how long it took."""
    form = urlencode({"csrfmiddlewaretoken": _TOKEN, "ansicht": "open"})
    sent = {**cookies, CSRF_COOKIE: _TOKEN}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Encoding": "gzip",
        "Cookie": "; ".join(f"{name}={value}" for name, value in sent.items()),
    }
    begun = perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_S)) as connection:
        connection.request("POST", reverse("amt:vorgaenge_export"), form, headers)
        response = connection.getresponse()
        lines = sum(piece.count(b"\n") for piece in _pieces(response))
    if response.status != 200 or lines != cases + 1:
        raise WrongAnswer(f"export: status {response.status}, {lines} lines for {cases} cases")
    return perf_counter() - begun


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    unpack = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    is_packed = response.headers.get("Content-Encoding") == "gzip"
    while piece := response.read1(_READ_BYTES):
        yield unpack.decompress(piece) if is_packed else piece
