"""Uploaded files are kept until they are a version; only the coordination office works with them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rathaus.core.einspielung.actions import (
    add_files,
    delete_expired_einspielungen,
    discard_einspielung,
    load_einspielung,
    remove_file,
    save_answers,
    start_einspielung,
)
from rathaus.core.einspielung.errors import (
    EinspielungNotFound,
    EinspielungNotReady,
    EinspielungTooLarge,
    NothingUploaded,
)
from rathaus.core.einspielung.jobs import delete_expired
from rathaus.core.einspielung.models import Einspielung, EinspielungDatei
from rathaus.core.einspielung.queries import einspielung_by_public_id, einspielungen, examine, files_of
from rathaus.core.einspielung.rules import KEPT_FOR
from rathaus.core.leistung.rules import finding_from_json
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text
from tests.cast import NOW, Member
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE, XZUFI_FILE
from tests.engine.package_draft.test_kinds import zipped


@pytest.fixture
def office(officer: Member):
    """The coordination office in its scope."""
    with open_scope(officer.scope):
        yield officer


@pytest.fixture
def begun(office: Member) -> Einspielung:
    return start_einspielung(actor=office.actor, files={"a.xml": SCHEMA_FILE}, now=NOW)


def test_files_are_kept_with_archives_unpacked_and_the_title_that_they_say(office: Member) -> None:
    row = start_einspielung(actor=office.actor, files={"z.zip": zipped(a=SCHEMA_FILE, b=XZUFI_FILE)}, now=NOW)
    assert files_of(row) == {"a.xml": SCHEMA_FILE, "b.xml": XZUFI_FILE}
    assert row.title == "Probe anmelden"
    assert [(each.pk, each.files) for each in einspielungen(now=NOW)] == [(row.pk, 2)]


def test_a_file_of_the_same_name_takes_the_place_of_the_other(office: Member, begun: Einspielung) -> None:
    add_files(actor=office.actor, einspielung=begun, files={"a.xml": b"<x/>", "b.xml": XZUFI_FILE}, now=NOW)
    assert files_of(begun) == {"a.xml": b"<x/>", "b.xml": XZUFI_FILE}
    remove_file(actor=office.actor, einspielung=begun, name="a.xml", now=NOW)
    remove_file(actor=office.actor, einspielung=begun, name="never there", now=NOW)
    remove_file(actor=office.actor, einspielung=begun, name="a\x00.xml", now=NOW)
    assert set(files_of(begun)) == {"b.xml"}


def test_answers_are_kept_right_or_wrong(office: Member, begun: Einspielung) -> None:
    save_answers(actor=office.actor, einspielung=begun, answers={"minuten": "bald"}, now=NOW)
    save_answers(actor=office.actor, einspielung=begun, answers={"slug": "x"}, now=NOW + timedelta(hours=1))
    row = einspielung_by_public_id(begun.public_id)
    assert row.answers == {"minuten": "bald", "slug": "x"}
    assert row.edited_at == NOW + timedelta(hours=1)


def test_a_version_is_made_once_everything_is_said_and_may_be_made_again(office: Member, begun: Einspielung) -> None:
    with pytest.raises(EinspielungNotReady):
        load_einspielung(actor=office.actor, einspielung=begun, now=NOW)
    save_answers(actor=office.actor, einspielung=begun, answers=ANSWERS, now=NOW)
    report = load_einspielung(actor=office.actor, einspielung=begun, now=NOW)
    assert report.version is not None
    assert (report.version.leistung.slug, report.version.has_errors) == ("testantrag", False)
    assert einspielung_by_public_id(begun.public_id).version == "1.0.0"
    save_answers(actor=office.actor, einspielung=begun, answers={"minuten": "9"}, now=NOW)
    assert load_einspielung(actor=office.actor, einspielung=begun, now=NOW).is_new


def test_a_version_keeps_what_its_import_had_found(office: Member, begun: Einspielung, monkeypatch) -> None:
    left_out = Finding(
        "XPZ-999", Severity.WARNING, "prozess", Text("Geldbuße fehlt.", "A fine is missing."), Text("-", "-")
    )
    save_answers(actor=office.actor, einspielung=begun, answers=ANSWERS, now=NOW)
    examined = examine(einspielung_by_public_id(begun.public_id))
    draft = replace(examined.draft, findings=(*examined.draft.findings, left_out))
    monkeypatch.setattr("rathaus.core.einspielung.actions.examine", lambda _: replace(examined, draft=draft))
    version = load_einspielung(actor=office.actor, einspielung=begun, now=NOW).version
    assert version is not None
    assert left_out in [finding_from_json(each) for each in version.findings]


def test_without_a_schema_there_is_nothing_to_store(office: Member) -> None:
    row = start_einspielung(actor=office.actor, files={"l.xml": XZUFI_FILE}, now=NOW)
    assert not examine(row).can_be_stored


@pytest.mark.parametrize(
    ("files", "error"), [({}, NothingUploaded), ({f"{n}.md": b"x" for n in range(301)}, EinspielungTooLarge)]
)
def test_nothing_and_too_much_are_refused(office: Member, files: dict[str, bytes], error: type[Exception]) -> None:
    with pytest.raises(error):
        start_einspielung(actor=office.actor, files=files, now=NOW)


def test_what_was_discarded_is_gone(office: Member, begun: Einspielung) -> None:
    discard_einspielung(actor=office.actor, einspielung=begun)
    assert not EinspielungDatei.objects.exists()
    with pytest.raises(EinspielungNotFound):
        einspielung_by_public_id(begun.public_id)
    with pytest.raises(EinspielungNotFound):
        add_files(actor=office.actor, einspielung=Einspielung(pk=0), files={"a": b"x"}, now=NOW)


def test_nobody_else_reads_or_writes_imports(begun: Einspielung, clerk: Member) -> None:
    with pytest.raises(ActorRefused):
        start_einspielung(actor=clerk.actor, files={"a.xml": SCHEMA_FILE}, now=NOW)
    with pytest.raises(ActorRefused):
        discard_einspielung(actor=clerk.actor, einspielung=begun)


def test_another_body_sees_none(officer: Member, clerk: Member) -> None:
    with open_scope(officer.scope):
        start_einspielung(actor=officer.actor, files={"a.xml": SCHEMA_FILE}, now=NOW)
    with open_scope(clerk.scope):
        assert not einspielungen(now=NOW).exists()


def test_what_nobody_touches_is_deleted(office: Member, begun: Einspielung) -> None:
    later = NOW + KEPT_FOR
    assert not einspielungen(now=later).exists()
    assert delete_expired_einspielungen(actor=SYSTEM_ACTOR, now=later - timedelta(seconds=1)) == 0
    assert delete_expired_einspielungen(actor=SYSTEM_ACTOR, now=later) == 1
    assert not Einspielung.objects.exists()


def test_the_job_deletes_with_todays_clock(office: Member, begun: Einspielung) -> None:
    Einspielung.objects.update(edited_at=NOW - 2 * KEPT_FOR)
    delete_expired(timestamp=0)
    assert not Einspielung.objects.exists()
