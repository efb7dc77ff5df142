"""Browsers for the portal: unknown, signed in; and a clerk who asks."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django import Settings

from rathaus.core.antrag.models import Antrag
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import ask_citizen, claim
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.question import Question
from tests.cast import Member
from tests.surfaces.portal.browser import Browser


@pytest.fixture
def browser(db: None) -> Browser:
    """Somebody whom nobody knows."""
    return Browser()


@pytest.fixture
def amira(citizen: Member) -> Browser:
    """Amira Haddad of Hanau, signed in."""
    return Browser().sign_in(citizen).live_in("hanau")


@pytest.fixture
def ask(clerk: Member) -> Callable[..., Vorgang]:
    """Let the clerk of Hanau ask something about an Antrag."""

    def ask_about(antrag: Antrag, text: str, *paths: str) -> Vorgang:
        with open_scope(clerk.scope):
            now = timezone.now()
            vorgang = claim(actor=clerk.actor, vorgang=vorgang_of(antrag), now=now)
            return ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question(text, paths), now=now)

    return ask_about


@pytest.fixture
def demo(settings: Settings) -> None:
    """Demo mode, as in a demonstration."""
    settings.RATHAUS_DEMO = True
