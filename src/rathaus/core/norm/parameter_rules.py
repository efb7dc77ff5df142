"""Pure decisions about legal parameters: what a person may confirm, and what a confirmed row says."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rathaus.core.norm.errors import ConfirmationDayRefused, ParameterNotConfirmable, SourceMissing, ValueNotPossible
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.units import Value
from rathaus.values.findings import Finding, Severity
from rathaus.values.text import Text

LONGEST_SOURCE = 300


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person confirms of an unverified row.

    Args:
        value: one of the row's options.
        source: where the person saw the text of the law.
        verified_on: local day on which they saw it.
        valid_from: first local day whose events are calculated by the confirmed value.
    """

    value: Value
    source: str
    verified_on: date
    valid_from: date


def confirmable(parameters: Parameters, version_id: str) -> ParameterVersion:
    """Return the unverified row with an id.

    Raises:
        ParameterNotConfirmable: there is none; a row in force needs no confirmation and a draft is no law.
    """
    row = parameters.version(version_id)
    if row is None or not row.unverified:
        raise ParameterNotConfirmable(parameter=version_id[:120])
    return row


def check_confirmation(row: ParameterVersion, confirmed: Confirmed, *, today: date) -> None:
    """Refuse a confirmation that the row does not allow.

    Raises:
        ValueNotPossible: not one of the row's options.
        SourceMissing: no source, or one that is longer than a line or two.
        ConfirmationDayRefused: verified on a day to come, or the row does not hold on the first day.
    """
    if confirmed.value not in row.options:
        raise ValueNotPossible(parameter=row.version_id)
    if not confirmed.source.strip() or len(confirmed.source) > LONGEST_SOURCE:
        raise SourceMissing(parameter=row.version_id)
    if confirmed.verified_on > today or not row.holds_on(confirmed.valid_from):
        raise ConfirmationDayRefused(parameter=row.version_id)


def confirmed_version(row: ParameterVersion, confirmed: Confirmed, *, confirmation: str) -> ParameterVersion:
    """Return the row in force that a confirmation makes of an unverified one, until that one ends.

    Args:
        row: the unverified row.
        confirmed: what a person confirmed.
        confirmation: id of the confirmation, which the version id carries.
    """
    return replace(
        row,
        value=confirmed.value,
        status=Status.IN_FORCE,
        source=confirmed.source,
        source_url="",
        valid_from=confirmed.valid_from,
        verified_on=confirmed.verified_on,
        alternatives=(),
        confirmation=confirmation,
    )


def contradictions(rows: Iterable[ParameterVersion], known: Parameters, *, name: str) -> tuple[Finding, ...]:
    """Find rows that say something else than a known row of the same id; a change of law is a row with a new start.

    Args:
        rows: of a file.
        known: what is shipped and loaded.
        name: of the file.
    """
    return tuple(_contradiction(row, name) for row in rows if _is_other(row, known.version(row.version_id)))


def _is_other(row: ParameterVersion, known: ParameterVersion | None) -> bool:
    return row.status is not Status.DRAFT and known is not None and known != row


def _contradiction(row: ParameterVersion, name: str) -> Finding:
    return Finding(
        "RCH-117",
        Severity.ERROR,
        f"{name}: {row.version_id}",
        Text(
            "Zu diesem Schlüssel, Geltungsbereich und Beginn gibt es schon eine andere Zeile.",
            "There is another row with this key, jurisdiction and start.",
        ),
        Text(
            "Eine Änderung des Rechts ist eine neue Zeile mit eigenem „valid_from“.",
            "A change of law is a new row with a “valid_from” of its own.",
        ),
    )
