"""Ask a payment provider by XBezahldienste, with the standard library alone."""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.utils import timezone

from rathaus.adapters.xbezahldienste import names
from rathaus.core.zahlung.errors import ProviderRefused, ProviderSilent
from rathaus.core.zahlung.ports import Order, Told
from rathaus.core.zahlung.rules import PaymentState

_WAIT_S = 10
_ANSWER_LIMIT_BYTES = 100_000
_STATES = {
    "INITIAL": PaymentState.INITIAL, "BOOKED": PaymentState.BOOKED, "FAILED": PaymentState.FAILED,
    "CANCELED": PaymentState.CANCELED,
}  # fmt: skip
_ID = re.compile(r"[\w-]{1,36}", re.ASCII)


class XBezahldienste:
    """A provider at an address.

    Args:
        address: where the interface begins, without a slash at the end.
        originator: name of this town hall at the provider.
        token: for the header ``Authorization``; empty where the provider knows us otherwise.
    """

    def __init__(self, address: str, originator: str, token: str = "") -> None:
        self._address, self._originator, self._token = address.rstrip("/"), originator, token

    def begin(self, order: Order) -> Told | None:
        """Begin a payment; None where the provider knows the order already and tells no more.

        Raises:
            ProviderSilent, ProviderRefused: it did not begin.
        """
        item = {names.ITEM_ID: order.request, names.ITEM_REFERENCE: order.kassenzeichen, names.AMOUNT: _euros(order)}
        body = {
            names.REQUEST_ID: order.request,
            names.REQUEST_TIME: timezone.now().isoformat(timespec="seconds"),
            names.CURRENCY: names.EURO,
            names.AMOUNT: _euros(order),
            names.PURPOSE: order.purpose[: names.MAX_PURPOSE],
            names.DESCRIPTION: order.kassenzeichen,
            names.RETURN_URL: order.return_url,
            names.ITEMS: [item],
        }
        try:
            return _told(self._ask(order.endpoint, body=json.dumps(body).encode()))
        except ProviderRefused as error:
            if error.facts["reason"] == names.EXISTS:
                return None
            raise

    def look_up(self, *, endpoint: str, transaction: str) -> Told:
        """Return how a payment stands.

        Raises:
            ProviderSilent, ProviderRefused: it does not say.
        """
        return _told(self._ask(endpoint, transaction))

    def _ask(self, endpoint: str, transaction: str = "", *, body: bytes | None = None) -> Any:
        path = names.PAYMENT.format(originator=_quoted(self._originator), endpoint=_quoted(endpoint))
        address = self._address + path + (f"/{_quoted(transaction)}" if transaction else "")
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        question = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310  # the operator's setting
        try:
            with urllib.request.urlopen(question, timeout=_WAIT_S) as answer:  # noqa: S310  # see above
                return json.loads(answer.read(_ANSWER_LIMIT_BYTES))
        except urllib.error.HTTPError as error:
            raise _refusal(error) from error
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise ProviderSilent(reason=type(error).__name__) from error


def from_settings() -> XBezahldienste:
    """Return the provider that the settings name."""
    return XBezahldienste(
        settings.RATHAUS_PAYMENT_ADDRESS, settings.RATHAUS_PAYMENT_ORIGINATOR, settings.RATHAUS_PAYMENT_TOKEN
    )


def _euros(order: Order) -> float:
    return order.cents / 100


def _quoted(name: str) -> str:
    return urllib.parse.quote(name, safe="")


def _refusal(error: urllib.error.HTTPError) -> ProviderRefused | ProviderSilent:
    if error.code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ProviderSilent(reason=str(error.code))
    try:
        problem = json.loads(error.read(_ANSWER_LIMIT_BYTES))
        reason = str(problem[names.ERROR_CODE])[:40]
    except (ValueError, KeyError, TypeError):
        reason = str(error.code)
    return ProviderRefused(reason=reason)


def _told(answer: Any) -> Told:
    """Read an answer; one that cannot be read counts as none.

    Raises:
        ProviderSilent: it cannot be read.
    """
    try:
        told = answer.get(names.INFORMATION, answer)
        transaction, state = told[names.TRANSACTION], _STATES[told[names.STATUS]]
        url, euros = told.get(names.PAY_URL) or "", told.get(names.AMOUNT)
        cents = None if euros is None else int((Decimal(str(euros)) * 100).to_integral_exact())
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError, InvalidOperation) as error:
        raise ProviderSilent(reason="unreadable") from error
    is_address = isinstance(url, str) and (not url or urllib.parse.urlsplit(url).scheme in {"http", "https"})
    if not isinstance(transaction, str) or not _ID.fullmatch(transaction) or not is_address:
        raise ProviderSilent(reason="unreadable")
    return Told(transaction, state, url, cents)
