"""What a backup and a restore refuse, and that nothing is changed then: bad files, full disks, full databases."""

import hashlib
import json
import os
import re
import resource
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from rathaus.adapters.postgres.cluster import ADMIN, DATABASE, OWNER, Cluster
from rathaus.cli.backup_facts import Facts
from rathaus.cli.backup_file import DUMP, HEADS, MANIFEST, SUMS, new_backup, open_backup
from rathaus.cli.errors import BackupDamaged, BackupExists, BackupForeign, BackupNotWritten, BackupTooNew
from rathaus.cli.main import main
from tests.cast import NOW
from tests.cli.backups import back_up, empty_database, fingerprint, urls
from tests.cli.conftest import Shell

pytestmark = pytest.mark.usefixtures("django_db_setup")
_FACTS = Facts("0.1.0", 18, ("antrag.0001_drafts_and_antraege",), {"antrag_antrag": 1}, 1, 1)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A backup of nothing much."""
    path = tmp_path / "small.zip"
    with new_backup(path, taken_at=NOW) as writer:
        writer.add_manifest(_FACTS)
        writer.add(HEADS, [b"antrag,1,1,00\n"])
        writer.add(DUMP, [bytes(range(256)) * 40, b"the end"])
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, **changed: bytes) -> Path:
    """Write the file anew with other parts and checksums that fit them."""
    parts = parts_of(path) | {{"manifest": MANIFEST, "heads": HEADS}[name]: data for name, data in changed.items()}
    del parts[SUMS]
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in parts.items())
    target = path.with_name(f"rewritten-{path.name}")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in (parts | {SUMS: sums.encode()}).items():
            archive.writestr(name, data)
    return target


def test_what_was_written_is_read_again_and_nobody_else_may_read_it(small: Path) -> None:
    backup = open_backup(small)
    assert (backup.facts, backup.taken_at) == (_FACTS, NOW)
    assert (list(backup.heads()), len(b"".join(backup.dump()))) == (["antrag,1,1,00\n"], 256 * 40 + 7)
    assert small.stat().st_mode & 0o777 == 0o600
    assert list(parts_of(small)) == [MANIFEST, HEADS, DUMP, SUMS]


def test_a_file_that_is_cut_off_anywhere_is_refused(small: Path, tmp_path: Path) -> None:
    content, short = small.read_bytes(), tmp_path / "short.zip"
    for length in [0, 1, 30, 200, len(content) // 2, len(content) - 300, len(content) - 23, len(content) - 1]:
        short.write_bytes(content[:length])
        with pytest.raises((BackupForeign, BackupDamaged)):
            open_backup(short)


def test_one_changed_bit_in_any_part_is_found(small: Path, tmp_path: Path) -> None:
    content, changed = bytearray(small.read_bytes()), tmp_path / "changed.zip"
    with zipfile.ZipFile(small) as archive:
        spots = [(info.header_offset + 30 + len(info.filename) + 20 + 3, info.filename) for info in archive.infolist()]
    assert len(spots) == 4
    for spot, _name in spots:
        content[spot] ^= 4
        changed.write_bytes(content)
        content[spot] ^= 4
        with pytest.raises((BackupDamaged, BackupForeign)):
            open_backup(changed)


def test_checksums_count_even_where_the_archive_itself_is_sound(small: Path, tmp_path: Path) -> None:
    parts, other = parts_of(small), tmp_path / "other.zip"
    with zipfile.ZipFile(other, "w") as archive:
        for name, data in (parts | {DUMP: b"something else"}).items():
            archive.writestr(name, data)
    with pytest.raises(BackupDamaged, match=r"database\.dump"):
        open_backup(other)


@pytest.mark.parametrize("content", [b"", b"PGDMP", b"PK\x05\x06" + bytes(18), b"\x00" * 5000])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(content)
    with pytest.raises(BackupForeign, match="no complete backup of Rathaus"):
        open_backup(path)


def test_another_archive_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr(MANIFEST, '{"name": "a web page"}')
    for name in ("other.zip", "missing.zip", "."):
        with pytest.raises(BackupForeign):
            open_backup(tmp_path / name)


def test_a_newer_format_is_refused(small: Path) -> None:
    manifest = json.loads(parts_of(small)[MANIFEST]) | {"format_version": 2, "something": "new"}
    with pytest.raises(BackupTooNew, match="newer"):
        open_backup(rewritten(small, manifest=json.dumps(manifest).encode()))


def test_a_backup_overwrites_nothing_even_what_appears_meanwhile(small: Path, tmp_path: Path) -> None:
    before, late = small.read_bytes(), tmp_path / "late.zip"
    with pytest.raises(BackupExists), new_backup(small, taken_at=NOW):
        pass
    with pytest.raises(BackupExists), new_backup(late, taken_at=NOW):
        late.write_text("somebody was faster")
    assert (small.read_bytes(), late.read_text()) == (before, "somebody was faster")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["late.zip", "small.zip"]


def test_a_file_system_without_hard_links_will_do(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    with new_backup(tmp_path / "x.zip", taken_at=NOW) as writer:
        writer.add(DUMP, [b"x"])
    assert list(parts_of(tmp_path / "x.zip")) == [DUMP, SUMS]
    late = tmp_path / "late.zip"
    with pytest.raises(BackupExists), new_backup(late, taken_at=NOW):
        late.write_text("somebody was faster")
    assert late.read_text() == "somebody was faster"


@pytest.mark.parametrize("place", ["missing/x.zip", "small.zip/x.zip", "/proc/x.zip"])
def test_a_place_that_cannot_be_written_is_said(small: Path, place: str) -> None:
    with pytest.raises(BackupNotWritten, match="could not be written"), new_backup(small.parent / place, taken_at=NOW):
        pass


def test_an_end_in_the_middle_leaves_no_file(tmp_path: Path) -> None:
    def interrupted() -> Iterator[bytes]:
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), new_backup(tmp_path / "x.zip", taken_at=NOW) as writer:
        writer.add(DUMP, interrupted())
    assert list(tmp_path.iterdir()) == []


def test_a_place_without_room_leaves_no_file(shell: Shell, database_cluster: Cluster, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    done = subprocess.run(
        shell.command("backup", str(tmp_path / "x.zip")), env=shell.environment(**urls(database_cluster, DATABASE)),
        capture_output=True, text=True, check=False, preexec_fn=little_room,
    )  # fmt: skip
    assert done.returncode == 1
    assert "CLI-010: The backup could not be written." in done.stderr
    assert "File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Return what runs a command in this process and returns its refusal; it never reaches Django's connections."""

    def run(*words: str, **settings: str) -> str:
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        assert main(words) == 1
        said = capsys.readouterr()
        assert said.out == ""
        return said.err

    return run


