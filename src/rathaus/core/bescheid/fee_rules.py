"""Pure decisions about the fee of a Bescheid: by the tariff of the body, or as a clerk chooses it; and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from rathaus.core.bescheid.errors import FeeRefused
from rathaus.core.bescheid.rules import choose_fee
from rathaus.core.leistung.rules import Fee
from rathaus.core.leistung.tarif_rules import Tarif, assess
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind, Gebuehr
from rathaus.recht.gebuehren import FeeKind, FeeMeasure, FeeOccasion
from rathaus.values.text import Text

_MAX_CITATION = 300


@dataclass(frozen=True, slots=True)
class FeeChoice:
    """What a clerk enters about the fee.

    Args:
        cent: the amount, cents; None takes what the tariff gives.
        units: how many units, for a tariff per unit.
        minutes: how long the work took, for a tariff by time.
        exemption: key of the group of the tariff that pays nothing; empty for none.
    """

    cent: int | None = None
    units: int | None = None
    minutes: int | None = None
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class DecidedFee:
    """The fee of a decision.

    Args:
        cents: the amount; None while the clerk must still enter something.
        basis: how it follows from the tariff, as it is stored; None where no tariff is behind it.
    """

    cents: int | None
    basis: dict[str, object] | None = None


NOTHING_CHOSEN = FeeChoice()


def decide_fee(ergebnis: Ergebnis, gebuehr: Gebuehr, *, usual: Fee, choice: FeeChoice = NOTHING_CHOSEN) -> DecidedFee:
    """Return the fee of a decision and why.

    An amount that a clerk enters, or that a decision table calculates, counts instead of the tariff, except in a
    frame, which it must keep; to waive the fee is always possible.

    Args:
        ergebnis: the result; many charge nothing.
        gebuehr: the fee of the Leistung and what it leaves to the body.
        usual: what the person was shown at submission, with the tariff of that day.
        choice: what the clerk entered.

    Raises:
        FeeRefused: see :func:`rathaus.core.bescheid.rules.choose_fee`; or a group without a tariff.
        FeeNotPossible: outside of the frame, no such group, or a number below zero.
        TarifOverflows: more than anybody can pay at once.

    Source: KAG Hessen § 9.
    """
    tarif = usual.tarif
    if tarif is None or not ergebnis.mit_gebuehr:
        if choice.exemption:
            raise FeeRefused(result=ergebnis.key, exemption=choice.exemption)
        return DecidedFee(choose_fee(ergebnis, gebuehr, usual=usual, chosen_cent=choice.cent))
    if not choice.exemption and _is_chosen_freely(tarif, usual, choice):
        cents = choose_fee(ergebnis, gebuehr, usual=usual, chosen_cent=choice.cent)
        return DecidedFee(cents, _basis(usual, tarif, {}, _deviating(tarif, cents or 0)))
    return _by_tariff(ergebnis, gebuehr, usual, tarif, choice)


def _is_chosen_freely(tarif: Tarif, usual: Fee, choice: FeeChoice) -> bool:
    if choice.cent is None or choice.cent == usual.betrag_cent:
        return False
    return tarif.kind is not FeeKind.FRAME or (choice.cent == 0 and tarif.betrag_cent > 0)


def _by_tariff(ergebnis: Ergebnis, gebuehr: Gebuehr, usual: Fee, tarif: Tarif, choice: FeeChoice) -> DecidedFee:
    measure = _measure(tarif, usual, choice)
    if measure is None and not choice.exemption:
        return DecidedFee(None)
    occasion = FeeOccasion.WITHDRAWAL if ergebnis.kind is ErgebnisKind.WITHDRAW else FeeOccasion.DECISION
    found = assess(tarif, measure or FeeMeasure(), exemption=choice.exemption, occasion=occasion)
    if found.betrag_cent and not gebuehr.accepts(found.betrag_cent):
        raise FeeRefused(result=ergebnis.key, fee_cent=found.betrag_cent)
    if choice.exemption:
        return DecidedFee(0, _basis(usual, tarif, {"exemption": choice.exemption}, found.explanation))
    entered = {"units": measure.units if measure else None, "minutes": measure.minutes if measure else None}
    kept = {key: value for key, value in entered.items() if key == _COUNTED.get(tarif.kind)}
    words = _measured(tarif, measure or FeeMeasure())
    explanation = Text(f"{found.explanation.de} {words.de}".strip(), f"{found.explanation.en} {words.en}".strip())
    return DecidedFee(found.betrag_cent, _basis(usual, tarif, kept, explanation))


_COUNTED = {FeeKind.PER_UNIT: "units", FeeKind.BY_TIME: "minutes"}


def _measure(tarif: Tarif, usual: Fee, choice: FeeChoice) -> FeeMeasure | None:
    """Return what the tariff measures; None while the clerk has not entered it."""
    if tarif.kind is FeeKind.PER_UNIT:
        units = usual.units if choice.units is None else choice.units
        return None if units is None else FeeMeasure(units=units)
    if tarif.kind is FeeKind.BY_TIME:
        return None if choice.minutes is None else FeeMeasure(minutes=choice.minutes)
    if tarif.kind is FeeKind.FRAME:
        return None if choice.cent is None else FeeMeasure(chosen_cent=choice.cent)
    return FeeMeasure()


def _measured(tarif: Tarif, measure: FeeMeasure) -> Text:
    """Return how the amount follows, one sentence; nothing for a fixed one."""
    price = _euros(tarif.betrag_cent)
    if tarif.kind is FeeKind.PER_UNIT:
        return Text(
            f"Gerechnet: {measure.units} × {price.de} je {tarif.unit}.",
            f"Calculated: {measure.units} × {price.en} per {tarif.unit}.",
        )
    if tarif.kind is FeeKind.BY_TIME:
        return Text(
            f"Gerechnet: {measure.minutes} Minuten, {price.de} je angefangene {tarif.step_minutes} Minuten.",
            f"Calculated: {measure.minutes} minutes, {price.en} per started {tarif.step_minutes} minutes.",
        )
    if tarif.kind is FeeKind.FRAME:
        most = _euros(tarif.highest_cent or 0)
        return Text(f"Rahmen: {price.de} bis {most.de}.", f"Frame: {price.en} to {most.en}.")
    return Text("")


def _euros(cents: int) -> Text:
    return Text(f"{cents // 100},{cents % 100:02} Euro", f"{cents // 100}.{cents % 100:02} euros")


def _deviating(tarif: Tarif, cents: int) -> Text:
    amount = _euros(cents)
    return Text(
        f"Im Einzelfall festgesetzt: {amount.de} ({tarif.satzung}).",
        f"Set for this case: {amount.en} ({tarif.satzung}).",
    )


def _basis(usual: Fee, tarif: Tarif, entered: Mapping[str, object], explanation: Text) -> dict[str, object]:
    return {
        "tarifstelle": usual.tarif_id,
        "satzung": tarif.satzung,
        "kind": tarif.kind.value,
        **entered,
        "explanation": explanation.to_json(),
    }


def fee_citation(gebuehr: Gebuehr, basis: Mapping[str, object] | None) -> str:
    """Return on what a fee stands: the rule of the Leistung and the by-law of the body, each once.

    Args:
        gebuehr: the fee of the Leistung.
        basis: of :class:`DecidedFee`; None where no tariff is behind it.
    """
    satzung = str(basis["satzung"]) if basis else ""
    both = "; ".join(dict.fromkeys(each for each in (gebuehr.rechtsgrundlage, satzung) if each))
    return both if len(both) <= _MAX_CITATION else satzung


def explained(basis: Mapping[str, object] | None) -> Text:
    """Return the sentences that explain a fee; empty where no tariff is behind it.

    Args:
        basis: of :class:`DecidedFee`.
    """
    words = basis["explanation"] if basis else None
    return Text.from_json(words) if isinstance(words, dict) else Text("")


def needs_words(basis: Mapping[str, object] | None) -> bool:
    """Return whether the letter explains a fee: a fixed amount follows from the by-law that it names anyway.

    Args:
        basis: of :class:`DecidedFee`.
    """
    return basis is not None and (basis["kind"] != FeeKind.FIXED or bool(basis.get("exemption")))
