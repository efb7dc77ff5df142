"""What makes a rule uncertain, or not understood: each doubt has its code, and the piece of text that raised it."""

import pytest

from rathaus.engine.regeltext.model import Confidence, Decisions, RuleText
from rathaus.engine.regeltext.read import MAX_TEXT, read_prose
from tests.engine.regeltext.form import (
    ART,
    BIS,
    DATUM,
    FARBE,
    GESPERRT,
    HALTUNG,
    HERDE,
    JAHR,
    MONAT,
    NAME,
    NOTIZ,
    ORT,
    RASSE,
    STAAT,
    STALL,
    TAG,
    VON,
    WEIDE,
    ZAHL,
    doubts,
    goats,
    hints,
    read,
    read_all,
)

UNKNOWN = "F99999999999"
THEN = f"dann muss {NAME} befüllt werden."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("REG-002", f"Das Feld {UNKNOWN} muss befüllt werden."),
        ("REG-002", f"Wenn {UNKNOWN} = 001, {THEN}"),
        ("REG-006", f'Wenn {ART} = 001 "Im Stall", dann deaktiviere {NAME} und aktiviere {STALL}.'),
        ("REG-003", f"Das Feld {ORT} muss befüllt werden."),
        ("REG-004", f'Das Feld {NAME} "Name des Stalls" muss befüllt werden.'),
        ("REG-004", f"Das Feld {NAME} Name des Stalls muss befüllt werden."),
        ("REG-004", f'Das Feld {NAME} "Name der Herde, alt" muss befüllt werden.'),
        ("REG-005", f'Wenn {ART} = 007 "Im Betrieb", {THEN}'),
        ("REG-005", f'Wenn {ART} = "Im Zoo", {THEN}'),
        ("REG-005", f'Wenn {ART} = "007 Privat", {THEN}'),
        ("REG-005", f'Wenn {HERDE} = "vielleicht", {THEN}'),
        ("REG-005", f'Wenn {STAAT} = "Belgien", {THEN}'),
        ("REG-005", f"Wenn {STAAT} = 124, {THEN}"),
        ("REG-005", f'Wenn {ZAHL} = "viele", {THEN}'),
        ("REG-006", f'Wenn {ART} = 001 "Gewerblich", {THEN}'),
        ("REG-006", f'Wenn {ART} = "001 Gewerblich", {THEN}'),
        ("REG-007", f"Wenn {ART} <> 001 oder 002, {THEN}"),
        ("REG-007", f"Wenn {ART} = (001 und 002), {THEN}"),
        ("REG-008", f"Wenn {ART} = 001, {THEN} Wenn {ART} <> 002, dann darf {NAME} nicht befüllt werden."),
        ("REG-011", f"Wenn {WEIDE} = 001, {THEN}"),
        ("REG-011", f"Wenn {VON} = 2020, {THEN}"),
        ("REG-011", f'Wenn {NAME} = 001 "x", {THEN}'),
        ("REG-011", f"Wenn {NOTIZ} befüllt ist, {THEN}"),
        ("REG-011", f"Wenn {GESPERRT} befüllt ist, dann muss {GESPERRT} befüllt werden."),
        ("REG-011", f"Wenn im Feld {NAME} ein Wert ausgewählt wird, deren Code im Bereich >= 1 bis < 2 liegt, {THEN}"),
        ("REG-011", f"Das Datum im Feld {VON} muss vor dem Datum im Feld {NAME} liegen."),
        ("REG-011", f'Die Felder {ART}, {FARBE} sind mit "a" vorzubefüllen.'),
        (
            "REG-011",
            f"Wenn {DATUM}.{MONAT}, {DATUM}.{TAG}, {DATUM}.{JAHR} befüllt sind, muss das Datum im Kalender vorkommen.",
        ),
        ("REG-011", f"Wenn {NAME} < 5, {THEN}"),
        ("REG-014", f"Wenn {NAME} befüllt ist, dann ist {ART} optional."),
    ],
)
def test_what_does_not_agree_with_the_schema_makes_a_rule_uncertain(code: str, text: str) -> None:
    rule = read(text)
    assert code in doubts(rule)
    assert rule.confidence is not Confidence.CERTAIN
    spans = [doubt.span for doubt in rule.doubts if doubt.span]
    assert all(text[span.start : span.end] for span in spans)


