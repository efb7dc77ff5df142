"""Who decides on an objection (Widerspruch, Einspruch), and whether a committee hears the person before."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rathaus.recht.errors import ParameterUnknown
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from rathaus.values.text import Text


class Decider(StrEnum):
    """Who decides on an objection."""

    SAME = "same"
    NEXT_HIGHER = "next_higher"
    NAMED_BY_LAW = "named_by_law"


@dataclass(frozen=True, slots=True)
class ObjectionAuthority:
    """Who decides on an objection, and why.

    Args:
        decider: see :class:`Decider`.
        citation: the paragraph.
        explanation: one sentence with the paragraph.
    """

    decider: Decider
    citation: str
    explanation: Text


@dataclass(frozen=True, slots=True)
class Matter:
    """What matters for who decides.

    Args:
        is_self_government: whether it is a matter of the body's own (Selbstverwaltungsangelegenheit).
        next_higher_is_supreme: whether the next higher authority is a supreme one of Bund or Land.
        norm: a rule that names another authority; empty where there is none.
    """

    is_self_government: bool = False
    next_higher_is_supreme: bool = False
    norm: str = ""


class CommitteeSeat(StrEnum):
    """Where the committee sits that hears the person."""

    OWN = "own"
    LANDRAT = "landrat"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class HearingCommittee:
    """Whether a committee hears the person before an objection is decided.

    Args:
        seat: of the body itself or at the Landrat; none where no committee hears; unknown while no law is on file.
        explanation: one sentence with the paragraph.
        parameter: the row that was used; None where there is none for the day.
        banners: what must be shown beside the result because it is not verified.
    """

    seat: CommitteeSeat
    explanation: Text
    parameter: ParameterVersion | None = None
    banners: tuple[Text, ...] = ()


def objection_authority(
    matter: Matter, *, verfahrensrecht: Verfahrensrecht = Verfahrensrecht.VWVFG
) -> ObjectionAuthority:
    """Return who decides on an objection that the authority does not remedy itself.

    Args:
        matter: what matters for who decides.
        verfahrensrecht: code of procedure; under the AO the authority itself decides.

    Source: VwGO § 73(1); AO § 367(1).
    """
    if matter.norm:
        named = Text("Eine eigene Vorschrift bestimmt, wer entscheidet", "A rule of its own names who decides")
        return _authority(Decider.NAMED_BY_LAW, matter.norm, named)
    if verfahrensrecht is Verfahrensrecht.AO:
        return _authority(Decider.SAME, "§ 367 Abs. 1 AO", _SAME)
    if matter.is_self_government:
        return _authority(Decider.SAME, "§ 73 Abs. 1 Satz 2 Nr. 3 VwGO", _SAME)
    if matter.next_higher_is_supreme:
        return _authority(Decider.SAME, "§ 73 Abs. 1 Satz 2 Nr. 2 VwGO", _SAME)
    higher = Text("Über den Widerspruch entscheidet die nächsthöhere Behörde", "The next higher authority decides")
    return _authority(Decider.NEXT_HIGHER, "§ 73 Abs. 1 Satz 2 Nr. 1 VwGO", higher)


_SAME = Text(
    "Über den Rechtsbehelf entscheidet die Behörde, die den Bescheid erlassen hat",
    "The authority that issued the decision decides on the remedy",
)


def _authority(decider: Decider, citation: str, words: Text) -> ObjectionAuthority:
    return ObjectionAuthority(decider, citation, Text(f"{words.de} ({citation}).", f"{words.en} ({citation})."))


def hearing_committee(
    inhabitants: int, on: date, *, is_excepted: bool = False, regime: Regime = HESSEN
) -> HearingCommittee:
    """Return whether a committee hears the person before an objection against a local authority is decided.

    It concerns acts of Gemeindevorstand, Kreisausschuss, Bürgermeister and Landrat. The act expires: for days without
    a row the result is unknown and carries a banner.

    Args:
        inhabitants: of the municipality.
        on: local day of the objection.
        is_excepted: whether the matter is one of the listed exceptions.
        regime: Land and code of procedure.

    Source: HessAGVwGO § 7.
    """
    try:
        row = regime.parameter("anhoerungsausschuss.own_from", on)
    except ParameterUnknown:
        return HearingCommittee(CommitteeSeat.UNKNOWN, _EXPIRED, None, (_EXPIRED,))
    if is_excepted:
        return HearingCommittee(CommitteeSeat.NONE, _committee(_EXCEPTED, row), row, row.banners)
    own = inhabitants >= row.number
    words, seat = (_OWN, CommitteeSeat.OWN) if own else (_AT_LANDRAT, CommitteeSeat.LANDRAT)
    return HearingCommittee(seat, _committee(words, row), row, row.banners)


_EXPIRED = Text(
    "Für diesen Tag ist nicht bekannt, ob ein Ausschuss anhört: § 7 HessAGVwGO tritt mit dem 31.12.2026 außer Kraft. "
    "Bitte prüfen Sie die Rechtslage.",
    "It is not known whether a committee hears on this day: § 7 HessAGVwGO expires on 31 December 2026. Please check "
    "the law.",
)
_EXCEPTED = Text(
    "Diese Angelegenheit ist ausgenommen; kein Ausschuss hört an",
    "This matter is excepted; no committee hears the person",
)
_OWN = Text("Vor der Entscheidung hört ein eigener Ausschuss an", "A committee of the town hears first")
_AT_LANDRAT = Text(
    "Vor der Entscheidung hört der Ausschuss beim Landrat an",
    "The committee at the Landrat hears first",
)


def _committee(words: Text, row: ParameterVersion) -> Text:
    return Text(f"{words.de} ({row.citation}; {row.words.de}).", f"{words.en} ({row.citation}; {row.words.en}).")
