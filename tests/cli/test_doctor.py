"""`rathaus doctor`: every fault is really made, is found, and comes with something to do."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
import time_machine
from pytest_django import Settings

from rathaus.adapters.postgres.cluster import ADMIN, APP, Cluster
from rathaus.cli import doctor_database
from rathaus.cli.backup import LAST_BACKUP
from rathaus.cli.main import main
from tests.cli.backups import COPY
from tests.cli.conftest import Outcome, Shell

type Doctor = Callable[..., Outcome]
pytestmark = pytest.mark.usefixtures("committing_database")
_JOB = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, status, args)"
    " VALUES ('default', 'receipt', '{state}', '{{}}');"
    " UPDATE procrastinate_events SET at = at - interval '{age}'"
)


@pytest.fixture
def doctor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_cluster: Cluster,
    settings: Settings, tmp_path: Path,
) -> Doctor:  # fmt: skip
    """Return what runs `rathaus doctor` on the copy of the town hall, with a state folder without a backup."""
    monkeypatch.setenv("RATHAUS_DATABASE_URL", database_cluster.url(APP, COPY))
    settings.RATHAUS_STATE_DIR = tmp_path

    def run(*words: str) -> Outcome:
        capsys.readouterr()
        status = main(["doctor", *words])
        said = capsys.readouterr()
        return Outcome(status, said.out, said.err)

    return run


@pytest.fixture
def admin(database_cluster: Cluster) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """Return a connection that may break the copy."""
    with psycopg.connect(database_cluster.url(ADMIN, COPY), autocommit=True) as connection:
        yield connection


def lines_of(outcome: Outcome, name: str) -> list[str]:
    return [line for line in outcome.out.splitlines() if line[2:].startswith(f"{name} ")]


def test_a_sound_town_hall_is_told_so_line_by_line(doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / LAST_BACKUP).write_text(json.dumps({"taken_at": datetime.now(UTC).isoformat(), "path": "/b.zip"}))
    outcome = doctor()
    assert (outcome.status, outcome.err, "✗" in outcome.out) == (0, "", False)
    sound = "disk fonts assets translations database extensions migrations protection clock queue content backup"
    for name in sound.split():
        assert [line[0] for line in lines_of(outcome, name)] == ["✓"], name
    assert outcome.out.splitlines()[-1].endswith(" to look at, 0 at fault")


def test_the_same_as_json(doctor: Doctor) -> None:
    checks = {check["name"]: check for check in json.loads(doctor("--json").out)}
    assert checks["database"]["state"] == "well"
    assert checks["backup"] == {
        "name": "backup", "state": "warning", "says": "No backup was taken from here.",
        "remedy": "Run `rathaus backup FOLDER` every night, and keep the file on another machine.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statement", "expected", "remedy"),
    [
        ("DROP EXTENSION unaccent CASCADE", "✗ extensions    unaccent is missing.", "CREATE EXTENSION unaccent;"),
        ("DROP POLICY scope_body ON antrag_antrag", "✗ protection    Table antrag_antrag has the", "`rathaus migrate`"),
        (f"ALTER TABLE antrag_antrag OWNER TO {APP}", "✗ protection    The application's role owns", "another role"),
        (
            "INSERT INTO django_migrations (app, name, applied) VALUES ('antrag', '9999_later', now())",
            "✗ migrations    The database is newer than this program, which does not know antrag.9999_later.",
            "Install the version",
        ),
        (
            "DELETE FROM django_migrations WHERE app = 'regel'",
            "✗ migrations    1 are pending: regel.0001_decisions.",
            "Run `rathaus migrate`.",
        ),
        ("DROP TABLE django_migrations", "✗ migrations    The database is empty.", "`rathaus restore FILE`"),
        (
            _JOB.format(state="todo", age="10 minutes"),
            "! queue         1 jobs wait, the oldest for 10 min; 0 workers are alive.",
            "Start `rathaus serve` or `rathaus worker`.",
        ),
        (_JOB.format(state="todo", age="3 hours"), "✗ queue         1 jobs wait, the oldest for 3 h", "Start `rathaus"),
        (_JOB.format(state="failed", age="0"), "! queue         Jobs failed for good: 1 × receipt.", "retry_job_v2"),
        ("DROP TABLE procrastinate_workers CASCADE", "✗ queue         This could not be looked at", "Repair"),
        (
            "UPDATE leistung_leistungversion SET valid_to = valid_from + 1 WHERE state = 'published'",
            "! content       No service is published: nobody can apply for anything.",
            "`rathaus publish SLUG VERSION`",
        ),
        (
            "SET session_replication_role = replica; DELETE FROM leistung_uebernahme",
            "! content       Published, but offered by nobody: ",
            "--adopt-for-all",
        ),
    ],
)
def test_a_fault_in_the_database_is_found(
    doctor: Doctor, admin: "psycopg.Connection[object]", statement: str, expected: str, remedy: str
) -> None:
    admin.execute("DELETE FROM procrastinate_jobs")
    admin.execute(statement)  # type: ignore[call-overload]  # written above
    outcome = doctor()
    lines = outcome.out.splitlines()
    (found,) = [number for number, line in enumerate(lines) if line.startswith(expected)]
    assert any(remedy in line for line in lines[found + 1 : found + 3])
    assert outcome.status == (1 if expected[0] == "✗" else 0)


def test_a_failed_job_can_be_queued_again_as_the_remedy_says(
    doctor: Doctor, admin: "psycopg.Connection[tuple[int]]", database_cluster: Cluster
) -> None:
    admin.execute(_JOB.format(state="failed", age="0"))  # type: ignore[call-overload]  # written above
    statement = next(line for line in doctor().out.splitlines() if "SELECT" in line).partition("→ ")[2]
    with psycopg.connect(database_cluster.url(APP, COPY)) as app:
        app.execute(statement)  # type: ignore[call-overload]  # printed by us
    count = admin.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'").fetchone()
    assert count == (0,)


def test_a_role_that_may_go_around_the_policies_is_found(doctor: Doctor, admin: "psycopg.Connection[object]") -> None:
    admin.execute(f"ALTER ROLE {APP} BYPASSRLS")
    try:
        outcome = doctor()
    finally:
        admin.execute(f"ALTER ROLE {APP} NOBYPASSRLS")
    (line,) = lines_of(outcome, "protection")
    assert (outcome.status, "may bypass row level security" in line) == (1, True)


@pytest.mark.parametrize(("hours", "sign"), [(0.01, "!"), (5, "✗")])
def test_clocks_that_are_apart_are_found(doctor: Doctor, hours: float, sign: str) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True):
        outcome = doctor()
    (line,) = lines_of(outcome, "clock")
    assert line[0] == sign


def test_an_old_server_is_found(doctor: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_database, "OLDEST_SERVER", 990_000)
    outcome = doctor()
    assert lines_of(outcome, "database")[0][0] == "✗"
    assert lines_of(outcome, "protection") == [], "what needs a sound database is not looked at"


def test_an_old_backup_is_found(doctor: Doctor, tmp_path: Path) -> None:
    record = {"taken_at": (datetime.now(UTC) - timedelta(days=9)).isoformat(), "path": "/mnt/town.zip"}
    (tmp_path / LAST_BACKUP).write_text(json.dumps(record))
    assert lines_of(doctor(), "backup") == ["! backup        The last one was taken 9 days ago: /mnt/town.zip."]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"taken_at": "soon", "path": "/b.zip"}', '{"taken_at": "2026-01-01"}']
)
def test_a_record_of_backups_that_cannot_be_read_is_found(doctor: Doctor, tmp_path: Path, content: str) -> None:
    record = tmp_path / LAST_BACKUP
    record.write_text(content)
    outcome = doctor()
    (line,) = lines_of(outcome, "backup")
    assert line == f"! backup        {record} cannot be read, so nobody knows when the last one was taken."
    assert "→ Delete this file. Run `rathaus backup FOLDER`" in outcome.out


@pytest.mark.parametrize("content", [b"[leistung", b"\xff", b"", b"leistung = 1", b"[leistung]\nslug = 'neu'"])
def test_a_broken_package_is_found(doctor: Doctor, tmp_path: Path, settings: Settings, content: bytes) -> None:
    ablauf = tmp_path / "99-neu" / "ablauf.toml"
    ablauf.parent.mkdir()
    ablauf.write_bytes(content)
    settings.RATHAUS_CONTENT_DIR = tmp_path
    outcome = doctor()
    assert f"! content       {ablauf} does not say what it describes." in outcome.out
    assert f"→ Run `rathaus compile {ablauf.parent}` and do what it says." in outcome.out
    assert len(lines_of(outcome, "backup")) == 1, "what comes later is looked at"


def test_a_package_that_is_not_loaded_is_found(doctor: Doctor, tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "99-neu").mkdir()
    (tmp_path / "99-neu" / "ablauf.toml").write_text('[leistung]\nslug = "neu"\nversion = "2.0.0"\n')
    settings.RATHAUS_CONTENT_DIR = tmp_path
    outcome = doctor()
    assert f"! content       neu 2.0.0 in {tmp_path} is not loaded." in outcome.out
    assert f"Run `rathaus load {tmp_path / '99-neu'}`, then `rathaus publish neu 2.0.0`." in outcome.out


def test_a_database_that_does_not_answer_is_found_without_its_password(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RATHAUS_DATABASE_URL", "postgresql://app:geheim@127.0.0.1:1/rathaus")
    outcome = doctor()
    assert outcome.status == 1
    assert lines_of(outcome, "database")[0].startswith("✗ database      It does not answer: ")
    assert "geheim" not in outcome.out


@pytest.mark.parametrize(("data", "expected"), [("", "There is none in"), ("12", "mv {folder} {folder}-12")])
def test_an_embedded_database_that_is_missing_or_of_another_version_is_explained(
    doctor: Doctor, shell: Shell, monkeypatch: pytest.MonkeyPatch, data: str, expected: str
) -> None:
    folder = shell.state_dir / "postgres"
    monkeypatch.delenv("RATHAUS_DATABASE_URL")
    monkeypatch.setenv("RATHAUS_STATE_DIR", str(shell.state_dir))
    if data:
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "PG_VERSION").write_text(data)
        (folder / "state.json").write_text("{}")
    outcome = doctor()
    assert outcome.status == 1
    assert expected.format(folder=folder) in outcome.out
    assert not (folder / "data" / "base").exists(), "looking creates nothing"
