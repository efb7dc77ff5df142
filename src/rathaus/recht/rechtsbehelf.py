"""Remedies against a Bescheid: their end, and the notice (Rechtsbehelfsbelehrung) that the Bescheid must carry."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from typing import Any

from rathaus.recht.bekanntgabe import Bekanntgabe
from rathaus.recht.courts import Court
from rathaus.recht.errors import CourtUnconfirmed
from rathaus.recht.fristen import Frist, Length, Unit, legal_frist
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text


class Remedy(StrEnum):
    """The remedy that a Leistung's results name."""

    WIDERSPRUCH = "widerspruch"
    EINSPRUCH = "einspruch"
    KLAGE = "klage"


TERM_KEYS = {
    Remedy.WIDERSPRUCH: "widerspruch.term",
    Remedy.EINSPRUCH: "einspruch.term",
    Remedy.KLAGE: "klage.term",
}
MISSING_NOTICE_KEYS = {
    Remedy.WIDERSPRUCH: "remedy.missing_notice",
    Remedy.EINSPRUCH: "einspruch.missing_notice",
    Remedy.KLAGE: "remedy.missing_notice",
}


@dataclass(frozen=True, slots=True)
class RemedySpan:
    """Both ends of a remedy's period; they differ only where the day of announcement is not certain.

    Args:
        earliest: the period from the earlier possible announcement: the citizen is reminded by it.
        latest: the period from the later one: only after it is a remedy treated as late.
        banners: what must be shown beside the result because it is not verified.
    """

    earliest: Frist
    latest: Frist
    banners: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class RemedyNotice:
    """A remedy notice with placeholders ``{authority}``, ``{authority_seat}``, ``{court}``, ``{court_seat}``.

    Args:
        remedy: the remedy it explains.
        blocks: paragraphs in order, German text binding, English for information.
        needs_court: whether a court must be named.
        banners: what a person must confirm before the notice is issued.
        parameters: the rows that were used, for the record.
    """

    remedy: Remedy
    blocks: tuple[Text, ...]
    needs_court: bool
    banners: tuple[Text, ...] = ()
    parameters: tuple[ParameterVersion, ...] = ()

    def fill(self, *, authority: str, authority_seat: str, court: Court | None = None) -> tuple[Text, ...]:
        """Return the paragraphs with authority and court named.

        Args:
            authority: name of the authority that issued the Bescheid.
            authority_seat: its seat, a place or postal address in one line.
            court: the court of the district; needed when ``needs_court``.

        Raises:
            CourtUnconfirmed: the notice must name a court and none is given.
        """
        if self.needs_court and court is None:
            raise CourtUnconfirmed(remedy=self.remedy.value)
        names = {
            "{authority}": authority,
            "{authority_seat}": authority_seat,
            "{court}": court.name if court else "",
            "{court_seat}": court.seat if court else "",
        }
        return tuple(Text(_replace(block.de, names), _replace(block.en, names)) for block in self.blocks)


def remedy_frist(remedy: Remedy, announced_on: date, *, notice_given: bool = True, regime: Regime = HESSEN) -> Frist:
    """Return the period of a remedy.

    Args:
        remedy: objection, tax objection or lawsuit.
        announced_on: local day of announcement, or of service of the decision on the objection.
        notice_given: whether a complete and correct remedy notice was given; if not, one year runs.
        regime: Land and code of procedure.

    Source: VwGO §§ 58(2), 70, 74; AO §§ 355, 356(2).
    """
    key = TERM_KEYS[remedy] if notice_given else MISSING_NOTICE_KEYS[remedy]
    return legal_frist(key, announced_on, regime=regime)


def remedy_span(
    remedy: Remedy, bekanntgabe: Bekanntgabe, *, notice_given: bool = True, regime: Regime = HESSEN
) -> RemedySpan | None:
    """Return both possible periods of a remedy, or None while the Bescheid is not announced."""
    if bekanntgabe.announced_on is None or bekanntgabe.earliest_on is None:
        return None
    latest = remedy_frist(remedy, bekanntgabe.announced_on, notice_given=notice_given, regime=regime)
    earliest = remedy_frist(remedy, bekanntgabe.earliest_on, notice_given=notice_given, regime=regime)
    banners = tuple(dict.fromkeys(bekanntgabe.banners + latest.banners))
    return RemedySpan(earliest, latest, banners)


def remedy_notice(remedy: Remedy, issued_on: date, *, regime: Regime = HESSEN) -> RemedyNotice:
    """Return the text of the remedy notice, with placeholders.

    Args:
        remedy: the remedy of the Bescheid's result.
        issued_on: local day on which the Bescheid is issued.
        regime: Land and code of procedure; an unverified code gives a banner.

    Source: VwVfG § 37(6); VwGO §§ 58(1), 70, 74, 81, 82; AO §§ 356(1), 357.
    """
    row = regime.parameter(TERM_KEYS[remedy], issued_on)
    within = _within(Length.of(row))
    table = _notices()[remedy.value]
    blocks = tuple(
        Text(block["de"].replace("{within}", within.de), block["en"].replace("{within}", within.en))
        for block in table["blocks"]
    )
    rows: tuple[ParameterVersion, ...] = (row,)
    banners = regime.banners + row.banners
    if remedy is Remedy.WIDERSPRUCH:
        objection = regime.parameter("widerspruch.vorverfahren", issued_on)
        rows, banners = (row, objection), banners + objection.banners + _no_objection(objection)
    return RemedyNotice(remedy, blocks, table["needs_court"], tuple(dict.fromkeys(banners)), rows)


def _no_objection(row: ParameterVersion) -> tuple[Text, ...]:
    """Return the banner of a notice that names an objection where the law knows none."""
    if row.value:
        return ()
    return (
        Text(
            f"Nach {row.citation} gibt es hier keinen Widerspruch; der Rechtsbehelf ist die Klage.",
            f"Under {row.citation} there is no objection here; the remedy is an action before the court.",
        ),
    )


def _within(length: Length) -> Text:
    if length.amount == 1 and length.unit is Unit.MONTHS:
        return Text("innerhalb eines Monats", "within one month")
    words = length.words()
    return Text(f"innerhalb folgender Frist: {words.de},", f"within {words.en}")


def _replace(text: str, names: Mapping[str, str]) -> str:
    for placeholder, name in names.items():
        text = text.replace(placeholder, name)
    return text


@lru_cache(maxsize=1)
def _notices() -> Mapping[str, Any]:
    text = (resources.files("rathaus.recht") / "notices.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