@pytest.mark.parametrize(
    "text",
    [
        "Siehe Anlage.",
        f"{NAME}",
        f"Wenn {ART} = 001",
        f"Wenn {ART} 001, {THEN}",
        f"Wenn {ART} = , {THEN}",
        f"Wenn = 001, {THEN}",
        f"Wenn ({ART} = 001, {THEN}",
        f"Wenn alle Felder {NAME} oder {FARBE} befüllt sind, {THEN}",
        f"Wenn {NAME}, {FARBE} und {BIS} oder {ART} befüllt sind, {THEN}",
        f"Wenn im Feld {STAAT} ein 5 ausgewählt wird, {THEN}",
        f"Wenn {ART} = 001, dann mache es zu einer Pflichtangabe.",
        f"Wenn {ART} = 001, dann ist es auszublenden.",
        f"Wenn {ART} = 001, dann zeige {NAME} als Pflicht nicht an.",
        f"Wenn {ART} = 001, dann deaktiviere {NAME}, ansonsten nicht.",
        f"Wenn {ART} = 001, dann aktiviere {NAME} oder {FARBE}.",
        f"Wenn {ART} = 001, dann darf {NAME} angezeigt werden.",
        f"Wenn {ART} = 001, dann muss {NAME} nicht angezeigt werden.",
        f"Wenn {ART} = 001, dann ist {NAME} nicht zu befüllen.",
        f"{NAME} darf nur angezeigt werden.",
        f"Wenn {ART} = 001, dann muss {NAME} als Pflichtfeld ausgeblendet werden.",
        f"{NAME} darf nur ausgeblendet werden, wenn {ART} = 001.",
        f"Wenn {ART} = 001, dann darf {NAME} nur angezeigt werden.",
        f"Es darf höchstens eines der Felder {NAME} befüllt sein.",
        f"Es dürfen {NAME} und {FARBE} befüllt sein.",
        f"Wenn {ZAHL} = < 18 Jahre, {THEN}",
        f"Wenn {ZAHL} < 18 Jahre, {THEN}",
        f"{NAME} muss nur für das Land HE ausgeblendet werden.",
        f"{NAME} muss für das Land Bretagne angezeigt werden.",
        f"Es muss {NAME} befüllt werden.",
        f"Es muss entweder {NAME} und {FARBE} befüllt werden.",
        f"Es muss mindestens eines der Felder {NAME} befüllt werden.",
        f"Wenn {ART} = 001, muss die Gültigkeit des Kalenderdatums sichergestellt werden.",
        f"Wenn {NAME} befüllt ist, muss die Gültigkeit von allem sichergestellt werden.",
        f"{VON} muss nicht in der Zukunft liegen.",
        f"{VON} darf nicht vor dem Jahr 2000 liegen.",
        f"D. h. auch {NAME} ist gemeint.",
        f"{NAME} muss befüllt werden {FARBE}",
        f"Das Datum im Garten muss vor dem Datum im Feld {VON} liegen.",
        f"Die Gruppe {STALL} im Hof muss befüllt werden.",
        f"Wenn {NAME} befüllt ist, muss die Gültigkeit des Tages sichergestellt werden.",
        f"Das Feld {NAME} und noch etwas muss befüllt werden ~ oder so",
        f"Wenn {ART} = alle anderen Ausprägungen der Codeliste, {THEN}",
    ],
)
def test_what_the_grammar_does_not_know_is_not_understood_and_kept(text: str) -> None:
    rule = read(text)
    assert rule.confidence is Confidence.NOT_UNDERSTOOD
    assert set(doubts(rule)) == {"REG-001"}
    assert rule.text == text


def test_a_sentence_that_is_not_understood_leaves_the_others_as_a_proposal() -> None:
    rule = read(f"Siehe Anlage zu {NAME}. Wenn {HERDE} = wahr, {THEN} Und so weiter, wenn es sein muss.")
    assert rule.confidence is Confidence.UNCERTAIN
    parts = [rule.text[doubt.span.start : doubt.span.end] for doubt in rule.doubts if doubt.span]
    assert parts == [f"Siehe Anlage zu {NAME}.", "Und so weiter,", "wenn es sein muss."]
    assert len(rule.readings) == 1


