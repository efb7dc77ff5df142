"""Which law applies to one procedure: the Land, the code of procedure and the parameter rows."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import holidays

from rathaus.recht.parameters import FEDERAL, Parameters, ParameterVersion
from rathaus.recht.shipped import load_parameters
from rathaus.values.text import Text

SATURDAY = 5


class Verfahrensrecht(StrEnum):
    """The code of administrative procedure that a Leistung names."""

    VWVFG = "VwVfG"
    SGB_X = "SGB X"
    AO = "AO"


_FRIST_PARAGRAPHS = {Verfahrensrecht.VWVFG: "§ 31", Verfahrensrecht.SGB_X: "§ 26", Verfahrensrecht.AO: "§ 108"}


def frist_citation(verfahrensrecht: Verfahrensrecht, absatz: str = "") -> str:
    """Return the paragraph that carries BGB §§ 187 to 193 into a code, such as ``§ 31 Abs. 3 VwVfG``.

    The wording is the same in all three codes.
    """
    parts = (_FRIST_PARAGRAPHS[verfahrensrecht], f"Abs. {absatz}" if absatz else "", verfahrensrecht.value)
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Regime:
    """The law of one procedure.

    Args:
        land: Land whose holidays and, under the VwVfG, whose parameters count.
        verfahrensrecht: code of procedure of the Leistung.
        parameters: the rows that are asked; the shipped ones unless given.
    """

    land: str = "HE"
    verfahrensrecht: Verfahrensrecht = Verfahrensrecht.VWVFG
    parameters: Parameters = field(default_factory=load_parameters)

    @property
    def jurisdiction(self) -> str:
        """Return who sets the parameters: SGB X and AO are federal codes, which a Land's VwVfG does not change."""
        return self.land if self.verfahrensrecht is Verfahrensrecht.VWVFG else FEDERAL

    @property
    def banners(self) -> tuple[Text, ...]:
        """Return the banner of a code whose special rules are not verified here, or nothing."""
        if self.verfahrensrecht is Verfahrensrecht.VWVFG:
            return ()
        code = self.verfahrensrecht.value
        return (
            Text(
                f"Für Verfahren nach {code} sind die Regeln noch nicht vollständig geprüft. "
                "Bitte prüfen Sie Rechtsbehelf und Fristen.",
                f"The rules for procedures under {code} are not fully verified yet. Please check remedy and periods.",
            ),
        )

    def parameter(self, key: str, day: date) -> ParameterVersion:
        """Return the parameter row that applies on the local day of the event."""
        return self.parameters.find(key, self.jurisdiction, day)

    def is_working_day(self, day: date) -> bool:
        """Return whether the day is no Saturday, Sunday or public holiday of the Land."""
        return day.weekday() < SATURDAY and day not in holidays_of(self.land, day.year)

    def next_working_day(self, day: date) -> date:
        """Return the day itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day


@lru_cache(maxsize=128)
def holidays_of(land: str, year: int) -> frozenset[date]:
    """Return the public holidays of a Land in a year."""
    return frozenset(holidays.country_holidays("DE", subdiv=land, years=year))


HESSEN = Regime()
"""The usual case: the VwVfG as it applies in Hessen."""
