"""How far the software may decide: never against the law, never by a guess (VwVfG §§ 24, 35a)."""

import pytest

from rathaus.engine.prozess.automation import propose
from tests.engine.prozess.tabellen import reference_section

HEAD = """
[automation]
stufe = "vorschlag"
tabelle = "anspruch"
besonderheiten = ["G1.F9"]
"""
FEES = """
[[tabelle]]
key = "kosten"
name = { de = "Kosten", en = "Costs" }
zweck = "gebuehr"
eingaben = [{ key = "hunde", name = { de = "Hunde", en = "Dogs" }, feld = "G1.F6", art = "zahl" }]
ausgaben = [{ key = "gebuehr_cent", name = { de = "Gebühr", en = "Fee" }, art = "betrag" }]
regel = [{ dann = { gebuehr_cent = "hunde * gebuehr_cent" }, grund = { de = "Je Hund", en = "For each dog" } }]
"""
CHARGED = (
    'art = "keine"\nhinweis = { de = "Die Anmeldung kostet nichts.", en = "Registration is free of charge." }',
    'art = "fest"\nbetrag_cent = 500\nrechtsgrundlage = "§ 9 KAG"',
)
CHILD = {"G1.F3": "2020-01-01", "antrag_datum": "2026-11-22"}


def codes(changed, head, *replacements):
    return {f.code for f in changed(*replacements, append=head + reference_section()).findings}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", set()),
        ('"vorschlag"', '"keine"', set()),
        ('tabelle = "anspruch"\n', "", {"PRO-062"}),
        ('tabelle = "anspruch"', 'tabelle = "ansprueche"', {"PRO-012"}),
        ('"vorschlag"', '"voll"', {"PRO-060"}),
        ('"vorschlag"', '"voll"\nnorm = "§ 155 Abs. 4 AO"', set()),
        (
            '"vorschlag"\ntabelle = "anspruch"\nbesonderheiten = ["G1.F9"]',
            '"voll"\nnorm = "§ 1"',
            {"PRO-062", "PRO-063"},
        ),
    ],
)
def test_full_automation_needs_a_norm_a_table_and_a_field_for_circumstances(changed, old, new, expected):
    assert codes(changed, HEAD.replace(old, new)) == expected


def test_discretion_is_never_exercised_by_the_software_alone_vwvfg_35a(changed):
    discretion = ('slug = "hundesteuer', 'ermessen = true\nslug = "hundesteuer')
    full = HEAD.replace('"vorschlag"', '"voll"\nnorm = "§ 1"')
    assert codes(changed, full, discretion) == {"PRO-061"}
    assert codes(changed, HEAD, discretion) == set()


def prozess(changed, *replacements, head=HEAD, append=""):
    result = changed(*replacements, append=head + reference_section() + append)
    assert result.prozess is not None, [finding.as_line() for finding in result.findings]
    return result.prozess


def test_a_proposal_names_result_rule_and_citation(changed):
    proposal = propose(prozess(changed), CHILD)
    assert (proposal.ergebnis, proposal.gebuehr_cent, proposal.is_full) == ("angemeldet", None, False)
    assert "Regel 1 der Tabelle „Anspruch“" in proposal.explanation.de
    assert (proposal.why_not.de, proposal.missing) == ("", ())


def test_without_automation_a_person_always_decides(changed):
    proposal = propose(prozess(changed, head=""), CHILD)
    assert (proposal.ergebnis, proposal.why_not.en) == ("", "A person always decides about this service.")


@pytest.mark.parametrize(("told", "is_left"), [("Ich bin blind.", True), ("  ", False), (True, True), (False, False)])
def test_individual_circumstances_are_read_by_a_person_vwvfg_24_1(changed, told, is_left):
    proposal = propose(prozess(changed), {**CHILD, "G1.F9": told})
    assert (proposal.ergebnis == "") == is_left
    assert ("§ 24" in proposal.why_not.de) == is_left


def test_what_the_table_leaves_open_is_left_to_a_person(changed):
    youth = {"G1.F3": "2012-01-01", "antrag_datum": "2026-11-22"}
    missing = propose(prozess(changed), youth)
    assert (missing.ergebnis, missing.missing) == ("", ("einkommen",))
    person = propose(prozess(changed), {**youth, "G1.F4": "5.00"})
    assert (person.ergebnis, person.missing) == ("", ())
    assert "prüft eine Person" in person.why_not.de


def test_the_fee_is_proposed_with_its_rule(changed):
    full = HEAD.replace('"vorschlag"', '"voll"\nnorm = "§ 1"')
    charged = prozess(changed, CHARGED, head=full, append=FEES)
    proposal = propose(charged, {**CHILD, "G1.F6": 2, "gebuehr_cent": 500})
    assert (proposal.gebuehr_cent, proposal.is_full) == (1000, True)
    assert proposal.explanation.en.endswith("Rule 1 of the table “Costs”: For each dog.")
    unknown = propose(charged, {**CHILD, "gebuehr_cent": 500})
    assert (unknown.ergebnis, unknown.gebuehr_cent, unknown.is_full) == ("angemeldet", None, False)
    assert (unknown.missing, unknown.why_not.de[:17]) == (("hunde",), "Es fehlt: Hunde. ")


def test_a_fee_without_a_table_of_its_own_is_that_of_the_body(changed):
    proposal = propose(prozess(changed, CHARGED), CHILD)
    assert (proposal.ergebnis, proposal.gebuehr_cent) == ("angemeldet", None)


def test_the_deciding_table_may_calculate_the_fee_itself(changed):
    section = reference_section().replace(
        '  { key = "ergebnis", name = { de = "Ergebnis", en = "Result" }, art = "auswahl" },',
        '  { key = "ergebnis", name = { de = "Ergebnis", en = "Result" }, art = "auswahl" },\n'
        '  { key = "gebuehr_cent", name = { de = "Gebühr", en = "Fee" }, art = "betrag" },',
    )
    section = section.replace('" }\ngrund', '", gebuehr_cent = "7 €" }\ngrund')
    section = section.replace('"abgelehnt" }', '"abgelehnt", gebuehr_cent = "-" }')
    result = changed(CHARGED, append=HEAD + section)
    proposal = propose(result.prozess, CHILD)
    assert (proposal.ergebnis, proposal.gebuehr_cent) == ("angemeldet", 700)
