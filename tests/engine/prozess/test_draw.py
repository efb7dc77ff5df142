"""The drawing of a procedure: everything in it can be read without seeing it, and it fits a phone."""

import re
from collections.abc import Callable

from lxml import etree

from rathaus.engine.prozess.describe import Marks, describe_prozess, marks_of
from rathaus.engine.prozess.draw import WIDTH, draw_prozess, wrap
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.read import AblaufResult

SVG = "{http://www.w3.org/2000/svg}"
SIGN_WIDTH = 8
"""Units of a sign of 14 px on average, generously."""


def items(drawing: str) -> list[str]:
    root = etree.fromstring(drawing.encode())
    return [str(each.get("aria-label")) for each in root.iter(f"{SVG}g") if each.get("role") == "listitem"]


def test_every_task_and_result_is_an_item_of_a_list(prozess: Prozess) -> None:
    drawing = draw_prozess(prozess, language="de")
    places = describe_prozess(prozess, language="de")
    assert items(drawing) == [place.sentence("de") for place in places]
    assert len(places) == len(prozess.aufgaben) + len(prozess.ergebnisse)


def test_it_has_a_title_and_a_description(prozess: Prozess) -> None:
    root = etree.fromstring(draw_prozess(prozess, language="en").encode())
    names = {root.get("aria-labelledby"), root.get("aria-describedby")}
    assert {each.get("id") for each in root.iter(f"{SVG}title", f"{SVG}desc")} == names
    assert (root.get("role"), root.get("lang")) == ("list", "en")


def test_it_fits_a_phone_of_360_pixels(prozess: Prozess) -> None:
    root = etree.fromstring(draw_prozess(prozess, language="de").encode())
    assert root.get("viewBox", "").split()[2] == str(WIDTH)
    for text in root.iter(f"{SVG}text"):
        assert int(text.get("x", "0")) + SIGN_WIDTH * len(text.text or "") <= 360
    numbers = [int(number) for path in root.iter(f"{SVG}path") for number in re.findall(r"H(\d+)", path.get("d", ""))]
    assert numbers
    assert min(numbers) >= 0


def test_no_script_no_style_and_no_address_is_in_it(prozess: Prozess) -> None:
    drawing = draw_prozess(prozess, language="de").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"<script|style=|href|\bon\w+=|http", drawing)


def test_the_current_place_is_marked_in_words(prozess: Prozess) -> None:
    first, result = prozess.aufgaben[0].key, prozess.ergebnisse[0].key
    assert "aria-current" not in draw_prozess(prozess, language="de")
    drawing = draw_prozess(prozess, language="de", marks=Marks(open_keys=frozenset({first})))
    assert drawing.count('aria-current="step"') == 1
    assert items(drawing)[0].startswith("Hier steht der Vorgang.")
    assert "▶ The case is here" in draw_prozess(prozess, language="en", marks=Marks(open_keys=frozenset({result})))


def test_what_a_name_says_cannot_become_markup(changed: Callable[..., AblaufResult]) -> None:
    found = changed(('de = "Bescheid zustellen"', 'de = "<script>\\" onload=x"')).prozess
    assert found is not None
    drawing = draw_prozess(found, language="de")
    assert "<script" not in drawing
    assert any('<script>" onload=x' in item for item in items(drawing))


def test_conditions_choices_and_deadlines_are_said_in_names(changed: Callable[..., AblaufResult]) -> None:
    found = changed(
        ('nach = ["zustellen"]', 'nach = ["entscheiden = angemeldet", "zustellen"]\nfrist_tage = 3')
    ).prozess
    assert found is not None
    words = {place.key: place.sentence("en") for place in describe_prozess(found, language="en")}
    assert "= Dog registered and Deliver the decision" in words["archivieren"]
    assert "Time: 3 days" in words["archivieren"]
    assert any("then back to:" in each for each in words.values())
    assert any("ends with:" in each for each in words.values())


def test_an_outcome_without_a_label_is_said_by_its_key(changed: Callable[..., AblaufResult]) -> None:
    found = changed(('nach = ["zustellen"]', 'nach = ["zustellen = erledigt"]')).prozess
    assert found is not None
    assert "= erledigt" in describe_prozess(found, language="de")[-1].sentence("de")


