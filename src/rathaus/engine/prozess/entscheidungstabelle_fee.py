"""Whether the fees that a decision table gives can be charged: ``[gebuehr]`` of the same file says what is possible."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product
from typing import Final

from rathaus.engine.prozess.entscheidungstabelle import (
    ANY,
    FEE_OUTPUT,
    Entscheidungstabelle,
    HitPolicy,
    TableInput,
    TableRule,
    ValueKind,
)
from rathaus.engine.prozess.entscheidungstabelle_arithmetic import calculate, names_in, read_expression
from rathaus.engine.prozess.entscheidungstabelle_cells import LIMIT, domain_of, read_cell
from rathaus.engine.prozess.entscheidungstabelle_parts import Known
from rathaus.engine.prozess.entscheidungstabelle_words import euros
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import Gebuehr, GebuehrKind
from rathaus.values.findings import Finding
from rathaus.values.text import Text

SAMPLE_LIMIT: Final = 256
"""Number of different inputs that are tried for one rule."""


def check_fees(tabelle: Entscheidungstabelle, gebuehr: Gebuehr, *, known: Mapping[str, Known]) -> Iterator[Finding]:
    """Yield a finding for each rule that gives a fee which nobody may charge; to charge nothing is always possible.

    What is calculated from inputs is tried with the smallest and largest values that the rule and the form allow.

    Args:
        tabelle: a table without errors.
        gebuehr: the fee of the Leistung and what it leaves to the body.
        known: key of an input → what the form says about it.
    """
    output = tabelle.ausgabe(FEE_OUTPUT)
    if output is None or output.kind is not ValueKind.BETRAG:
        return
    where = f"tabelle[{tabelle.key}]"
    if gebuehr.kind is GebuehrKind.KEINE:
        yield make_finding("PRO-064", f"{where}.ausgaben[{FEE_OUTPUT}]")
        return
    for number, rule in enumerate(tabelle.regeln, start=1):
        possible = _fees(tabelle, rule, gebuehr, known)
        cents = next((each for each in possible if each and not gebuehr.accepts(each)), None)
        if cents is not None:
            place = f"{where}.regel[{number}].dann.{FEE_OUTPUT}"
            yield make_finding("PRO-065", place, amount=euros(cents), frame=_frame(gebuehr))


def _fees(
    tabelle: Entscheidungstabelle, rule: TableRule, gebuehr: Gebuehr, known: Mapping[str, Known]
) -> Iterator[int]:
    """Yield fees in cents that a rule gives; none where it depends on what no limit bounds."""
    cell = rule.dann[FEE_OUTPUT]
    if cell.strip() == ANY:
        return
    expression = read_expression(cell)
    names = list(dict.fromkeys(names_in(expression)))
    values = [_values(tabelle, rule, name, gebuehr=gebuehr, known=known) for name in names]
    for sample in islice(product(*values), SAMPLE_LIMIT):
        try:
            yield int(calculate(expression, dict(zip(names, sample, strict=True))))
        except ZeroDivisionError:
            continue


def _values(
    tabelle: Entscheidungstabelle, rule: TableRule, name: str, *, gebuehr: Gebuehr, known: Mapping[str, Known]
) -> list[Fraction]:
    """Return the smallest and largest values of a name of a result; nothing that an earlier rule may have taken."""
    eingabe = tabelle.eingabe(name)
    if eingabe is None:
        charged = [gebuehr.mindestens_cent, gebuehr.hoechstens_cent] if gebuehr.anpassbar else [gebuehr.betrag_cent]
        return [Fraction(each) for each in charged if each is not None]
    if tabelle.treffer is HitPolicy.ERSTE and rule is not tabelle.regeln[0]:
        return []
    possible = known[name].possible or (-LIMIT, LIMIT)
    return [Fraction(step, 10**eingabe.stellen) for step in _ends(eingabe, rule.cell(name), possible)]


def _ends(eingabe: TableInput, cell: str, possible: tuple[int, int]) -> Iterator[int]:
    lowest, highest = domain_of(eingabe)
    for first, last in read_cell(eingabe, cell).spans:
        low, high = max(first, lowest, possible[0]), min(last, highest, possible[1])
        yield from (each for each in dict.fromkeys((low, high)) if low <= high and -LIMIT < each < LIMIT)


def _frame(gebuehr: Gebuehr) -> Text:
    if not gebuehr.anpassbar:
        return euros(gebuehr.betrag_cent)
    low = euros(gebuehr.mindestens_cent)
    if gebuehr.hoechstens_cent is None:
        return Text(f"ab {low.de}", f"from {low.en}")
    high = euros(gebuehr.hoechstens_cent)
    return Text(f"{low.de} bis {high.de}", f"{low.en} to {high.en}")
