"""A web application that notes how long each body is that it reads, or that it was cut off."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rathaus.config.whole_body import whole_bodies


def count(environ: dict[str, Any], start_response: Callable[..., object]) -> Iterable[bytes]:
    with Path(os.environ["NOTES"]).open("a") as notes:
        try:
            notes.write(f"{len(environ['wsgi.input'].read())}\n")
        except OSError:
            notes.write("cut off\n")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


application = whole_bodies(count)
