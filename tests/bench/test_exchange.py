"""Messages and answers of the load generator."""

import gzip

import pytest

from bench.errors import WrongAnswer
from bench.exchange import Response, ResponseReader
from bench.visitor import Upload, Visitor, address_of, multipart

ANSWER = (
    b"HTTP/1.1 302 Found\r\nLocation: /entwurf/1/?neu=1\r\nset-cookie: a=1; Path=/\r\nSet-Cookie: b=\r\n"
    b"Content-Length: 4\r\n\r\nbody"
)


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_an_answer_is_read_however_its_bytes_arrive(size: int) -> None:
    reader, stream = ResponseReader(), ANSWER * 2
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    found = [response for piece in pieces if (response := reader.feed(piece))]
    found += [response for _ in range(2) if (response := reader.feed(b"")) and len(found) < 2]
    assert [response.status for response in found] == [302, 302]
    assert found[0].location == "/entwurf/1/?neu=1"
    assert found[0].cookies == {"a": "1", "b": ""}
    assert found[1].text == "body"


def test_a_packed_page_is_unpacked() -> None:
    response = Response(200, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip", gzip.compress("Grüße".encode()))
    assert response.text == "Grüße"


def test_an_answer_without_a_length_is_refused_except_where_it_has_no_body() -> None:
    assert ResponseReader().feed(b"HTTP/1.1 204 No Content\r\n\r\n")
    with pytest.raises(WrongAnswer, match="Content-Length"):
        ResponseReader().feed(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")


def test_a_visitor_keeps_cookies_and_token_and_has_an_address_of_its_own() -> None:
    visitor = Visitor(70_000)
    page = Response(200, b"\r\nSet-Cookie: c=7;", b'<input type="hidden" name="csrfmiddlewaretoken" value="t0k3n">')
    visitor.take(page, allowed={200}, step="page")
    visitor.read_form(page, step="page")
    sent = visitor.post("save", "/x/", [("F1", "ä b")]).data
    assert b"Cookie: c=7\r\n" in sent
    assert b"X-Forwarded-For: 10.1.17.112\r\n" in sent
    assert sent.endswith(b"\r\n\r\ncsrfmiddlewaretoken=t0k3n&F1=%C3%A4+b")


def test_a_visitor_refuses_another_status_than_allowed() -> None:
    with pytest.raises(WrongAnswer, match="page: status 500: Oh no"):
        Visitor(1).take(Response(500, b"", b"<main><h1>Oh no</h1>"), allowed={200}, step="page")


def test_every_visitor_has_another_address() -> None:
    assert len({address_of(number) for number in range(0, 1 << 24, 4_097)}) == len(range(0, 1 << 24, 4_097))


def test_a_form_with_a_file_holds_fields_and_bytes() -> None:
    body = multipart([("F1", "x")], [Upload("F2", "a.jpg", "image/jpeg", b"\xff\xd8")])
    assert b'name="F1"\r\n\r\nx\r\n' in body
    assert b'name="F2"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\r\n' in body
