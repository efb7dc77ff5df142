"""Pure decisions about the tariffs of a body for one Leistung: what holds, what it costs, what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from rathaus.core.leistung.errors import TarifOverflows, TarifRefused
from rathaus.engine.formular.model import Field, Formular, Kind
from rathaus.engine.formular.path import parent_of
from rathaus.engine.prozess.model import Gebuehr
from rathaus.recht.dates import english_date, german_date
from rathaus.recht.gebuehren import (
    FeeAssessment,
    FeeExemption,
    FeeItem,
    FeeKind,
    FeeMeasure,
    FeeOccasion,
    FeeTariff,
    assess_fee,
    lint_tariff,
    review_reminder,
)
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text

MOST_CENT = 99_999_900
"""Largest fee, cents: the largest amount of one claim."""
MOST_MINUTES = 24 * 60
"""Longest step of a tariff by time, minutes."""
MAX_SATZUNG, MAX_UNIT, MAX_REASON, MOST_EXEMPTIONS = 300, 60, 300, 20
_ITEM = "gebuehr"
_ONE = FeeMeasure()


@dataclass(frozen=True, slots=True)
class Tarif:
    """What a body charges for a Leistung from a day on.

    Args:
        satzung: the by-law, as cited.
        kind: how the fee is measured.
        betrag_cent: the amount, of one unit or of one started step of time; the least of a frame.
        reviewed_on: local day on which the rates were last reviewed.
        highest_cent: the most of a frame; None for other kinds.
        step_minutes: length of a step of time, minutes; None for other kinds.
        unit: what one unit is called, such as ``Monat``; empty for other kinds.
        units_path: path of the question that gives the units; empty where the office counts them.
        exemptions: who pays nothing.
    """

    satzung: str
    kind: FeeKind
    betrag_cent: int
    reviewed_on: date
    highest_cent: int | None = None
    step_minutes: int | None = None
    unit: str = ""
    units_path: str = ""
    exemptions: tuple[FeeExemption, ...] = ()

    @property
    def as_tariff(self) -> FeeTariff:
        """The tariff as :mod:`rathaus.recht.gebuehren` calculates it: one item."""
        item = FeeItem(_ITEM, self.kind, self.betrag_cent, self.highest_cent, self.step_minutes)
        return FeeTariff(self.satzung, (item,), self.reviewed_on, self.exemptions)


@dataclass(frozen=True, slots=True)
class Validity:
    """When a tariff holds: the first local day, and the first one on which it no longer does; None while open."""

    valid_from: date
    valid_to: date | None = None


def assess(
    tarif: Tarif,
    measure: FeeMeasure = _ONE,
    *,
    exemption: str = "",
    occasion: FeeOccasion = FeeOccasion.DECISION,
) -> FeeAssessment:
    """Return what a tariff gives, and why.

    Args:
        tarif: the tariff that holds.
        measure: units, minutes, or the amount that was chosen within a frame.
        exemption: key of the group to which the person belongs; empty for none.
        occasion: for what the fee is charged.

    Raises:
        FeeNotPossible: see :func:`rathaus.recht.gebuehren.assess_fee`.
        TarifOverflows: more than one claim can be.

    Source: KAG Hessen § 9.
    """
    found = assess_fee(tarif.as_tariff, _ITEM, occasion=occasion, measure=measure, exemption=exemption)
    if found.betrag_cent > MOST_CENT:
        raise TarifOverflows(most_cent=MOST_CENT)
    return found


def units_in(tarif: Tarif, answers: Mapping[str, object]) -> int | None:
    """Return the units that the answers give; None where the tariff asks for none, or they are not answered.

    Args:
        tarif: the tariff.
        answers: path key → value.
    """
    value = answers.get(tarif.units_path) if tarif.units_path else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def certain_cent(tarif: Tarif, answers: Mapping[str, object]) -> int | None:
    """Return the amount that follows from a tariff before anybody decides; None where it does not.

    Args:
        tarif: the tariff of the day.
        answers: path key → value.
    """
    if tarif.kind is FeeKind.FIXED:
        return tarif.betrag_cent
    units = units_in(tarif, answers) if tarif.kind is FeeKind.PER_UNIT else None
    if units is None:
        return None
    try:
        return assess(tarif, FeeMeasure(units=units)).betrag_cent
    except TarifOverflows:
        return None


def within_law(tarif: Tarif, gebuehr: Gebuehr) -> bool:
    """Return whether a Leistung leaves amounts like those of a tariff to the body.

    Args:
        tarif: the tariff.
        gebuehr: the fee of the Leistung.
    """
    if tarif.kind is FeeKind.FIXED:
        return gebuehr.accepts(tarif.betrag_cent)
    if tarif.kind is FeeKind.FRAME:
        return gebuehr.accepts(tarif.betrag_cent) and gebuehr.accepts(tarif.highest_cent or 0)
    return gebuehr.anpassbar and (gebuehr.hoechstens_cent is None or tarif.betrag_cent <= gebuehr.hoechstens_cent)


def counting_questions(formular: Formular) -> tuple[Field, ...]:
    """Return the questions of a form whose answer can be a number of units: whole numbers that are asked once."""
    return tuple(
        field for field in formular.fields.values() if field.kind is Kind.INT and _is_asked_once(formular, field)
    )


def _is_asked_once(formular: Formular, field: Field) -> bool:
    around = [formular.groups[path] for path in _ancestors(field.path) if path in formular.groups]
    return not field.repeats and not any(group.repeats for group in around)


def _ancestors(path: str) -> Iterator[str]:
    while path := parent_of(path):
        yield path


def check_tarif(tarif: Tarif, formular: Formular) -> None:
    """Refuse a tariff that cannot be calculated.

    Args:
        tarif: as a body enters it.
        formular: the form of the Leistung.

    Raises:
        TarifRefused: ``field`` names what does not fit.
    """
    wrong = next(_wrong_fields(tarif, formular), "")
    if wrong:
        raise TarifRefused(field=wrong)
    if lint_tariff(tarif.as_tariff):
        raise TarifRefused(field="betrag")


def _wrong_fields(tarif: Tarif, formular: Formular) -> Iterator[str]:
    if not 0 < len(tarif.satzung) <= MAX_SATZUNG:
        yield "satzung"
    if not 0 <= tarif.betrag_cent <= MOST_CENT:
        yield "betrag"
    is_frame, is_time = tarif.kind is FeeKind.FRAME, tarif.kind is FeeKind.BY_TIME
    if is_frame != (tarif.highest_cent is not None) or (
        tarif.highest_cent is not None and not tarif.betrag_cent < tarif.highest_cent <= MOST_CENT
    ):
        yield "hoechstens"
    if is_time != (tarif.step_minutes is not None) or (is_time and not 0 < (tarif.step_minutes or 0) <= MOST_MINUTES):
        yield "takt"
    if (tarif.kind is FeeKind.PER_UNIT) != bool(tarif.unit) or len(tarif.unit) > MAX_UNIT:
        yield "einheit"
    if tarif.units_path and tarif.units_path not in {field.path for field in counting_questions(formular)}:
        yield "frage"
    if tarif.units_path and tarif.kind is not FeeKind.PER_UNIT:
        yield "frage"
    if not _exemptions_fit(tarif.exemptions):
        yield "befreiungen"


def _exemptions_fit(exemptions: Sequence[FeeExemption]) -> bool:
    keys = [each.key for each in exemptions]
    texts_fit = all(0 < len(each.reason.de) <= MAX_REASON and each.key for each in exemptions)
    return len(keys) <= MOST_EXEMPTIONS and len(set(keys)) == len(keys) and texts_fit


def lint_tarife(
    rows: Sequence[tuple[Validity, Tarif]], gebuehr: Gebuehr | None, *, on: date, regime: Regime = HESSEN
) -> tuple[Finding, ...]:
    """Return what is wrong with the tariffs of a body for one Leistung: from today on, past ones are history.

    Args:
        rows: ordered by first day, without overlaps.
        gebuehr: the fee of the Leistung today; None while no version holds.
        on: local day on which somebody looks.
        regime: Land and code of procedure.
    """
    alive = [(time, tarif) for time, tarif in rows if time.valid_to is None or time.valid_to > on]
    return (*_gaps([time for time, _ in rows], on), *_faults(alive, gebuehr, on, regime))


def _gaps(times: Sequence[Validity], on: date) -> Iterator[Finding]:
    for before, after in pairwise(times):
        if before.valid_to is not None and on < after.valid_from and before.valid_to < after.valid_from:
            first, last = max(before.valid_to, on), after.valid_from - timedelta(days=1)
            yield Finding(
                "LEI-201",
                Severity.WARNING,
                first.isoformat(),
                Text(
                    f"Vom {german_date(first)} bis zum {german_date(last)} gilt kein Tarif.",
                    f"From {english_date(first)} until {english_date(last)} no tariff holds.",
                ),
                Text(
                    "An diesen Tagen sehen Antragstellende keinen Betrag. Tragen Sie einen Tarif für diese Zeit ein.",
                    "On these days applicants see no amount. Enter a tariff for this time.",
                ),
            )
    if times and (end := times[-1].valid_to) is not None:
        yield Finding(
            "LEI-202",
            Severity.WARNING,
            end.isoformat(),
            Text(f"Ab dem {german_date(end)} gilt kein Tarif.", f"From {english_date(end)} on no tariff holds."),
            Text(
                "Tragen Sie den nächsten Tarif ein. Bis dahin sehen Antragstellende ab diesem Tag keinen Betrag.",
                "Enter the next tariff. Until then applicants see no amount from that day on.",
            ),
        )


def _faults(
    alive: Sequence[tuple[Validity, Tarif]], gebuehr: Gebuehr | None, on: date, regime: Regime
) -> Iterator[Finding]:
    for time, tarif in alive:
        yield from lint_tariff(tarif.as_tariff)
        if gebuehr is not None and not within_law(tarif, gebuehr):
            yield Finding(
                "LEI-203",
                Severity.ERROR,
                time.valid_from.isoformat(),
                Text(
                    f"Der Tarif ab {german_date(time.valid_from)} liegt außerhalb dessen, was die Leistung erlaubt.",
                    f"The tariff from {english_date(time.valid_from)} on lies outside of what the service allows.",
                ),
                Text(
                    "Solange gilt er nicht. Beenden Sie ihn und tragen Sie einen neuen ein.",
                    "As long as that is so, it does not count. End it and enter a new one.",
                ),
            )
        due = review_reminder(tarif.as_tariff, on, regime=regime)
        if due is not None:
            yield Finding(
                "LEI-204",
                Severity.HINT,
                time.valid_from.isoformat(),
                due,
                Text(
                    "Prüfen Sie die Sätze und tragen Sie hier den Tag der Überprüfung ein.",
                    "Review the rates and enter the day of the review here.",
                ),
            )
