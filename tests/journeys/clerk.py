"""What a clerk does: find the case, take it, do its tasks, ask, decide, issue."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, expect

from tests.journeys.person import Person


@dataclass(frozen=True)
class Decision:
    """What the clerk decides: the result as the page names it, reasons to tick, words of their own."""

    result: str
    reasons: Sequence[str] = ()
    words: str = ""


def search(clerk: Person, words: str) -> Person:
    """Search all open cases of the office."""
    clerk.open("/amt/vorgaenge/?ansicht=open")
    return clerk.write("Name, Aktenzeichen oder Angabe", words).press("Anwenden")


def find_case(clerk: Person, number: str) -> Person:
    """Search the inbox for the number of an Antrag and open its case."""
    search(clerk, number)
    row = clerk.page.get_by_role("row").filter(has_text=number)
    with clerk.page.expect_navigation():
        row.get_by_role("link").first.click()
    return clerk.sees(number)


def claim(clerk: Person) -> Person:
    return clerk.press("Vorgang übernehmen").sees("Sie bearbeiten diesen Vorgang jetzt.")


def next_act(clerk: Person) -> Locator:
    """The box on top of a case that says what comes next."""
    return clerk.page.get_by_role("region").filter(has=clerk.page.locator("#naechster"))


def do_task(clerk: Person, task: str, outcome: str = "Aufgabe abschließen") -> Person:
    """Tick everything that the task wants to be checked, then end it."""
    box = next_act(clerk)
    expect(box).to_contain_text(task)
    for point in box.get_by_role("checkbox").all():
        point.check()
    return clerk.press(outcome, within=box).sees("Die Aufgabe ist erledigt.")


def check_everything(clerk: Person) -> Person:
    """Do every task up to the decision, finding all in order: the first way to end a task is the good one."""
    box = next_act(clerk)
    while not box.get_by_role("link", name="Entscheiden", exact=True).count():
        task = box.get_by_role("heading").inner_text()
        do_task(clerk, task, box.locator(".r-next__task").get_by_role("button").first.inner_text())
    return clerk


def ask(clerk: Person, question: str, text: str) -> Person:
    """Ask the person for one answer of the form."""
    clerk.follow("Rückfrage stellen").is_at("Was soll die Person ergänzen?")
    for ticked in clerk.page.get_by_role("checkbox", checked=True).all():
        ticked.uncheck()
    clerk.page.get_by_role("checkbox", name=question).first.check()
    clerk.write("Text an die Person", text)
    return clerk.press("Rückfrage senden").sees("Die Person ist gefragt")


def draft(clerk: Person, decision: Decision) -> Person:
    """Choose the result and see the letter build itself."""
    clerk.page.get_by_role("radio", name=decision.result).check()
    for reason in decision.reasons:
        clerk.page.get_by_role("checkbox", name=reason).check()
    if decision.words:
        clerk.write("Eigene Begründung", decision.words)
    return clerk.press("Bescheid aufbauen").sees("Noch nichts ist verschickt.")


def issue(clerk: Person) -> Person:
    """Read the letter once more, confirm the remedy where it is not verified, issue."""
    clerk.follow("Prüfen und erlassen").is_at("Bescheid erlassen?")
    court = clerk.page.get_by_role("group", name="Gericht")
    if court.count():
        court.get_by_role("radio").first.check()
    if clerk.page.get_by_role("button", name="Rechtsbehelf bestätigen").count():
        clerk.press("Rechtsbehelf bestätigen").sees("Der Rechtsbehelf ist bestätigt.")
    clerk.press("Jetzt erlassen")
    return clerk.sees("Der Bescheid ist erlassen und liegt im Postfach der Person.")


def decide(clerk: Person, number: str, decision: Decision) -> Person:
    """The whole case, from the inbox to the issued Bescheid."""
    find_case(clerk, number)
    claim(clerk)
    check_everything(clerk).follow("Entscheiden")
    draft(clerk, decision)
    return issue(clerk)
