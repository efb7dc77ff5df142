"""The parts of the notation beyond tasks and results: automation, involvement, timers, blocks, co-signing, hearing."""

import pytest

from rathaus.engine.prozess.blocks import NebenbestimmungKind
from rathaus.engine.prozess.condition import Condition
from rathaus.engine.prozess.expression import write_expression
from rathaus.engine.prozess.model import (
    AnhoerungKind,
    AufgabeKind,
    Automation,
    Beteiligter,
    Mitzeichnung,
    Performer,
    Prozess,
)
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffect, ZeitgeberEffectKind
from rathaus.recht.fristen import Length, Unit
from rathaus.values.text import Text

TASKS = """
[automation]
stufe = "vorschlag"
norm = "§ 35a VwVfG"
tabelle = "anspruch"

[[aufgabe]]
key = "beteiligen"
art = "beteiligen"
name = { de = "Behörden beteiligen", en = "Involve authorities" }
nach = ["formell = vollstaendig"]
wenn = 'G1.F2 = "001" und nicht G1.F3 leer'
wen = [
  { key = "wasser", stelle = "rp-kassel", name = { de = "Wasser", en = "Water" }, frage = { de = "Gut?", en = "OK?" } },
]

[[aufgabe]]
key = "anhoeren"
art = "anhoeren"
name = { de = "Anhören", en = "Hear" }
nach = ["formell = vollstaendig"]
wahl = [{ key = "gehoert", de = "Gehört", en = "Heard" }]
begruenden = true

[[baustein]]
key = "hinweis"
text = { de = "Bitte beachten.", en = "Please note." }
wenn = "G1.F1"
norm = "§ 1"

[[nebenbestimmung]]
key = "frist"
art = "befristung"
norm = "§ 36 Abs. 2 Nr. 1 VwVfG"
text = { de = "Bis {{ G1.F1 }}.", en = "Until {{ G1.F1 }}." }

[[tabelle]]
key = "anspruch"
name = { de = "Anspruch", en = "Entitlement" }
zweck = "voraussetzung"
eingaben = [{ key = "jahre", name = { de = "Jahre", en = "Years" }, feld = "G1.F1", art = "zahl" }]
ausgaben = [{ key = "ergebnis", name = { de = "Ergebnis", en = "Result" }, art = "auswahl" }]
regel = [{ dann = { ergebnis = "angemeldet" } }]
"""

TIMER = """
[[zeitgeber]]
key = "uhr"
name = { de = "Uhr", en = "Clock" }
nach = ["eingang"]
dauer = "3 Monate"
folge = "FOLGE"
ruht = true
norm = "§ 42a VwVfG"
"""


def timer(changed, folge, *replacements):
    source = TIMER.replace("FOLGE", folge)
    for old, new in replacements:
        assert old in source
        source = source.replace(old, new)
    return changed(append=source)


def test_the_head_says_how_far_the_software_decides(changed):
    head = changed(('slug = "hundesteuer', 'ermessen = true\nslug = "hundesteuer'), append=TASKS).prozess.leistung
    assert (head.ermessen, head.automation, head.automation_norm) == (True, Automation.PROPOSAL, "§ 35a VwVfG")
    assert head.automation_tabelle == "anspruch"


def test_a_task_has_condition_bodies_and_reason(changed):
    prozess = changed(append=TASKS).prozess
    asked, heard = prozess.aufgabe("beteiligen"), prozess.aufgabe("anhoeren")
    assert asked.wen == (Beteiligter("wasser", Text("Wasser", "Water"), "rp-kassel", Text("Gut?", "OK?")),)
    assert write_expression(asked.wenn) == 'G1.F2 = "001" und nicht G1.F3 leer'
    assert (asked.performer, heard.performer, heard.begruenden) == (Performer.AMT, Performer.ANTRAGSTELLER, True)
    assert heard.kind is AufgabeKind.ANHOEREN


def test_blocks_and_provisions_are_read(changed):
    prozess = changed(append=TASKS).prozess
    assert (prozess.bausteine[0].key, prozess.bausteine[0].norm) == ("hinweis", "§ 1")
    assert prozess.nebenbestimmungen[0].kind is NebenbestimmungKind.BEFRISTUNG


@pytest.mark.parametrize(
    ("written", "effect"),
    [
        ("erinnern", ZeitgeberEffect(ZeitgeberEffectKind.REMIND)),
        ("erinnern formell", ZeitgeberEffect(ZeitgeberEffectKind.REMIND, "formell")),
        ("oeffnen fachlich", ZeitgeberEffect(ZeitgeberEffectKind.OPEN_TASK, "fachlich")),
        ("beenden fachlich", ZeitgeberEffect(ZeitgeberEffectKind.COMPLETE_TASK, "fachlich", "erledigt")),
        (
            "beenden formell = vollstaendig",
            ZeitgeberEffect(ZeitgeberEffectKind.COMPLETE_TASK, "formell", "vollstaendig"),
        ),
        ("fiktion angemeldet", ZeitgeberEffect(ZeitgeberEffectKind.DEEMED_GRANT, ergebnis="angemeldet")),
    ],
)
def test_a_timer_says_when_how_long_and_what(changed, written, effect):
    rests = effect.kind is not ZeitgeberEffectKind.DEEMED_GRANT
    prozess = timer(changed, written, ("ruht = true", f"ruht = {str(rests).lower()}")).prozess
    (uhr,) = prozess.zeitgeber
    assert uhr is prozess.timer("uhr")
    assert (uhr.folge, uhr.dauer, uhr.ruht) == (effect, Length(3, Unit.MONTHS), rests)
    assert uhr.nach == ((Condition("eingang"),),)


