"""What a browser does between a visitor and the town hall: cookies, tokens against forgery, forms, uploads."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.errors import WrongAnswer
from bench.exchange import Request, Response, request

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_BOUNDARY = "----rathaus-bench-boundary"
_SHOWN_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in a form: name of the input, name of the file, its type, its bytes."""

    input: str
    name: str
    media_type: str
    content: bytes


@dataclass(slots=True)
class Visitor:
    """One person with a browser of their own, at an address of their own behind the proxy.

    Args:
        number: which visitor; makes the address, so that limits per sender count as for that many people.
        cookies: what the browser has.
        token: token against forgery of the last page with a form.
    """

    number: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, step: str, target: str) -> Request:
        """Ask for a page."""
        return request(step, target, headers=self._headers())

    def post(self, step: str, target: str, form: Sequence[tuple[str, str]] = ()) -> Request:
        """Send a form."""
        body = urlencode([("csrfmiddlewaretoken", self.token), *form]).encode()
        headers = self._headers() | {"Content-Type": "application/x-www-form-urlencoded"}
        return request(step, target, method="POST", headers=headers, body=body)

    def post_files(
        self, step: str, target: str, *, form: Sequence[tuple[str, str]], uploads: Sequence[Upload]
    ) -> Request:
        """Send a form with files."""
        fields = [("csrfmiddlewaretoken", self.token), *form]
        headers = self._headers() | {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return request(step, target, method="POST", headers=headers, body=multipart(fields, uploads))

    def take(self, response: Response, *, allowed: Collection[int], step: str) -> Response:
        """Keep cookies and look at the status.

        Raises:
            WrongAnswer: another status than allowed.
        """
        if response.status not in allowed:
            raise WrongAnswer(f"{step}: status {response.status}: {_plain(response)[:_SHOWN_CHARACTERS]}")
        self.cookies |= response.cookies
        return response

    def read_form(self, response: Response, *, step: str) -> str:
        """Return the page and keep the token of its form.

        Raises:
            WrongAnswer: the page has no form with a token.
        """
        page = response.text
        found = _TOKEN.search(page)
        if found is None:
            raise WrongAnswer(f"{step}: a page without a token: {_plain(response)[:_SHOWN_CHARACTERS]}")
        self.token = found[1]
        return page

    def _headers(self) -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"X-Forwarded-For": address_of(self.number)} | ({"Cookie": cookies} if cookies else {})


def address_of(number: int) -> str:
    """Return the network address of a visitor, in a private network that has room for sixteen million."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def multipart(fields: Sequence[tuple[str, str]], uploads: Sequence[Upload]) -> bytes:
    """Return the body of a form with files."""
    parts = [_part({"name": name}, value.encode()) for name, value in fields]
    parts += [
        _part({"name": each.input, "filename": each.name}, each.content, media_type=each.media_type) for each in uploads
    ]
    return b"".join(parts) + f"--{_BOUNDARY}--\r\n".encode()


def _part(disposition: Mapping[str, str], content: bytes, media_type: str = "") -> bytes:
    words = "".join(f'; {name}="{value}"' for name, value in disposition.items())
    kind = f"Content-Type: {media_type}\r\n" if media_type else ""
    head = f"--{_BOUNDARY}\r\nContent-Disposition: form-data{words}\r\n{kind}\r\n"
    return head.encode() + content + b"\r\n"


def _plain(response: Response) -> str:
    page = response.text
    return " ".join(re.sub(r"<[^>]+>", " ", page[max(0, page.find("<main")) :]).split())
