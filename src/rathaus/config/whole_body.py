"""A form that arrives in part is no form: what ends before its announced length is an error, never a short answer.

A web server may hand on what came when a connection breaks in the middle of a body, and then say “end”. Read as it
stands, a form that was cut off would look as if somebody had emptied the fields after the cut.
"""

from collections.abc import Callable, Iterable
from typing import Any

type Environment = dict[str, Any]
type Application = Callable[[Environment, Callable[..., Any]], Iterable[bytes]]


class WholeBody:
    """The body of a request, read to its announced length.

    Args:
        stream: what the web server reads from.
        length: announced length in bytes.
    """

    def __init__(self, stream: Any, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int = -1) -> bytes:
        """Return so many bytes, fewer only at the announced end.

        Raises:
            OSError: the body ended before.
        """
        wanted = self._left if size < 0 else min(size, self._left)
        parts = []
        while wanted:
            part = self._stream.read(wanted)
            if not part:
                raise OSError("the body ended before its announced length")
            parts.append(part)
            wanted -= len(part)
            self._left -= len(part)
        return b"".join(parts)

    def readline(self, size: int = -1) -> bytes:
        """Return the rest of the body as one line; nothing of ours reads forms by lines."""
        return self.read(size)


def whole_bodies(application: Application) -> Application:
    """Let an application read whole bodies only."""

    def answer(environ: Environment, start_response: Callable[..., Any]) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if length.isascii() and length.isdigit():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length[:20]))
        return application(environ, start_response)

    return answer
