"""Every read of decisions about rules."""

from datetime import datetime

from django.db.models import QuerySet

from rathaus.core.regel.models import Regelentscheidung
from rathaus.core.regel.rules import decisions_from
from rathaus.engine.regeltext.model import Decisions, RuleText


def newest_decisions(leistung: str, *, until: datetime | None = None) -> dict[RuleText, Regelentscheidung]:
    """Return the decision that counts for each rule of a Leistung.

    Args:
        leistung: slug.
        until: aware instant; later decisions do not count. None = all count.
    """
    rows = Regelentscheidung.objects.filter(leistung=leistung)
    if until is not None:
        rows = rows.filter(decided_at__lte=until)
    of_rule = ("bearer", "rule", "text_hash")
    newest = rows.order_by(*of_rule, "-number").distinct(*of_rule)
    return {RuleText(row.bearer, row.rule, row.text_hash): row for row in newest}


def decisions_of(leistung: str, *, until: datetime | None = None) -> Decisions:
    """Return what was decided about the rules of a Leistung, as the compiler takes it."""
    return decisions_from(newest_decisions(leistung, until=until).values())


def decisions_about(leistung: str, rule: RuleText) -> QuerySet[Regelentscheidung]:
    """Return every decision about one rule, the newest first."""
    rows = Regelentscheidung.objects.filter(leistung=leistung, bearer=rule.bearer, rule=rule.rule_id)
    return rows.filter(text_hash=rule.text_hash).order_by("-number")
