"""The browser of the journeys: the system's Chromium without a window, and without a word to anybody else.

Debian builds it twice from one source; the one that never has a window does the same with a third less work.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SHOWING_PDF = ("chromium", "chromium-browser", "google-chrome")
"""Programs that draw a PDF inside a page; for pictures, nothing that a journey looks at."""

_ANY = ("chromium-headless-shell", *SHOWING_PDF)


@contextmanager
def running_browser(names: Sequence[str] = _ANY) -> Iterator[Browser]:
    """Run the first program of these names that is installed."""
    program = next(filter(None, map(shutil.which, names)), None)
    assert program, "The journeys need a browser: install it with 'sudo apt-get install chromium', then try again."
    flags = [*_QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()
