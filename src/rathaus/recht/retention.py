"""How long saved drafts, accounts and logs of transfers are kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.fristen import Length, add_months
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.regime import HESSEN, Regime
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Retention:
    """How long something is kept.

    Args:
        last_day: last local day on which it is kept for certain.
        delete_from: first local day on which it is deleted.
        explanation: one sentence with the paragraph.
        parameter: the row that was used.
    """

    last_day: date
    delete_from: date
    explanation: Text
    parameter: ParameterVersion


def draft_retention(last_edited_on: date, *, regime: Regime = HESSEN) -> Retention:
    """Return when a saved draft is deleted; the person is told before.

    Args:
        last_edited_on: local day of the last edit.
        regime: Land and code of procedure.

    Source: OZG § 8a(3).
    """
    days = regime.parameter("ozg.draft_retention", last_edited_on)
    last_day = last_edited_on + timedelta(days=days.whole)
    explanation = Text(
        f"Ein Entwurf wird {days.value} Tage nach der letzten Änderung gelöscht; dieser bleibt bis zum "
        f"{german_date(last_day)} gespeichert ({days.citation}).",
        f"A draft is deleted {days.value} days after its last change; this one is kept until "
        f"{english_date(last_day)} ({days.citation}).",
    )
    return Retention(last_day, last_day + timedelta(days=1), explanation, days)


@dataclass(frozen=True, slots=True)
class AccountRetention:
    """When an account that nobody uses is deleted.

    Args:
        notice_on: local day on which its owner is told.
        delete_on: local day on which it is deleted.
        explanation: one sentence with the paragraph.
        parameters: the rows that were used.
    """

    notice_on: date
    delete_on: date
    explanation: Text
    parameters: tuple[ParameterVersion, ...]


def account_retention(last_used_on: date, *, regime: Regime = HESSEN) -> AccountRetention:
    """Return when an account that nobody uses is deleted, and when its owner is told.

    Args:
        last_used_on: local day of the last use.
        regime: Land and code of procedure.

    Source: OZG § 8(7).
    """
    unused = regime.parameter("ozg.account_inactivity", last_used_on)
    before = regime.parameter("ozg.account_notice", last_used_on)
    delete_on = add_months(last_used_on, unused.whole)
    notice_on = add_months(delete_on, -before.whole)
    explanation = Text(
        f"Ein Konto wird gelöscht, wenn es so lange niemand nutzt: {Length.of(unused).words().de}, also am "
        f"{german_date(delete_on)}; darauf wird am {german_date(notice_on)} hingewiesen ({unused.citation}).",
        f"An account is deleted after {Length.of(unused).words().en} without use, here on {english_date(delete_on)}; "
        f"its owner is told on {english_date(notice_on)} ({unused.citation}).",
    )
    return AccountRetention(notice_on, delete_on, explanation, (unused, before))


def transfer_log_retention(logged_on: date, *, regime: Regime = HESSEN) -> Retention:
    """Return how long the log of a transfer between registers is kept.

    Args:
        logged_on: local day of the entry.
        regime: Land and code of procedure.

    Source: IDNrG § 9(3).
    """
    kept = regime.parameter("idnrg.log_retention", logged_on)
    last_day = add_months(logged_on, kept.whole)
    explanation = Text(
        f"Dieser Eintrag wird bis zum {german_date(last_day)} aufbewahrt ({kept.citation}).",
        f"This entry is kept until {english_date(last_day)} ({kept.citation}).",
    )
    return Retention(last_day, last_day + timedelta(days=1), explanation, kept)
