"""A whole case as one folder that anybody can read and check without this program."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from django.db import transaction
from django.db.models import Max

from rathaus.core.akte.archive import FolderArchive
from rathaus.core.akte.contents import Contents, contents_of, records_of_case
from rathaus.core.akte.rows import read_rows
from rathaus.core.antrag.answers_file import AnswersFormat, answers_file
from rathaus.core.datei.queries import content_of
from rathaus.core.protokoll.actions import record
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.core.vorgang.export import exports_of
from rathaus.core.vorgang.models import Vorgang

EXPORTED = "akte.exported"
"""Act in the chain of the body, not of the case: so the same case gives the same bytes a second time."""
_PIECE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class CaseExport:
    """A folder that was written.

    Args:
        name: of the ZIP file, with its ending.
        sha256: of its bytes, as recorded.
        size_bytes: of the ZIP file.
        files: how many files lie in it, without the list of sums.
    """

    name: str
    sha256: str
    size_bytes: int
    files: int


@transaction.atomic
def export_case(*, actor: Actor, vorgang: Vorgang, target: IO[bytes], index: Callable[[Contents], str]) -> CaseExport:
    """Write a case as a folder, and record that it was taken out with the sum of its bytes.

    Everything is read in one transaction, one file at a time; whoever calls sends it after that.

    Args:
        actor: a clerk or an auditor of the body.
        vorgang: a case of the open scope.
        target: an open file for reading and writing, empty.
        index: makes the page ``index.html``, which needs nothing but the folder.

    Raises:
        ActorRefused: somebody else.
    """
    if actor.role not in {Role.CLERK, Role.AUDITOR} or actor.stelle_id not in current_scope().stellen:
        raise ActorRefused(role=actor.role.value)
    last_seq = records_of(kind="antrag", subject_id=vorgang.antrag.public_id).aggregate(last=Max("seq"))["last"]
    contents = contents_of(vorgang)
    archive = FolderArchive.begin(target, contents.folder)
    archive.add("index.html", index(contents).encode())
    for kind in AnswersFormat:
        archive.add(f"antrag/angaben.{kind}", answers_file(contents.antrag, kind).content)
    archive.add("protokoll.jsonl", _lines(records_of_case(contents.antrag)))
    for table, ids in contents.rows.items():
        archive.add(f"daten/{table}.jsonl", _lines(read_rows(table, ids)))
    for file in contents.files:
        if file.path:
            archive.add(file.path, content_of(file.datei))
    archive.end()
    export = CaseExport(f"{contents.folder}.zip", *_measure(target), len(archive.sums))
    payload: dict[str, object] = {
        "cases": 1, "vorgang": str(vorgang.public_id), "sha256": export.sha256, "files": export.files,
        "chain_seq": last_seq,
    }  # fmt: skip
    record(subject=exports_of(vorgang.stelle_id), act=EXPORTED, actor=actor, payload=payload)
    return export


@dataclass(frozen=True, slots=True)
class LastExport:
    """When a case was taken out last, the sum of the bytes, and the last entry of its chain that is among them.

    ``chain_seq`` is None where an older export did not note it.
    """

    at: datetime
    sha256: str
    chain_seq: int | None


def last_export(vorgang: Vorgang) -> LastExport | None:
    """Return the last export of a case; None without one.

    Args:
        vorgang: a case of the open scope.
    """
    chain = exports_of(vorgang.stelle_id)
    rows = Record.objects.filter(
        kette__subject_kind=chain.kind, kette__subject_id=chain.id, act=EXPORTED,
        payload__vorgang=str(vorgang.public_id),
    )  # fmt: skip
    found = rows.order_by("-seq").first()
    if found is None:
        return None
    facts = found.payload or {}
    return LastExport(found.at, facts["sha256"], facts.get("chain_seq"))


def _measure(target: IO[bytes]) -> tuple[str, int]:
    digest, size_bytes = hashlib.sha256(), 0
    target.seek(0)
    while piece := target.read(_PIECE_BYTES):
        digest.update(piece)
        size_bytes += len(piece)
    target.seek(0)
    return digest.hexdigest(), size_bytes


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False, sort_keys=True).encode() + b"\n" for row in rows)
