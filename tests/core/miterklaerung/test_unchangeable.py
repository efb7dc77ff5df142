"""A link keeps what it opens, and one that was used or has ended never opens again: the database says so."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from rathaus.core.miterklaerung.models import DeclarationLink
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY
from tests.core.miterklaerung.conftest import Case, said


def refused(rows: QuerySet[DeclarationLink], **columns: object) -> None:
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        rows.update(**columns)


def test_an_open_link_takes_days_and_nothing_else(case: Case, link: DeclarationLink) -> None:
    with open_scope(case.clerk.scope):
        rows = DeclarationLink.objects.all()
        refused(rows, secret_hash="f" * 64)
        refused(rows, key="vermieter")
        assert rows.update(last_on=TODAY, opened_at=NOW) == 1


def test_a_used_or_ended_link_never_opens_again(case: Case, link: DeclarationLink) -> None:
    said(link)
    with open_scope(case.clerk.scope):
        rows = DeclarationLink.objects.all()
        refused(rows, used_at=None)
        refused(rows, ended_at=None)
        refused(rows, last_on=TODAY)
