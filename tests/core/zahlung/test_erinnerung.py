"""Reminders of open fees: once for each, never to who has paid or is paying, by however many workers."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from rathaus.core.antrag.models import Antrag
from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.zahlung.actions import Money, assess, enter_payment, waive
from rathaus.core.zahlung.erinnerung import remind, set_reminders
from rathaus.core.zahlung.errors import ReminderTermRefused, ZahlstelleMissing
from rathaus.core.zahlung.jobs import remind_of_open_fees
from rathaus.core.zahlung.lastschrift import revoke_mandat, sign_mandat
from rathaus.core.zahlung.models import Forderung, Zahlungserinnerung, Zahlungsvorgang
from rathaus.core.zahlung.queries import forderungen_to_remind
from rathaus.core.zahlung.reminder_rules import ReminderTerm
from rathaus.core.zahlung.rules import PaymentState
from tests.cast import NOW, TODAY, Member
from tests.core.zahlung.conftest import FEE

DAYS = 14
LATER = NOW + timedelta(days=DAYS)
pytestmark = pytest.mark.django_db


def set_term(antrag: Antrag, term: ReminderTerm | None) -> None:
    with open_scope(office(antrag)):
        set_reminders(actor=SYSTEM_ACTOR, stelle=antrag.stelle, term=term, now=NOW)


def office(antrag: Antrag) -> Scope:
    return Scope(stellen=frozenset({antrag.stelle_id}))


def run_job(days: int) -> None:
    with time_machine.travel(NOW + timedelta(days=days), tick=False):
        remind_of_open_fees(0)


def sent(antrag: Antrag) -> list[tuple[int, int]]:
    """Number and days after today of each reminder."""
    with open_scope(office(antrag)):
        rows = Zahlungserinnerung.objects.filter(forderung__antrag_id=antrag.public_id)
        return [(row.number, (row.on - TODAY).days) for row in rows]


def letters(antrag: Antrag) -> list[str]:
    with open_scope(office(antrag)):
        return [each.subject for each in messages_of(antrag.public_id) if "Zahlungserinnerung" in each.subject]


def test_without_a_setting_nobody_is_reminded(owing: Antrag) -> None:
    run_job(300)
    assert sent(owing) == []


def test_the_person_is_reminded_once_after_the_days_of_the_body(owing: Antrag) -> None:
    set_term(owing, ReminderTerm(DAYS))
    for days in (0, DAYS - 1, DAYS, DAYS, DAYS + 1, 300):
        run_job(days)
    assert sent(owing) == [(1, DAYS)]
    assert letters(owing) == ["Zahlungserinnerung: 30,00 Euro sind noch offen"]


def test_a_second_time_only_where_the_body_wants_it(owing: Antrag) -> None:
    set_term(owing, ReminderTerm(DAYS, twice=True))
    for days in (DAYS + 3, DAYS + 4, 2 * DAYS, 2 * DAYS + 3, 300):
        run_job(days)
    assert sent(owing) == [(1, DAYS + 3), (2, 2 * DAYS + 3)]
    assert max(letters(owing)).startswith("Zweite Zahlungserinnerung")


def test_the_letter_says_what_how_and_that_it_costs_nothing(owing: Antrag) -> None:
    set_term(owing, ReminderTerm(DAYS))
    run_job(DAYS)
    with open_scope(office(owing)):
        claim = Forderung.objects.get(antrag_id=owing.public_id)
        [letter] = [each for each in messages_of(owing.public_id) if "Zahlungserinnerung" in each.subject]
    for words in (claim.kassenzeichen, "DE02 1203 0000 0000 2020 51", "23.11.2026", "kostet nichts", "costs nothing"):
        assert words in letter.body


def pay(antrag: Antrag, clerk: Member) -> None:
    enter_payment(actor=clerk.actor, antrag_id=antrag.public_id, money=Money(FEE, TODAY, "Auszug 7"), now=NOW)


def let_off(antrag: Antrag, clerk: Member) -> None:
    waive(actor=clerk.actor, antrag_id=antrag.public_id, reason="Härtefall", now=NOW)


def attempt(antrag: Antrag, **columns: object) -> None:
    claim = Forderung.objects.get(antrag_id=antrag.public_id)
    Zahlungsvorgang.objects.create(
        forderung=claim, stelle_id=claim.stelle_id, konto_id=claim.konto_id, endpoint="x", cents=FEE, begun_at=NOW,
        **columns,
    )  # fmt: skip


def pays_online(antrag: Antrag, clerk: Member) -> None:
    attempt(antrag, state=PaymentState.INITIAL)


def paid_another_amount(antrag: Antrag, clerk: Member) -> None:
    attempt(antrag, state=PaymentState.MISMATCH, ended_at=NOW, came_cent=1)


@pytest.mark.parametrize("settle", [pay, let_off, pays_online, paid_another_amount])
def test_nobody_is_reminded_who_has_paid_or_is_paying(
    settle: Callable[[Antrag, Member], None], owing: Antrag, clerk: Member
) -> None:
    set_term(owing, ReminderTerm(DAYS))
    with open_scope(clerk.scope):
        settle(owing, clerk)
    run_job(DAYS)
    assert sent(owing) == []


def test_who_broke_off_a_payment_is_reminded(owing: Antrag, clerk: Member) -> None:
    set_term(owing, ReminderTerm(DAYS))
    with open_scope(clerk.scope):
        attempt(owing, state=PaymentState.CANCELED, ended_at=NOW)
    run_job(DAYS)
    assert sent(owing) == [(1, DAYS)]


def test_while_a_mandate_waits_nobody_is_reminded(owing: Antrag, citizen: Member) -> None:
    set_term(owing, ReminderTerm(DAYS))
    with open_scope(citizen.scope):
        sign_mandat(
            actor=citizen.actor, antrag_id=owing.public_id, holder="Amira Haddad", iban="AT61 1904 3002 3457 3201",
            cents=FEE, now=NOW,
        )  # fmt: skip
    run_job(DAYS)
    assert sent(owing) == []
    with open_scope(citizen.scope):
        revoke_mandat(actor=citizen.actor, antrag_id=owing.public_id, now=NOW)
    run_job(DAYS + 1)
    assert sent(owing) == [(1, DAYS + 1)]


def test_a_decision_sets_a_new_due_day_and_the_days_run_anew(owing: Antrag) -> None:
    set_term(owing, ReminderTerm(DAYS))
    run_job(DAYS)
    with open_scope(office(owing)):
        assess(actor=SYSTEM_ACTOR, owed=owed_for(owing), cents=FEE, now=LATER)
    run_job(2 * DAYS - 1)
    run_job(2 * DAYS)
    assert sent(owing) == [(1, DAYS), (1, 2 * DAYS)]


def test_who_is_reminded_already_is_not_looked_at_again(owing: Antrag) -> None:
    term, day = ReminderTerm(DAYS), TODAY + timedelta(days=DAYS)
    set_term(owing, term)
    with open_scope(office(owing)):
        assert len(forderungen_to_remind(owing.stelle_id, term=term, on=day)) == 1
        assert forderungen_to_remind(owing.stelle_id, term=term, on=day - timedelta(days=1)) == []
    run_job(DAYS)
    with open_scope(office(owing)):
        assert forderungen_to_remind(owing.stelle_id, term=term, on=day) == []


def test_only_who_leads_the_body_says_when_it_reminds(
    owing: Antrag, clerk: Member, lead: Member, clerk_of_the_next_town: Member
) -> None:
    for nobody in (clerk, clerk_of_the_next_town):
        with open_scope(nobody.scope), pytest.raises(ActorRefused):
            set_reminders(actor=nobody.actor, stelle=owing.stelle, term=ReminderTerm(DAYS), now=NOW)
    with open_scope(lead.scope):
        row = set_reminders(actor=lead.actor, stelle=owing.stelle, term=ReminderTerm(DAYS, twice=True), now=NOW)
        assert (row.remind_days, row.remind_twice) == (DAYS, True)
        row = set_reminders(actor=lead.actor, stelle=owing.stelle, term=None, now=NOW)
        assert (row.remind_days, row.remind_twice) == (None, False)
        with pytest.raises(ReminderTermRefused):
            set_reminders(actor=lead.actor, stelle=owing.stelle, term=ReminderTerm(0), now=NOW)


def test_a_body_without_an_account_cannot_remind(lead: Member) -> None:
    stelle = stelle_by_slug("hanau")
    assert stelle is not None
    with open_scope(lead.scope), pytest.raises(ZahlstelleMissing):
        set_reminders(actor=lead.actor, stelle=stelle, term=ReminderTerm(DAYS), now=NOW)


def test_a_clerk_of_the_next_town_reminds_nobody(owing: Antrag, clerk_of_the_next_town: Member) -> None:
    set_term(owing, ReminderTerm(DAYS))
    with open_scope(office(owing)):
        claim = Forderung.objects.get(antrag_id=owing.public_id)
        with pytest.raises(ActorRefused):
            remind(actor=clerk_of_the_next_town.actor, forderung_id=claim.pk, now=LATER)
    with open_scope(clerk_of_the_next_town.scope):
        assert remind(actor=clerk_of_the_next_town.actor, forderung_id=claim.pk, now=LATER) is None