@pytest.fixture(scope="module")
def town(database_cluster: Cluster, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the town hall of the suite."""
    folder = tmp_path_factory.mktemp("town")
    return back_up(Shell(folder), database_cluster, folder / "town.zip", DATABASE)


@pytest.fixture
def target(database_cluster: Cluster) -> Iterator[str]:
    """An empty database."""
    with empty_database(database_cluster, "rathaus_target") as name:
        yield name


def tables_in(cluster: Cluster, database: str) -> int:
    with psycopg.connect(cluster.url(ADMIN, database)) as admin:
        row = admin.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert row is not None
    return int(row[0])


def test_a_bad_file_changes_nothing(refused: Callable[..., str], town: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    content = bytearray(town.read_bytes())
    content[len(content) // 2] ^= 1
    broken.write_bytes(content)
    said = refused("restore", str(broken), RATHAUS_STATE_DIR=str(tmp_path / "state"))
    assert "CLI-014: The checksum does not fit" in said
    assert not (tmp_path / "state").exists()


def test_a_database_with_anything_in_it_is_left_alone(
    refused: Callable[..., str], town: Path, database_cluster: Cluster
) -> None:
    before = fingerprint(database_cluster, DATABASE)
    said = refused("restore", str(town), **urls(database_cluster, DATABASE))
    assert "CLI-016: The database is not empty, and a restore overwrites nothing. Choose another" in said
    assert fingerprint(database_cluster, DATABASE) == before


def test_a_backup_of_a_newer_program_or_server_is_refused(
    refused: Callable[..., str], town: Path, target: str, database_cluster: Cluster
) -> None:
    manifest = json.loads(parts_of(town)[MANIFEST])
    newer = manifest | {"migrations": [*manifest["migrations"], "antrag.9999_from_the_future"]}
    for changed, reason in ((newer, "antrag.9999_from_the_future"), (manifest | {"postgres": 99}, "postgres=99")):
        file = rewritten(town, manifest=json.dumps(changed).encode())
        said = refused("restore", str(file), **urls(database_cluster, target))
        assert ("CLI-015" in said, reason in said) == (True, True)
        assert tables_in(database_cluster, target) == 0


def test_a_restore_that_fails_in_the_middle_leaves_the_database_empty(
    refused: Callable[..., str], town: Path, target: str, database_cluster: Cluster
) -> None:
    with psycopg.connect(database_cluster.url(ADMIN, target), autocommit=True) as admin:
        admin.execute("CREATE TYPE procrastinate_job_status AS ENUM ('in the way')")
        admin.execute(f"ALTER TYPE procrastinate_job_status OWNER TO {OWNER}")
    said = refused("restore", str(town), **urls(database_cluster, target))
    assert ("PGS-007" in said, "already exists" in said) == (True, True)
    assert tables_in(database_cluster, target) == 0


def test_a_chain_that_differs_from_the_backup_is_said(
    shell: Shell, town: Path, target: str, database_cluster: Cluster
) -> None:
    heads = parts_of(town)[HEADS].splitlines(keepends=True)
    changed = rewritten(town, heads=b"".join([heads[0].replace(b",", b",0", 1), *heads[1:]]))
    outcome = shell.run("restore", str(changed), **urls(database_cluster, target))
    assert outcome.status == 1
    assert "differs: chain " in outcome.out
    assert "This is not what was backed up." in outcome.out


def test_a_role_that_does_not_see_all_rows_takes_no_backup(
    refused: Callable[..., str], database_cluster: Cluster, tmp_path: Path
) -> None:
    said = refused("backup", str(tmp_path), **urls(database_cluster, DATABASE, backup_role=OWNER))
    assert "CLI-011: This role does not see all rows." in said
    assert list(tmp_path.iterdir()) == []


def test_an_empty_or_silent_database_is_no_town_hall(
    refused: Callable[..., str], target: str, database_cluster: Cluster, tmp_path: Path
) -> None:
    assert "CLI-012" in refused("backup", str(tmp_path), **urls(database_cluster, target))
    nowhere = "postgresql://a:geheim@127.0.0.1:1/b"
    said = refused("backup", str(tmp_path), RATHAUS_BACKUP_DATABASE_URL=nowhere)
    assert ("CLI-004" in said, "geheim" in said) == (True, False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gets_a_file_named_after_the_moment_and_the_moment_is_noted(
    shell: Shell, database_cluster: Cluster, tmp_path: Path
) -> None:
    outcome = shell.run("backup", str(tmp_path), **urls(database_cluster, DATABASE))
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("rathaus-20") and file.suffix == ".zip"
    assert f"SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}" in outcome.out
    assert json.loads((shell.state_dir / "last_backup.json").read_text())["path"] == str(file)


def test_an_older_backup_is_brought_to_this_version(
    shell: Shell, target: str, database_cluster: Cluster, tmp_path: Path
) -> None:
    oldest = [("stelle", "0001_bodies_and_keys"), ("protokoll", "0003_chains_stay"), ("sessions", "0001_initial")]
    script = (
        "import django; django.setup(); from django.db import connections;"
        " from django.db.migrations.executor import MigrationExecutor;"
        f" MigrationExecutor(connections['owner']).migrate({oldest})"
    )
    with empty_database(database_cluster, "rathaus_older") as older:
        environment = shell.environment(
            **urls(database_cluster, older), DJANGO_SETTINGS_MODULE="rathaus.config.settings"
        )
        subprocess.run([shell.command()[0], "-c", script], check=True, env=environment)
        file = back_up(shell, database_cluster, tmp_path / "older.zip", older)
    assert not any(name.startswith("antrag") for name in open_backup(file).facts.migrations)
    outcome = shell.run("restore", str(file), **urls(database_cluster, target))
    assert (outcome.status, outcome.err) == (0, "")
    assert re.search(r"brought to this version by \d{2,3} migrations", outcome.out)
    assert shell.run("verify", **urls(database_cluster, target)).status == 0
