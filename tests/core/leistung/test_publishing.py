"""Load, publish, adopt: idempotent, immutable, one statement each, by reference."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from rathaus.core.leistung.actions import follow_published, load_package, publish_version, withdraw_version
from rathaus.core.leistung.adoption import Overlay, adopt, adopt_for_all, change_overlay, withdraw_adoption
from rathaus.core.leistung.errors import (
    BodyNotCompetent,
    LeistungNotFound,
    PackageRefused,
    SlugIsTaken,
    StateBodyUnknown,
    ValidityRefused,
    VersionHasErrors,
    VersionIsPublished,
    VersionNotFound,
)
from rathaus.core.leistung.models import Leistung, LeistungVersion, Uebernahme
from rathaus.core.leistung.package import Package
from rathaus.core.leistung.queries import (
    competent_for,
    compiled,
    current_version,
    leistung_by_slug,
    offer,
    uebernahmen_for,
    version_by_number,
)
from rathaus.core.leistung.rules import OPEN_FEE, chain_id, hash_package
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.engine.compiler.compile import COMPILER_VERSION
from rathaus.values.text import Text
from tests.cast import set_fee
from tests.core.leistung.conftest import probe

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def publish(officer, number="1.0.0", valid_from=TODAY):
    version = load_package(actor=officer, files=probe(number)).version
    return publish_version(actor=officer, version=version, valid_from=valid_from, now=NOW)


def writes(queries, table: str) -> list[str]:
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [
        q["sql"] for q in queries if q["sql"].lstrip().startswith(verbs) and f"{table}" in q["sql"].split("SET")[0][:80]
    ]


def test_loading_twice_stores_one_version(officer) -> None:
    first = load_package(actor=officer, files=probe())
    again = load_package(actor=officer, files=probe())
    assert (first.is_new, again.is_new) == (True, False)
    assert first.version == again.version


def test_an_unpublished_version_may_be_loaded_again_with_other_content(officer) -> None:
    load_package(actor=officer, files=probe())
    again = load_package(actor=officer, files=probe(bescheid__ablehnung_md=b""))
    assert again.is_new
    assert LeistungVersion.objects.filter(leistung__slug="probe").count() == 1


def test_a_published_version_is_not_replaced_by_other_content(officer) -> None:
    version = publish(officer)
    with pytest.raises(VersionIsPublished, match="Raise the version number"):
        load_package(actor=officer, files={**probe(), "bescheid/neu.md": b"# Neu"})
    assert load_package(actor=officer, files=probe()).version == version


def of_another_leistung(number: str = "1.0.0") -> Package:
    files = dict(probe(number))
    return files | {"ablauf.toml": files["ablauf.toml"].replace(b"99102013002000", b"99006047261000")}


@pytest.mark.parametrize("number", ["1.0.0", "1.1.0"])
def test_another_leistung_does_not_take_the_place_of_one_with_the_same_slug(officer, number: str) -> None:
    version = publish(officer)
    with pytest.raises(SlugIsTaken, match="another slug"):
        load_package(actor=officer, files=of_another_leistung(number))
    assert list(LeistungVersion.objects.filter(leistung__slug="probe")) == [version]


def test_a_mistyped_key_is_corrected_under_its_slug_while_nothing_was_published(officer) -> None:
    mistyped = load_package(actor=officer, files=of_another_leistung("0.9.0")).version
    load_package(actor=officer, files=of_another_leistung())
    corrected = load_package(actor=officer, files=probe())
    assert (corrected.is_new, leistung_by_slug("probe").schluessel) == (True, "99102013002000")
    with pytest.raises(SlugIsTaken):
        publish_version(actor=officer, version=mistyped, valid_from=TODAY, now=NOW)
    publish_version(actor=officer, version=corrected.version, valid_from=TODAY, now=NOW)


def test_the_key_of_an_adopted_leistung_stays(officer) -> None:
    leistung = load_package(actor=officer, files=probe()).version.leistung
    Uebernahme.objects.create(leistung=leistung, stelle=stelle_by_slug("hanau"), adopted_at=NOW)
    with pytest.raises(SlugIsTaken):
        load_package(actor=officer, files=of_another_leistung())


def test_a_body_of_the_state_that_is_not_known_is_refused_in_words(officer) -> None:
    ablauf = probe()["ablauf.toml"].decode()
    level = next(line for line in ablauf.splitlines() if line.startswith("ebene"))
    changed = ablauf.replace(level, 'ebene = "land"\nstelle = "erfunden"').encode()
    version = load_package(actor=officer, files={**probe(), "ablauf.toml": changed}).version
    with pytest.raises(StateBodyUnknown):
        publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)
    assert current_version(version.leistung, TODAY) is None


@pytest.mark.parametrize(
    "key", ["slug", "version", "rechtsgrundlage", "verfahrensrecht_hinweis", "paragraph", "gesetz"]
)
def test_no_text_of_a_package_is_too_long_for_the_database(officer, key: str) -> None:
    before = probe()["ablauf.toml"].decode()
    changed = re.sub(rf"(?m)^{key} = .*$", f'{key} = "{"a" * 10_000}"', before)
    assert changed != before
    files = {**probe(), "ablauf.toml": changed.encode()}
    report = load_package(actor=officer, files=files)
    if report.version is not None and not report.version.has_errors:
        publish_version(actor=officer, version=report.version, valid_from=TODAY, now=NOW)
    else:
        assert any(each.remedy.de for each in report.findings)


def test_texts_of_any_length_can_be_published_and_found(officer) -> None:
    files = dict(probe())
    for path in ("leistung.xzufi.xml", "daten.xdf3.xml"):
        files[path] = files[path].replace(b"Hund", b"Hund " + b"a" * 10_000)
    version = load_package(actor=officer, files=files).version
    if not version.has_errors:
        publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)
    assert version.findings or not version.has_errors


def test_a_path_that_is_too_long_is_refused_in_words(officer) -> None:
    with pytest.raises(PackageRefused, match="longer"):
        load_package(actor=officer, files={**probe(), f"bescheid/{'a' * 200}.md": b"# x"})


def test_a_leistung_without_any_version_takes_the_key_of_the_first(officer) -> None:
    Leistung.objects.create(slug="probe", schluessel="99102013002000")
    version = load_package(actor=officer, files=of_another_leistung()).version
    assert (version.leistung.schluessel, leistung_by_slug("probe").schluessel) == ("99006047261000",) * 2


def loaded_by_an_older_compiler(officer) -> LeistungVersion:
    version = load_package(actor=officer, files=probe()).version
    source_hash = hash_package(probe(), compiler_version="0.9.0")
    LeistungVersion.objects.filter(pk=version.pk).update(compiler_version="0.9.0", source_hash=source_hash)
    return version


def test_a_new_compiler_leaves_a_published_version_as_it_is(officer) -> None:
    version = loaded_by_an_older_compiler(officer)
    publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)
    again = load_package(actor=officer, files=probe())
    assert (again.version, again.version.compiler_version, again.is_new) == (version, "0.9.0", False)
    with pytest.raises(VersionIsPublished):
        load_package(actor=officer, files={**probe(), "bescheid/neu.md": b"# Neu"})


def test_a_new_compiler_compiles_again_what_is_not_published(officer) -> None:
    loaded_by_an_older_compiler(officer)
    again = load_package(actor=officer, files=probe())
    assert (again.version.compiler_version, again.is_new) == (COMPILER_VERSION, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE leistung_leistungversion SET formular = '{}'",
        "UPDATE leistung_leistungversion SET state = 'loaded'",
        "DELETE FROM leistung_leistungversion",
        "UPDATE leistung_leistungsource SET content = ''",
        "DELETE FROM leistung_leistungsource",
        "INSERT INTO leistung_leistungsource(version_id, path,content) SELECT id,'x','' FROM leistung_leistungversion",
        "DELETE FROM leistung_normuse",
        "UPDATE leistung_normuse SET norm_id = norm_id",
    ],
)
def test_the_database_refuses_to_change_a_published_version(officer, statement: str) -> None:
    publish(officer)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_letter_that_names_an_unknown_field_is_not_published_and_the_place_is_said(officer) -> None:
    letter = b"# Ablehnung\n\nSie schrieben {{ G1.GIBTSNICHT }}.\n"
    report = load_package(actor=officer, files={**probe(), "bescheid/ablehnung.md": letter})
    with pytest.raises(VersionHasErrors):
        publish_version(actor=officer, version=report.version, valid_from=TODAY, now=NOW)
    places = [finding.where for finding in report.findings if finding.code == "PRO-031"]
    assert places == ["bescheid/ablehnung.md:3"]


def test_a_version_with_errors_is_not_published(officer) -> None:
    version = load_package(actor=officer, files={**probe(), "daten.xdf3.xml": b"<x/>"}).version
    with pytest.raises(VersionHasErrors):
        publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)


def test_publishing_twice_is_refused(officer) -> None:
    version = publish(officer)
    with pytest.raises(VersionIsPublished):
        publish_version(actor=officer, version=version, valid_from=TODAY, now=NOW)


def test_a_version_cannot_begin_before_its_predecessor(officer) -> None:
    publish(officer)
    with pytest.raises(ValidityRefused):
        publish(officer, "1.1.0", TODAY)


def test_a_second_version_reaches_all_who_adopted(officer) -> None:
    first = publish(officer, valid_from=date(2026, 1, 1))
    hanau = stelle_by_slug("hanau")
    adopt_for_all(actor=officer, leistung=first.leistung, now=NOW)
    second = publish(officer, "1.1.0")
    assert offer(first.leistung, place=hanau, day=TODAY).version == second
    assert offer(first.leistung, place=hanau, day=date(2026, 6, 1)).version == first


def test_publishing_takes_one_statement_and_adopting_for_all_another(officer) -> None:
    publish(officer, valid_from=date(2026, 1, 1))
    second = load_package(actor=officer, files=probe("1.1.0")).version
    with CaptureQueriesContext(
        connection,
    ) as queries:
        publish_version(actor=officer, version=second, valid_from=TODAY, now=NOW)
    assert len(writes(queries.captured_queries, "leistung_leistungversion")) == 1
    with CaptureQueriesContext(connection) as queries:
        assert adopt_for_all(actor=officer, leistung=second.leistung, now=NOW) == 421
    assert len(writes(queries.captured_queries, "leistung_uebernahme")) == 1
    assert LeistungVersion.objects.filter(leistung=second.leistung).count() == 2


def test_adopting_for_all_again_adds_only_who_is_missing(officer) -> None:
    leistung = publish(officer).leistung
    adopt_for_all(actor=officer, leistung=leistung, now=NOW)
    withdraw_adoption(actor=officer, uebernahme=uebernahmen_for(leistung)[0], now=NOW)
    assert adopt_for_all(actor=officer, leistung=leistung, now=NOW) == 1
    assert uebernahmen_for(leistung).count() == competent_for(leistung, TODAY).count() == 421


def test_a_leistung_that_begins_later_is_adopted_by_who_is_competent_on_its_first_day(officer) -> None:
    leistung = publish(officer, valid_from=date(2027, 1, 1)).leistung
    assert adopt_for_all(actor=officer, leistung=leistung, now=NOW) == 421


def test_a_leistung_that_was_never_published_is_adopted_by_nobody(officer) -> None:
    leistung = load_package(actor=officer, files=probe()).version.leistung
    assert adopt_for_all(actor=officer, leistung=leistung, now=NOW) == 0


def test_a_body_adopts_once_and_changes_its_overlay(officer) -> None:
    leistung, hanau = publish(officer).leistung, stelle_by_slug("hanau")
    clerk = Actor(Role.CLERK, None, hanau.pk)
    adopt(actor=clerk, leistung=leistung, stelle=hanau, overlay=Overlay(contact="Zimmer 3"), now=NOW)
    again = adopt(actor=clerk, leistung=leistung, stelle=hanau, overlay=Overlay(hint=Text("Neu")), now=NOW)
    assert (again.contact, again.hint) == ("", {"de": "Neu", "en": ""})
    assert Uebernahme.objects.filter(leistung=leistung).count() == 1


def test_a_test_twin_may_adopt_to_try(officer) -> None:
    leistung, twin = publish(officer).leistung, stelle_by_slug("hanau-test")
    adopt(actor=officer, leistung=leistung, stelle=twin, overlay=Overlay(), now=NOW)
    assert offer(leistung, place=twin, day=TODAY).is_online


def test_a_body_that_has_set_no_fee_promises_none(officer) -> None:
    leistung, hanau = leistung_by_slug("bewohnerparkausweis"), stelle_by_slug("hanau")
    set_fee(hanau, None)
    assert offer(leistung, place=hanau, day=TODAY).fee == offer(leistung, place=None, day=TODAY).fee == OPEN_FEE
    set_fee(hanau, 4550)
    assert offer(leistung, place=hanau, day=TODAY).fee.betrag_cent == 4550


def test_a_body_that_is_not_competent_cannot_adopt(officer) -> None:
    leistung = publish(officer).leistung
    with pytest.raises(BodyNotCompetent):
        adopt(actor=officer, leistung=leistung, stelle=stelle_by_slug("landkreis-giessen"), overlay=Overlay(), now=NOW)


def test_a_place_whose_body_has_not_adopted_says_what_to_do(officer) -> None:
    leistung = publish(officer).leistung
    found = offer(leistung, place=stelle_by_slug("hanau"), day=TODAY)
    assert (found.is_online, found.stelle) == (False, stelle_by_slug("hanau"))
    assert "wenden Sie sich" in found.why_not.de


def test_without_a_place_the_offer_asks_for_one(officer) -> None:
    found = offer(publish(officer).leistung, place=None, day=TODAY)
    assert found.stelle is None
    assert "Ort" in found.reason.de


def test_a_withdrawn_version_is_no_longer_offered(officer) -> None:
    version = publish(officer, valid_from=date(2026, 1, 1))
    withdraw_version(actor=officer, version=version, valid_to=TODAY)
    assert current_version(version.leistung, TODAY) is None
    assert not offer(version.leistung, place=stelle_by_slug("hanau"), day=TODAY).is_online


@pytest.mark.parametrize("days", [0, -1])
def test_a_version_does_not_end_before_its_first_day(officer, days: int) -> None:
    version = publish(officer)
    with pytest.raises(ValidityRefused):
        withdraw_version(actor=officer, version=version, valid_to=TODAY + timedelta(days=days))


def test_a_version_that_was_followed_by_another_is_not_prolonged(officer) -> None:
    first = publish(officer, valid_from=date(2026, 1, 1))
    publish(officer, "1.1.0")
    with pytest.raises(ValidityRefused):
        withdraw_version(actor=officer, version=first, valid_to=TODAY + timedelta(days=1))


def test_withdrawing_again_for_the_same_day_records_nothing(officer) -> None:
    version = publish(officer, valid_from=date(2026, 1, 1))
    for _ in range(2):
        withdraw_version(actor=officer, version=version, valid_to=TODAY)
    acts = [each.act for each in records_of(kind="leistung", subject_id=chain_id("probe"))]
    assert acts.count("leistung.withdrawn") == 1


def test_the_texts_of_today_stay_until_the_next_version_begins(officer) -> None:
    publish(officer, valid_from=date(2026, 1, 1))
    before, first_day = leistung_by_slug("probe").title, TODAY + timedelta(days=60)
    files = probe("1.1.0")
    (name,) = (path for path in files if "xzufi" in path)
    files[name] = files[name].replace(before["de"].encode(), b"Anders")
    version = load_package(actor=officer, files=files).version
    publish_version(actor=officer, version=version, valid_from=first_day, now=NOW)
    follow_published(day=TODAY)
    assert leistung_by_slug("probe").title == before
    assert follow_published(day=first_day) >= 1
    assert leistung_by_slug("probe").title["de"] == "Anders"
    assert follow_published(day=first_day) == 0


def test_an_officer_of_another_body_does_not_publish(officer) -> None:
    elsewhere = Actor(Role.OFFICER, None, stelle_by_slug("hanau").pk)
    with pytest.raises(ActorRefused):
        load_package(actor=elsewhere, files=probe())


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.LINK, Role.CLERK, Role.AUDITOR])
def test_only_the_coordination_office_publishes(officer, role: Role) -> None:
    stranger = Actor(role, None, stelle_by_slug("hanau").pk)
    version = load_package(actor=officer, files=probe()).version
    for attempt in (
        lambda: load_package(actor=stranger, files=probe()),
        lambda: publish_version(actor=stranger, version=version, valid_from=TODAY, now=NOW),
        lambda: adopt_for_all(actor=stranger, leistung=version.leistung, now=NOW),
        lambda: withdraw_version(actor=stranger, version=version, valid_to=TODAY),
    ):
        with pytest.raises(ActorRefused):
            attempt()


def test_the_clerk_of_the_next_town_cannot_change_an_adoption(officer) -> None:
    leistung, hanau = publish(officer).leistung, stelle_by_slug("hanau")
    row = adopt(actor=officer, leistung=leistung, stelle=hanau, overlay=Overlay(), now=NOW)
    neighbour = Actor(Role.CLERK, None, stelle_by_slug("maintal").pk)
    with pytest.raises(ActorRefused):
        change_overlay(actor=neighbour, uebernahme=row, overlay=Overlay(contact="x"))
    with pytest.raises(ActorRefused):
        withdraw_adoption(actor=neighbour, uebernahme=row, now=NOW)


def test_every_act_is_in_the_chain_of_the_leistung(officer) -> None:
    leistung = publish(officer).leistung
    adopt_for_all(actor=officer, leistung=leistung, now=NOW)
    assert verify_chains().faults == ()


def test_unknown_names_are_refused(officer) -> None:
    leistung = publish(officer).leistung
    with pytest.raises(LeistungNotFound):
        leistung_by_slug("gibt-es-nicht")
    with pytest.raises(VersionNotFound):
        version_by_number(leistung, "9.9.9")
    with pytest.raises(VersionNotFound):
        compiled(0)
