"""Tariffs of a body by date: entered, ended, reviewed, and never changed once they may have been used."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from rathaus.core.leistung.coverage import tarife_by
from rathaus.core.leistung.errors import (
    OverlayRefused,
    TarifHasBegun,
    TarifNotFound,
    TarifOverlaps,
    TarifRefused,
    VersionNotFound,
)
from rathaus.core.leistung.models import Katalogstand, Leistung, Tarifstelle
from rathaus.core.leistung.queries import leistung_by_slug, offer
from rathaus.core.leistung.rules import FeeKind as Shown
from rathaus.core.leistung.rules import chain_id
from rathaus.core.leistung.tarif import NewTarif, end_tarif, note_review, set_tarif, take_back_tarif
from rathaus.core.leistung.tarif_queries import tarif_by_public_id, tarif_on, tarife_of
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text
from tests.cast import NOW, PUBLISHED_ON, TODAY, Member, make_staff, set_tarife

pytestmark = pytest.mark.django_db
PARKING = "bewohnerparkausweis"
NEXT_YEAR, TOMORROW = date(2027, 1, 1), TODAY + timedelta(days=1)
FIXED = Tarif("§ 2 Parkgebührensatzung", FeeKind.FIXED, 3000, PUBLISHED_ON)
SINCE_THE_YEAR = (Validity(PUBLISHED_ON), FIXED)


@pytest.fixture
def parking(db: None) -> Leistung:
    return leistung_by_slug(PARKING)


@pytest.fixture
def hanau(parking: Leistung) -> Stelle:
    """Hanau without any tariff of the permit."""
    found = stelle_by_slug("hanau")
    assert found is not None
    set_tarife(found)
    return found


def enter(actor: Member, validity: Validity, tarif: Tarif = FIXED, slug: str = PARKING) -> Tarifstelle:
    hanau = stelle_by_slug("hanau")
    assert hanau is not None
    with open_scope(actor.scope):
        new = NewTarif(tarif, validity)
        return set_tarif(actor=actor.actor, leistung=leistung_by_slug(slug), stelle=hanau, new=new, now=NOW)


def test_a_tariff_is_kept_as_it_was_entered(hanau: Stelle, clerk: Member) -> None:
    exempt = FeeExemption("kinder", Text("Kinder zahlen nichts", "Kinder zahlen nichts"))
    entered = replace(FIXED, exemptions=(exempt,))
    row = enter(clerk, Validity(PUBLISHED_ON, NEXT_YEAR), entered)
    row.refresh_from_db()
    assert (row.tarif, row.validity) == (entered, Validity(PUBLISHED_ON, NEXT_YEAR))
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        record = records_of(kind="leistung", subject_id=chain_id(PARKING)).last()
    assert record is not None
    assert (record.act, record.payload["satzung"]) == ("leistung.tarif_set", FIXED.satzung)


def test_each_day_has_its_tariff_and_a_day_in_a_gap_none(hanau: Stelle, clerk: Member, parking: Leistung) -> None:
    enter(clerk, Validity(PUBLISHED_ON, TODAY))
    enter(clerk, Validity(TOMORROW), replace(FIXED, betrag_cent=4550))
    days = (TODAY - timedelta(days=1), TODAY, TOMORROW)
    fees = [offer(parking, place=hanau, day=day).fee for day in days]
    assert [(fee.kind, fee.betrag_cent) for fee in fees] == [
        (Shown.KNOWN, 3000),
        (Shown.OPEN, None),
        (Shown.KNOWN, 4550),
    ]
    assert {each.betrag_cent for each in tarife_by(hanau, TOMORROW).values()} >= {4550}


@pytest.mark.parametrize("validity", [Validity(TODAY), Validity(date(2025, 1, 1), TOMORROW), Validity(TODAY, TOMORROW)])
def test_two_tariffs_never_hold_on_one_day(validity: Validity, hanau: Stelle, clerk: Member) -> None:
    enter(clerk, Validity(PUBLISHED_ON))
    with pytest.raises(TarifOverlaps):
        enter(clerk, validity)


def test_the_day_after_the_last_one_is_free(hanau: Stelle, clerk: Member) -> None:
    enter(clerk, Validity(PUBLISHED_ON, TODAY))
    assert enter(clerk, Validity(TODAY)).valid_from == TODAY


@pytest.mark.parametrize(
    ("validity", "tarif", "error"),
    [
        (Validity(TODAY, TODAY), FIXED, TarifRefused),
        (Validity(TODAY, PUBLISHED_ON), FIXED, TarifRefused),
        (Validity(TODAY), replace(FIXED, satzung=""), TarifRefused),
        (Validity(TODAY), replace(FIXED, betrag_cent=10**9), TarifRefused),
    ],
)
def test_what_cannot_be_is_refused(
    validity: Validity, tarif: Tarif, error: type[Exception], hanau: Stelle, clerk: Member
) -> None:
    with pytest.raises(error):
        enter(clerk, validity, tarif)
    assert not tarife_of(leistung_by_slug(PARKING), hanau).exists()


def test_a_leistung_that_leaves_no_fee_to_the_body_takes_no_tariff(hanau: Stelle, clerk: Member) -> None:
    with pytest.raises(OverlayRefused):
        enter(clerk, Validity(TODAY), slug="hundesteuer-anmeldung")


def test_without_a_version_nobody_knows_what_is_left_to_the_body(hanau: Stelle, clerk: Member) -> None:
    leistung = Leistung.objects.create(slug="noch-keine", schluessel="1")
    with open_scope(clerk.scope), pytest.raises(VersionNotFound):
        set_tarif(actor=clerk.actor, leistung=leistung, stelle=hanau, new=NewTarif(FIXED, Validity(TODAY)), now=NOW)


def test_only_the_body_and_the_coordination_office_set_its_tariffs(
    hanau: Stelle, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    for nobody in (clerk_of_the_next_town, auditor):
        with pytest.raises(ActorRefused):
            enter(nobody, Validity(TODAY))
    row = enter(make_staff(coordination_office().slug, "lena", "Dr. Lena Vogt", role="officer"), Validity(PUBLISHED_ON))
    with open_scope(clerk_of_the_next_town.scope):
        for act in (
            lambda: end_tarif(actor=clerk_of_the_next_town.actor, row=row, last_day=TODAY, now=NOW),
            lambda: take_back_tarif(actor=clerk_of_the_next_town.actor, row=row, now=NOW),
            lambda: note_review(actor=clerk_of_the_next_town.actor, row=row, now=NOW),
        ):
            with pytest.raises(ActorRefused):
                act()


def test_a_tariff_ends_today_at_the_earliest(hanau: Stelle, clerk: Member) -> None:
    row = enter(clerk, Validity(PUBLISHED_ON))
    with open_scope(clerk.scope):
        with pytest.raises(TarifHasBegun):
            end_tarif(actor=clerk.actor, row=row, last_day=TODAY - timedelta(days=1), now=NOW)
        assert end_tarif(actor=clerk.actor, row=row, last_day=TODAY, now=NOW).last_day == TODAY
        assert end_tarif(actor=clerk.actor, row=row, last_day=NEXT_YEAR, now=NOW).last_day == NEXT_YEAR


def test_an_end_that_has_come_is_not_moved(hanau: Stelle, clerk: Member) -> None:
    row = enter(clerk, Validity(PUBLISHED_ON, TODAY))
    with open_scope(clerk.scope), pytest.raises(TarifHasBegun):
        end_tarif(actor=clerk.actor, row=row, last_day=NEXT_YEAR, now=NOW)


def test_an_end_is_not_moved_into_the_next_tariff_nor_before_the_beginning(hanau: Stelle, clerk: Member) -> None:
    first = enter(clerk, Validity(PUBLISHED_ON, NEXT_YEAR))
    later = enter(clerk, Validity(NEXT_YEAR))
    with open_scope(clerk.scope):
        with pytest.raises(TarifOverlaps):
            end_tarif(actor=clerk.actor, row=first, last_day=NEXT_YEAR, now=NOW)
        with pytest.raises(TarifRefused):
            end_tarif(actor=clerk.actor, row=later, last_day=TOMORROW, now=NOW)
        with pytest.raises(TarifRefused):
            end_tarif(actor=clerk.actor, row=later, last_day=date.max, now=NOW)


def test_only_a_tariff_that_has_not_begun_is_taken_back(hanau: Stelle, clerk: Member, parking: Leistung) -> None:
    begun, later = enter(clerk, Validity(PUBLISHED_ON, TOMORROW)), enter(clerk, Validity(TOMORROW))
    with open_scope(clerk.scope):
        with pytest.raises(TarifHasBegun):
            take_back_tarif(actor=clerk.actor, row=begun, now=NOW)
        take_back_tarif(actor=clerk.actor, row=later, now=NOW)
    assert tarif_on(parking.pk, hanau.pk, day=TOMORROW) is None
    with pytest.raises(TarifNotFound):
        tarif_by_public_id(hanau, later.public_id)
    with open_scope(clerk.scope), pytest.raises(TarifNotFound):
        note_review(actor=clerk.actor, row=later, now=NOW)
    assert enter(clerk, Validity(TOMORROW)).pk != later.pk


def test_a_review_is_noted_with_its_day(hanau: Stelle, clerk: Member) -> None:
    row = enter(clerk, Validity(PUBLISHED_ON))
    with open_scope(clerk.scope):
        assert note_review(actor=clerk.actor, row=row, now=NOW).reviewed_on == TODAY


def test_the_database_lets_nobody_change_or_delete_a_tariff(hanau: Stelle, clerk: Member) -> None:
    rows = Tarifstelle.objects.filter(pk=enter(clerk, Validity(PUBLISHED_ON)).pk)
    for change in ({"betrag_cent": 1}, {"satzung": "andere"}, {"valid_from": TODAY}, {"kind": "frame"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()
    rows.update(taken_back_at=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(taken_back_at=None)


def test_what_is_kept_of_an_offer_ends_with_a_new_tariff(hanau: Stelle, clerk: Member) -> None:
    before = Katalogstand.objects.get().revision
    enter(clerk, Validity(PUBLISHED_ON))
    assert Katalogstand.objects.get().revision > before
