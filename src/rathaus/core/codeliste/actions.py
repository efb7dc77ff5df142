"""Every write to the register of code lists."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rathaus.core.codeliste.errors import CodelisteIsLoaded, CodelisteTooLong
from rathaus.core.codeliste.models import Codeliste
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.queries import acts_for_coordination, coordination_office
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.values.findings import Finding, has_errors

_LONGEST = {"uri": 300, "version": 60, "version_uri": 360}
"""Column → how many characters it takes."""
_CHAIN_NAMESPACE = uuid.UUID("0d2c3c1e-5a0f-4c39-9a35-6d1f4bb0a1c7")


@dataclass(frozen=True, slots=True)
class LoadedCodeliste:
    """What loading a file gave.

    Args:
        codeliste: the stored version; None when the file could not be read.
        findings: everything that is wrong with the file.
        is_new: whether it was not stored before.
    """

    codeliste: Codeliste | None
    findings: tuple[Finding, ...]
    is_new: bool


@transaction.atomic
def load_codeliste(*, actor: Actor, content: bytes, now: datetime) -> LoadedCodeliste:
    """Store a version of a code list; forms that wait for it find it when their package is loaded again.

    Args:
        actor: the coordination office.
        content: a genericode file.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        CodelisteIsLoaded: other content is stored under this version.
        CodelisteTooLong: its identification or version is longer than its column.
    """
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)
    result = read_codelist(content)
    if result.codelist is None or has_errors(result.findings):
        return LoadedCodeliste(None, result.findings, is_new=False)
    row, is_new = _store(result.codelist, content, now)
    if is_new:
        _record(actor, row)
    return LoadedCodeliste(row, result.findings, is_new)


def _store(codelist: Codelist, content: bytes, now: datetime) -> tuple[Codeliste, bool]:
    """Return the row of a version and whether it is new; by whichever of its two names it is known."""
    columns = _columns(codelist, content, now)
    _refuse_too_long(columns)
    named = Q(version_uri=columns["version_uri"]) | Q(uri=columns["uri"], version=columns["version"])
    for row in Codeliste.objects.filter(named):
        if row.content_hash != columns["content_hash"]:
            raise CodelisteIsLoaded(codeliste=row.version_uri)
        return row, False
    return Codeliste.objects.create(**columns), True


def _refuse_too_long(columns: Mapping[str, object]) -> None:
    for name, longest in _LONGEST.items():
        if len(str(columns[name])) > longest:
            raise CodelisteTooLong(part=name, longest=longest)


def _columns(codelist: Codelist, content: bytes, now: datetime) -> dict[str, object]:
    return {
        "uri": codelist.uri,
        "version": codelist.version,
        "version_uri": codelist.version_uri or "_".join(part for part in (codelist.uri, codelist.version) if part),
        "name": (codelist.long_name or codelist.short_name)[:300],
        "entries": len(codelist.rows),
        "content": content,
        "content_hash": _hash(content),
        "loaded_at": now,
    }


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _record(actor: Actor, row: Codeliste) -> None:
    subject = Subject("codeliste", uuid.uuid5(_CHAIN_NAMESPACE, row.uri), coordination_office().pk)
    with widen_scope(stellen=frozenset({subject.stelle_id})):
        payload: dict[str, object] = {"version": row.version, "content_hash": row.content_hash}
        record(subject=subject, act="codeliste.loaded", actor=actor, payload=payload)
