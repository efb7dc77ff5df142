"""The errand ends as soon as a page says that something is wrong, for all that is entered is right."""

import pytest

from bench.errors import WrongAnswer
from bench.exchange import Response
from bench.scenarios.errand import FormStep, _fill
from bench.visitor import Visitor

PAGE = FormStep("wohnung", "/entwurf/{draft}/seite/wohnung/", [("F1", "Hanau")], ())
FORM = b'<form><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>'


def fill_in(location: str) -> Response:
    """Fill in one page; the answer to what is sent leads to the location."""
    steps = _fill(Visitor(1), PAGE, "1")
    assert next(steps).data.startswith(b"GET ")
    assert steps.send(Response(200, b"HTTP/1.1 200 OK\r\n", FORM)).data.startswith(b"POST ")
    with pytest.raises(StopIteration) as end:
        steps.send(Response(302, b"HTTP/1.1 302 Found\r\nLocation: " + location.encode() + b"\r\n", b""))
    answer: Response = end.value.value
    return answer


def test_a_page_that_was_taken_leads_on() -> None:
    assert fill_in("/entwurf/1/seite/fahrzeug/").location == "/entwurf/1/seite/fahrzeug/"


def test_a_page_that_says_what_is_wrong_ends_the_errand() -> None:
    with pytest.raises(WrongAnswer, match="DAT-008"):
        fill_in("/entwurf/1/seite/wohnung/?abgelehnt=DAT-008%3AF1#fehler")
