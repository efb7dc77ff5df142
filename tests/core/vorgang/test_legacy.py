"""Running cases of the time before: every broken cell is named, good ones become cases, each old number once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from rathaus.core.antrag.rules import Channel, Status
from rathaus.core.kennzahl.models import CountedMonth
from rathaus.core.kennzahl.queries import figures
from rathaus.core.kennzahl.rules import last_months
from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.errors import LegacyFileNotFound, LegacyFileRefused, LegacyLinesBroken
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.jobs import delete_legacy_files, fire_everything
from rathaus.core.vorgang.legacy import (
    CHUNK,
    KEPT,
    LegacyReport,
    bring_file,
    delete_old_files,
    legacy_file,
    legacy_files,
    legacy_of,
    report_of,
    take_over_chunk,
)
from rathaus.core.vorgang.legacy_rules import COLUMNS, MEANINGS, MOST_ROWS
from rathaus.core.vorgang.models import LegacyCase, LegacyFile, Vorgang
from rathaus.core.vorgang.queries import history
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.vorgang.legacy_table import GOOD, PARKING, numbered, table
from tests.core.vorgang.timed import publish_timed

WHOLE = {
    **GOOD, "Vollständig seit": "2026-08-10", "Stand": "In Bearbeitung", "Ort": "63450", "Name": "Ayşe Öztürk",
    "Anschrift": "Nordstraße 1\n63450 Hanau", "E-Mail": "a@example.org", "Fällig am": "15.12.2026",
    "Notizen": "=SUMME(A1); ruft gern an",
}  # fmt: skip


@pytest.fixture
def town(lead: Member) -> Iterator[Stelle]:
    """Hanau; the scope of its lead is open."""
    assert lead.stelle is not None
    with open_scope(lead.scope):
        yield lead.stelle


def bring(member: Member, content: bytes) -> LegacyFile:
    assert member.stelle is not None
    return bring_file(actor=member.actor, stelle=member.stelle, name="alt.csv", content=content, now=NOW)


def check(member: Member, content: bytes) -> LegacyReport:
    return report_of(bring(member, content), today=TODAY)


def take(member: Member, content: bytes, *, only_good: bool = False) -> LegacyReport:
    file = bring(member, content)
    while take_over_chunk(actor=member.actor, file=file, only_good=only_good, now=NOW):
        pass
    return report_of(file, today=TODAY)


def wrong(report: LegacyReport) -> list[tuple[str, int, str]]:
    found = [*report.findings, *(each for line in report.lines for each in line.findings)]
    return [(each.code, each.line, each.column) for each in found]


def counts(report: LegacyReport) -> tuple[int, int, int, int]:
    return report.good, report.taken, report.known, report.broken


def test_every_column_of_the_table_is_explained() -> None:
    assert tuple(MEANINGS) == COLUMNS
    assert all(each.de and each.en for each in MEANINGS.values())


@pytest.mark.usefixtures("town")
def test_a_check_opens_no_case(lead: Member) -> None:
    assert counts(check(lead, table(WHOLE))) == (1, 0, 0, 0)
    assert not Vorgang.objects.exists()


def test_a_line_becomes_a_case_as_of_the_day_of_receipt(town: Stelle, lead: Member, clerk: Member) -> None:
    report = take(lead, table({**WHOLE, "Zuständig": name_of(clerk)}))
    assert counts(report) == (0, 1, 0, 0)
    vorgang = Vorgang.objects.select_related("antrag").get()
    antrag, local = vorgang.antrag, timezone.localdate
    assert report.lines[0].aktenzeichen == vorgang.aktenzeichen == antrag.reference
    assert (antrag.channel, antrag.taken_by, antrag.applicant) == (Channel.LEGACY, lead.konto, "Ayşe Öztürk")
    assert (antrag.answers, antrag.incomplete, antrag.status) == ({}, [], Status.IN_PROGRESS)
    assert (local(vorgang.opened_at), local(antrag.submitted_at)) == (date(2026, 8, 3), date(2026, 8, 3))
    assert vorgang.complete_at is not None
    assert local(vorgang.complete_at) == date(2026, 8, 10)
    assert (vorgang.due_on, vorgang.claimed_by, vorgang.gebuehr_cent) == (date(2026, 12, 15), clerk.konto, None)
    assert not vorgang.aufgaben.exclude(done_by=None).exists()
    legacy = legacy_of(vorgang)
    assert legacy is not None
    assert (legacy.number, legacy.email, legacy.notes) == ("BPA 17/2026", "a@example.org", WHOLE["Notizen"])
    for words in ("öztürk", "BPA 17/2026", antrag.reference):
        found = inbox(stelle_ids=[town.pk], filters=InboxFilter(query=words), today=TODAY)
        assert [row.public_id for row in found.rows] == [vorgang.public_id], words


@pytest.mark.usefixtures("town")
def test_the_history_says_where_the_case_comes_from_and_nothing_is_sent(lead: Member) -> None:
    jobs = ProcrastinateJob.objects.count()
    take(lead, table(WHOLE))
    vorgang = Vorgang.objects.select_related("antrag").get()
    (act,) = history(vorgang)
    assert (act.act, act.payload) == (
        "vorgang.legacy_taken",
        {"number": "BPA 17/2026", "arrived_on": "2026-08-03"},
    )
    assert not messages_of(vorgang.antrag.public_id).exists()
    assert ProcrastinateJob.objects.count() == jobs


@pytest.mark.usefixtures("town")
def test_without_other_days_periods_run_from_the_receipt_and_clerks_can_work(lead: Member, clerk: Member) -> None:
    take(lead, table(GOOD))
    vorgang = Vorgang.objects.select_related("antrag").get()
    assert vorgang.due_on < TODAY
    assert (vorgang.complete_at, vorgang.claimed_by, vorgang.antrag.status) == (None, None, Status.RECEIVED)
    complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)


@pytest.mark.usefixtures("town")
def test_no_case_of_the_time_before_counts_as_granted_by_itself(lead: Member) -> None:
    publish_timed()
    take(lead, table({**WHOLE, "Eingang": "04.11.2025", "Vollständig seit": "05.11.2025"}))
    fire_everything(now=NOW + timedelta(days=400))
    vorgang = Vorgang.objects.get()
    assert (vorgang.deemed_on, vorgang.decided_on) == (None, None)


@pytest.mark.usefixtures("town")
def test_an_old_number_is_taken_over_once(lead: Member) -> None:
    second = {**GOOD, "Altes Aktenzeichen": "BPA 18/2026"}
    assert counts(take(lead, table(GOOD))) == (0, 1, 0, 0)
    assert counts(check(lead, table(GOOD, second))) == (1, 0, 1, 0)
    assert counts(take(lead, table(GOOD, second))) == (0, 1, 1, 0)
    assert counts(take(lead, table(GOOD, second))) == (0, 0, 2, 0)
    assert LegacyCase.objects.count() == Vorgang.objects.count() == 2


BROKEN = [
    ("Altes Aktenzeichen", "", "VOR-105"),
    ("Altes Aktenzeichen", "x" * 61, "VOR-105"),
    ("Leistung", "", "VOR-110"),
    ("Leistung", "hundefrisur", "VOR-110"),
    ("Leistung", "anlagengenehmigung", "VOR-110"),
    ("Eingang", "gestern", "VOR-107"),
    ("Eingang", "24.11.2026", "VOR-108"),
    ("Eingang", "03.08.1926", "VOR-108"),
    ("Vollständig seit", "02.08.2026", "VOR-108"),
    ("Fällig am", "01.08.2026", "VOR-108"),
    ("Fällig am", "bald", "VOR-107"),
    ("Stand", "abgeschlossen", "VOR-114"),
    ("Ort", "Maintal", "VOR-109"),
    ("Ort", "Nirgendwo", "VOR-109"),
    ("Zuständig", "Niemand Sonst", "VOR-111"),
    ("E-Mail", "a@b", "VOR-112"),
    ("Notizen", "x" * 4001, "VOR-113"),
]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("where", "typed", "code"), BROKEN)
def test_a_broken_cell_is_named_with_line_and_column(lead: Member, where: str, typed: str, code: str) -> None:
    fine = {**GOOD, "Altes Aktenzeichen": "BPA 1/2026"}
    report = check(lead, table(fine, {**GOOD, where: typed}))
    assert wrong(report) == [(code, 3, where)]
    assert counts(report) == (1, 0, 0, 1)
    assert all(each.what.de and each.remedy.de and each.remedy.en for each in report.lines[1].findings)


@pytest.mark.usefixtures("town")
def test_everything_that_is_wrong_in_a_line_is_said_at_once(lead: Member) -> None:
    report = check(lead, table({**GOOD, "Leistung": "hundefrisur", "Eingang": "gestern", "Zuständig": "Niemand"}))
    assert [where for _, _, where in wrong(report)] == ["Eingang", "Leistung", "Zuständig"]


@pytest.mark.usefixtures("town")
def test_a_name_that_two_colleagues_have_is_not_guessed(lead: Member) -> None:
    for login in ("petra", "petra2"):
        make_staff("hanau", login, "Petra Klein")
    assert wrong(check(lead, table({**GOOD, "Zuständig": "petra klein"}))) == [("VOR-111", 2, "Zuständig")]


@pytest.mark.usefixtures("town")
def test_a_number_twice_in_a_file_is_named(lead: Member) -> None:
    report = check(lead, table(GOOD, GOOD))
    assert wrong(report) == [("VOR-106", 3, "Altes Aktenzeichen")]
    assert "Zeile 2" in report.lines[1].findings[0].what.de


HEADERS = [
    (table({**GOOD, "Farbe": "rot"}), ("VOR-102", 1, "Farbe")),
    (b"Leistung;Eingang\nx;1.1.2026\n", ("VOR-101", 1, "Altes Aktenzeichen")),
    (b"Altes Aktenzeichen;Leistung;Eingang;Eingang\n1;x;1.1.2026;1.1.2026\n", ("VOR-103", 1, "Eingang")),
]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(("content", "found"), HEADERS)
def test_a_header_that_is_not_ours_breaks_every_line(lead: Member, content: bytes, found: tuple[str, int, str]) -> None:
    report = check(lead, content)
    assert wrong(report) == [found]
    assert counts(report) == (0, 0, 0, 1)
    assert take(lead, content, only_good=True).taken == 0


@pytest.mark.usefixtures("town")
def test_a_table_without_a_header_names_each_column_that_is_needed(lead: Member) -> None:
    report = check(lead, b"BPA 17;bewohnerparkausweis;03.08.2026\nBPA 18;bewohnerparkausweis;03.08.2026\n")
    missing = [where for code, _, where in wrong(report) if code == "VOR-101"]
    assert missing == ["Altes Aktenzeichen", "Leistung", "Eingang"]


@pytest.mark.usefixtures("town")
def test_a_line_with_more_cells_than_the_header_is_named(lead: Member) -> None:
    content = f"Altes Aktenzeichen;Leistung;Eingang\n1;{PARKING};1.1.2026;zu viel\n".encode()
    assert wrong(check(lead, content)) == [("VOR-104", 2, "")]


@pytest.mark.usefixtures("town")
def test_a_file_with_broken_lines_imports_nothing_unless_the_lead_wants_the_good_ones(lead: Member) -> None:
    content = table(GOOD, {**GOOD, "Altes Aktenzeichen": "2", "Eingang": "?"})
    with pytest.raises(LegacyLinesBroken):
        take(lead, content)
    assert not Vorgang.objects.exists()
    assert counts(take(lead, content, only_good=True)) == (0, 1, 0, 1)


@pytest.mark.usefixtures("town")
def test_a_long_table_is_taken_over_in_chunks_and_goes_on_where_it_stopped(lead: Member) -> None:
    file = bring(lead, table(*numbered(CHUNK + 3)))
    assert take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW) == 3
    assert counts(report_of(file, today=TODAY)) == (3, CHUNK, 0, 0)
    assert take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW) == 0
    assert take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW) == 0
    assert Vorgang.objects.count() == CHUNK + 3


NO_TABLES = [b"", b"Altes Aktenzeichen;Leistung;Eingang\n", b"x" * 1_000_001, b'a;"b\nc', "a;b\n1;2".encode("utf-16")]


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("content", NO_TABLES, ids=["empty", "only a header", "too large", "open quote", "UTF-16"])
def test_what_is_no_table_is_refused(lead: Member, content: bytes) -> None:
    with pytest.raises(LegacyFileRefused):
        bring(lead, content)


@pytest.mark.usefixtures("town")
def test_a_file_has_an_end(lead: Member) -> None:
    with pytest.raises(LegacyFileRefused):
        bring(lead, table(*numbered(MOST_ROWS + 1)))


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_tables_of_other_spreadsheets_are_read(lead: Member, delimiter: str) -> None:
    row = {"altes  aktenzeichen": "1", "LEISTUNG": PARKING, "Eingang": "2026-08-03", "Name": "Müßig, Jörg; Dr."}
    content = table(row, delimiter=delimiter).decode("utf-8-sig").encode("cp1252")
    assert wrong(check(lead, content)) == []
    take(lead, content)
    assert Vorgang.objects.get().antrag.applicant == "Müßig, Jörg; Dr."


@pytest.mark.usefixtures("town")
def test_a_service_is_named_by_its_key_too(lead: Member) -> None:
    take(lead, table(GOOD))
    key = Vorgang.objects.select_related("leistung").get().leistung.schluessel
    assert wrong(check(lead, table({**GOOD, "Altes Aktenzeichen": "2", "Leistung": key}))) == []


def test_only_the_lead_of_the_body_imports(
    town: Stelle, clerk: Member, clerk_of_the_next_town: Member, lead: Member
) -> None:
    file = bring(lead, table(GOOD))
    for other in (clerk, clerk_of_the_next_town):
        with open_scope(other.scope), pytest.raises(ActorRefused):
            bring(other, table(GOOD))
        with open_scope(other.scope), pytest.raises(ActorRefused):
            take_over_chunk(actor=other.actor, file=file, only_good=False, now=NOW)
    with pytest.raises(ActorRefused):
        bring_file(actor=SYSTEM_ACTOR, stelle=town, name="alt.csv", content=table(GOOD), now=NOW)
    assert not Vorgang.objects.exists()


def test_a_table_grows_old_and_another_body_never_sees_it(
    town: Stelle, lead: Member, clerk_of_the_next_town: Member
) -> None:
    file = bring(lead, table(GOOD))
    other = clerk_of_the_next_town
    assert other.stelle is not None
    with open_scope(other.scope), pytest.raises(LegacyFileNotFound):
        legacy_file(file.public_id, stelle=other.stelle)
    assert delete_old_files(now=NOW + KEPT) == 0
    assert legacy_files(town) == [file]
    assert delete_old_files(now=NOW + KEPT + timedelta(seconds=1)) == 1
    assert legacy_files(town) == []
    with pytest.raises(LegacyFileNotFound):
        take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW)


def test_a_case_of_a_counted_month_is_added_to_it(town: Stelle, lead: Member) -> None:
    CountedMonth.objects.create(stelle=town, month=date(2026, 8, 1))
    assert figures(period=last_months(TODAY), today=TODAY).total.received == 0
    take(lead, table(GOOD))
    assert CountedMonth.objects.count() == 1
    assert figures(period=last_months(TODAY), today=TODAY).total.received == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_file_brought_by_two_at_once_is_taken_over_once(
    committing_database: None, request: pytest.FixtureRequest
) -> None:
    lead: Member = request.getfixturevalue("lead")
    content = table(*numbered(8))

    def act(_: int) -> int:
        try:
            with open_scope(lead.scope):
                return take(lead, content).taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        taken = sorted(pool.map(act, range(4)))
    assert taken == [0, 0, 0, 8]
    with open_scope(lead.scope):
        assert LegacyCase.objects.count() == 8
    connection.close()


def name_of(member: Member) -> str:
    """Return the name of a colleague as others write it."""
    assert member.konto is not None
    return str(member.konto.memberships.get().display_name).upper()


@pytest.mark.usefixtures("town")
def test_every_night_old_tables_of_all_bodies_are_deleted(lead: Member) -> None:
    bring(lead, table(GOOD))
    delete_legacy_files(0)
    assert LegacyFile.objects.count() == 1
    with time_machine.travel(NOW + KEPT + timedelta(days=1)):
        delete_legacy_files(0)
    assert LegacyFile.objects.count() == 0