def test_a_text_that_is_too_long_is_not_read_to_the_end() -> None:
    rule = read(f"Das Feld {NAME} muss befüllt werden. " + "D.h. " + "x" * MAX_TEXT)
    assert doubts(rule) == ["REG-001"]


def test_two_rules_that_contradict_each_other_are_both_uncertain() -> None:
    first, second, third = read_all(
        f"Wenn {HERDE} = wahr, dann zeige {NAME} an, ansonsten nicht.",
        f"Wenn {ART} = 001, dann zeige {NAME} an, ansonsten nicht.",
        f"Wenn {ART} = 001, dann muss {FARBE} befüllt werden.",
    )
    assert (doubts(first), doubts(second), doubts(third)) == (["REG-009"], ["REG-009"], [])


def test_rules_for_different_laender_do_not_contradict_each_other() -> None:
    rule = read(
        f"Für das Land HE gilt: {NAME} muss befüllt werden. Für alle anderen Länder gilt: {NAME} ist auszublenden."
    )
    assert rule.confidence is Confidence.CERTAIN


def test_what_cannot_be_tried_out_counts_as_a_contradiction() -> None:
    many = [f"{DATUM}.{TAG}", HERDE, ART, FARBE, NAME, STAAT, ZAHL, RASSE, VON, BIS, WEIDE, STALL]
    parts = " und ".join(f"{each} befüllt" for each in many if each != RASSE)
    rule = read(
        f"Wenn {ART} = 001 und {parts}, dann muss {RASSE} befüllt werden. Wenn {ART} = 002, dann deaktiviere {RASSE}."
    )
    assert "REG-008" in doubts(rule)


def test_show_alone_is_certain_where_nothing_else_speaks_of_the_element() -> None:
    rule = read(f"Wenn {HERDE} = wahr, dann zeige {NAME} an.")
    assert (rule.confidence, hints(rule)) == (Confidence.CERTAIN, ["REG-023"])
    assert [reading.effect for reading in rule.readings] == ["show"]


def test_show_is_uncertain_where_another_rule_speaks_of_the_element_too() -> None:
    first, second = read_all(
        f"Wenn {HERDE} = wahr, dann zeige {NAME} an.", f"Wenn {ART} = 001, dann muss {NAME} befüllt werden."
    )
    assert (doubts(first), doubts(second)) == (["REG-010"], [])


def test_show_with_another_demand_keeps_the_demand_and_says_what_is_open() -> None:
    rule = read(f"Wenn {HERDE} = wahr, dann ist {NAME} als Pflichtfeld anzuzeigen.")
    assert ([reading.effect for reading in rule.readings], hints(rule)) == (["require"], ["REG-021"])


def test_show_as_mandatory_hides_what_the_structure_demands_anyway() -> None:
    rule = read(f"Wenn {HERDE} = wahr, dann ist {ZAHL} als Pflichtfeld anzuzeigen.")
    assert ([reading.effect for reading in rule.readings], rule.confidence) == (["show", "require"], "certain")


def test_a_mandatory_notice_is_a_notice_that_is_shown() -> None:
    rule = read(f"Wenn {HERDE} = wahr, dann ist {NOTIZ} als Pflichtfeld anzuzeigen.")
    assert ([reading.effect for reading in rule.readings], hints(rule)) == (["show"], ["REG-022"])


def test_a_preset_that_is_hidden_is_one_reading() -> None:
    rule = read(f'Das Feld {ART} ist mit 002 "Im Betrieb" vorzubefüllen und in der Antragsstrecke auszublenden.')
    (reading,) = rule.readings
    assert (reading.effect, reading.target, reading.value, reading.conceal) == ("preset", ART, "002", True)
    assert rule.confidence is Confidence.CERTAIN
    assert reading.to_json()["conceal"] is True


@pytest.mark.parametrize(
    ("text", "conceal"),
    [
        (f"{ART} ist mit 001 vorzubefüllen.", False),
        (f"{ART} wird mit 001 vorbefüllt und ausgeblendet.", True),
        (f"Im Feld {ART} muss die Auswahl 001=Privat als Vorbefüllung gewählt sein.", False),
        (
            f"In {ART} muss die Auswahl 001 als Vorbefüllung gewählt sein und dieses Feld soll nicht angezeigt werden.",
            True,
        ),
        (f"Im Feld {ART} muss die Auswahl 001 als Vorbefüllung gewählt sein und {NAME} ist auszublenden.", False),
    ],
)
def test_presets_are_read_with_and_without_hiding(text: str, *, conceal: bool) -> None:
    rule = read(text)
    assert rule.confidence is Confidence.CERTAIN
    assert (rule.readings[0].value, rule.readings[0].conceal) == ("001", conceal)


