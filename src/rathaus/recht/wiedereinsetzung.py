"""Reinstatement (Wiedereinsetzung) of somebody who missed a period of the law through no fault of their own."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Frist, legal_frist
from rathaus.recht.regime import HESSEN, Regime, Verfahrensrecht
from rathaus.values.text import Text


class Missed(StrEnum):
    """What was missed: a period of the procedure itself, or the one for a Widerspruch or a Klage."""

    PROCEDURE = "procedure"
    REMEDY = "remedy"


_KEYS = {
    Verfahrensrecht.VWVFG: "wiedereinsetzung",
    Verfahrensrecht.SGB_X: "wiedereinsetzung.sgb_x",
    Verfahrensrecht.AO: "wiedereinsetzung.ao",
}
_REMEDY_KEY = "wiedereinsetzung.vwgo"


@dataclass(frozen=True, slots=True)
class Wiedereinsetzung:
    """Until when reinstatement can be asked for.

    Args:
        request: the period after the obstacle ended.
        latest: the period after the end of what was missed; afterwards only force majeure helps.
        end: last local day of both.
        explanation: one sentence with the paragraphs.
        banners: what must be shown beside the result because it is not verified.
    """

    request: Frist
    latest: Frist
    end: date
    explanation: Text
    banners: tuple[Text, ...] = ()

    def is_in_time(self, asked_on: date, *, force_majeure: bool = False) -> bool:
        """Return whether a request of a local day is in time.

        Args:
            asked_on: local day of the request, with which the missed act is made up for.
            force_majeure: whether it was impossible before the year ended; then the year does not count.
        """
        return asked_on <= (self.request.end if force_majeure else self.end)


def reinstatement(
    missed_end: date, obstacle_ended_on: date, *, missed: Missed = Missed.PROCEDURE, regime: Regime = HESSEN
) -> Wiedereinsetzung:
    """Return until when somebody can ask for reinstatement.

    Args:
        missed_end: last local day of the period that was missed.
        obstacle_ended_on: local day on which the obstacle ended.
        missed: a period of the procedure, or of a Widerspruch or Klage. An Einspruch is one of the AO.
        regime: Land and code of procedure.

    Source: VwVfG § 32(2), (3); SGB X § 27; AO § 110; VwGO §§ 60, 70(2).
    """
    is_remedy = missed is Missed.REMEDY and regime.verfahrensrecht is not Verfahrensrecht.AO
    key = _REMEDY_KEY if is_remedy else _KEYS[regime.verfahrensrecht]
    request = legal_frist(f"{key}.request", obstacle_ended_on, regime=regime)
    latest = legal_frist(f"{key}.latest", missed_end, regime=regime)
    end = min(request.end, latest.end)
    citations = " und ".join(frist.parameter.citation for frist in (request, latest) if frist.parameter)
    explanation = Text(
        f"Wiedereinsetzung kann bis zum {german_date(end)} beantragt werden; bis dahin ist auch die versäumte Handlung "
        f"nachzuholen ({citations}).",
        f"Reinstatement can be requested until {english_date(end)}; the missed act must be made up for by then, too "
        f"({citations.replace(' und ', ' and ')}).",
    )
    return Wiedereinsetzung(request, latest, end, explanation, tuple(dict.fromkeys(request.banners + latest.banners)))
