"""The page of figures: what it says, draws and gives as a file; what somebody chooses stays in its address."""

from datetime import date

import pytest
from lxml import html

from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member
from tests.core.kennzahl.cases import SLUGS, Made, decided, store
from tests.surfaces.portal.browser import Browser, text_of

PAGE, FILE = "/amt/kennzahlen/", "/amt/kennzahlen.csv"


@pytest.fixture
def worked(clerk: Member) -> None:
    """Two decided parking permits, one maintenance advance, two that wait."""
    assert clerk.stelle is not None
    with open_scope(clerk.scope):
        store(
            clerk.stelle,
            [
                decided(4), decided(12), decided(30, slug=SLUGS[1]),
                Made(NOW), Made(NOW, due_on=date(2026, 11, 20)),
            ],
        )  # fmt: skip


def test_the_page_says_the_finding_of_each_drawing_and_has_its_table(desk: Browser, worked: None) -> None:
    response = desk.get(PAGE)
    page = text_of(response)
    for sentence in (
        "Dezember 2025 bis November 2026",
        "1 davon ist überfällig.",
        "2 Vorgänge kamen mehr, als entschieden wurden.",
        "Die Hälfte der Entscheidungen fiel in höchstens 12 Tagen, 90 von 100 in höchstens 30 Tagen.",
        "Bewohnerparkausweis",
        "Unterhaltsvorschuss",
    ):
        assert sentence in page, sentence
    tree = html.fromstring(response.content)
    drawings = tree.xpath('//svg[@class="r-plot__drawing"]')
    assert len(drawings) == 2
    for drawing in drawings:
        (title,), (desc,) = drawing.xpath("title"), drawing.xpath("desc")
        assert drawing.get("role") == "img"
        assert (drawing.get("aria-labelledby"), drawing.get("aria-describedby")) == (title.get("id"), desc.get("id"))
        assert title.text_content().strip()
        assert desc.text_content().strip()
    assert len(tree.xpath("//table")) == 3
    assert "Jonas Becker" not in tree.xpath("//main")[0].text_content()


def test_a_choice_of_months_and_of_a_leistung_narrows_page_and_files(desk: Browser, worked: None) -> None:
    asked = f"?von=2026-10&bis=2026-10&leistung={SLUGS[1]}"
    page = desk.page(PAGE + asked)
    assert "Oktober 2026 bis Oktober 2026" in page
    assert "Es wurden so viele Vorgänge entschieden, wie kamen." not in page
    assert "1 Vorgang wurde mehr entschieden, als kam." in page
    lines = desk.get(FILE + asked).content.decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("Leistung;Eingegangen;Entschieden;Tage ab Eingang, die Hälfte;")
    assert [line for line in lines[1:] if line] == ["Unterhaltsvorschuss beantragen;0;1;30;30;;;0;0"]
    months = desk.get(f"{FILE}{asked}&nach=monat").content.decode("utf-8-sig").split("\r\n")
    assert months[1] == "2026-10;0;1;30;30;;"


def test_what_cannot_be_read_shows_the_last_year(desk: Browser, worked: None) -> None:
    assert "Dezember 2025 bis November 2026" in desk.page(f"{PAGE}?von=gestern&bis=2026-99&leistung=x")


def test_without_cases_the_page_says_so(desk: Browser) -> None:
    page = desk.page(PAGE)
    assert "Noch nichts gezählt" in page
    assert "Es wurden so viele Vorgänge entschieden, wie kamen." in page


def test_an_auditor_reads_the_same_and_the_next_town_nothing_of_it(
    worked: None, auditor: Member, clerk_of_the_next_town: Member
) -> None:
    assert "höchstens 12 Tagen" in Browser().sign_in(auditor).page(PAGE)
    assert "Noch nichts gezählt" in Browser().sign_in(clerk_of_the_next_town).page(PAGE)