def test_a_preset_hidden_only_now_and_then_must_be_hidden_at_all_other_times() -> None:
    hidden = f"Wenn {HERDE} = wahr, dann muss {ART} mit 001 vorbefüllt und ausgeblendet werden."
    assert doubts(read(hidden)) == ["REG-010"]
    whole = f"{hidden} Wenn {HERDE} <> wahr, dann wird {ART} ausgeblendet."
    assert read(whole).confidence is Confidence.CERTAIN
    there = f"Für das Land HE gilt: {ART} ist mit 001 vorzubefüllen und auszublenden."
    assert doubts(read(there)) == ["REG-010"]


def test_values_of_a_missing_list_are_taken_on_trust_until_two_rules_disagree() -> None:
    sure = f'Wenn {STAAT} = 124 "Belgien", dann muss {NAME} befüllt werden.'
    (rule,) = read_all(sure)
    assert (rule.confidence, hints(rule)) == (Confidence.CERTAIN, ["REG-020"])
    first, second, third = read_all(
        sure,
        f'Wenn {STAAT} = 0124 "Belgien", dann muss {FARBE} befüllt werden.',
        f'Wenn {STAAT} = 125 "Bulgarien", dann muss {FARBE} befüllt werden.',
    )
    assert (doubts(first), doubts(second), doubts(third)) == (["REG-013"], ["REG-013"], [])


def test_rules_of_the_whole_form_and_paths_are_resolved_from_the_form() -> None:
    (rule,) = read_all(whole_form=(f"{HALTUNG}.{WEIDE}.{ORT} und {HALTUNG}.{RASSE} müssen befüllt werden.",))
    assert [reading.target for reading in rule.readings] == [f"{HALTUNG}.{WEIDE}.{ORT}", f"{HALTUNG}.{RASSE}"]
    assert rule.confidence is Confidence.CERTAIN


def test_a_decision_names_the_text_and_the_reading_and_nothing_else() -> None:
    sure, unsure = read(f"{NAME} muss befüllt werden."), read(f"{NAME} Stall muss befüllt werden.")
    assert sure.key != unsure.key
    assert Decisions().lets_act(sure)
    assert not Decisions().lets_act(unsure)
    assert Decisions(confirmed=frozenset({unsure.key})).lets_act(unsure)
    assert not Decisions(rejected=frozenset({sure.of_text})).lets_act(sure)


def test_words_of_a_person_are_read_in_place_of_the_prose() -> None:
    odd = f"{NAME} ist irgendwie wichtig."
    before, other = read_all(odd, f"{BIS} muss befüllt werden.")
    words = f"{NAME} muss befüllt werden."
    after, same = read_prose(goats(odd, f"{BIS} muss befüllt werden."), {}, wordings={before.of_text: words}).rules
    assert (before.confidence, after.confidence) == (Confidence.NOT_UNDERSTOOD, Confidence.CERTAIN)
    assert (after.text, after.wording, after.of_text) == (odd, words, before.of_text)
    assert [reading.target for reading in after.readings] == [NAME]
    assert after.key != read(words).key
    assert same == other


def test_blanks_make_no_other_rule_and_words_do() -> None:
    first = RuleText.of("G1", "R1", text="a  muss\n befüllt werden")
    assert first == RuleText.of("G1", "R1", text=" a muss befüllt werden ")
    assert len({first, RuleText.of("G2", "R1", text="a muss befüllt werden"), RuleText.of("G1", "R1", text="a")}) == 3


def test_other_decisions_have_another_fingerprint() -> None:
    rule = RuleText.of("G1", "R1", text="a")
    found = [
        Decisions(),
        Decisions(confirmed=frozenset({"a"})),
        Decisions(rejected=frozenset({rule})),
        Decisions(wordings={rule: "b"}),
        Decisions(wordings={rule: "c"}),
    ]
    assert len({each.fingerprint for each in found}) == len(found)
    assert found[0].fingerprint == ""
