"""What goes wrong in a person's day: wrong files, impatience, a missing service. Nothing typed is ever lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys import citizen, papers
from tests.journeys.errands import MIRA, TARIK, dog_tax, parking_permit
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

FILE = "Zulassungsbescheinigung Teil I (Fahrzeugschein)"
FILE_PAGE = "Unterlagen: Fahrzeug und Halter"
TOO_LARGE_BYTES = 11_000_000


@pytest.fixture
def at_the_upload(somebody: Somebody) -> Person:
    """Somebody without script, one page before the end of the parking permit."""
    person = somebody(java_script_enabled=False)
    errand = parking_permit(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand).follow("Mit den Angaben beginnen")
    for title, answers in errand.pages.items():
        person.is_at(title)
        if title == FILE_PAGE:
            break
        answer_what_is_asked(person, answers)
        person.press(citizen.SAVE)
    return person


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        (papers.program_disguised_as_pdf("schein.pdf"), "PDF"),
        (papers.pdf("schein.pdf", padding_bytes=TOO_LARGE_BYTES), "zu groß"),
        (papers.pdf("schein.jpg"), "schein.jpg"),
    ],
    ids=["a program", "too large", "another type than its name says"],
)
def test_a_refused_file_is_explained_and_a_good_one_is_taken(
    at_the_upload: Person, file: FilePayload, complaint: str
) -> None:
    person = at_the_upload
    answer_what_is_asked(person, {FILE: [file]})
    person.press(citizen.SAVE).is_at(FILE_PAGE)
    summary = person.page.get_by_role("alert").filter(has_text="Bitte prüfen Sie Ihre Angaben")
    expect(summary).to_be_visible()

    answer_what_is_asked(person, {FILE: [papers.pdf("gut.pdf")]})
    person.press(citizen.SAVE).is_at("Besonderheiten")
    person.press(citizen.SAVE).is_at("Prüfen und absenden").sees("gut.pdf", "HU-MS 412", MIRA.family_name)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(somebody: Somebody) -> None:
    person = somebody()
    errand = parking_permit(TARIK)
    citizen.find_service(person, errand, "Friedberg (Hessen)")
    citizen.begin(person, errand)
    person.open(f"{person.page.url}seite/fahrzeug-und-halter-unterlagen/")
    answer_what_is_asked(person, {FILE: [papers.pdf("schein.pdf", padding_bytes=TOO_LARGE_BYTES)]})
    person.sees("Diese Datei ist zu groß.")


def test_wrong_answers_are_listed_and_kept(somebody: Somebody) -> None:
    person = somebody()
    errand = dog_tax(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand).follow("Mit den Angaben beginnen").is_at("Angaben zu Ihnen")
    answer_what_is_asked(person, {"Wer hält den Hund?": "Ich als Privatperson", "Vornamen": "Mira"})
    person.press(citizen.SAVE)
    summary = person.page.get_by_role("alert").filter(has_text="Bitte prüfen Sie Ihre Angaben")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(person.labelled("Familienname")).to_be_focused()
    expect(person.labelled("Vornamen")).to_have_value("Mira")


def test_two_quick_clicks_give_one_antrag(somebody: Somebody) -> None:
    person = somebody()
    errand = dog_tax(MIRA, dog="Doppel")
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    citizen.fill_in(person, errand)
    form = person.page.locator("form[action$='/absenden/']")
    data = {"csrfmiddlewaretoken": form.locator("[name=csrfmiddlewaretoken]").input_value()}
    address = person.town_hall.url(form.get_attribute("action") or "")
    answers = [person.context.request.post(address, form=data, headers={"Referer": person.page.url}) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].url == answers[1].url, "one receipt"
    person.open("/antraege/")
    expect(person.page.get_by_role("article")).to_have_count(1)


def test_tampered_names_of_questions_change_nothing(somebody: Somebody) -> None:
    person = somebody()
    errand = dog_tax(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand).follow("Mit den Angaben beginnen").is_at("Angaben zu Ihnen")
    answer_what_is_asked(person, errand.pages["Angaben zu Ihnen"])
    person.labelled("Vornamen").evaluate("input => { input.name = 'G99.F99[7]' }")
    person.press(citizen.SAVE).is_at("Angaben zu Ihnen").sees("Bitte prüfen Sie Ihre Angaben")
    expect(person.labelled("Familienname")).to_have_value(MIRA.family_name)
