"""What lies in the folder of a case: which files, under which names, and what is written beside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from rathaus.core.akte.rows import case_rows, read_rows
from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import all_file_ids
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.protokoll.models import Record
from rathaus.core.vorgang.models import Vorgang
from rathaus.values.text import spell_out_umlauts

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OTHERS_OF_A_NAME = re.compile(r"[^a-z0-9.]+")
_LONGEST_NAME = 80
_NOT_OF_THE_FILE = frozenset({"kennzahl_aufwand"})
"""Tables that say how long people of the office took; that is told in sums only, and to no archive."""
_KEYS = ("datei_id", "decision_datei_id")
"""Columns that hold the key of a file."""
_LISTS = ("files", "documents")
"""Columns with a list that names files by their public ids."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of a case in its folder.

    Args:
        datei: what is known about it.
        path: inside the folder; empty where its bytes are not there: refused by the scanner, or not looked at yet.
    """

    datei: Datei
    path: str


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a case holds.

    Args:
        vorgang: the case.
        rows: table → primary keys, in every room.
        files: letters and attachments, in the order of their arrival.
    """

    vorgang: Vorgang
    rows: dict[str, list[int]]
    files: tuple[CaseFile, ...]

    @property
    def antrag(self) -> Antrag:
        """The Antrag of the case."""
        return self.vorgang.antrag

    @property
    def folder(self) -> str:
        """Name of the folder and of the file that is saved: the Aktenzeichen in plain signs."""
        return f"akte-{plain_name(self.vorgang.aktenzeichen)}"


def contents_of(vorgang: Vorgang) -> Contents:
    """Return what a case of the open scope holds.

    Args:
        vorgang: the case.
    """
    rows = {table: ids for table, ids in case_rows(vorgang.antrag).items() if table not in _NOT_OF_THE_FILE}
    numbered = enumerate(_files_of(vorgang, rows), start=1)
    return Contents(vorgang, rows, tuple(CaseFile(datei, _path(number, datei)) for number, datei in numbered))


def records_of_case(antrag: Antrag) -> Iterator[dict[str, Any]]:
    """Yield the chain of a case as plain values: bytes are hexadecimal, instants are ISO 8601 in UTC.

    Args:
        antrag: of the open scope.
    """
    rows = Record.objects.filter(kette__subject_kind="antrag", kette__subject_id=antrag.public_id).order_by("seq")
    for row in rows.iterator(chunk_size=500):
        yield {
            "seq": row.seq,
            "at": row.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "act": row.act,
            "actor": [row.actor_role, row.actor_konto_id, row.actor_stelle_id],
            "payload": row.payload,
            "salt": _hex(row.salt),
            "payload_hash": _hex(row.payload_hash),
            "prev_hash": _hex(row.prev_hash),
            "hash": _hex(row.hash),
        }


def plain_name(name: str) -> str:
    """Return a name in small letters, digits, dots and hyphens, which every file system takes."""
    return _OTHERS_OF_A_NAME.sub("-", spell_out_umlauts(name)).strip("-.")[-_LONGEST_NAME:] or "ohne-name"


def _files_of(vorgang: Vorgang, rows: dict[str, list[int]]) -> list[Datei]:
    """Return the files that answers, letters, opinions and remedies of a case name, the oldest first."""
    named, keys = set(all_file_ids(vorgang.antrag)), set[int]()
    for row in (row for table, ids in rows.items() for row in read_rows(table, ids)):
        named |= {each for column in _LISTS for each in _ID.findall(str(row.get(column) or ""))}
        keys |= {row[column] for column in _KEYS if row.get(column) is not None}
    found = {datei.pk: datei for datei in (*Datei.objects.filter(pk__in=keys), *dateien_by_public_ids(named))}
    own = (datei for datei in found.values() if datei.stelle_id == vorgang.stelle_id)
    return sorted(own, key=lambda datei: (datei.uploaded_at, datei.pk))


def _path(number: int, datei: Datei) -> str:
    if datei.state != Datei.State.RELEASED:
        return ""
    folder = "schreiben" if datei.kind == Datei.Kind.GENERATED else "anlagen"
    return f"{folder}/{number:03}-{plain_name(datei.name)}"


def _hex(value: bytes | memoryview | None) -> str | None:
    return None if value is None else bytes(value).hex()
