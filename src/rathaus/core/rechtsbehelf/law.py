"""Law of one remedy, asked for with its Bescheid: the code of procedure, the period, the clock, the committee."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.norm.queries import regime_of, with_kept_law
from rathaus.core.rechtsbehelf.models import Begruendung, Rechtsbehelf
from rathaus.core.rechtsbehelf.rules import (
    Committee,
    InTime,
    Judgement,
    Kind,
    committee_for,
    judge,
    kind_against,
    span_of,
)
from rathaus.core.stelle.models import Stelle
from rathaus.core.zustellung.queries import earliest_announcement
from rathaus.engine.prozess.model import ErgebnisKind
from rathaus.recht.rechtsbehelf import Remedy, RemedySpan, remedy_notice
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.wiedereinsetzung import Missed, Wiedereinsetzung, reinstatement
from rathaus.values.text import Text

_MUNICIPAL = {Stelle.Kind.GEMEINDE, Stelle.Kind.STADT, Stelle.Kind.KREISFREIE_STADT, Stelle.Kind.LANDKREIS}


def regime_for(bescheid: Bescheid) -> Regime:
    """Return Land and code of procedure of a Bescheid."""
    return regime_of(content_of(bescheid.antrag).prozess, stelle_id=bescheid.stelle_id)


def court_regime(rechtsbehelf: Rechtsbehelf) -> Regime:
    """Return the law of a remedy: that of the Land and the VwGO for a Widerspruch, whatever code its Bescheid followed.

    Source: VwGO §§ 60, 70, 73; HessAGVwGO § 7; an Einspruch is one of the AO (§§ 110, 347, 367).
    """
    regime = regime_for(rechtsbehelf.bescheid)
    return regime if rechtsbehelf.kind == Kind.EINSPRUCH else replace(regime, verfahrensrecht=Verfahrensrecht.VWVFG)


def remedy_against(bescheid: Bescheid) -> tuple[Kind, bool] | None:
    """Return which remedy can be filed here against a Bescheid, and whether it carries a notice; None where none.

    One that was replaced is contested no more: the new one is.
    """
    return remedy_named_by(bescheid) if bescheid.replaced_at is None else None


def remedy_named_by(bescheid: Bescheid) -> tuple[Kind, bool] | None:
    """Return which remedy an issued Bescheid had, whether it is still in force or not; None where none leads here."""
    if not bescheid.is_issued:
        return None
    return kind_against(bescheid.remedy, ends_procedure=bescheid.kind == ErgebnisKind.WITHDRAW)


def span_for(bescheid: Bescheid, kind: Kind, *, notice_given: bool) -> RemedySpan | None:
    """Return both ends of the period against a Bescheid, by its retrieval or its way through the post.

    The rows of law that were stored with it count: what is loaded or confirmed later makes nobody late.

    Args:
        bescheid: an issued Bescheid; its letters of paper are seen in the scope of the body alone.
        kind: which remedy.
        notice_given: whether it carries a complete and correct notice.
    """
    announced, earliest = announcement_of(bescheid)
    regime = with_kept_law(regime_for(bescheid), bescheid.parameter_versions)
    return span_of(kind, announced, earliest_on=earliest, notice_given=notice_given, regime=regime)


def announcement_of(bescheid: Bescheid) -> tuple[date | None, date | None]:
    """Return the day on which a Bescheid counts as announced, and the earlier one that is possible, too."""
    return bescheid.announced_on, earliest_announcement(bescheid) or bescheid.announced_on


def judgement_on(bescheid: Bescheid, kind: Kind, *, filed_on: date, notice_given: bool) -> Judgement:
    """Return whether a remedy that came on a local day is in time."""
    return judge(filed_on, span_for(bescheid, kind, notice_given=notice_given))


def reinstatement_for(rechtsbehelf: Rechtsbehelf, added: Iterable[Begruendung]) -> Wiedereinsetzung | None:
    """Return until when reinstatement could be asked for; None where it is not late, or no end of a hindrance is known.

    Args:
        rechtsbehelf: the remedy.
        added: what was brought forward for it.

    Source: VwGO §§ 60, 70(2); AO § 110.
    """
    ended_on = next((each.hindrance_ended_on for each in added if each.hindrance_ended_on), None)
    if rechtsbehelf.in_time != InTime.NO or rechtsbehelf.latest_end is None or ended_on is None:
        return None
    regime = court_regime(rechtsbehelf)
    return reinstatement(rechtsbehelf.latest_end, ended_on, missed=Missed.REMEDY, regime=regime)


def banners_of(rechtsbehelf: Rechtsbehelf) -> tuple[Text, ...]:
    """Return what a clerk must check about a remedy, because its law is not verified."""
    regime = regime_for(rechtsbehelf.bescheid)
    return remedy_notice(Remedy(rechtsbehelf.kind), rechtsbehelf.filed_on, regime=regime).banners


def committee_of(rechtsbehelf: Rechtsbehelf, *, on: date) -> Committee:
    """Return whether a committee hears the person, by the rule of a local day."""
    body = rechtsbehelf.stelle
    return committee_for(
        is_municipal=body.kind in _MUNICIPAL,
        population=body.population,
        on=on,
        regime=court_regime(rechtsbehelf),
    )
