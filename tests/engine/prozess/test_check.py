"""Trying every course of a case: tasks never reached, results never available, dead ends."""

from rathaus.engine.prozess.check import check_paths, check_templates

DECIDE = 'nach = ["fachlich oder formell = unvollstaendig"]'


def test_a_circle_is_never_reached(codes):
    assert "PRO-013" in codes(('nach = ["formell = vollstaendig"]', 'nach = ["fachlich"]'))


def test_two_outcomes_of_one_task_cannot_both_be_asked_for(changed):
    result = changed(('nach = ["entscheiden"]', 'nach = ["entscheiden = angemeldet", "entscheiden = abgelehnt"]'))
    assert [(f.code, f.where) for f in result.findings] == [
        ("PRO-013", "aufgabe[zustellen].nach"),
        ("PRO-013", "aufgabe[archivieren].nach"),
    ]


def test_a_result_that_can_never_be_selected_is_found(codes):
    assert codes(('nach = ["fachlich"]\n', 'nach = ["zustellen"]\n')) == {"PRO-019"}


def test_a_case_that_stops_is_found_with_its_steps(changed):
    result = changed(
        (DECIDE, 'nach = ["fachlich"]'),
        ('nach = ["formell = unvollstaendig"]\nfrist_tage = 14\nzurueck = "formell"', 'nach = ["fachlich"]'),
    )
    (finding,) = result.findings
    assert finding.code == "PRO-023"
    assert "eingang = erledigt, formell = unvollstaendig" in finding.what.de


def test_a_procedure_that_cannot_begin_is_found(codes):
    begin = 'art = "empfangen"\n'
    assert {"PRO-013", "PRO-023"} <= codes((begin, f'{begin}nach = ["zustellen"]\n'))


def test_too_many_courses_are_a_warning(changed):
    many = "".join(
        f'\n[[aufgabe]]\nkey = "t{n}"\nart = "pruefen_fachlich"\nname = {{ de = "T", en = "T" }}\nnach = []\n'
        'wahl = [{ key = "a", de = "A", en = "A" }, { key = "b", de = "B", en = "B" }]\n'
        for n in range(8)
    )
    result = changed(append=many)
    assert [finding.code for finding in result.findings] == ["PRO-024"]
    assert result.prozess is not None


def test_a_missing_template_is_named_with_the_nearest_one(prozess):
    names = {"bescheid/festsetzung.md", "bescheid/ablehnungen.md", "bescheid/ruecknahme.md"}
    (finding,) = check_templates(prozess, names)
    assert (finding.code, finding.where) == ("PRO-020", "ergebnis[abgelehnt].vorlage")
    assert "bescheid/ablehnungen.md" in finding.remedy.en


def test_a_soft_field_that_the_form_lacks_is_found(prozess):
    assert [finding.code for finding in check_paths(prozess, {"G1.F2"})] == ["PRO-021"]
    assert check_paths(prozess, {"G1.F3"}) == ()


def test_an_identity_document_that_the_form_lacks_is_found(changed):
    declared = changed(append='[dokument]\nausweis = ["G1.F3", "G1.F9"]').prozess
    (finding,) = check_paths(declared, {"G1.F3"})
    assert (finding.code, finding.where) == ("PRO-021", "dokument.ausweis")


def test_a_hint_without_candidates_is_a_dash(prozess):
    assert "–" in check_paths(prozess, set())[0].remedy.de
