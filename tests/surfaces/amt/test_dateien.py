"""Documents of a case: inside our own page alone, never of another body."""

import uuid

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import file_ids
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.surfaces.portal.browser import Browser


def address(case, datei: str) -> str:
    return f"/amt/vorgaenge/{case.public_id}/dateien/{datei}/"


def first_file(case) -> str:
    return file_ids(case.antrag.answers)[0]


def test_a_document_is_shown_in_our_own_frame_alone(desk, case) -> None:
    response = desk.get(address(case, first_file(case)))
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("inline")
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Cache-Control"] == "no-store"


def test_a_document_can_be_saved(desk, case) -> None:
    response = desk.get(address(case, first_file(case)) + "?speichern=1")
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_nobody_of_another_body_gets_it(case, clerk_of_the_next_town: Member) -> None:
    assert Browser().sign_in(clerk_of_the_next_town).get(address(case, first_file(case))).status_code == 404


def test_an_unknown_document_is_not_there(desk, case) -> None:
    assert desk.get(address(case, str(uuid.uuid4()))).status_code == 404


def test_the_chosen_document_is_the_one_in_the_viewer(desk, case) -> None:
    second = file_ids(case.antrag.answers)[1]
    page = desk.get(f"/amt/vorgaenge/{case.public_id}/?datei={second}").content.decode()
    assert f'class="r-viewer" src="{address(case, second)}' in page


def test_a_file_that_an_answer_replaced_stays_and_is_marked(desk, case, clerk: Member) -> None:
    path = f"/amt/vorgaenge/{case.public_id}/"
    assert "ersetzt" not in desk.page(path)
    first, second = file_ids(case.antrag.answers)
    left = {key: value for key, value in case.antrag.answers.items() if first not in str(value)}
    with open_scope(clerk.scope):
        Antrag.objects.filter(pk=case.antrag_id).update(answers=left, revision=2)
    html = desk.get(path).content.decode()
    assert html.index(address(case, second)) < html.index(address(case, first))
    assert html.count("ersetzt") == 1
    assert html.index("ersetzt") > html.index(f"?datei={first}")
