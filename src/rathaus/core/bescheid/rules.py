"""Pure decisions about a Bescheid: reasons, fee, facts of the letter, court, remedy."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum

from rathaus.core.bescheid.errors import FeeRefused, ReasonMissing, ReasonUnknown
from rathaus.core.leistung.rules import Fee
from rathaus.engine.formular.model import Formular, Kind
from rathaus.engine.formular.path import template_of
from rathaus.engine.formular.typed import show_value
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind, Gebuehr, Grund
from rathaus.engine.prozess.model import Rechtsbehelf as NamedRemedy
from rathaus.engine.prozess.text import Fact
from rathaus.recht.courts import Court, court_for
from rathaus.recht.fristen import Frist
from rathaus.recht.rechtsbehelf import Remedy, remedy_frist
from rathaus.recht.regime import Regime


class State(StrEnum):
    """Whether a Bescheid is prepared or issued."""

    DRAFT = "draft"
    ISSUED = "issued"


def remedy_of(ergebnis: Ergebnis) -> Remedy | None:
    """Return the remedy that a result names; None where there is none."""
    return None if ergebnis.rechtsbehelf is NamedRemedy.KEINER else Remedy(ergebnis.rechtsbehelf.value)


def choose_reasons(ergebnis: Ergebnis, keys: Collection[str]) -> tuple[Grund, ...]:
    """Return the chosen reasons in the order of the procedure.

    Raises:
        ReasonUnknown: a key does not belong to the result.
        ReasonMissing: a refusal without a reason.
    """
    unknown = set(keys) - {grund.key for grund in ergebnis.gruende}
    if unknown:
        raise ReasonUnknown(reasons=sorted(unknown))
    if ergebnis.kind is ErgebnisKind.REFUSE and not keys:
        raise ReasonMissing(result=ergebnis.key)
    return tuple(grund for grund in ergebnis.gruende if grund.key in keys)


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


def answer_facts(answers: Mapping[str, object]) -> dict[str, Fact]:
    """Return the answers as conditions and filters of a letter use them: codes, ISO dates, decimal texts.

    Args:
        answers: path key → value, as they count.
    """
    facts: dict[str, Fact] = {}
    for key, value in answers.items():
        if isinstance(value, str | bool | int):
            facts[key] = value
        elif isinstance(value, Mapping) and "name" in value:
            facts[key] = str(value["name"])
    return facts


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
