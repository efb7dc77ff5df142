"""The shipped facts: counts to verify against, and loud refusal of broken rows."""

from dataclasses import replace
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from rathaus.core.stelle.actions import load_facts
from rathaus.core.stelle.errors import FactsBroken
from rathaus.core.stelle.fact_tables import Facts, check_facts, read_facts
from rathaus.core.stelle.models import Nachfolge, Postleitzahl, Stelle, StelleKey

MUNICIPALITY_KINDS = ("gemeinde", "stadt", "kreisfreie_stadt")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts()


def count_of(kind: str) -> int:
    return Stelle.objects.filter(kind=kind, mode="live", valid_to__isnull=True).count()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("gemeinde", 230),
        ("stadt", 185),
        ("kreisfreie_stadt", 6),
        ("landkreis", 21),
        ("regierungspraesidium", 3),
        ("ministerium", 11),
        ("verband", 3),
        ("koordinierungsstelle", 1),
    ],
)
def test_every_kind_of_body_is_complete(register, kind: str, count: int) -> None:
    assert count_of(kind) == count


@pytest.mark.django_db
def test_municipalities_add_up_to_the_population_and_area_of_hessen(register) -> None:
    rows = Stelle.objects.filter(kind__in=MUNICIPALITY_KINDS, mode="live", valid_to__isnull=True)
    assert rows.count() == 421
    assert rows.aggregate(Sum("population"))["population__sum"] == 6_280_793
    assert str(rows.aggregate(Sum("area_km2"))["area_km2__sum"]) == "20788.71"
    assert rows.exclude(lat__isnull=False, lon__isnull=False, population_as_of="2024-12-31").count() == 0


@pytest.mark.django_db
def test_counties_and_county_free_cities_add_up_to_the_same_population(register) -> None:
    rows = Stelle.objects.filter(kind__in=("landkreis", "kreisfreie_stadt"), mode="live")
    assert rows.aggregate(Sum("population"))["population__sum"] == 6_280_793


@pytest.mark.django_db
def test_size_classes_are_right(register) -> None:
    sizes = Stelle.objects.filter(kind__in=MUNICIPALITY_KINDS, mode="live", valid_to__isnull=True)
    bounds = [0, 5_000, 10_000, 20_000, 50_000, 100_000, 10_000_000]
    counts = [sizes.filter(population__gte=low, population__lt=high).count() for low, high in pairwise(bounds)]
    assert counts == [122, 134, 106, 47, 7, 5]


@pytest.mark.django_db
def test_special_status_cities_are_six_and_hanau_was_one(register) -> None:
    names = Stelle.objects.filter(special_status=True, mode="live").values_list("name", flat=True)
    assert sorted(names) == [
        "Bad Homburg v. d. Höhe",
        "Fulda",
        "Gießen",
        "Marburg",
        "Rüsselsheim am Main",
        "Wetzlar",
    ]
    assert StelleKey.objects.filter(special_status=True, valid_to__isnull=False).get().stelle.name == "Hanau"


@pytest.mark.django_db
def test_every_live_body_has_a_test_twin(register) -> None:
    assert Stelle.objects.filter(mode="live", test_twin__isnull=True).count() == 0
    assert Stelle.objects.filter(mode="test").count() == Stelle.objects.filter(mode="live").count()
    assert Stelle.objects.get(slug="hanau-test").name == "Hanau (Test)"


@pytest.mark.django_db
def test_names_sort_after_din_5007(register) -> None:
    names = list(Stelle.objects.filter(name__in=["Ober-Mörlen", "Ortenberg", "Oestrich-Winkel", "Ottrau"], mode="live"))
    assert [stelle.name for stelle in names] == ["Ober-Mörlen", "Oestrich-Winkel", "Ortenberg", "Ottrau"]


@pytest.mark.django_db
def test_postal_codes_are_pairs_and_three_codes_are_shared(register) -> None:
    assert Postleitzahl.objects.count() == 557
    assert Postleitzahl.objects.values("plz").distinct().count() == 554


@pytest.mark.django_db
def test_successions_are_known_with_their_kind(register) -> None:
    rows = Nachfolge.objects.values_list("predecessor__name", "successor__name", "kind")
    assert sorted(rows) == [("Bromskirchen", "Allendorf (Eder)", "merged"), ("Hanau", "Hanau", "rekeyed")]


@pytest.mark.django_db
def test_loading_again_changes_nothing_and_keeps_contacts(register) -> None:
    Stelle.objects.filter(slug="hanau").update(phone="06181 1234")
    ids = set(Stelle.objects.values_list("id", "slug"))
    report = load_facts()
    assert set(Stelle.objects.values_list("id", "slug")) == ids
    assert (report.bodies, report.twins) == (461, 461)
    assert (report.keys, report.postal_codes) == (444, 557)
    assert Stelle.objects.get(slug="hanau").phone == "06181 1234"


@pytest.mark.django_db
@pytest.mark.parametrize("ars", ["064150000000", "064120000000"])
def test_the_database_refuses_overlapping_keys(register, ars: str) -> None:
    hanau = Stelle.objects.get(slug="hanau")
    with pytest.raises(IntegrityError), transaction.atomic():
        StelleKey.objects.create(stelle=hanau, ars=ars, ags="", kreis_key=ars[:5], valid_from="2026-06-01")


@pytest.mark.django_db
def test_the_database_refuses_a_key_that_lost_its_leading_zero(register) -> None:
    body = Stelle.objects.get(slug="finanzministerium")
    with pytest.raises(IntegrityError), transaction.atomic():
        StelleKey.objects.create(stelle=body, ars="64150000000", ags="", kreis_key="64150")


def test_a_key_with_a_digit_missing_is_refused_before_anything_is_written(facts: Facts) -> None:
    for changes in ({"ags": "6411000"}, {"ars": "64110000000"}, {"kreis_key": "06412"}, {"ags": "06412000"}):
        key = next(key for key in facts.keys if key.slug == "darmstadt")
        with pytest.raises(FactsBroken, match="digits"):
            check_facts(replace(facts, keys=(replace(key, **changes),)))


def test_a_postal_code_with_four_digits_is_refused(facts: Facts) -> None:
    with pytest.raises(FactsBroken, match="five digits"):
        check_facts(replace(facts, postal_codes=(("6345", "hanau"),)))


def test_a_row_of_an_unknown_body_is_refused(facts: Facts) -> None:
    with pytest.raises(FactsBroken, match="atlantis"):
        check_facts(replace(facts, postal_codes=(("63450", "atlantis"),)))


def test_two_bodies_with_one_slug_are_refused(facts: Facts) -> None:
    with pytest.raises(FactsBroken, match="slug"):
        check_facts(replace(facts, bodies=(*facts.bodies, facts.bodies[0])))
