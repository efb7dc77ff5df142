"""Copies of files when the house is busy."""

from threading import BoundedSemaphore

import pytest

from rathaus.core.datei import turns
from tests.surfaces.portal.browser import Browser
from tests.surfaces.portal.test_uploads import address_of_file


@pytest.mark.parametrize("act", ["", "vorschau/"])
def test_who_waits_too_long_for_a_copy_may_try_again_and_reads_nothing_of_damage(
    browser: Browser, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = address_of_file(browser, browser.start("bewohnerparkausweis"))
    monkeypatch.setattr("rathaus.core.datei.turns._WAIT_FOR_TURN_S", 0)
    monkeypatch.setattr("rathaus.core.datei.turns._turns", BoundedSemaphore(1))
    with turns._turns:
        answer = browser.get(address + act)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "in einem Moment noch einmal" in answer.content.decode()
    assert "beschädigt" not in answer.content.decode()
    assert browser.get(address + act).status_code == 200
