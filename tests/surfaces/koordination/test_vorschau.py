"""The preview: the form as citizens see it, reading what is typed, storing nothing about anybody."""

from rathaus.core.antrag.models import Entwurf
from tests.errand import example, posted
from tests.surfaces.koordination.conftest import VERSION
from tests.surfaces.portal.browser import form_of, text_of

PAGES = f"{VERSION}formular/seiten/"


def begin(office, name: str = "") -> str:
    response = office.get(f"{VERSION}formular/?beispiel={name}")
    return str(response["Location"])


def test_a_preview_begins_on_the_first_page(office) -> None:
    page = office.page(begin(office))
    assert "Angaben zu Ihnen" in page
    assert "So sieht es aus, wenn jemand den Antrag stellt." in page


def test_an_example_fills_in_the_form(office) -> None:
    assert 'value="Amira"' in office.get(begin(office, "bewilligung")).content.decode()


def test_what_is_wrong_is_said_and_stays(office) -> None:
    begin(office)
    first = form_of("bewohnerparkausweis").pages[0].key
    response = office.post(f"{PAGES}{first}/", {"G06900002001.F60000000227": "Haddad"})
    assert response.status_code == 422
    assert "Bitte prüfen Sie Ihre Angaben" in text_of(response)
    assert 'value="Haddad"' in response.content.decode()


def test_the_form_can_be_walked_to_its_review(office) -> None:
    target, formular = begin(office), form_of("bewohnerparkausweis")
    answers = {
        k: v for k, v in example("bewohnerparkausweis", "bewilligung")["antworten"].items() if not isinstance(v, dict)
    }
    for _ in formular.pages:
        if "/seiten/" not in target:
            break
        page = target.split("/seiten/")[1].strip("/")
        response = office.post(target, posted(formular, page, answers))
        assert response.status_code == 302, text_of(response)
        target = response["Location"]
    assert target == f"{VERSION}formular/pruefung/"
    assert "HU-AH 412" in office.page(target)


def test_the_review_names_what_is_missing(office) -> None:
    begin(office)
    assert "fehlen oder stimmen nicht" in office.page(f"{VERSION}formular/pruefung/")


def test_the_first_entry_that_is_needed_stands_there_and_others_are_added_and_taken_away(office) -> None:
    base = "/koordination/leistungen/unterhaltsvorschuss/versionen/1.4.1/formular/"
    office.get(base)
    formular = form_of("unterhaltsvorschuss")
    path, page = next(
        (g.path, p.key) for p in formular.pages for i in p.items if (g := formular.groups.get(i)) and g.repeats
    )

    def shown() -> list[bool]:
        text = office.get(f"{base}seiten/{page}/").content.decode()
        return [f'name="{path}[{number}]"' in text for number in (0, 1)]

    assert shown() == [True, False]
    for button, value, after in (("_eintrag_dazu", path, [True, True]), ("_eintrag_weg", f"{path}[1]", [True, False])):
        assert office.post(f"{base}seiten/{page}/", {f"{path}[0]": "", button: value}).status_code == 302
        assert shown() == after


def test_no_draft_is_stored(office) -> None:
    before = Entwurf.objects.count()
    begin(office, "bewilligung")
    assert Entwurf.objects.count() == before


def test_an_unknown_page_is_not_there(office) -> None:
    begin(office)
    assert office.get(f"{PAGES}gibt-es-nicht/").status_code == 404
