"""A whole case as a folder: complete, the same every time, and checked with standard tools alone."""

import hashlib
import io
import json
import shutil
import subprocess
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from rathaus.core.akte.archive import FolderArchive
from rathaus.core.akte.contents import plain_name
from rathaus.core.akte.export import export_case, last_export
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.export import exports_of
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member
from tests.core.akte.conftest import exported, index

UNZIP, SHA256SUM = shutil.which("unzip"), shutil.which("sha256sum") or ""


def unpack(content: bytes, into: Path) -> Path:
    """Unpack with the tool of the system where there is one; return the one folder in it."""
    (into / "akte.zip").write_bytes(content)
    if UNZIP:
        subprocess.run([UNZIP, "-q", "akte.zip"], cwd=into, check=True)
    else:
        zipfile.ZipFile(into / "akte.zip").extractall(into)
    (folder,) = (path for path in into.iterdir() if path.is_dir())
    return folder


@pytest.fixture
def folder(closed: Vorgang, clerk: Member, tmp_path: Path) -> Path:
    return unpack(exported(clerk, closed)[1], tmp_path)


@pytest.mark.skipif(not SHA256SUM, reason="this machine has no sha256sum")
def test_the_sums_hold_for_sha256sum_alone(folder: Path) -> None:
    done = subprocess.run([SHA256SUM, "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    (folder / "antrag/angaben.json").write_text("{}")
    assert subprocess.run([SHA256SUM, "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False).returncode == 1


def test_every_file_but_the_list_stands_in_the_list(folder: Path) -> None:
    lines = (line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines())
    listed = {path: digest for digest, path in lines}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    assert set(listed) == there
    for path, digest in listed.items():
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest


def test_letters_attachments_answers_and_rows_lie_in_it(folder: Path, closed: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        noted = Bescheid.objects.get(vorgang=closed).pdf_sha256
    assert noted in {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("schreiben/*.pdf")}
    assert list(folder.glob("anlagen/*"))
    assert json.loads((folder / "antrag/angaben.json").read_text())
    assert (folder / "antrag/angaben.xml").read_bytes().startswith(b"<?xml")
    assert closed.aktenzeichen in (folder / "index.html").read_text()
    tables = {path.stem for path in folder.glob("daten/*.jsonl")}
    assert {"antrag_antrag", "vorgang_vorgang", "vorgang_aufgabe", "bescheid_bescheid", "postfach_nachricht"} <= tables
    assert not any("secret" in path.read_text() or "check_hash" in path.read_text() for path in folder.glob("daten/*"))


def test_the_chain_can_be_computed_again_from_the_file_alone(folder: Path) -> None:
    def text(value: object) -> bytes:
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    before = ""
    for line in (folder / "protokoll.jsonl").read_text().splitlines():
        entry = json.loads(line)
        payload = hashlib.sha256(bytes.fromhex(entry["salt"]) + text(entry["payload"])).hexdigest()
        head = text([entry["seq"], entry["at"], entry["act"], *entry["actor"]])
        whole = bytes.fromhex(entry["prev_hash"]) + head + bytes.fromhex(payload)
        assert (payload, hashlib.sha256(whole).hexdigest()) == (entry["payload_hash"], entry["hash"])
        assert before in {"", entry["prev_hash"]}
        before = entry["hash"]
    assert entry["act"] == "vorgang.closed"


def test_the_same_case_gives_the_same_bytes_again(closed: Vorgang, clerk: Member) -> None:
    first, second = exported(clerk, closed), exported(clerk, closed)
    assert first == second
    assert hashlib.sha256(first[1]).hexdigest() == first[0].sha256
    assert len(first[1]) == first[0].size_bytes


def test_who_took_it_out_is_recorded_at_the_body_with_the_sum(closed: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        assert last_export(closed) is None
    found, _ = exported(clerk, closed)
    chain = exports_of(closed.stelle_id)
    with open_scope(clerk.scope):
        (entry,) = records_of(kind=chain.kind, subject_id=chain.id)
        last = last_export(closed)
    assert (entry.act, entry.actor_konto_id) == ("akte.exported", clerk.actor.konto_id)
    assert last is not None
    assert last.sha256 == found.sha256


def test_neither_the_next_town_nor_the_person_takes_it_out(
    closed: Vorgang, citizen: Member, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        row = vorgang_of(closed.antrag)
        with pytest.raises(ActorRefused):
            _export(clerk_of_the_next_town, row)
        with pytest.raises(ActorRefused):
            _export(citizen, row)


def _export(member: Member, row: Vorgang) -> None:

    export_case(actor=member.actor, vorgang=row, target=io.BytesIO(), index=index)


@pytest.mark.parametrize(
    ("name", "plain"), [("Müll & Straße.PDF", "muell-strasse.pdf"), ("../..", "ohne-name"), ("漢字.pdf", "pdf")]
)
def test_names_of_files_are_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_one_file_at_a_time_is_in_memory(tmp_path: Path) -> None:
    with (tmp_path / "long.zip").open("w+b") as target:
        tracemalloc.start()
        archive = FolderArchive.begin(target, "akte")
        for number in range(50):
            archive.add(f"anlagen/{number}", bytes(1_000_000))
        archive.end()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert target.seek(0, 2) > 50_000_000
    assert peak < 5_000_000
