"""Every write to the register of norms and to the law that counts here."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from rathaus.core.norm.errors import FileTooLarge
from rathaus.core.norm.models import LegalParameter, Norm, ParameterConfirmation
from rathaus.core.norm.parameter_rules import Confirmed, check_confirmation, confirmable, contradictions
from rathaus.core.norm.parameters import loaded_and_shipped
from rathaus.core.norm.rules import distinct_citations, law_of, norm_slug, normalise_citation
from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import widen_scope
from rathaus.core.stelle.queries import acts_for_coordination, coordination_office, memberships_of
from rathaus.recht.parameter_file import read_parameter_file
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.units import text_of
from rathaus.values.findings import Finding

_LARGEST_FILE = 1024 * 1024
_LOCK_OF_LOADING = 5_130_014
"""Files are loaded one after another, so that two of them cannot contradict each other."""
_CHAIN = uuid.UUID("4d0c2b7a-6f57-4f0e-8a52-3b1f6f0f6c11")


@dataclass(frozen=True, slots=True)
class LoadedParameters:
    """What a file gave.

    Args:
        rows: the rows that are new; none where anything is wrong.
        findings: everything that is wrong.
        known: how many rows were known before.
    """

    rows: tuple[ParameterVersion, ...]
    findings: tuple[Finding, ...]
    known: int = 0


@transaction.atomic
def register_norms(*, titles: Mapping[str, str]) -> dict[str, Norm]:
    """Make sure that every cited rule stands in the register.

    Args:
        titles: citation to title of the rule; the title may be empty.

    Returns:
        Normalised citation to norm.
    """
    wanted = distinct_citations(titles)
    by_citation = {normalise_citation(citation): title for citation, title in titles.items()}
    rows = [
        Norm(slug=norm_slug(citation), citation=citation, law=law_of(citation)[:120], title=by_citation[citation][:300])
        for citation in wanted
    ]
    Norm.objects.bulk_create(rows, ignore_conflicts=True)
    return {norm.citation: norm for norm in Norm.objects.filter(citation__in=wanted)}


@transaction.atomic
def load_parameter_file(*, actor: Actor, content: bytes, name: str, now: datetime) -> LoadedParameters:
    """Store the rows of a file of legal parameters; rows that are known already are left alone.

    Args:
        actor: the coordination office.
        content: TOML, UTF-8.
        name: name of the file.
        now: aware instant.

    Raises:
        ActorRefused: the actor is not the coordination office.
        FileTooLarge: more than a person would check.
    """
    if not acts_for_coordination(actor):
        raise ActorRefused(role=actor.role.value)
    if len(content) > _LARGEST_FILE:
        raise FileTooLarge(largest=_LARGEST_FILE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK_OF_LOADING])
    report, known = check_parameter_file(content, name), loaded_and_shipped()
    if report.findings:
        return report
    new = tuple(row for row in report.rows if row not in known.versions)
    LegalParameter.objects.bulk_create(_stored(row, name, now) for row in new)
    if new:
        _record(actor, "parameter.loaded", {"file": name, "rows": [row.version_id for row in new]})
    return LoadedParameters(new, (), known=len(report.rows) - len(new))


@transaction.atomic
def confirm_parameter(
    *, actor: Actor, version_id: str, confirmed: Confirmed, for_body: bool, now: datetime
) -> ParameterConfirmation:
    """Put an unverified row in force from a day on; what was decided before keeps its own row.

    Args:
        actor: the coordination office for the state, or the lead of a body for that body alone.
        version_id: id of the unverified row.
        confirmed: value, source and days.
        for_body: whether it counts for the actor's body alone.
        now: aware instant.

    Raises:
        ActorRefused: the actor leads no body, or is not the coordination office.
        ParameterNotConfirmable: there is no such unverified row.
        ValueNotPossible: the row does not name this value.
        SourceMissing: nothing says where the text was seen.
        ConfirmationDayRefused: the row does not hold on the first day, or it was verified on a day to come.
    """
    today = timezone.localdate(now)
    _check_who(actor, for_body=for_body, today=today)
    row = confirmable(loaded_and_shipped(), version_id)
    check_confirmation(row, confirmed, today=today)
    said: dict[str, Any] = {
        "version_id": row.version_id,
        "value": text_of(confirmed.value),
        "source": confirmed.source.strip(),
        "verified_on": confirmed.verified_on,
        "valid_from": confirmed.valid_from,
        "stelle_id": actor.stelle_id if for_body else None,
    }
    who = {"confirmed_by_id": actor.konto_id, "confirmed_at": now}
    stored, is_new = ParameterConfirmation.objects.get_or_create(**said, defaults=who)
    if is_new:
        _record(actor, "parameter.confirmed", {"row": str(stored), "value": stored.value})
    return stored


def check_parameter_file(content: bytes, name: str) -> LoadedParameters:
    """Return what loading a file would find, and its rows; nothing is stored.

    Args:
        content: TOML, UTF-8.
        name: name of the file.
    """
    read = read_parameter_file(content.decode("utf-8", errors="replace"), name)
    findings = read.findings or contradictions(read.rows, loaded_and_shipped(), name=name)
    return LoadedParameters(() if findings else read.rows, findings)


def _record(actor: Actor, act: str, payload: Mapping[str, object]) -> None:
    """Record an act on the law that counts here in its chain, which the coordination office keeps."""
    subject = Subject("recht", _CHAIN, coordination_office().pk)
    with widen_scope(stellen=frozenset({subject.stelle_id})):
        record(subject=subject, act=act, actor=actor, payload=payload)


def _check_who(actor: Actor, *, for_body: bool, today: date) -> None:
    allowed = leads_body(actor, today) if for_body else acts_for_coordination(actor)
    if not allowed:
        raise ActorRefused(role=actor.role.value)


def leads_body(actor: Actor, day: date) -> bool:
    """Return whether somebody leads the body for which they act, on a local day."""
    if actor.role is not Role.CLERK or actor.konto_id is None:
        return False
    rows = memberships_of(actor.konto_id, day)
    return any(row.role == row.Role.LEAD and row.stelle_id == actor.stelle_id for row in rows)


def _stored(row: ParameterVersion, name: str, now: datetime) -> LegalParameter:
    same = ("key", "jurisdiction", "unit", "citation", "source", "source_url", "note")
    days = ("valid_from", "valid_to", "verified_on")
    return LegalParameter(
        **{column: getattr(row, column) for column in (*same, *days)},
        value=text_of(row.value),
        alternatives=[text_of(each) for each in row.alternatives],
        status=row.status.value,
        file_name=name[:200],
        loaded_at=now,
    )
