"""Take pictures of ten questions to the finder: ``python -m tests.journeys.finder_pictures``.

The questions and their answers are written into ``docs/reference/finder-questions.md``, each with its picture.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.browser import running_browser
from tests.journeys.person import Person
from tests.journeys.screenshots import save_settled
from tests.journeys.town_hall import TownHall, running_town_hall

DOCS = Path(__file__).parents[2] / "docs"
QUESTIONS = (
    "hund anmelden hanau",
    "vierbeiner",
    "hundesteur",
    "mein Hund ist gestorben",
    "anwohnerparken friedberg",
    "parkschein vor der haustür",
    "bewohner park ausweis",
    "vater zahlt keinen unterhalt",
    "alleinerziehend",
    "resident parking permit",
)
WINDOW = {"viewport": {"width": 720, "height": 620}}
HEAD = """# Ten questions

<!-- Written by `python -m tests.journeys.finder_pictures`; do not edit. -->

Asked of a demonstration with its few services; how well the finder does on hundreds is told in [finder.md](finder.md).

| question | first answer, and why | |
| --- | --- | --- |
"""


def take_all(browser: Browser, town_hall: TownHall) -> str:
    """Ask every question, write the pictures and return the page that shows them."""
    lines = []
    for number, question in enumerate(QUESTIONS, 1):
        person = Person(browser, town_hall, number=62_000 + number, **WINDOW)
        person.open("/")
        person.write("Ihr Anliegen", question)
        person.press("Suchen")
        first = person.page.locator(".r-result").first
        title, why = first.locator("a").inner_text(), first.locator(".r-result__facts .r-muted").inner_text()
        picture = DOCS / "screenshots" / f"finder-{number:02}.png"
        save_settled(person, picture)
        lines.append(f"| {question} | **{title}**: {why} | [picture](../screenshots/{picture.name}) |")
        person.close()
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    with running_town_hall() as town_hall, running_browser() as browser:
        page = take_all(browser, town_hall)
    (DOCS / "reference" / "finder-questions.md").write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
