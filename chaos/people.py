"""People who do the errand again and again, until they are told to come home."""

import re
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain

from lxml import html

from bench.errors import WrongAnswer
from bench.exchange import Response
from bench.lanes import Operation
from bench.scenarios.errand import Errand
from bench.visitor import Visitor
from chaos.browser import Browser, Seen

_REFERENCE = re.compile(r'id="nummer">([^<]+)<')
_PDF = re.compile(r'href="(/dateien/[0-9a-f-]{36}/)"')


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody read that their Antrag has arrived.

    Args:
        antrag: public id of the Antrag.
        reference: its number, as the page said it.
        visitor: the browser that holds the secret link.
        receipt: address of the page.
    """

    antrag: str
    reference: str
    visitor: Visitor
    receipt: str


@dataclass(slots=True)
class Outcome:
    """What the people came home with."""

    begun: int = 0
    told: list[Told] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)


class People:
    """As many people at a time as there are clients; each errand is done by another person.

    Args:
        errand: what they do.
        port: of the town hall.
        clients: people at a time.
    """

    def __init__(self, errand: Errand, *, port: int, clients: int) -> None:
        self._errand, self._port, self._clients = errand, port, clients
        self._home = threading.Event()
        self._pool = ThreadPoolExecutor(clients)
        self._outcomes = [self._pool.submit(self._go_on, client) for client in range(clients)]

    def come_home(self) -> Outcome:
        """Let everybody finish what they began; return what all of them were told and saw."""
        self._home.set()
        whole = Outcome()
        for each in self._outcomes:
            outcome = each.result()
            whole.begun += outcome.begun
            whole.told += outcome.told
            whole.seen.add(outcome.seen)
        self._pool.shutdown()
        return whole

    def _go_on(self, client: int) -> Outcome:
        outcome, number = Outcome(), client
        while not self._home.is_set():
            outcome.begun += 1
            browser = Browser(self._port)
            try:
                outcome.told.append(_do(self._errand, Visitor(number), browser))
            except WrongAnswer as error:
                outcome.seen.faults.append(str(error))
            finally:
                browser.close()
            outcome.seen.add(browser.seen)
            number += self._clients
        return outcome


def _do(errand: Errand, visitor: Visitor, browser: Browser) -> Told:
    walk = errand.walk(visitor)
    antrag, receipt = _drive(walk, browser)
    found = _REFERENCE.search(receipt.text)
    if found is None:
        raise WrongAnswer(f"receipt: the page does not say the number, but: {_gist(receipt.text)}")
    return Told(antrag, found[1].strip(), visitor, f"/antraege/{antrag}/eingang/")


def _gist(page: str) -> str:
    """Return the heading of a page and what it says is wrong."""
    shown = html.document_fromstring(page)
    said = (shown.findall(place) for place in (".//h1", ".//*[@role='alert']", ".//*[@class='r-error-list']"))
    return " · ".join(" ".join("".join(map(str, each.itertext())).split()) for each in chain.from_iterable(said))


def _drive(walk: Operation, browser: Browser) -> tuple[str, Response]:
    """Return what an errand was told, and the last page that it read."""
    response = browser.ask(next(walk))
    while True:
        try:
            asked = walk.send(response)
        except StopIteration as end:
            return str(end.value), response
        response = browser.ask(asked)


def receipts_opened(told: Sequence[Told], *, port: int, clients: int) -> int:
    """Let everybody open the PDF of their receipt; returns how many got one."""
    with ThreadPoolExecutor(clients) as pool:
        return sum(pool.map(lambda each: _opens_receipt(each, Browser(port)), told))


def _opens_receipt(told: Told, browser: Browser) -> bool:
    page = browser.ask(told.visitor.get("receipt", told.receipt))
    found = _PDF.search(page.text) if page.status == 200 else None
    if found is None:
        return False
    pdf = browser.ask(told.visitor.get("PDF", found[1]))
    browser.close()
    return pdf.status == 200 and pdf.content.startswith(b"%PDF-")
