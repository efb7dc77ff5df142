"""A clerk of Hanau at the desk, and cases that came in."""

from collections.abc import Callable

import pytest

from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member, make_citizen
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser


@pytest.fixture
def desk(clerk: Member) -> Browser:
    """Jonas Becker of Hanau, signed in."""
    return Browser().sign_in(clerk)


@pytest.fixture
def receive(clerk: Member) -> Callable[..., Vorgang]:
    """Let somebody apply with an example; return the case."""

    def receive_case(slug: str = "bewohnerparkausweis", name: str = "bewilligung", login: str = "amira") -> Vorgang:
        antrag = submitted(make_citizen(login), slug, name)
        with open_scope(clerk.scope):
            return vorgang_of(antrag)

    return receive_case


@pytest.fixture
def case(receive: Callable[..., Vorgang]) -> Vorgang:
    """The case of a resident parking permit in Hanau."""
    return receive()


@pytest.fixture
def decidable(case: Vorgang, desk: Browser) -> Vorgang:
    """The same case with its checks done."""
    for key, outcome in (("formell", "vollstaendig"), ("fachlich", "")):
        response = desk.post(f"/amt/vorgaenge/{case.public_id}/aufgaben/{key}/", {"ausgang": outcome, "punkt": ["0"]})
        assert response.status_code == 302, response.content.decode()[:400]
    return case
