"""The rules of a version that its schema says in prose: the list, one rule, and deciding about it."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.leistung.workbench import decide_on_version, open_rules, workbench_of
from rathaus.core.regel.errors import DecisionTooLong, ReadingChanged, WordingNotUnderstood
from rathaus.core.regel.queries import decisions_about
from rathaus.core.regel.rules import MAX_REASON, MAX_WORDING, Decision, Seen, Verdict, is_read_whole
from rathaus.engine.compiler.compile import COMPILER_VERSION
from rathaus.engine.regeltext.outline import outline
from rathaus.surfaces.koordination.frame import acting, go_to, reading, show
from rathaus.surfaces.koordination.regel_probe import probe_of
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import title_of
from rathaus.values.errors import RathausError
from rathaus.values.text import without_control_signs

if TYPE_CHECKING:
    from rathaus.core.leistung.models import LeistungVersion
    from rathaus.core.regel.workbench import ProseRule, Workbench
    from rathaus.engine.regeltext.model import RuleReading

_DECISIONS = {"bestaetigen": Decision.CONFIRMED, "worte": Decision.CORRECTED, "ablehnen": Decision.REJECTED}
_REASONS = {Decision.CORRECTED: "grund_worte", Decision.REJECTED: "grund_ablehnung"}
_WORDING, _LOOK = "wortlaut", "ansehen"
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class _Posted:
    """What came of a POST: what is wrong, how the words that were typed are read, and whether they may be saved."""

    errors: Problems = ()
    proposal: "RuleReading | None" = None
    may_save: bool = False
    must_look: bool = False


_NOTHING_POSTED = _Posted()


@reading
def waiting_rules(request: ScopedRequest) -> HttpResponse:
    """Show in which services rules wait for a person."""
    rows = [(each, title_of(each.version.leistung)) for each in open_rules()]
    return show(request, "offene_regeln", {"section": "leistungen", "rows": rows})


@reading
def rules(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    leistung, version = version_of(slug, number)
    bench = workbench_of(version)
    waiting, decided, certain = _groups(bench)
    context = {
        **version_head(leistung, version, view="regeln"),
        **_about(bench, version),
        "waiting": waiting,
        "decided": decided,
        "certain": certain,
        "acting": sum(each.acts for each in bench.rules),
    }
    return show(request, "regeln", context)


@reading
def rule(request: ScopedRequest, *, slug: str, number: str, rule: str) -> HttpResponse:
    _, version = version_of(slug, number)
    return _show_rule(request, version, workbench_of(version), rule)


@acting
def decision(request: ScopedRequest, *, slug: str, number: str, rule: str) -> HttpResponse:
    """Take a decision; words of the person are shown as they are read before they can be saved."""
    if request.method != "POST":
        return go_to("rule", slug, number, rule)
    _, version = version_of(slug, number)
    bench = workbench_of(version)
    posted = _take(request, bench, bench.rule(rule))
    if posted.errors or posted.proposal is not None:
        return _show_rule(request, version, bench, rule, posted)
    note = "regel_wirkt" if version.state == "loaded" else "regel_vorgemerkt"
    return go_to("rule", slug, number, rule, note=note)


def _take(request: ScopedRequest, bench: "Workbench", found: "ProseRule") -> _Posted:
    button = request.POST.get("entscheidung", "")
    chosen = _DECISIONS.get(button)
    if button == _LOOK or chosen is Decision.CORRECTED:
        return _take_words(request, bench, found, is_look=button == _LOOK)
    if chosen is None:
        return _refused("", ReadingChanged())
    about = bench.read_from_prose(found) if chosen is Decision.CONFIRMED else found.reading
    return _Posted(errors=_decide(request, bench, chosen, about))


def _take_words(request: ScopedRequest, bench: "Workbench", found: "ProseRule", *, is_look: bool) -> _Posted:
    wording = without_control_signs(request.POST.get(_WORDING, ""))
    if not wording:
        return _refused(_WORDING, WordingNotUnderstood())
    if len(wording) > MAX_WORDING:
        return _refused(_WORDING, DecisionTooLong())
    proposal = bench.read_in_words(found, wording)
    if not is_read_whole(proposal):
        return _refused(_WORDING, WordingNotUnderstood(), proposal)
    if is_look or request.POST.get("lesart") != proposal.key:
        return _Posted(proposal=proposal, may_save=True, must_look=not is_look)
    errors = _decide(request, bench, Decision.CORRECTED, proposal)
    return _Posted(errors, proposal if errors else None, may_save=bool(errors))


def _decide(request: ScopedRequest, bench: "Workbench", chosen: Decision, about: "RuleReading") -> Problems:
    field = _REASONS.get(chosen, "")
    verdict = Verdict(chosen, about, request.POST.get(field, "") if field else "")
    number = request.POST.get("gesehen", "")
    seen = Seen(int(number) if _NUMBER.fullmatch(number) else -1, request.POST.get("lesart", ""))
    return attempt(
        lambda: decide_on_version(actor=request.actor, bench=bench, verdict=verdict, seen=seen, now=timezone.now()),
        field=field if not verdict.reason.strip() else "",
    )


def _refused(field: str, error: RathausError, proposal: "RuleReading | None" = None) -> _Posted:
    def refuse() -> None:
        raise error

    return _Posted(errors=attempt(refuse, field=field), proposal=proposal)


def _show_rule(
    request: ScopedRequest,
    version: "LeistungVersion",
    bench: "Workbench",
    address: str,
    posted: _Posted = _NOTHING_POSTED,
) -> HttpResponse:
    found = bench.rule(address)
    shown, subtree = posted.proposal or found.reading, bench.subtree(found.reading.bearer)
    prose = bench.read_from_prose(found)
    context = {
        **version_head(version.leistung, version, view="regeln"),
        **_about(bench, version),
        **probe_of(shown, subtree, query=request.GET),
        "rule": found,
        "shown": shown,
        "prose": prose,
        "may_confirm": prose.understood and not _is_confirmed(found),
        "bearer": bench.name_of(found.reading.bearer),
        "doubts": list(dict.fromkeys([*(each.finding for each in shown.doubts), *shown.hints])),
        "trees": [(each.message, outline(each.condition, subtree)) for each in shown.readings],
        "decisions": list(decisions_about(bench.ground.leistung, found.reading.of_text)),
        "next_rule": next((each for each in _groups(bench)[0] if each.address != address), None),
        "posted": posted,
        "boxes": request.POST,
        "limits": {"reason": MAX_REASON, "wording": MAX_WORDING},
    }
    return show(request, "regel", context, status=422 if posted.errors else 200)


def _is_confirmed(found: "ProseRule") -> bool:
    """Return whether a confirmation would say nothing new."""
    if found.decision is None:
        return not found.needs_decision
    return found.decision.decision == Decision.CONFIRMED and found.is_settled


def _groups(bench: "Workbench") -> "tuple[list[ProseRule], list[ProseRule], list[ProseRule]]":
    """Return the rules that need a decision, those with one, and the others; none needs one beside machine form."""
    is_asked = not bench.ground.has_machine_form
    waiting = [each for each in bench.rules if is_asked and each.needs_decision]
    decided = [each for each in bench.rules if each.decision is not None and each not in waiting]
    return waiting, decided, [each for each in bench.rules if each not in waiting and each not in decided]


def _about(bench: "Workbench", version: "LeistungVersion") -> dict[str, Any]:
    return {
        "bench": bench,
        "has_machine_form": bench.ground.has_machine_form,
        "is_older": version.compiler_version != COMPILER_VERSION,
    }
