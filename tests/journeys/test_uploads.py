"""Photos from a phone, several files at once, broken connections: what was sent is never sent again."""

import base64
import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Request, Route, expect

from tests.journeys import citizen, papers
from tests.journeys.axe import complaints
from tests.journeys.errands import MIRA, parking_permit
from tests.journeys.form import answer_what_is_asked
from tests.journeys.person import Person
from tests.journeys.roads import PHONE

type Somebody = Callable[..., Person]

FILE = "Zulassungsbescheinigung Teil I (Fahrzeugschein)"
PARTS = "**/hochladen/*/"
PART_BYTES = 500_000
OFFSET = "upload-offset"


def at_the_upload(person: Person) -> Person:
    """Begin a parking permit and go to the page that asks for the registration certificate."""
    errand = parking_permit(MIRA)
    citizen.find_service(person, errand, "Hanau")
    citizen.begin(person, errand)
    person.open(f"{person.page.url}seite/fahrzeug-und-halter-unterlagen/")
    return person


def choose(person: Person, *names: str, size_bytes: int = 1_300_000) -> None:
    photos = [papers.photo_of_a_phone(name, padding_bytes=size_bytes) for name in names]
    assert not answer_what_is_asked(person, {FILE: photos})


def watch_offsets(person: Person) -> list[int]:
    """Return the offsets of all parts that the person's browser sends from now on, as they come."""
    offsets: list[int] = []

    def note(request: Request) -> None:
        if OFFSET in request.headers:
            offsets.append(int(request.headers[OFFSET]))

    person.page.on("request", note)
    return offsets


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_photo_of_a_phone_is_taken_and_shown_upright(somebody: Somebody, *, script: bool) -> None:
    person = at_the_upload(somebody(**PHONE, java_script_enabled=script))
    page = person.page.url
    choose(person, "IMG_0815.jpg")
    if not script:
        person.press("Später weitermachen").open(page)
    person.sees("IMG_0815.jpg").follow("IMG_0815.jpg").is_at("IMG_0815.jpg").sees("1 Seite", "Wasserzeichen")
    source = person.page.get_by_role("img", name="Vorschau: IMG_0815.jpg").get_attribute("src") or ""
    shown = Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2])))
    assert shown.height == 2 * shown.width
    red, _, blue = shown.getpixel((shown.width // 2, 3))
    assert red > blue, "the top is not at the top"
    assert not script or complaints(person, "upload") == []
    copy = person.download("Herunterladen")
    assert b"Erika" not in copy


def test_several_files_come_at_once_and_saving_waits_for_them(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    person.page.route(PARTS, lambda route: (person.page.wait_for_timeout(150), route.continue_()))
    choose(person, "vorn.jpg", "hinten.jpg")
    expect(person.page.get_by_role("progressbar", name="vorn.jpg")).to_be_visible()
    assert complaints(person, "upload") == []
    person.press("Später weitermachen")
    person.page.go_back()
    person.page.reload()
    person.sees("vorn.jpg", "hinten.jpg")


def test_a_file_that_is_removed_while_another_one_comes_is_removed_when_that_is_there(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    choose(person, "vorn.jpg")
    expect(person.page.get_by_role("button", name="Entfernen vorn.jpg")).to_be_visible()
    person.page.route(PARTS, lambda route: (person.page.wait_for_timeout(300), route.continue_()))
    choose(person, "hinten.jpg")
    person.press("Entfernen vorn.jpg")
    expect(person.page.get_by_role("button", name="Entfernen hinten.jpg")).to_be_visible()
    person.does_not_see("vorn.jpg")


def test_a_form_that_reacts_is_shown_anew_when_the_files_are_there(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    person.page.route(PARTS, lambda route: (person.page.wait_for_timeout(300), route.continue_()))
    refreshed: list[bool] = []
    is_coming = person.page.get_by_role("progressbar", name="vorn.jpg")
    person.page.on(
        "request",
        lambda sent: "_auffrischen" in (sent.post_data_buffer or b"").decode("latin-1") and refreshed.append(True),
    )
    person.page.locator("#formular").evaluate(
        "form => form.prepend(Object.assign(document.createElement('input'), {type: 'checkbox'}))"
    )
    choose(person, "vorn.jpg")
    expect(is_coming).to_be_visible()
    person.page.locator("#formular > input[type=checkbox]").check()
    expect(is_coming).to_be_visible()
    assert refreshed == []
    expect(person.page.get_by_role("button", name="Entfernen vorn.jpg")).to_be_visible()
    expect(person.page.locator("#formular > input[type=checkbox]")).to_have_count(0)
    assert refreshed == [True]
    person.sees("vorn.jpg")


def test_an_upload_goes_on_where_the_connection_broke(somebody: Somebody) -> None:
    person = at_the_upload(somebody(**PHONE))
    offsets = watch_offsets(person)
    broken = iter([False, True, True])

    def break_twice(route: Route) -> None:
        route.abort() if OFFSET in route.request.headers and next(broken, False) else route.continue_()

    person.page.route(PARTS, break_twice)
    choose(person, "vorn.jpg")
    expect(person.page.get_by_role("button", name="Entfernen vorn.jpg")).to_be_visible(timeout=15_000)
    assert offsets == [0, PART_BYTES, PART_BYTES, PART_BYTES, 2 * PART_BYTES]


def test_another_device_goes_on_with_the_same_file(somebody: Somebody) -> None:
    at_home = at_the_upload(somebody())
    page = at_home.page.url
    at_home.page.route(PARTS, _only_the_first_part)
    choose(at_home, "vorn.jpg")
    at_home.sees("Keine Verbindung")
    at_home.page.on("dialog", lambda dialog: dialog.accept())
    at_home.open(page.partition("seite/")[0])
    link = at_home.page.locator("#geheimer-link").inner_text()

    on_the_phone = somebody(**PHONE)
    on_the_phone.open(link)
    on_the_phone.press("Antrag öffnen").open(page)
    offsets = watch_offsets(on_the_phone)
    choose(on_the_phone, "vorn.jpg")
    expect(on_the_phone.page.get_by_role("button", name="Entfernen vorn.jpg")).to_be_visible()
    assert offsets == [PART_BYTES, 2 * PART_BYTES]


def test_a_refused_file_is_told_at_once_and_the_next_one_is_taken(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    assert not answer_what_is_asked(person, {FILE: [papers.program_disguised_as_pdf("schein.pdf")]})
    alert = person.page.get_by_role("alert").filter(has_text="nehmen wir nicht an")
    expect(alert).to_be_visible()
    assert complaints(person, "upload") == []
    person.page.get_by_role("button", name="Verwerfen schein.pdf").click()
    expect(alert).to_have_count(0)
    choose(person, "gut.jpg")
    person.sees("gut.jpg")


def test_whoever_lost_the_link_is_told_and_not_kept_waiting(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    token = next(each for each in person.page.context.cookies() if each["name"] == "rathaus_csrf")
    person.page.context.clear_cookies()
    person.page.context.add_cookies([{key: token[key] for key in ("name", "value", "domain", "path")}])
    choose(person, "vorn.jpg")
    expect(
        person.page.get_by_role("alert").filter(has_text="Öffnen Sie Ihren geheimen Link noch einmal")
    ).to_be_visible()
    person.does_not_see("Keine Verbindung")


def test_whoever_sends_too_much_reads_when_it_goes_on_and_it_does(somebody: Somebody) -> None:
    person = at_the_upload(somebody())
    busy = iter([True])

    def ask_for_a_pause(route: Route) -> None:
        if next(busy, False):
            route.fulfill(status=429, headers={"Retry-After": "2"}, json={"code": "KON-002", "message": "Viel."})
        else:
            route.continue_()

    person.page.route("**/hochladen/", ask_for_a_pause)
    choose(person, "vorn.jpg")
    expect(person.page.locator("[data-upload] [role=status]").first).to_contain_text(
        re.compile(r"Um \d+:\d\d:\d\d geht")
    )
    expect(person.page.locator("[data-upload] [role=status]").first).to_have_text("vorn.jpg ist gespeichert.")
    expect(person.page.get_by_role("button", name="Entfernen vorn.jpg")).to_be_visible()


def _only_the_first_part(route: Route) -> None:
    is_later = route.request.headers.get(OFFSET, "0") != "0" or route.request.method == "GET"
    route.abort() if is_later else route.continue_()
