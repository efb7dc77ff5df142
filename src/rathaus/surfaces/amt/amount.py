"""Amounts as clerks type them: the fee of a body and the fee of a decision are read and shown in one way."""

from django.http import QueryDict

from rathaus.engine.formular.typed import read_amount
from rathaus.values.text import Text

_MOST_CENT = 10**9
FEE_UNREADABLE = Text(
    "Diesen Betrag können wir nicht lesen. Schreiben Sie Cent nach einem Komma, zum Beispiel 30,70 oder 1.000,00.",
    "We cannot read this amount. Write cents after a comma, for example 30,70 or 1.000,00.",
)


def posted_fee(form: QueryDict) -> int | None:
    """Return the fee of a form in cents: the suggestion whose button was pressed, else what was typed.

    Raises:
        ValueError: no amount.
    """
    return read_cents(form.get("gebuehr_vorschlag") or form.get("gebuehr", ""))


def read_cents(typed: str) -> int | None:
    """Return whole cents of an amount as people type it in German, as forms read it; None when nothing was typed.

    Raises:
        ValueError: no amount, or one that may mean two.
    """
    if not typed.replace("€", "").strip():
        return None
    euros = read_amount(typed)
    if euros is None or not 0 <= euros * 100 <= _MOST_CENT:
        raise ValueError(typed)
    return int(euros * 100)


def typed_cents(cents: int | None) -> str:
    """Return an amount as it stands in a field, such as ``30,70``; empty while there is none."""
    return "" if cents is None else f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"
