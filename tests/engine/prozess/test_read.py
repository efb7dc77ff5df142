"""Reading ablauf.toml: the example, and one variation for each way to get it wrong."""

import json

import pytest

from rathaus.engine.prozess.condition import Condition
from rathaus.engine.prozess.messages import MESSAGES
from rathaus.engine.prozess.model import (
    AufgabeKind,
    GebuehrKind,
    Performer,
    Prozess,
    Rechtsbehelf,
    Verfahrensrecht,
)
from rathaus.engine.prozess.read import read_ablauf
from tests.engine.prozess.conftest import REFERENCE

HEAD = 'slug = "hundesteuer-anmeldung"'
FREE = """[gebuehr]
art = "keine"
hinweis = { de = "Die Anmeldung kostet nichts.", en = "Registration is free of charge." }"""
PAID = '[gebuehr]\nart = "fest"\nbetrag_cent = 3000\nrechtsgrundlage = "§ 6a Abs. 5a StVG"\n'


def test_the_example_of_the_reference_page_has_no_findings(example):
    assert read_ablauf(example.encode()).findings == ()


def test_the_example_is_read_in_full(prozess):
    assert prozess.leistung.schluessel == "99102013002000"
    assert prozess.leistung.verfahrensrecht is Verfahrensrecht.AO
    assert prozess.zeiten.minuten == 8
    assert prozess.weich == ("G1.F3",)
    assert prozess.rechtsgrundlagen[0].citation == "§ 7 KAG Hessen"
    assert [task.key for task in prozess.aufgaben][:3] == ["eingang", "formell", "nachfordern"]
    assert prozess.aufgabe("entscheiden").nach == ((Condition("fachlich"), Condition("formell", "unvollstaendig")),)
    assert prozess.aufgabe("formell").checkliste[0].en == "The keeper lives in the municipality"
    assert prozess.aufgabe("nachfordern").performer is Performer.ANTRAGSTELLER
    assert prozess.ergebnis("abgelehnt").gruende[0].norm == "§ 7 KAG Hessen"
    assert prozess.ergebnis("zurueckgenommen").rechtsbehelf is Rechtsbehelf.KEINER


def test_the_json_form_gives_the_same_procedure(prozess):
    assert Prozess.from_json(json.loads(json.dumps(prozess.to_json()))) == prozess


@pytest.mark.parametrize("data", [b"[leistung", b'a = "\xff"'])
def test_a_file_that_is_no_toml_is_one_finding(data):
    result = read_ablauf(data)
    assert result.prozess is None
    assert [finding.code for finding in result.findings] == ["PRO-001"]


def test_an_empty_file_names_every_missing_part_once():
    missing = [f.where for f in read_ablauf(b"").findings if f.code == "PRO-003"]
    parts = ["gebuehr", "leistung", "zustaendigkeit", "zeiten", "rechtsgrundlage", "aufgabe", "ergebnis"]
    assert missing == parts


