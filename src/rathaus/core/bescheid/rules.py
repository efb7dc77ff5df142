"""Pure decisions about a Bescheid: reasons, fee, facts of the letter, court, remedy."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from rathaus.core.bescheid.errors import EffectRefused, FeeRefused, ReasonMissing, ReasonUnknown
from rathaus.core.leistung.rules import Fee
from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.path import template_of
from rathaus.engine.formular.typed import show_value
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind, Gebuehr, Grund, Prozess
from rathaus.engine.prozess.model import Rechtsbehelf as NamedRemedy
from rathaus.engine.prozess.text import Fact
from rathaus.recht.courts import Court, court_for
from rathaus.recht.fristen import Frist
from rathaus.recht.rechtsbehelf import Remedy, remedy_frist
from rathaus.recht.regime import Regime

_GIVES = {ErgebnisKind.GRANT: 2, ErgebnisKind.PARTIAL: 1}


class State(StrEnum):
    """Whether a Bescheid is prepared, issued, or a prepared change that was thrown away."""

    DRAFT = "draft"
    VOID = "void"
    ISSUED = "issued"


class Change(StrEnum):
    """What a Bescheid does to the one before it."""

    CORRECTION = "correction"
    REVOCATION = "revocation"
    WITHDRAWAL = "withdrawal"
    REPLACEMENT = "replacement"


TAKING_BACK = frozenset({Change.REVOCATION, Change.WITHDRAWAL})
"""Changes that leave nothing of the Bescheid before, from a day on."""


class Doubt(StrEnum):
    """Why a person decides a case that the software might have decided alone."""

    TABLE = "table"
    """The table names no result, or the person tells of circumstances of their own."""
    BURDEN = "burden"
    """The result is not wholly in favour of the person."""
    TASK = "task"
    """A task before the decision is left to a person."""
    INCOMPLETE = "incomplete"
    DOCUMENTS = "documents"
    """There are documents that a person must look at."""
    WRITTEN = "written"
    """The person has written to the office."""
    REPRESENTED = "represented"
    SECOND_PERSON = "second_person"
    """A second person has not declared what is asked for, or refused to."""
    UNHEARD = "unheard"
    COSIGNATURE = "cosignature"
    CERTIFICATE = "certificate"
    """The result hands out a certificate, whose holder a person compares."""
    FEE = "fee"
    """Nobody has fixed the fee."""
    LAW = "law"
    """The law of the procedure or of its remedy is not verified, or the court not known."""
    LETTER = "letter"
    """The letter cannot be written: a value that its text needs is missing."""
    SEAL = "seal"
    """The letter cannot be sealed."""


class Outcome(StrEnum):
    """What a second person says about a draft."""

    SIGNED = "signed"
    RETURNED = "returned"


def remedy_of(ergebnis: Ergebnis) -> Remedy | None:
    """Return the remedy that a result names; None where there is none."""
    return None if ergebnis.rechtsbehelf is NamedRemedy.KEINER else Remedy(ergebnis.rechtsbehelf.value)


def choose_reasons(ergebnis: Ergebnis, keys: Collection[str]) -> tuple[Grund, ...]:
    """Return the chosen reasons in the order of the procedure.

    Raises:
        ReasonUnknown: a key does not belong to the result.
        ReasonMissing: a refusal, of all or of a part, without a reason (VwVfG § 39(1)).
    """
    unknown = set(keys) - {grund.key for grund in ergebnis.gruende}
    if unknown:
        raise ReasonUnknown(reasons=sorted(unknown))
    if ergebnis.kind.is_burden and not keys:
        raise ReasonMissing(result=ergebnis.key)
    return tuple(grund for grund in ergebnis.gruende if grund.key in keys)


def draft_fits(prozess: Prozess, *, result: str, reasons: Collection[str]) -> bool:
    """Return whether a procedure still has the result and the reasons of a draft; a case may have moved meanwhile."""
    ergebnis = next((each for each in prozess.ergebnisse if each.key == result), None)
    return ergebnis is not None and set(reasons) <= {grund.key for grund in ergebnis.gruende}


def choose_fee(ergebnis: Ergebnis, gebuehr: Gebuehr, *, usual: Fee, chosen_cent: int | None) -> int | None:
    """Return the fee of a decision in cents: 0 when none is charged, None while a clerk must still enter it.

    Args:
        ergebnis: the result; many charge nothing.
        gebuehr: the fee of the Leistung and what it leaves to the body.
        usual: what the person was shown at submission.
        chosen_cent: what the clerk wrote; None takes the usual amount, if it is known.

    Raises:
        FeeRefused: the result charges nothing, or the amount is not possible. To waive the fee is always possible.
    """
    usual_cent = usual.betrag_cent if ergebnis.mit_gebuehr else 0
    if chosen_cent is None or chosen_cent == usual_cent:
        return usual_cent
    if chosen_cent == 0:
        return 0
    if chosen_cent < 0 or not ergebnis.mit_gebuehr or not gebuehr.accepts(chosen_cent):
        raise FeeRefused(result=ergebnis.key, fee_cent=chosen_cent)
    return chosen_cent


def needs_cosignature(ergebnis: Ergebnis, gebuehr_cent: int | None) -> bool:
    """Return whether a second person signs a result before it is issued: only where the procedure demands it.

    Args:
        ergebnis: the result.
        gebuehr_cent: the amount that is decided, cents; None while nobody has fixed it.
    """
    rule = ergebnis.mitzeichnung
    if rule is None:
        return False
    return rule.always or (rule.ab_cent is not None and (gebuehr_cent or 0) >= rule.ab_cent)


def takes_away(change: Change, *, before: str, after: str) -> bool:
    """Return whether a change takes something from the person that the Bescheid before had given.

    Args:
        change: what is done.
        before: kind of the result in force.
        after: kind of the new result; of no meaning where the Bescheid is taken back.
    """
    if change in TAKING_BACK:
        return True
    return change is Change.REPLACEMENT and _gives(after) < _gives(before)


def _gives(kind: str) -> int:
    return next((rank for each, rank in _GIVES.items() if each.value == kind), 0)


def check_effect(change: Change, effect_on: date, *, on: date) -> None:
    """Refuse a revocation that reaches into the past; a withdrawal of what was unlawful may.

    Args:
        change: what is done.
        effect_on: first local day without effect.
        on: local day of the decision.

    Raises:
        EffectRefused: a revocation before the day of the decision.

    Source: VwVfG §§ 48(1), 49(1) and (2).
    """
    if change is Change.REVOCATION and effect_on < on:
        raise EffectRefused(effect_on=effect_on.isoformat(), on=on.isoformat())


def shown_answers(formular: Formular, answers: Mapping[str, object]) -> dict[str, str]:
    """Return the answers as a reader of the letter sees them: labels of codes, German dates, amounts with their sign.

    Args:
        formular: the compiled form.
        answers: path key → value, as they count.
    """
    fields = {key: formular.fields.get(template_of(key)) for key in answers}
    return {
        key: show_value(field, answers[key], "de")
        for key, field in fields.items()
        if field is not None and field.kind is not Kind.BOOL
    }


def reason_facts(gruende: Collection[Grund]) -> dict[str, Fact]:
    """Return the chosen reasons as facts: texts joined, the key of the first, each citation once."""
    if not gruende:
        return {}
    norms = dict.fromkeys(grund.norm for grund in gruende if grund.norm)
    return {
        "grund": " ".join(grund.text.de for grund in gruende),
        "grund_key": next(iter(gruende)).key,
        "grund_norm": "; ".join(norms),
    }


def known_court(kreis_key: str | None, regime: Regime, *, on: date) -> Court | None:
    """Return the court of a district; None where our facts do not name it or the code of procedure is not verified.

    Args:
        kreis_key: first five digits of the official key; None for a body without a district.
        regime: Land and code of procedure.
        on: local day of the decision.
    """
    if kreis_key is None or regime.banners:
        return None
    return court_for(kreis_key, on)


def remedy_end(remedy: Remedy | None, announced_on: date | None, *, regime: Regime) -> Frist | None:
    """Return until when the remedy is possible; None where there is none, or while the Bescheid is not announced.

    Args:
        remedy: the remedy of the result.
        announced_on: local day on which the Bescheid counts as announced.
        regime: Land and code of procedure.
    """
    if remedy is None or announced_on is None:
        return None
    return remedy_frist(remedy, announced_on, regime=regime)
