"""Ask a timestamp service by HTTP, with the standard library alone.

Source: RFC 3161 § 3.4.
"""

import urllib.request
from functools import lru_cache

from asn1crypto import tsp  # type: ignore[import-untyped]  # ships no types
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

_WAIT_S = 10
_ANSWER_LIMIT_BYTES = 100_000
_QUERY, _REPLY = "application/timestamp-query", "application/timestamp-reply"


class HttpTimestamps(TimeStamper):
    """A timestamp service.

    Args:
        url: where it answers; ``http`` or ``https``, the answer is signed anyway.
    """

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the answer of the service.

        Raises:
            TimestampRequestError: it answered something else; an OSError of its own where it does not answer.
        """
        query = urllib.request.Request(self.url, data=req.dump(), headers={"Content-Type": _QUERY})  # noqa: S310  # the operator's setting
        with urllib.request.urlopen(query, timeout=_WAIT_S) as answer:  # noqa: ASYNC210, S310  # one seal, one thread
            kind, content = answer.headers.get_content_type(), answer.read(_ANSWER_LIMIT_BYTES)
        if kind != _REPLY:
            message = f"the answer is of the type {kind}"
            raise TimestampRequestError(message)
        return tsp.TimeStampResp.load(content)


@lru_cache(maxsize=4)
def service_at(url: str) -> HttpTimestamps:
    """Return the service at an address; kept, because it remembers how long its answers are."""
    return HttpTimestamps(url)
