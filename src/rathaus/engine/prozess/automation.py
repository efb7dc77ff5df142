"""How far a case may be decided without a person, and what the tables propose.

A proposal is a sentence for the clerk: nothing is decided here. Alone the software decides only where a norm allows it
and the law leaves neither discretion nor a margin of judgement. Source: VwVfG § 35a, SGB X § 31a, AO § 155(4); VwVfG
§ 24(1) s. 3: what the person tells about an individual case is read by a person.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rathaus.engine.formular.path import template_of
from rathaus.engine.prozess.entscheidungstabelle import (
    FEE_OUTPUT,
    REASON_OUTPUT,
    RESULT_OUTPUT,
    Entscheidungstabelle,
    TablePurpose,
)
from rathaus.engine.prozess.entscheidungstabelle_evaluate import Outcome, evaluate_table
from rathaus.engine.prozess.entscheidungstabelle_values import Facts
from rathaus.engine.prozess.entscheidungstabelle_words import Labels
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import Automation, Prozess
from rathaus.engine.prozess.table import nearest
from rathaus.values.findings import Finding
from rathaus.values.text import Text

_NOTHING: Final = Text("")
_NO_LABELS: Final[Mapping[str, Labels]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the tables propose for a case.

    Args:
        ergebnis: key of the result; empty when a person decides.
        grund: key of the reason of that result; empty when the table names none.
        gebuehr_cent: fee in cents; None when no table calculates one, or it cannot be calculated.
        explanation: why, with the rules and their citations; empty when nothing is proposed.
        why_not: why a person decides or fixes the fee; empty when everything is proposed.
        is_full: whether the software may decide it alone.
        missing: keys of inputs that were needed and not given.
    """

    ergebnis: str = ""
    grund: str = ""
    gebuehr_cent: int | None = None
    explanation: Text = _NOTHING
    why_not: Text = _NOTHING
    is_full: bool = False
    missing: tuple[str, ...] = ()


def check_automation(prozess: Prozess) -> Iterator[Finding]:
    """Yield findings about the automation of a procedure; each error stops its publication."""
    head = prozess.leistung
    where = "automation.tabelle"
    tables = {each.key: each for each in prozess.tabellen if each.zweck is TablePurpose.VORAUSSETZUNG}
    if head.automation_tabelle and head.automation_tabelle not in tables:
        hint = nearest(head.automation_tabelle, tables)
        yield make_finding("PRO-012", where, value=head.automation_tabelle, hint=hint)
    if head.automation is Automation.NONE:
        return
    if not head.automation_tabelle:
        yield make_finding("PRO-062", where, level=_LEVELS[head.automation])
    if head.automation is Automation.FULL:
        if not head.automation_norm:
            yield make_finding("PRO-060", "automation.norm")
        if head.ermessen:
            yield make_finding("PRO-061", "automation.stufe")
        if not prozess.besonderheiten:
            yield make_finding("PRO-063", "automation.besonderheiten")


_LEVELS: Final = {Automation.PROPOSAL: "vorschlag", Automation.FULL: "voll"}


def propose(
    prozess: Prozess, facts: Facts, *, labels: Mapping[str, Mapping[str, Labels]] = MappingProxyType({})
) -> Proposal:
    """Return what the tables propose; pure, and never a guess.

    Args:
        prozess: a procedure without errors.
        facts: answers by path key and facts by name, such as ``antrag_datum`` and ``gebuehr_cent``.
        labels: key of a table → key of an input → labels of its codes, for rules without a reason of their own.
    """
    head = prozess.leistung
    if head.automation is Automation.NONE:
        return Proposal(why_not=_NO_AUTOMATION)
    if _tells_of_circumstances(prozess, facts):
        return Proposal(why_not=_CIRCUMSTANCES)
    outcome = evaluate_table(
        _table(prozess, head.automation_tabelle), facts, labels=labels.get(head.automation_tabelle, _NO_LABELS)
    )
    key = str(outcome.values.get(RESULT_OUTPUT, ""))
    if not key:
        return Proposal(why_not=outcome.explanation, missing=outcome.missing)
    fee = _fee_of(prozess, key, outcome, facts, labels=labels)
    return Proposal(
        ergebnis=key,
        grund=str(outcome.values.get(REASON_OUTPUT, "")),
        gebuehr_cent=_cents(fee),
        explanation=_sentences(outcome.explanation, fee.explanation if fee and fee.is_decided else _NOTHING),
        why_not=fee.explanation if fee and not fee.is_decided else _NOTHING,
        is_full=head.automation is Automation.FULL and (fee is None or fee.is_decided),
        missing=fee.missing if fee else (),
    )


_NO_AUTOMATION: Final = Text(
    "Für diese Leistung entscheidet immer eine Person.", "A person always decides about this service."
)
_CIRCUMSTANCES: Final = Text(
    "Es sind Besonderheiten des Einzelfalls angegeben; eine Person liest sie und entscheidet "
    "(vgl. § 24 Abs. 1 Satz 3 VwVfG).",
    "Individual circumstances are given; a person reads them and decides (cf. § 24(1) s. 3 VwVfG).",
)


def _tells_of_circumstances(prozess: Prozess, facts: Facts) -> bool:
    return any(template_of(key) in prozess.besonderheiten and _is_told(value) for key, value in facts.items())


def _is_told(value: object) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _table(prozess: Prozess, key: str) -> Entscheidungstabelle:
    return next(each for each in prozess.tabellen if each.key == key)


def _fee_of(
    prozess: Prozess, key: str, outcome: Outcome, facts: Facts, *, labels: Mapping[str, Mapping[str, Labels]]
) -> Outcome | None:
    """Return what the table of fees says; the deciding table where it has the fee itself; None without a fee."""
    if not prozess.ergebnis(key).mit_gebuehr:
        return None
    if FEE_OUTPUT in outcome.values:
        return Outcome({FEE_OUTPUT: outcome.values[FEE_OUTPUT]}, outcome.rules, _NOTHING, is_decided=True)
    tabelle = next((each for each in prozess.tabellen if each.zweck is TablePurpose.GEBUEHR), None)
    return None if tabelle is None else evaluate_table(tabelle, facts, labels=labels.get(tabelle.key, _NO_LABELS))


def _cents(fee: Outcome | None) -> int | None:
    value = fee.values.get(FEE_OUTPUT) if fee else None
    return value if isinstance(value, int) else None


def _sentences(*texts: Text) -> Text:
    return Text(*(" ".join(filter(None, (text.in_language(each) for text in texts))) for each in ("de", "en")))
