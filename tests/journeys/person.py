"""Somebody at a browser. They find things as people do: by the words on buttons, links, labels and headings."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Response, expect

from tests.journeys.town_hall import TownHall

_EXPECTED_NOISE = "Failed to load resource"  # Chromium's remark on answers such as 404 and 422, which we look at
_EXCESS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"
_DEVICE = {
    "locale": "de-DE",
    "timezone_id": "Europe/Berlin",
    "viewport": {"width": 1280, "height": 900},
    "reduced_motion": "reduce",
}


class Person:
    """One person with one device. ``complaints`` collects what no person should meet: errors of scripts, blocked
    content, requests to other servers, pages that scroll sideways.
    """

    def __init__(self, browser: Browser, town_hall: TownHall, *, number: int, **device: Any) -> None:
        self.town_hall = town_hall
        headers = {"X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}"}
        self.context = browser.new_context(base_url=town_hall.address, extra_http_headers=headers, **_DEVICE | device)
        self.context.set_default_timeout(10_000)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.known_servers = [town_hall.address, "data:", "blob:", "chrome"]
        self._listen()

    def _listen(self) -> None:
        host = urlsplit(self.town_hall.address).netloc

        def hear(kind: str, text: str) -> None:
            if _EXPECTED_NOISE not in text:
                self.complaints.append(f"{kind} on {self.page.url}: {text}")

        self.page.on("console", lambda message: message.type == "error" and hear("console", message.text))
        self.page.on("pageerror", lambda error: hear("script", str(error)))
        self.page.on(
            "request", lambda sent: sent.url.startswith(tuple(self.known_servers)) or hear(f"not {host}", sent.url)
        )

    # -- going somewhere ----------------------------------------------------------------------------------------

    def open(self, path: str) -> Response:
        response = self.page.goto(path)
        assert response is not None
        self.look()
        return response

    def follow(self, words: str, *, within: Locator | None = None) -> Self:
        """Follow the link with these words."""
        return self._go(lambda: self._one("link", words, within).click())

    def press(self, words: str, *, within: Locator | None = None) -> Self:
        """Press the button with these words; every button of the town hall leads to a page."""
        return self._go(lambda: self._one("button", words, within).click())

    def _go(self, act: Callable[[], None]) -> Self:
        with self.page.expect_navigation():
            act()
        self.look()
        return self

    def look(self) -> None:
        """Complain about the open page if it is wider than the window."""
        if excess := self.page.evaluate(_EXCESS):
            self.complaints.append(f"too wide on {self.page.url}: by {excess} pixels")

    def _one(self, role: Any, words: str, within: Locator | None) -> Locator:
        return (within or self.page).get_by_role(role, name=words, exact=True).first

    # -- typing -------------------------------------------------------------------------------------------------

    def write(self, label: str, text: str) -> Self:
        self.labelled(label).fill(text)
        return self

    def labelled(self, label: str, within: Locator | None = None) -> Locator:
        return (within or self.page).get_by_label(question(label)).first

    # -- seeing -------------------------------------------------------------------------------------------------

    @property
    def heading(self) -> Locator:
        return self.page.get_by_role("heading", level=1)

    def is_at(self, heading: str) -> Self:
        """Wait for the page with this heading."""
        expect(self.heading).to_contain_text(heading)
        return self

    def sees(self, *texts: str) -> Self:
        """Check that each text stands on the page where it can be seen."""
        for text in texts:
            expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
        return self

    def does_not_see(self, text: str) -> Self:
        expect(self.page.get_by_text(text).filter(visible=True)).to_have_count(0)
        return self

    def download(self, words: str) -> bytes:
        """Follow a link that gives a file and return its bytes."""
        with self.page.expect_download() as started:
            self._one("link", words, None).click()
        return Path(started.value.path()).read_bytes()

    def close(self) -> None:
        self.context.close()


def question(label: str) -> re.Pattern[str]:
    """Return a pattern for a label as it stands on the page, marked as optional or not."""
    return re.compile(rf"^\s*{re.escape(label)}(\s+–\s+[Oo]ptional)?\s*$")
