"""Amounts as clerks type them: the fee of a body and the fee of a decision are read and shown in one way."""

from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from rathaus.values.text import Text

_MOST_CENT = 10**9
FEE_UNREADABLE = Text(
    "Dieser Betrag ist keine Zahl. Schreiben Sie zum Beispiel 30,70.", "This amount is no number. Write, say, 30.70."
)


def posted_fee(form: QueryDict) -> int | None:
    """Return the fee of a form in cents: the suggestion whose button was pressed, else what was typed.

    Raises:
        ValueError: no amount.
    """
    return read_cents(form.get("gebuehr_vorschlag") or form.get("gebuehr", ""))


def read_cents(typed: str) -> int | None:
    """Return whole cents of an amount as people type it; None when nothing was typed.

    Raises:
        ValueError: no amount.
    """
    plain = typed.replace("€", "").replace("\N{NO-BREAK SPACE}", "").replace(" ", "")
    if not plain:
        return None
    try:
        cents = Decimal(plain.replace(".", "").replace(",", ".") if "," in plain else plain) * 100
        is_amount = 0 <= cents <= _MOST_CENT and cents == cents.to_integral_value()
    except InvalidOperation:
        is_amount = False
    if not is_amount:
        raise ValueError(typed)
    return int(cents)


def typed_cents(cents: int | None) -> str:
    """Return an amount as it stands in a field, such as ``30,70``; empty while there is none."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"
