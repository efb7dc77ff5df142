"""A Bescheid whose file is not the recorded one, or has lost its bytes, is found."""

from rathaus.core.antrag.actions import subject_of
from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.proof import changed_bescheide
from rathaus.core.datei.models import DateiInhalt
from rathaus.core.datei.proof import damaged_files
from rathaus.core.protokoll.actions import record
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member


def test_bytes_that_are_gone_are_found(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        row = issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        assert row.datei is not None
        assert (damaged_files(), changed_bescheide()) == ([], [])
        DateiInhalt.objects.filter(datei_id=row.datei_id).delete()
        assert damaged_files() == [row.datei.public_id]


def test_a_bescheid_with_another_fingerprint_than_the_recorded_one_is_found(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        row = issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        payload = {"bescheid": str(row.public_id), "pdf_sha256": "0" * 64}
        record(subject=subject_of(row.antrag), act="bescheid.issued", actor=clerk.actor, payload=payload)
        assert changed_bescheide() == [row.public_id]
