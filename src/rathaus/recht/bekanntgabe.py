"""When a Bescheid counts as announced (Bekanntgabe), by channel.

Where the law leaves two values open (Hessen: third or fourth day; whether a day that is no working day moves), the
result carries both days: a citizen is reminded by the earlier one, and the authority treats an objection as late only
by the later one. Each code of procedure has rows of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import product
from types import MappingProxyType

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Length, compute_frist
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from rathaus.values.text import Text


class Channel(StrEnum):
    """How a Bescheid reaches its recipient."""

    POST = "post"
    MAILBOX = "mailbox"
    PORTAL = "portal"
    PUBLIC = "public"
    DEED = "deed"
    REGISTERED = "registered"
    ELECTRONIC = "electronic"
    ABROAD = "abroad"


@dataclass(frozen=True, slots=True)
class Bekanntgabe:
    """The day on which a Bescheid counts as announced.

    Args:
        channel: how it went.
        announced_on: local day of announcement, the later one where two are possible; None while not announced.
        earliest_on: the earlier possible day; equals ``announced_on`` where the law is certain.
        retrievable_until: last local day of a portal retrieval; None for other channels.
        explanation: one sentence with the paragraph.
        parameters: the rows that were used, for the record.
        banners: what must be shown beside the result because it is not verified; each once, in order.
    """

    channel: Channel
    announced_on: date | None
    earliest_on: date | None
    explanation: Text
    parameters: tuple[ParameterVersion, ...] = ()
    retrievable_until: date | None = None
    banners: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        """Say nothing twice: two rows of one paragraph have the same banner."""
        object.__setattr__(self, "banners", tuple(dict.fromkeys(self.banners)))


_PREFIX: Mapping[Verfahrensrecht, str] = MappingProxyType(
    {Verfahrensrecht.VWVFG: "", Verfahrensrecht.SGB_X: "sgb_x.", Verfahrensrecht.AO: "ao."}
)
"""Where the rows of a code stand under ``bekanntgabe.``."""


def announce_by_post(posted_on: date, *, received_on: date | None = None, regime: Regime = HESSEN) -> Bekanntgabe:
    """Return the announcement of a letter posted within Germany.

    Args:
        posted_on: local day on which it was handed to the post.
        received_on: later day of actual receipt, when known.
        regime: Land and code of procedure.

    Source: VwVfG § 41(2), SGB X § 37(2), AO § 122(2) no. 1; AO § 108(3) for the day that may move.
    """
    days = _row("fiction_days", posted_on, regime)
    shift = _row("shift_fiction_day", posted_on, regime)
    lengths = (days, *(replace(days, value=each) for each in days.alternatives))
    moves = shift.options if shift.unverified else (shift.value,)
    received = received_on or posted_on
    fictions = [_fiction_day(posted_on, each.whole, bool(move), regime) for each, move in product(lengths, moves)]
    candidates = [max(day, received) for day in fictions]
    earliest, latest = min(candidates), max(candidates)
    if latest > max(fictions):
        explained = _explain_receipt(latest, days)
        return Bekanntgabe(Channel.POST, latest, earliest, explained, (days,), None, regime.banners)
    has_moved = latest > posted_on + timedelta(days=max(each.whole for each in lengths))
    explained = _explain_moved(latest, days, shift) if has_moved else _explain_fiction(latest, days)
    banners = regime.banners + days.banners + shift.banners
    return Bekanntgabe(Channel.POST, latest, earliest, explained, (days, shift), None, banners)


def announce_in_mailbox(provided_on: date, *, regime: Regime = HESSEN) -> Bekanntgabe:
    """Return the announcement through the mailbox of a user account.

    Args:
        provided_on: local day of provision; the user is notified on this day at the latest.
        regime: Land and code of procedure.

    Source: OZG § 9(1).
    """
    days = regime.parameter("bekanntgabe.mailbox_days", provided_on)
    day = provided_on + timedelta(days=days.whole)
    return Bekanntgabe(
        Channel.MAILBOX, day, day, _explain_fiction(day, days), (days,), None, regime.banners + days.banners
    )


def announce_by_retrieval(
    notified_on: date | None,
    *,
    retrieved_on: date | None = None,
    provided_on: date | None = None,
    regime: Regime = HESSEN,
) -> Bekanntgabe:
    """Return the announcement of what was provided for retrieval from a portal; each code counts its own way.

    VwVfG: on the day after the retrieval; not retrieved in time means not announced, and the authority provides it
    again or announces it another way. SGB X: on the fourth day after the notice was sent, retrieved or not; without a
    notice on the day of the retrieval. AO: on the fourth day after the provision, retrieved or not; the code demands
    a notice, so without one nothing is announced before the retrieval.

    Args:
        notified_on: local day on which the notice of provision was sent; None while none was.
        retrieved_on: local day of the first retrieval; None while there is none.
        provided_on: local day of the provision; None where it is not known apart from the notice, which must be sent
            on the same day.
        regime: Land and code of procedure.

    Source: VwVfG § 41(2a), SGB X § 37(2a), AO § 122a(1) and (4).
    """
    if regime.verfahrensrecht is Verfahrensrecht.SGB_X:
        return _announce_by_notice(notified_on, retrieved_on, regime)
    if regime.verfahrensrecht is Verfahrensrecht.AO:
        return _announce_by_provision(provided_on or notified_on, notified_on, retrieved_on, regime)
    window = regime.parameter("bekanntgabe.portal_retrieval_window", notified_on or retrieved_on or date.max)
    until = compute_frist(notified_on, Length.of(window), regime=regime).end if notified_on else None
    banners = regime.banners + window.banners
    if retrieved_on is None or (until is not None and retrieved_on > until):
        return _not_retrieved(until, window, banners)
    day = retrieved_on + timedelta(days=1)
    explanation = Text(
        f"Der Bescheid gilt am Tag nach dem Abruf, dem {german_date(day)}, als bekannt gegeben ({window.citation}).",
        f"The decision counts as announced on the day after retrieval, {english_date(day)} ({window.citation}).",
    )
    return Bekanntgabe(Channel.PORTAL, day, day, explanation, (window,), until, banners)


def counts_unopened(verfahrensrecht: Verfahrensrecht) -> bool:
    """Return whether a code of procedure announces what was provided for retrieval although nobody retrieves it.

    Source: SGB X § 37(2a), AO § 122a(4); VwVfG § 41(2a) lets it count as not announced.
    """
    return verfahrensrecht in {Verfahrensrecht.SGB_X, Verfahrensrecht.AO}


def announce_publicly(published_on: date, *, regime: Regime = HESSEN) -> Bekanntgabe:
    """Return the announcement by public notice in the place's usual way.

    Args:
        published_on: local day of the public notice.
        regime: Land and code of procedure.

    Source: VwVfG § 41(4), SGB X § 37(4), AO § 122(4).
    """
    weeks = _row("public", published_on, regime)
    day, words = published_on + timedelta(weeks=weeks.whole), Length.of(weeks).words()
    explanation = Text(
        f"Nach der Bekanntmachung gilt eine Frist ({words.de}); am {german_date(day)} ist der Bescheid bekannt gegeben "
        f"({weeks.citation}).",
        f"After the public notice a period runs ({words.en}); the decision counts as announced on {english_date(day)} "
        f"({weeks.citation}).",
    )
    return Bekanntgabe(Channel.PUBLIC, day, day, explanation, (weeks,), None, regime.banners + weeks.banners)


def _announce_by_notice(notified_on: date | None, retrieved_on: date | None, regime: Regime) -> Bekanntgabe:
    """Return the announcement by SGB X § 37(2a): counted from the notice, else the day of the retrieval."""
    days = regime.parameter("bekanntgabe.sgb_x.notice_days", notified_on or retrieved_on or date.max)
    banners = regime.banners + days.banners
    if notified_on is not None:
        day = notified_on + timedelta(days=days.whole)
        explanation = Text(
            f"Der Bescheid gilt am {days.value}. Tag nach der Benachrichtigung, dem {german_date(day)}, als bekannt "
            f"gegeben, auch ohne Abruf ({days.citation}).",
            f"The decision counts as announced on day {days.value} after the notice was sent, {english_date(day)}, "
            f"retrieved or not ({days.citation}).",
        )
        return Bekanntgabe(Channel.PORTAL, day, day, explanation, (days,), None, banners)
    if retrieved_on is None:
        return _not_retrieved(None, days, banners)
    return Bekanntgabe(
        Channel.PORTAL,
        retrieved_on,
        retrieved_on,
        _explain_day_of_retrieval(retrieved_on, days),
        (days,),
        None,
        banners,
    )


def _announce_by_provision(
    provided_on: date | None, notified_on: date | None, retrieved_on: date | None, regime: Regime
) -> Bekanntgabe:
    """Return the announcement by AO § 122a(4): from the provision; without a notice not before the retrieval."""
    days = regime.parameter("bekanntgabe.ao.provision_days", provided_on or retrieved_on or date.max)
    banners = regime.banners + days.banners
    if notified_on is None and retrieved_on is None:
        return _not_retrieved(None, days, banners)
    fiction = (provided_on + timedelta(days=days.whole),) if provided_on else ()
    retrieval = (retrieved_on,) if retrieved_on and notified_on is None else ()
    day = max((*fiction, *retrieval))
    if day in retrieval:
        explained = _explain_day_of_retrieval(day, days)
        return Bekanntgabe(Channel.PORTAL, day, day, explained, (days,), None, banners)
    explained = Text(
        f"Der Bescheid gilt am {days.value}. Tag nach der Bereitstellung, dem {german_date(day)}, als bekannt gegeben "
        f"({days.citation}).",
        f"The decision counts as announced on day {days.value} after it was provided, {english_date(day)} "
        f"({days.citation}).",
    )
    return Bekanntgabe(Channel.PORTAL, day, day, explained, (days,), None, banners)


def _not_retrieved(until: date | None, window: ParameterVersion, banners: tuple[Text, ...]) -> Bekanntgabe:
    by_de, by_en = (f" bis zum {german_date(until)}", f" by {english_date(until)}") if until else ("", "")
    explanation = Text(
        f"Ohne Abruf{by_de} ist der Bescheid nicht bekannt gegeben ({window.citation}).",
        f"Without retrieval{by_en} the decision is not announced ({window.citation}).",
    )
    return Bekanntgabe(Channel.PORTAL, None, None, explanation, (window,), until, banners)


def _row(name: str, day: date, regime: Regime) -> ParameterVersion:
    """Return the row of the code of procedure: each has its own paragraph."""
    return regime.parameter(f"bekanntgabe.{_PREFIX[regime.verfahrensrecht]}{name}", day)


def _fiction_day(sent_on: date, days: int, moves: bool, regime: Regime) -> date:  # noqa: FBT001  # a value of the law
    day = sent_on + timedelta(days=days)
    return regime.next_working_day(day) if moves else day


def _explain_fiction(day: date, days: ParameterVersion) -> Text:
    return Text(
        f"Der Bescheid gilt am {days.value}. Tag nach der Übermittlung, dem {german_date(day)}, als bekannt gegeben "
        f"({days.citation}).",
        f"The decision counts as announced on day {days.value} after it was sent or provided, {english_date(day)} "
        f"({days.citation}).",
    )


def _explain_moved(day: date, days: ParameterVersion, shift: ParameterVersion) -> Text:
    return Text(
        f"Der {days.value}. Tag nach der Übermittlung ist kein Werktag. Zählt erst der nächste Werktag, gilt der "
        f"Bescheid am {german_date(day)} als bekannt gegeben ({days.citation}; {shift.citation}).",
        f"Day {days.value} after it was sent is no working day. If the next working day counts, the decision counts "
        f"as announced on {english_date(day)} ({days.citation}; {shift.citation}).",
    )


def _explain_receipt(day: date, days: ParameterVersion) -> Text:
    return Text(
        f"Der Brief kam erst am {german_date(day)} an; das ist der Tag der Bekanntgabe ({days.citation}).",
        f"The letter arrived only on {english_date(day)}, which is the day of announcement ({days.citation}).",
    )


def _explain_day_of_retrieval(day: date, row: ParameterVersion) -> Text:
    return Text(
        "Es ging keine Benachrichtigung hinaus. Deshalb zählt der Tag des Abrufs: Der Bescheid gilt am "
        f"{german_date(day)} als bekannt gegeben ({row.citation}).",
        "No notice was sent. Therefore the day of retrieval counts: the decision counts as announced on "
        f"{english_date(day)} ({row.citation}).",
    )
