"""A payment provider that moves no money: for demonstrations and tests, it behaves as a real one does.

People choose on its page what happens: paid, paid without coming back, booked later, another amount, failed, cancelled.
"""

import html
import json
import secrets
import threading
import time
from dataclasses import dataclass, replace
from decimal import Decimal
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rathaus.adapters.xbezahldienste import names

_MOST_BYTES = 100_000
_CHOICES = {
    "bezahlt": "Jetzt bezahlen",
    "verloren": "Bezahlen und das Fenster schließen (der Rückweg geht verloren)",
    "spaeter": "Bezahlen, gebucht wird erst später",
    "anders": "Einen anderen Betrag bezahlen",
    "fehler": "Die Zahlung schlägt fehl",
    "abbruch": "Abbrechen",
}
_PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Bezahldienst (Simulator)</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:1.1rem/1.5 sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem}}
button{{display:block;width:100%;margin:.5rem 0;padding:.8rem;font:inherit;text-align:left}}</style></head>
<body><main><h1>Bezahldienst (Simulator)</h1>{body}</main></body></html>"""


@dataclass(frozen=True, slots=True)
class _Payment:
    order: dict[str, Any]
    transaction: str
    status: str = "INITIAL"
    euros: Decimal = Decimal(0)
    booked_from: float = 0.0

    def at(self, moment: float) -> "_Payment":
        """Return the payment as it stands at a moment of the monotonic clock, seconds."""
        is_booked = self.booked_from and moment >= self.booked_from
        return replace(self, status="BOOKED") if is_booked else self


class Simulator(ThreadingHTTPServer):
    """The provider; ``serve_forever`` runs it.

    Args:
        host: address to bind to.
        port: port to bind to; 0 for a free one.
        delay_s: how long a payment takes that is booked later, seconds.
    """

    daemon_threads = True

    def __init__(self, *, host: str = "127.0.0.1", port: int = 0, delay_s: float = 20.0) -> None:
        super().__init__((host, port), _Dialogue)
        self._delay_s, self._lock = delay_s, threading.Lock()
        self._payments: dict[str, _Payment] = {}

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://{self.server_address[0]!s}:{self.server_port}"

    def begin(self, order: dict[str, Any]) -> _Payment | None:
        """Keep a new order; None where its id is known."""
        with self._lock:
            if any(each.order[names.REQUEST_ID] == order[names.REQUEST_ID] for each in self._payments.values()):
                return None
            euros = Decimal(str(order[names.AMOUNT]))
            payment = _Payment(order, secrets.token_hex(12), euros=euros)
            self._payments[payment.transaction] = payment
            return payment

    def payment(self, transaction: str) -> _Payment | None:
        """Return a payment as it stands now."""
        with self._lock:
            found = self._payments.get(transaction)
            return found.at(time.monotonic()) if found else None

    def choose(self, transaction: str, choice: str) -> _Payment:
        """Let something happen to a payment; nothing happens to one that has ended."""
        with self._lock:
            payment = self._payments[transaction].at(time.monotonic())
            if payment.status == "INITIAL" and not payment.booked_from:
                payment = self._changed(payment, choice)
            self._payments[transaction] = payment
            return payment

    def _changed(self, payment: _Payment, choice: str) -> _Payment:
        if choice == "spaeter":
            return replace(payment, booked_from=time.monotonic() + self._delay_s)
        if choice == "anders":
            return replace(payment, status="BOOKED", euros=payment.euros - 1)
        return replace(payment, status={"fehler": "FAILED", "abbruch": "CANCELED"}.get(choice, "BOOKED"))


class _Dialogue(BaseHTTPRequestHandler):
    """One connection. ``server`` is the Simulator."""

    timeout = 30
    server: Simulator

    def do_GET(self) -> None:
        *_, kind, transaction = urlsplit(self.path).path.rstrip("/").split("/")
        payment = self.server.payment(transaction)
        if payment is None:
            self._problem(HTTPStatus.NOT_FOUND, "VALIDATION_ERROR")
        elif kind == "bezahlen":
            self._page(_choices(payment))
        else:
            self._tell(payment)

    def do_POST(self) -> None:
        content = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), _MOST_BYTES))
        *_, kind, last = urlsplit(self.path).path.rstrip("/").split("/")
        if kind == "bezahlen":
            self._choose(last, parse_qs(content.decode("utf-8", "replace")).get("wahl", [""])[0])
        else:
            self._begin(content)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing: who pays what is nobody's business."""

    def _begin(self, content: bytes) -> None:
        try:
            order = json.loads(content)
            complete = {names.REQUEST_ID, names.AMOUNT, names.PURPOSE, names.RETURN_URL, names.ITEMS} <= set(order)
        except (ValueError, TypeError):
            complete = False
        if not complete or len(order[names.PURPOSE]) > names.MAX_PURPOSE:
            self._problem(HTTPStatus.BAD_REQUEST, "VALIDATION_ERROR")
        elif (payment := self.server.begin(order)) is None:
            self._problem(HTTPStatus.CONFLICT, names.EXISTS)
        else:
            self._tell(payment)

    def _choose(self, transaction: str, choice: str) -> None:
        if self.server.payment(transaction) is None or choice not in _CHOICES:
            return self._problem(HTTPStatus.NOT_FOUND, "VALIDATION_ERROR")
        payment = self.server.choose(transaction, choice)
        if choice == "verloren":
            return self._page("<p>Bezahlt. Sie können dieses Fenster schließen.</p>")
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", payment.order[names.RETURN_URL])
        self.end_headers()
        return None

    def _tell(self, payment: _Payment) -> None:
        told = {
            names.TRANSACTION: payment.transaction,
            names.STATUS: payment.status,
            names.AMOUNT: float(payment.euros),
            names.PAY_URL: f"{self.server.address}/bezahlen/{payment.transaction}",
        }
        self._send(HTTPStatus.OK, "application/json", json.dumps({names.INFORMATION: told}))

    def _problem(self, status: HTTPStatus, code: str) -> None:
        self._send(status, "application/problem+json", json.dumps({names.ERROR_CODE: code}))

    def _page(self, body: str) -> None:
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", _PAGE.format(body=body))

    def _send(self, status: HTTPStatus, media_type: str, text: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _choices(payment: _Payment) -> str:
    buttons = "".join(f'<button name="wahl" value="{key}">{label}</button>' for key, label in _CHOICES.items())
    amount = f"{payment.euros:.2f}".replace(".", ",")
    purpose = html.escape(str(payment.order[names.PURPOSE]))
    return f'<p><strong>{amount} €</strong><br>{purpose}</p><form method="post">{buttons}</form>'
