"""A web application that says which process answers; `/slow/` takes a second and a half."""

import os
import time
from collections.abc import Callable, Iterable, Mapping

from rathaus.config.stop_signals import wake_main_thread

wake_main_thread()  # as rathaus.config.wsgi does


def application(environ: Mapping[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/slow/":
        time.sleep(1.5)
    body = str(os.getpid()).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
