"""Several workers at once send one reminder."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from django.db import connections

from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.zahlung.erinnerung import remind, set_reminders
from rathaus.core.zahlung.models import Forderung, Zahlungserinnerung
from rathaus.core.zahlung.reminder_rules import ReminderTerm
from tests.cast import NOW, make_citizen, make_staff
from tests.core.zahlung.conftest import owing_antrag

WORKERS = 4


def test_of_several_workers_at_once_one_reminds(committing_database: None) -> None:
    antrag = owing_antrag(make_citizen(), make_staff("hanau", "jonas", "Jonas Becker"))
    office = Scope(stellen=frozenset({antrag.stelle_id}))
    with open_scope(office):
        set_reminders(actor=SYSTEM_ACTOR, stelle=antrag.stelle, term=ReminderTerm(14, twice=True), now=NOW)
        claim = Forderung.objects.get(antrag_id=antrag.public_id)
    barrier = Barrier(WORKERS)

    def work(_: int) -> bool:
        try:
            barrier.wait(timeout=30)
            with open_scope(office):
                return remind(actor=SYSTEM_ACTOR, forderung_id=claim.pk, now=NOW + timedelta(days=14)) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        reminded = list(pool.map(work, range(WORKERS)))
    assert sorted(reminded) == [False] * (WORKERS - 1) + [True]
    with open_scope(office):
        assert Zahlungserinnerung.objects.count() == 1
        assert len([each for each in messages_of(antrag.public_id) if "Zahlungserinnerung" in each.subject]) == 1
