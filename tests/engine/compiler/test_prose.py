"""Prose rules in the compiler: certain ones act, others wait for a person, a package's own file stands for all."""

from dataclasses import replace

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.compiler.prose import prose_of
from rathaus.engine.formular.model import Effect, Kind
from rathaus.engine.regeltext.model import Decisions
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from tests.engine.regeltext.form import ART, HERDE, NAME, STAAT, STALL, goats
from tests.engine.schemas import codelist, number

G1 = number("G", "1")
STAATEN = codelist("urn:staat", "1", ("124", "Belgien", ""), ("125", "Bulgarien", ""))
SURE = f"Wenn {HERDE} = wahr, dann muss {NAME} befüllt werden."
UNSURE = f'Wenn {ART} = 001 "Gewerblich", dann deaktiviere {STALL}.'


def compiled(schema: Stammdatenschema, rules: bytes | Decisions | None = None) -> Compiled:
    return compile_formular(schema, rules=rules, codelists={"staat": STAATEN})


def acting(result: Compiled) -> list[tuple[Effect, str | None, str]]:
    assert result.draft is not None
    return [(rule.effect, rule.target, rule.origin) for rule in result.draft.rules]


def codes(result: Compiled) -> set[str]:
    return {finding.code for finding in result.findings if finding.code.startswith("REG")}


def test_certain_rules_act_and_others_are_findings() -> None:
    result = compiled(goats(SURE, UNSURE))
    assert acting(result) == [(Effect.REQUIRE, f"{G1}.{NAME}", "prose")]
    assert codes(result) == {"REG-006"}
    assert result.draft is not None
    assert result.draft.rules[0].message.de == "„Name der Herde“ muss ausgefüllt sein, wenn „Herde vorhanden“ Ja ist."


def test_a_person_confirms_and_rejects() -> None:
    schema = goats(SURE, UNSURE)
    sure, unsure = prose_of(schema, {"staat": STAATEN}).rules
    result = compiled(schema, Decisions(confirmed=frozenset({unsure.key}), rejected=frozenset({sure.of_text})))
    assert acting(result) == [(Effect.FORBID, f"{G1}.{STALL}", "prose")]
    assert codes(result) == set()


def test_the_file_of_a_package_stands_for_all_rules() -> None:
    result = compiled(goats(SURE, UNSURE), b"{}")
    assert (acting(result), codes(result)) == ([], set())


def test_a_concealed_preset_is_a_hidden_field() -> None:
    result = compiled(goats(f"{ART} ist mit 002 vorzubefüllen und auszublenden."))
    assert result.draft is not None
    assert result.draft.fields[f"{G1}.{ART}"].kind is Kind.HIDDEN
    assert [(rule.effect, rule.value) for rule in result.draft.rules] == [(Effect.PRESET, "002")]
    assert not any(f"{G1}.{ART}" in page.items for page in result.draft.pages)


def test_values_are_compared_once_the_list_is_there() -> None:
    text = f'Wenn {STAAT} = 126 "Belgien", dann muss {NAME} befüllt werden.'
    without = compile_formular(goats(text))
    assert (without.formular, codes(without)) == (None, {"REG-020"})
    assert codes(compiled(goats(text))) == {"REG-005"}


def test_the_same_schema_gives_the_same_form() -> None:
    schema = goats(SURE, f"Wenn {ART} = 001, dann aktiviere {NAME}, sonst zeige {NAME} nicht an.")
    first, second = compiled(schema).draft, compiled(replace(schema)).draft
    assert first is not None
    assert second is not None
    assert first.to_bytes() == second.to_bytes()
