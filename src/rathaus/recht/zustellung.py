"""Formal service (Zustellung) and letters to other countries: when they count as served or announced."""

from collections.abc import Callable
from datetime import date, timedelta

from rathaus.recht.bekanntgabe import Bekanntgabe, Channel
from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Length, Unit, add_months
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from rathaus.values.text import Text


def serve_by_deed(handed_over_on: date) -> Bekanntgabe:
    """Return the service by the post with a deed (Zustellungsurkunde): the day that the deed names.

    Args:
        handed_over_on: local day of the deed.

    Source: VwZG § 3.
    """
    return _on(Channel.DEED, handed_over_on, _proven(handed_over_on, "§ 3 VwZG"))


def serve_by_registered_letter(
    posted_on: date, *, returned_on: date | None = None, received_on: date | None = None, regime: Regime = HESSEN
) -> Bekanntgabe:
    """Return the service by registered letter: the day of the return slip, else the fourth day after posting.

    Args:
        posted_on: local day of posting, which the file must note.
        returned_on: day of receipt by the return slip; it proves the service, be it earlier or later.
        received_on: later day of actual receipt, when known without a slip.
        regime: Land and code of procedure.

    Source: VwZG § 4(2).
    """
    row = regime.parameter("zustellung.registered_days", posted_on)
    if returned_on is not None:
        return _on(Channel.REGISTERED, returned_on, _proven(returned_on, row.citation), row, regime)
    return _presumed(Channel.REGISTERED, posted_on, received_on, row, regime)


def serve_electronically(
    sent_on: date, *, instructed_before: bool, acknowledged_on: date | None = None, regime: Regime = HESSEN
) -> Bekanntgabe:
    """Return the electronic service in a procedure that runs electronically at the recipient's demand.

    Args:
        sent_on: local day on which it was sent to the access that the recipient opened.
        instructed_before: whether the recipient was told of the effect before; without it nothing is presumed.
        acknowledged_on: day of the acknowledgement of receipt; None while there is none.
        regime: Land and code of procedure.

    Source: VwZG § 5(5), (7).
    """
    row = regime.parameter("zustellung.electronic_days", sent_on)
    if acknowledged_on is not None:
        return _on(Channel.ELECTRONIC, acknowledged_on, _proven(acknowledged_on, row.citation), row, regime)
    if instructed_before:
        return _presumed(Channel.ELECTRONIC, sent_on, None, row, regime)
    explanation = Text(
        f"Ohne Belehrung und ohne Empfangsbekenntnis ist nicht zugestellt ({row.citation}).",
        f"Without instruction and without an acknowledgement it is not served ({row.citation}).",
    )
    return Bekanntgabe(Channel.ELECTRONIC, None, None, explanation, (row,), None, regime.banners)


def serve_publicly(published_on: date, *, regime: Regime = HESSEN) -> Bekanntgabe:
    """Return the service by public notice (öffentliche Zustellung).

    Args:
        published_on: local day of the notice.
        regime: Land and code of procedure.

    Source: VwZG § 10(2).
    """
    row = regime.parameter("zustellung.public_weeks", published_on)
    return _presumed(Channel.PUBLIC, published_on, None, row, regime)


def serve_abroad_without_agent(
    posted_on: date, *, received_on: date | None = None, regime: Regime = HESSEN
) -> Bekanntgabe:
    """Return the service by post to another country after nobody in Germany was named to receive letters.

    Args:
        posted_on: local day of posting.
        received_on: later day of actual receipt, when known.
        regime: Land and code of procedure.

    Source: VwZG § 9(3).
    """
    row = regime.parameter("zustellung.abroad_days", posted_on)
    return _presumed(Channel.ABROAD, posted_on, received_on, row, regime)


def announce_abroad(posted_on: date, *, received_on: date | None = None, regime: Regime = HESSEN) -> Bekanntgabe | None:
    """Return the announcement of a letter to another country: a month after posting.

    Under the VwVfG it holds in procedures through the single office (einheitliche Stelle) alone, under the AO always.

    Args:
        posted_on: local day of posting.
        received_on: later day of actual receipt, when known.
        regime: Land and code of procedure.

    Returns:
        None under SGB X, which presumes no day: the authority proves the receipt.

    Source: VwVfG § 71b(6); AO § 122(2) no. 2; SGB X § 37(2).
    """
    if regime.verfahrensrecht is Verfahrensrecht.SGB_X:
        return None
    key = "bekanntgabe.ao.abroad" if regime.verfahrensrecht is Verfahrensrecht.AO else "bekanntgabe.abroad"
    return _presumed(Channel.ABROAD, posted_on, received_on, regime.parameter(key, posted_on), regime)


_STEPS: dict[Unit, Callable[[date, int], date]] = {
    Unit.DAYS: lambda day, amount: day + timedelta(days=amount),
    Unit.WEEKS: lambda day, amount: day + timedelta(weeks=amount),
    Unit.MONTHS: add_months,
}


def _presumed(
    channel: Channel, sent_on: date, received_on: date | None, row: ParameterVersion, regime: Regime
) -> Bekanntgabe:
    """Return the day that the law presumes; a later receipt that is known goes before."""
    length = Length.of(row)
    day, words = _STEPS[length.unit](sent_on, length.amount), length.words()
    if received_on is not None and received_on > day:
        return _on(channel, received_on, _proven(received_on, row.citation), row, regime)
    explanation = Text(
        f"Mit dem {german_date(day)} gilt der Bescheid als zugegangen: {words.de} nach dem Absenden ({row.citation}).",
        f"The decision counts as received on {english_date(day)}: {words.en} after sending ({row.citation}).",
    )
    return _on(channel, day, explanation, row, regime)


def _proven(day: date, citation: str) -> Text:
    return Text(
        f"Der Zugang am {german_date(day)} ist nachgewiesen ({citation}).",
        f"The receipt on {english_date(day)} is proven ({citation}).",
    )


def _on(
    channel: Channel, day: date, explanation: Text, row: ParameterVersion | None = None, regime: Regime = HESSEN
) -> Bekanntgabe:
    banners = regime.banners + (row.banners if row else ())
    return Bekanntgabe(channel, day, day, explanation, (row,) if row else (), None, banners)
