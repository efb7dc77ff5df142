"""The clerk's day: what is due and what is new, each line with its next act."""

from tests.cast import Member
from tests.surfaces.portal.browser import Browser


def test_a_new_case_stands_on_the_page_with_its_next_act(desk, case) -> None:
    page = desk.page("/amt/")
    assert "Antrag und Anlagen prüfen" in page
    assert "Amira Haddad" in page
    assert "1 Eingang der Stelle" in page


def test_an_empty_desk_says_so_and_leads_on(desk) -> None:
    page = desk.page("/amt/")
    assert "Nichts liegt an" in page
    assert "Alle Vorgänge" in page


def test_a_case_is_listed_once_however_many_reasons_it_has(desk, case) -> None:
    assert desk.page("/amt/").count("Antrag und Anlagen prüfen") == 1


def test_the_clerk_of_the_next_town_sees_nothing_of_it(case, clerk_of_the_next_town: Member) -> None:
    assert "Haddad" not in Browser().sign_in(clerk_of_the_next_town).page("/amt/")


def test_an_answer_that_arrived_comes_first_and_only_there(desk, case, clerk, citizen) -> None:
    from rathaus.core.scope.session import open_scope
    from rathaus.core.vorgang.actions import Reply, ask_citizen, receive_answer
    from rathaus.core.vorgang.question import Question
    from tests.cast import NOW

    with open_scope(clerk.scope):
        ask_citizen(actor=clerk.actor, vorgang=case, question=Question("Welche Zone?"), now=NOW)
    with open_scope(citizen.scope):
        receive_answer(actor=citizen.actor, antrag=case.antrag, reply=Reply("Zone 4"), now=NOW)
    page = desk.page("/amt/")
    assert "Antworten und Nachrichten sind da" in page
    assert page.count("Amira Haddad") == 1
