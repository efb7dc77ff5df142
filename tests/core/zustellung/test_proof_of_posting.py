"""The proof of posting cannot be changed by the role of the application; the return of a letter is noted once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.zustellung.actions import note_return
from rathaus.core.zustellung.models import Postsendung
from tests.cast import NOW, TODAY, Member
from tests.core.zustellung.test_post import posted


def test_the_day_of_posting_stays(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = posted(issued, clerk)
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Postsendung.objects.update(posted_on=TODAY - timedelta(days=3))
        later = {"returned_on": TODAY + timedelta(days=2), "now": NOW + timedelta(days=2)}
        note_return(actor=clerk.actor, posting=row, reason="Verzogen", **later)
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            Postsendung.objects.update(return_reason="Annahme verweigert")