def test_an_unknown_key_comes_with_the_nearest_known_one(changed):
    result = changed((HEAD, f'{HEAD}\nfomvorschrift = "keine"'))
    (finding,) = result.findings
    assert (finding.code, finding.where) == ("PRO-002", "leistung.fomvorschrift")
    assert "formvorschrift" in finding.remedy.de


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("PRO-002", "[weich]", "[weiche]"),
        ("PRO-002", "[weich]", "[weich]\nfeld = 1"),
        ("PRO-002", "[zeiten]\nminuten = 8", '[zeiten]\nminuten = 8\nhinweise = "x"'),
        ("PRO-003", "minuten = 8", ""),
        ("PRO-003", 'felder = ["G1.F3"]', ""),
        ("PRO-003", 'nach = ["zustellen"]', ""),
        ("PRO-003", 'rechtsbehelf = "widerspruch"', ""),
        ("PRO-003", 'ebene = "gemeinde"', 'ebene = "land"'),
        ("PRO-004", "minuten = 8", "minuten = 0"),
        ("PRO-004", "minuten = 8", "minuten = true"),
        ("PRO-004", "minuten = 8", 'minuten = "8"'),
        ("PRO-004", HEAD, 'slug = "Hunde Steuer"'),
        ("PRO-004", HEAD, "slug = 7"),
        ("PRO-004", HEAD, f'slug = "{"a" * 81}"'),
        ("PRO-004", 'version = "1.0.0"', f'version = "1.0.{"9" * 17}"'),
        ("PRO-004", 'version = "1.0.0"', 'version = "1.0"'),
        ("PRO-004", 'felder = ["G1.F3"]', "felder = [3]"),
        ("PRO-004", 'nach = ["eingang"]', 'nach = ["eingang und formell"]'),
        ("PRO-004", 'name = { de = "Entscheiden", en = "Decide" }', "name = 3"),
        ("PRO-004", "bescheid/ablehnung.md", "../ablehnung.md"),
        ("PRO-004", 'zurueck = "formell"', 'zurueck = "formell"\ncheckliste = "x"'),
        ("PRO-004", "gruende = [", 'gruende = "x"\nreste = ['),
        ("PRO-004", 'art = "keine"', 'art = "keine"\nanpassbar = "ja"'),
        ("PRO-005", 'verfahrensrecht = "AO"', 'verfahrensrecht = "Abgabenordnung"'),
        ("PRO-006", ', en = "Decide"', ""),
        ("PRO-006", '{ de = "Entscheiden", en = "Decide" }', '"Entscheiden"'),
        ("PRO-007", "99102013002000", "9910201300200"),
        ("PRO-007", "99102013002000", "99102013000001"),
        ("PRO-008", "99102013002000", "99999013002000"),
        ("PRO-009", 'formvorschrift = "keine"', 'formvorschrift = "Schriftform"'),
        ("PRO-010", 'ebene = "gemeinde"', 'ebene = "gemeinde"\nstelle = "rp-kassel"'),
        ("PRO-010", 'art = "keine"', 'art = "keine"\nbetrag_cent = 1'),
        ("PRO-010", 'art = "keine"', 'art = "keine"\nanpassbar = true'),
        ("PRO-010", FREE, f"{PAID}mindestens_cent = 1"),
        ("PRO-010", FREE, f"{PAID}anpassbar = true\nhoechstens_cent = 2999"),
        ("PRO-010", 'art = "entscheiden"', 'art = "entscheiden"\nwahl = [{ key = "a", de = "A", en = "A" }]'),
        ("PRO-010", 'vorlage = "bescheid/ruecknahme.md"', 'vorlage = "bescheid/ruecknahme.md"\nmit_gebuehr = true'),
        ("PRO-011", 'key = "archivieren"', 'key = "zustellen"'),
        ("PRO-011", 'key = "unvollstaendig"', 'key = "vollstaendig"'),
        ("PRO-011", 'key = "abgelehnt"', 'key = "angemeldet"'),
        ("PRO-012", 'nach = ["entscheiden"]', 'nach = ["entscheidung"]'),
        ("PRO-012", 'nach = ["formell = vollstaendig"]', 'nach = ["formell = ganz"]'),
        ("PRO-012", 'zurueck = "formell"', 'zurueck = "formal"'),
        ("PRO-014", 'art = "entscheiden"', 'art = "pruefen_fachlich"'),
        ("PRO-014", 'art = "pruefen_fachlich"', 'art = "entscheiden"'),
        ("PRO-015", 'art = "withdraw"', 'art = "grant"\nrechtsbehelf = "klage"'),
        ("PRO-016", "gruende = [\n", "gruende = []\nreste = [\n"),
        ("PRO-022", 'zurueck = "formell"', 'zurueck = "fachlich"'),
    ],
)
def test_each_mistake_has_its_finding(codes, code, old, new):
    assert code in codes((old, new))


