"""An issued Bescheid in Hanau."""

import pytest

from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member
from tests.core.bescheid.conftest import antrag, draft, vorgang

__all__ = ["antrag", "draft", "issued", "vorgang"]


@pytest.fixture
def issued(draft: Bescheid, clerk: Member) -> Bescheid:  # fixtures are asked for by name
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        return issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
