"""The limit for pages: the least that the same web server can answer."""

from collections.abc import Callable, Iterable

_BODY = b"Hello, world!"
_HEADERS = [("Content-Type", "text/plain"), ("Content-Length", str(len(_BODY)))]


def application(
    environ: dict[str, object], start_response: Callable[[str, list[tuple[str, str]]], object]
) -> Iterable[bytes]:
    """Answer every request alike."""
    del environ
    start_response("200 OK", _HEADERS)
    return [_BODY]