@pytest.mark.parametrize(
    ("written", "length"),
    [("1 Tag", Length(1, Unit.DAYS)), ("2 Wochen", Length(2, Unit.WEEKS)), ("1 Jahr", Length(1, Unit.YEARS))],
)
def test_lengths_are_written_in_words(changed, written, length):
    assert timer(changed, "erinnern", ("3 Monate", written)).prozess.timer("uhr").dauer == length


def test_a_legal_parameter_can_say_the_length(changed):
    uhr = timer(changed, "erinnern", ('dauer = "3 Monate"', 'parameter = "vwvfg.42a.frist"')).prozess.timer("uhr")
    assert (uhr.dauer, uhr.parameter) == (None, "vwvfg.42a.frist")


@pytest.mark.parametrize(
    ("folge", "old", "new", "code"),
    [
        ("erinnern", '"3 Monate"', '"bald"', "PRO-004"),
        ("erinnern", 'dauer = "3 Monate"\n', "", "PRO-003"),
        ("erinnern", "ruht = true", 'parameter = "a.b"', "PRO-010"),
        ("erinnern", 'folge = "erinnern"\n', "", "PRO-003"),
        ("klingeln", "ruht", "ruht", "PRO-004"),
        ("fiktion angemeldet", 'ruht = true\nnorm = "§ 42a VwVfG"', "", "PRO-044"),
        ("fiktion angemeldet", "ruht", "ruht", "PRO-049"),
    ],
)
def test_each_mistake_in_a_timer_has_its_finding(changed, folge, old, new, code):
    assert {f.code for f in timer(changed, folge, (old, new)).findings} == {code}


@pytest.mark.parametrize(
    ("old", "new", "code", "where"),
    [
        ('stufe = "vorschlag"', 'stufe = "halb"', "PRO-005", "automation.stufe"),
        ("nicht G1.F3 leer", "nicht", "PRO-040", "aufgabe[beteiligen].wenn"),
        ('art = "beteiligen"', 'art = "auslegen"', "PRO-010", "aufgabe[beteiligen].wen"),
        ('art = "auslegen"', 'art = "beteiligen"', "PRO-041", "aufgabe[auslegen].wen"),
        ("begruenden = true", "begruenden = true # ", "", ""),
    ],
)
def test_each_mistake_in_a_task_has_its_finding(changed, old, new, code, where):
    extra = '\n[[aufgabe]]\nkey = "auslegen"\nart = "auslegen"\nname = { de = "A", en = "A" }\nnach = []\n'
    found = [(f.code, f.where) for f in changed(append=(TASKS + extra).replace(old, new)).findings]
    assert found == ([(code, where)] if code else [])


def test_a_reason_without_choice_and_a_condition_of_the_decision_do_not_fit(changed):
    decide = 'art = "entscheiden"\n'
    result = changed((decide, f'{decide}begruenden = true\nwenn = "x"\n'))
    assert [(f.code, f.where) for f in result.findings] == [
        ("PRO-010", "aufgabe[entscheiden].wenn"),
        ("PRO-010", "aufgabe[entscheiden].begruenden"),
    ]


NAMED = 'art = "refuse"\n'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("mitzeichnung = { immer = true }", Mitzeichnung(always=True)),
        ('mitzeichnung = { ab_cent = 500000, norm = "N" }', Mitzeichnung(always=False, ab_cent=500000, norm="N")),
    ],
)
def test_a_result_says_when_somebody_co_signs(changed, written, expected):
    assert changed((NAMED, f"{NAMED}{written}\n")).prozess.ergebnis("abgelehnt").mitzeichnung == expected


def test_a_result_says_whether_the_person_is_heard(changed):
    reason = (
        'anhoerung = { art = "entbehrlich", norm = "§ 28 Abs. 2 VwVfG", grund = { de = "Eilt.", en = "Urgent." } }\n'
    )
    heard = changed((NAMED, NAMED + reason)).prozess.ergebnis("abgelehnt").anhoerung
    assert (heard.kind, heard.is_required, heard.reason.de) == (AnhoerungKind.NOT_NEEDED, False, "Eilt.")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ('anhoerung = "entbehrlich"', "PRO-043"),
        ('anhoerung = { art = "entbehrlich", norm = "N" }', "PRO-043"),
        ('anhoerung = "vielleicht"', "PRO-005"),
        ('mitzeichnung = { norm = "N" }', "PRO-042"),
        ("mitzeichnung = { immer = true, ab_cent = 1 }", "PRO-042"),
        ("mitzeichnung = true", "PRO-004"),
    ],
)
def test_each_mistake_in_a_result_has_its_finding(codes, written, code):
    assert code in codes((NAMED, f"{NAMED}{written}\n"))


def test_everything_new_survives_the_json_form(changed):
    prozess = changed(append=TASKS + TIMER.replace("FOLGE", "beenden formell = vollstaendig")).prozess
    assert Prozess.from_json(prozess.to_json()) == prozess


def test_what_was_stored_before_is_read_with_defaults(prozess):
    stored = prozess.to_json()
    assert not {"zeitgeber", "bausteine", "nebenbestimmungen"} & stored.keys()
    assert not {"wenn", "wen", "begruenden"} & stored["aufgaben"][0].keys()
    assert Prozess.from_json(stored) == prozess
