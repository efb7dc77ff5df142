"""No mouse: everything is reached with Tab, and it can be seen where one is."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import citizen, clerk
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.keyboard import Keyboard
from tests.journeys.person import Person

type Somebody = Callable[..., Person]


def test_a_dog_is_registered_by_keyboard_alone(somebody: Somebody) -> None:
    person = somebody()
    person.open("/")
    keys = Keyboard(person)
    keys.type_into("Ihr Anliegen", "hund anmelden")
    keys.type_into("Ihr Ort", "Hanau")
    keys.press_enter()
    keys.follow("Hund anmelden (Hundesteuer)")
    keys.follow("Online beantragen")
    keys.press_button("Antrag beginnen")
    keys.follow("Mit den Angaben beginnen")

    keys.choose("Ich als Privatperson")
    keys.type_into("Vornamen", "Mira").type_into("Familienname", "Sommer").type_date("Geburtsdatum", "14", "6", "1991")
    keys.press_button("Speichern und weiter")
    keys.type_into("Straße", "Akazienweg").type_into("Hausnummer", "7").type_into("Postleitzahl", "63452")
    keys.type_into("Ort", "Hanau").press_button("Speichern und weiter")
    keys.type_into("Wie heißt der Hund?", "Taste").type_into("Welche Rasse ist es?", "Dackel")
    keys.choose("Nein").choose("Rüde")
    keys.type_into("In welchem Jahr wurde der Hund geboren?", "2023")
    keys.type_into("Welche Farbe hat das Fell?", "braun").press_button("Speichern und weiter")
    keys.type_date("Seit wann halten Sie den Hund in dieser Gemeinde?", "2", "11", "2026")
    keys.choose("Eigener Nachwuchs meiner Hündin")
    keys.type_into("Wie viele Hunde leben außerdem in Ihrem Haushalt?", "0").press_button("Speichern und weiter")
    keys.choose("Nein").press_button("Speichern und weiter")
    keys.choose("Nein").press_button("Speichern und weiter")
    keys.choose("Ich überweise selbst").press_button("Speichern und weiter")

    keys.press_button("Antrag absenden")
    expect(person.heading).to_have_text("Ihr Antrag ist eingegangen")


def test_a_clerk_decides_by_keyboard_alone(somebody: Somebody) -> None:
    receipt = citizen.apply(somebody(), dog_tax(MIRA, dog="Taste"), "Hanau")
    petra = citizen.sign_in(somebody(), "Petra Schneider")
    petra.open("/amt/vorgaenge/?ansicht=open")
    keys = Keyboard(petra)
    keys.type_into("Name, Aktenzeichen oder Angabe", receipt.number).press_enter()
    keys.follow(MIRA.name).press_button("Vorgang übernehmen")
    for outcome in ("Vollständig", "Aufgabe abschließen"):
        for point in clerk.next_act(petra).locator("label:not([for^=aufwand])").all_inner_texts():
            keys.tick(point)
        keys.press_button(outcome)

    keys.follow("Entscheiden").choose("Hund angemeldet").press_button("Bescheid aufbauen")
    keys.follow("Prüfen und erlassen")
    keys.press_button("Rechtsbehelf bestätigen").press_button("Jetzt erlassen")
    petra.sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")


def test_a_question_mark_lists_the_shortcuts(somebody: Somebody) -> None:
    petra = citizen.sign_in(somebody(), "Petra Schneider")
    petra.open("/amt/vorgaenge/")
    petra.page.keyboard.press("?")
    expect(petra.page.get_by_role("dialog")).to_contain_text("Tastenkürzel")
    petra.page.keyboard.press("Escape")
    petra.page.keyboard.press("/")
    expect(petra.labelled("Name, Aktenzeichen oder Angabe")).to_be_focused()
    petra.page.keyboard.type("gh")
    expect(petra.labelled("Name, Aktenzeichen oder Angabe")).to_have_value("gh")
    petra.page.locator("h1").click()
    petra.page.keyboard.press("g")
    petra.page.keyboard.press("h")
    expect(petra.page.locator("h1")).to_contain_text("Guten Tag")


def test_the_first_tab_offers_to_skip_to_the_content(somebody: Somebody) -> None:
    person = somebody()
    person.open("/leistungen/")
    keys = Keyboard(person)
    keys.tab()
    assert keys.focused_words() == "Zum Inhalt springen"
    keys.page.keyboard.press("Enter")
    expect(person.page.get_by_role("main")).to_be_focused()
