"""Whether a contract may be awarded directly (procurement), and what is planned."""

from dataclasses import dataclass
from datetime import date

from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text

_CENT = 100


@dataclass(frozen=True, slots=True)
class DirectAward:
    """Whether an order may be placed without a procedure.

    Args:
        allowed: by the law in force.
        explanation: one sentence with the citation.
        parameter: the row that decided.
        planned: what is announced and not law, to be shown beside it.
        banners: what must be shown beside the result because it is not verified.
    """

    allowed: bool
    explanation: Text
    parameter: ParameterVersion
    planned: tuple[ParameterVersion, ...] = ()
    banners: tuple[Text, ...] = ()


def direct_award(betrag_cent: int, on: date, *, regime: Regime = HESSEN) -> DirectAward:
    """Return whether an order may be placed directly; the limit itself still may.

    Args:
        betrag_cent: estimated value of the order, cents.
        on: local day of the order.
        regime: the Land.

    Source: HVTG; the paragraph was not seen.
    """
    row = regime.parameter("vergabe.direct_award", on)
    planned = regime.parameters.planned("vergabe.direct_award", regime.jurisdiction, on)
    allowed = betrag_cent <= row.number * _CENT
    may = Text("zulässig", "allowed") if allowed else Text("nicht zulässig", "not allowed")
    later_de = "".join(f" Geplant, noch nicht in Kraft: {each.words.de}." for each in planned)
    later_en = "".join(f" Planned, not in force: {each.words.en}." for each in planned)
    explanation = Text(
        f"Ein Direktauftrag ist bis {row.words.de} möglich, hier also {may.de} ({row.citation}).{later_de}",
        f"A direct award is possible up to {row.words.en}, so here it is {may.en} ({row.citation}).{later_en}",
    )
    return DirectAward(allowed, explanation, row, planned, row.banners)
