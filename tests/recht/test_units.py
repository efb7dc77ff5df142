from datetime import date
from decimal import Decimal

import pytest

from rathaus.recht.units import Value, text_of, value_of, words_of


@pytest.mark.parametrize(
    ("value", "unit", "german", "english"),
    [
        (4, "days", "4 Tage", "4 days"),
        (1, "months", "1 Monat", "1 month"),
        (10_000, "eur", "10.000 Euro", "10,000 euros"),
        (Decimal("1234.5"), "eur", "1.234,5 Euro", "1,234.5 euros"),
        (True, "bool", "ja", "yes"),
        (False, "bool", "nein", "no"),
        (date(2029, 12, 31), "date", "31.12.2029", "31 December 2029"),
        (Decimal("-0.88"), "percent", "-0,88 Prozent", "-0.88 per cent"),
    ],
)
def test_a_value_is_said_in_words_and_survives_being_stored(value: Value, unit: str, german: str, english: str) -> None:
    words = words_of(value, unit)
    assert (words.de, words.en) == (german, english)
    assert value_of(text_of(value), unit) == value