def test_words_are_wrapped_and_long_ones_cut() -> None:
    assert wrap("eins zwei drei", 9) == ("eins zwei", "drei")
    assert wrap("x" * 25, 10) == ("x" * 10, "x" * 10, "x" * 5)
    assert wrap("") == ()


MORE = """
[[zeitgeber]]
key = "uhr"
name = { de = "Fiktion", en = "Fiction" }
nach = ["formell = vollstaendig"]
dauer = "3 Monate"
folge = "fiktion angemeldet"
norm = "§ 42a VwVfG"

[[zeitgeber]]
key = "frist"
name = { de = "Antwort abwarten", en = "Await the answer" }
nach = ["beteiligen"]
parameter = "antwort.frist"
folge = "beenden formell = vollstaendig"

[[zeitgeber]]
key = "erinnerung"
name = { de = "Erinnerung", en = "Reminder" }
nach = ["frist = abgelaufen"]
dauer = "1 Tag"
ruht = true
folge = "erinnern"

[[aufgabe]]
key = "beteiligen"
art = "beteiligen"
name = { de = "Beteiligen", en = "Involve" }
nach = ["uhr oder eingang"]
wenn = "G1.F2 >= 18"
begruenden = true
wahl = [{ key = "ja", de = "Ja", en = "Yes" }]
wen = [{ key = "amt", name = { de = "Bauamt", en = "Building office" }, frage = { de = "F", en = "F" } }]
"""
REFUSE = 'art = "refuse"\n'
SIGNED = f'{REFUSE}mitzeichnung = {{ immer = true }}\nanhoerung = {{ art = "pflicht" }}\nnach = ["anhoeren"]\n'
HEAR = '\n[[aufgabe]]\nkey = "anhoeren"\nart = "anhoeren"\nname = { de = "H", en = "H" }\nnach = ["fachlich"]\n'


def full(changed: Callable[..., AblaufResult]) -> Prozess:
    result = changed((REFUSE, SIGNED), append=MORE + HEAR)
    assert result.prozess is not None, [finding.as_line() for finding in result.findings]
    return result.prozess


def test_timers_and_involvement_are_drawn_and_said(changed: Callable[..., AblaufResult]) -> None:
    prozess = full(changed)
    words = {place.key: place.sentence("en") for place in describe_prozess(prozess, language="en")}
    assert words["uhr"] == (
        "Timer: Fiction · after: Check completeness = Complete · Length: 3 months"
        " · then deemed given: Dog registered · § 42a VwVfG"
    )
    assert "Length: antwort.frist" in words["frist"]
    assert "ends: Check completeness = Complete" in words["frist"]
    assert "after: Await the answer = run out" in words["erinnerung"]
    assert "stands still while information is awaited" in words["erinnerung"]
    assert "only if: G1.F2 >= 18 · asked are: Building office · ends with: Yes · with a reason" in words["beteiligen"]
    assert words["abgelehnt"].endswith("only after a hearing · with a second signature")
    assert items(draw_prozess(prozess, language="en")) == list(words.values())


def test_every_state_of_a_step_has_its_word_and_its_line(changed: Callable[..., AblaufResult]) -> None:
    prozess = full(changed)
    done = {"eingang": "erledigt", "formell": "vollstaendig"}
    marks = marks_of(prozess, done, {"G1.F2": "17"})
    assert marks == Marks(
        open_keys=frozenset({"fachlich"}), done_keys=frozenset(done), skipped_keys=frozenset({"beteiligen"})
    )
    drawing = draw_prozess(prozess, language="de", marks=marks)
    assert [drawing.count(word) for word in ("▶ Hier", "✓ Erledigt", "– Entfällt")] == [1, 2, 1]
    assert drawing.count('stroke-dasharray="1 4"') == 1
    assert drawing.count('stroke-width="4"') == 1


def test_the_result_of_a_decided_case_is_marked(prozess: Prozess) -> None:
    done = {"eingang": "erledigt", "formell": "unvollstaendig", "entscheiden": "abgelehnt"}
    assert {"entscheiden", "abgelehnt"} < marks_of(prozess, done).done_keys
