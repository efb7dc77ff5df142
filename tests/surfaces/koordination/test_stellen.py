"""Bodies, norms, the matrix, who offers and who waits, feedback."""

import csv
import io
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.postfach.actions import Feedback, leave_feedback
from rathaus.core.postfach.rules import FeedbackKind
from rathaus.surfaces.ui import feedback_list
from tests.cast import Member
from tests.surfaces.koordination.conftest import SERVICE
from tests.surfaces.portal.browser import Browser, text_of

BODIES = f"{SERVICE}stellen/"


def test_who_offers_and_who_waits_can_be_filtered(office, clerk: Member) -> None:
    Browser().sign_in(clerk).post("/amt/leistungen/bewohnerparkausweis/ruecknahme/")
    assert "Hanau" in office.page(f"{BODIES}?stand=wartet")
    assert "1 Treffer" in office.page(f"{BODIES}?stand=wartet")
    assert "Keine Stelle passt" in office.page(f"{BODIES}?stand=dabei&suche=hanau")
    assert "25 Treffer" in office.page(f"{BODIES}?kreis=06440")


def test_pages_of_bodies_follow_each_other_without_a_gap(office) -> None:
    first = office.get(BODIES).content.decode()
    following = first.split('rel="next" href="')[1].split('"')[0]
    second = office.page(BODIES + following)
    assert "Zum Anfang" in second
    assert "Aarbergen" in text_of(office.get(BODIES)) and "Aarbergen" not in second


def test_the_number_of_queries_does_not_grow_with_the_bodies(office) -> None:
    counts = []
    for query in ("suche=hanau", ""):
        with CaptureQueriesContext(connection) as captured:
            office.get(f"{BODIES}?{query}")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_csv_holds_all_rows_of_the_filter(office) -> None:
    response = office.get(f"{SERVICE}stellen.csv?kreis=06440")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Stelle"
    assert len(rows) == 26


def test_the_matrix_shows_a_map_and_the_table_below(office) -> None:
    page = office.page("/koordination/matrix/?leistung=unterhaltsvorschuss")
    assert "27 von 27 zuständigen Stellen bieten an. Überall sind alle dabei." in page
    assert "Landkreis Fulda – 23 von 23" in page


def test_the_matrix_can_be_taken_along(office) -> None:
    response = office.get("/koordination/matrix.csv")
    assert response.content.decode("utf-8-sig").count("\r\n") == 1 + 4 * 27


def test_the_register_of_bodies_can_be_searched(office) -> None:
    assert "Hanau" in office.page("/koordination/stellen/?suche=hanau")
    assert "21 Treffer" in office.page("/koordination/stellen/?art=landkreis")
    assert "Keine Stelle passt" in office.page("/koordination/stellen/?stand=ohne&kreis=06440")


def test_a_body_shows_keys_successors_and_services(office) -> None:
    page = office.page("/koordination/stellen/hanau/")
    assert "Bietet 4 von 4 Leistungen an" in page
    assert "Am 1. Januar 2026 neuer Schlüssel." in page
    assert "aufgegangen in" in office.page("/koordination/stellen/bromskirchen/")
    assert office.get("/koordination/stellen/gibt-es-nicht/").status_code == 404


def test_a_norm_shows_what_stands_on_it(office) -> None:
    page = office.page("/koordination/normen/?suche=6a")
    assert "§ 6a Abs. 5a StVG" in page
    assert "Gilt heute" in office.page("/koordination/normen/par-6a-abs-5a-stvg/")
    assert "Keine Norm gefunden" in office.page("/koordination/normen/?suche=xyz")
    assert office.get("/koordination/normen/gibt-es-nicht/").status_code == 404


def test_feedback_is_read_by_the_office_alone(office, auditor: Member, monkeypatch) -> None:
    monkeypatch.setattr(feedback_list, "PAGE_SIZE", 1)
    now = datetime(2026, 11, 23, tzinfo=UTC)
    leave_feedback(feedback=Feedback(FeedbackKind.PRAISE, "Sehr klar.", "/"), now=now)
    leave_feedback(feedback=Feedback(FeedbackKind.PROBLEM, "Klappt nicht."), now=now + timedelta(days=1))
    html = office.get("/koordination/rueckmeldungen/").content.decode()
    assert "Klappt nicht." in html and "Sehr klar." not in html
    following = html.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Sehr klar." in office.page(f"/koordination/rueckmeldungen/{following}")
    assert "Sehr klar." in office.page("/koordination/rueckmeldungen/?art=praise&vor=unsinn")
    assert "Noch keine Rückmeldung" in Browser().sign_in(auditor).page("/koordination/rueckmeldungen/")


def test_the_pages_speak_english(office) -> None:
    assert "Where do we stand?" in office.page("/en/koordination/")
    assert "Who offers what?" in office.page("/en/koordination/matrix/")