def test_a_part_that_is_no_table_is_reported():
    where = {f.where for f in read_ablauf(b'leistung = 1\naufgabe = "x"').findings if f.code == "PRO-004"}
    assert where == {"leistung", "aufgabe"}


def test_warnings_do_not_stop_the_procedure(changed):
    assert changed(("99102013002000", "99999013002000")).prozess is not None


def test_a_refusal_without_remedy_is_a_warning(changed):
    refusal = 'vorlage = "bescheid/ablehnung.md"\nrechtsbehelf = '
    result = changed((f'{refusal}"widerspruch"', f'{refusal}"keiner"'))
    assert [finding.code for finding in result.findings] == ["PRO-017"]


def test_einspruch_outside_of_tax_procedure_is_a_warning(codes):
    assert codes(('"AO"', '"SGB X"'), ('rechtsbehelf = "widerspruch"', 'rechtsbehelf = "einspruch"')) == {"PRO-018"}
    assert codes(('rechtsbehelf = "widerspruch"', 'rechtsbehelf = "einspruch"')) == set()


def test_a_strict_form_with_its_norm_is_accepted(codes):
    strict = 'formvorschrift = "persoenlich"\nformvorschrift_norm = "§ 3 X"'
    assert codes(('formvorschrift = "keine"', strict)) == set()


def test_a_state_body_is_named(changed):
    prozess = changed(('ebene = "gemeinde"', 'ebene = "land"\nstelle = "rp-giessen"')).prozess
    assert prozess.zustaendigkeit.stelle == "rp-giessen"


def test_the_fee_is_charged_with_the_grant_alone_unless_said_otherwise(changed):
    prozess = changed((FREE, f"{PAID}anpassbar = true\nmindestens_cent = 1000\nhoechstens_cent = 12000")).prozess
    assert prozess.gebuehr.kind is GebuehrKind.FEST
    assert [ergebnis.mit_gebuehr for ergebnis in prozess.ergebnisse] == [True, False, False]
    assert [prozess.gebuehr.accepts(cent) for cent in (999, 1000, 12000, 12001)] == [False, True, True, False]


def test_an_adjustable_fee_without_limits_accepts_any_amount(changed):
    gebuehr = changed((FREE, f"{PAID}anpassbar = true")).prozess.gebuehr
    assert gebuehr.accepts(0)
    assert gebuehr.accepts(10**6)


def test_a_fixed_fee_accepts_only_itself(changed):
    gebuehr = changed((FREE, PAID)).prozess.gebuehr
    assert gebuehr.accepts(3000)
    assert not gebuehr.accepts(2999)


def test_a_procedure_without_soft_fields_needs_no_such_part(changed):
    assert changed(('[weich]\nfelder = ["G1.F3"]', "")).prozess.weich == ()


def test_questions_for_identity_documents_are_named_in_a_part_of_their_own(changed, prozess):
    declared = changed(append='[dokument]\nausweis = ["G1.F3"]').prozess
    assert declared.ausweis == ("G1.F3",)
    assert Prozess.from_json(declared.to_json()) == declared
    assert prozess.ausweis == ()
    assert [each.code for each in changed(append='[dokument]\npass = "x"').findings] == ["PRO-003", "PRO-002"]


def test_a_checklist_point_may_be_german_alone(changed):
    result = changed(('{ de = "Beginn der Haltung ist angegeben", en = "The start of keeping is given" }', '"Beginn"'))
    assert result.prozess.aufgabe("formell").checkliste[1].de == "Beginn"
    assert [finding.where for finding in result.findings] == ["aufgabe[formell].checkliste[2].en"]


def test_every_kind_of_task_can_be_named(example):
    assert all(f"`{kind}`" in REFERENCE.read_text(encoding="utf-8") for kind in AufgabeKind)


def test_every_finding_stands_on_the_reference_page():
    page = REFERENCE.read_text(encoding="utf-8")
    assert [code for code in MESSAGES if f"`{code}`" not in page] == []
