"""Copies that another body was given are deleted by the system alone, and originals never by this way."""

import pytest

from rathaus.core.datei.actions import delete_copies
from rathaus.core.datei.errors import DateiHandedOver
from rathaus.core.datei.models import Datei
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.errand import submitted


def test_the_file_of_a_person_is_no_copy(db: None, citizen: Member, clerk: Member) -> None:
    submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        names = [str(each) for each in Datei.objects.values_list("public_id", flat=True)]
        with pytest.raises(ActorRefused):
            delete_copies(actor=clerk.actor, public_ids=names)
        with pytest.raises(DateiHandedOver):
            delete_copies(actor=SYSTEM_ACTOR, public_ids=names)
        assert Datei.objects.count() == len(names) > 0
