"""What was fixed at submission stays: the database itself refuses."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.errand import submitted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE antrag_antrag SET reference = 'X'",
        "UPDATE antrag_antrag SET submitted_at = now()",
        """UPDATE antrag_antrag SET suspended_norms = '["§ 1"]'""",
        """UPDATE antrag_antrag SET vertretung = '{"kind": "eltern", "name": "X"}'""",
        "UPDATE antrag_antrag SET stelle_id = stelle_id + 1",
        "UPDATE antrag_antrag SET konto_id = NULL, secret_hash = 'x'",
        "DELETE FROM antrag_antrag",
    ],
)
def test_a_submitted_antrag_keeps_what_it_was_submitted_with(citizen: Member, clerk: Member, statement: str) -> None:
    submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        with pytest.raises(DatabaseError, match="keeps what"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE antrag_antrag SET status = 'in_progress'")
            assert cursor.rowcount == 1
