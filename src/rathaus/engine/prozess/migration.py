"""Moving a running case to another version of its procedure: what is kept, what is done again, what is lost.

Nothing moves by itself: a case stays with the version with which it began until somebody reads this plan and says yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rathaus.engine.prozess.condition import conditions_hold
from rathaus.engine.prozess.expression import Fact
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.progress import ENTFAELLT, NO_FACTS, deciding_task, open_tasks, outcomes, settle
from rathaus.values.findings import Finding, has_errors


@dataclass(frozen=True, slots=True)
class Migration:
    """What moving a case would do.

    Args:
        done: key of task or timer → outcome, as the case continues with.
        dropped: keys that the other version does not have; their outcomes are lost.
        reopened: keys of tasks and timers that lose their outcome, because it or what led there no longer fits.
        added: keys of tasks that the case did not have and that are open afterwards.
        findings: everything that changes, in words; an error means that the case cannot move.
    """

    done: Mapping[str, str]
    dropped: tuple[str, ...]
    reopened: tuple[str, ...]
    added: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_possible(self) -> bool:
        """Return whether the case can move."""
        return not has_errors(self.findings)


def plan_migration(
    old: Prozess, new: Prozess, *, done: Mapping[str, str], facts: Mapping[str, Fact] = NO_FACTS
) -> Migration:
    """Return what moving a case from one version to another would do.

    Args:
        old: the version that the case follows.
        new: the version that it is to follow.
        done: key of task or timer → outcome so far.
        facts: what conditions ask for.
    """
    if old.leistung.schluessel != new.leistung.schluessel or old.leistung.slug != new.leistung.slug:
        return _refused(done, make_finding("PRO-091", "leistung", old=old.leistung.slug, new=new.leistung.slug))
    if deciding_task(old).key in done:
        return _refused(done, make_finding("PRO-090", "aufgabe"))
    known = {*(task.key for task in new.aufgaben), *(timer.key for timer in new.zeitgeber)}
    past = {key: outcome for key, outcome in done.items() if outcome != ENTFAELLT}
    dropped = tuple(key for key in past if key not in known)
    kept = _kept(old, new, {key: outcome for key, outcome in past.items() if key in known}, facts)
    reopened = tuple(key for key in past if key in known and key not in kept)
    before = {task.key for task in old.aufgaben}
    added = tuple(task.key for task in open_tasks(new, kept, facts) if task.key not in before)
    findings = (
        *(make_finding("PRO-092", f"aufgabe[{key}]", name=_name(old, key), outcome=past[key]) for key in dropped),
        *(make_finding("PRO-093", f"aufgabe[{key}]", name=_name(new, key), outcome=past[key]) for key in reopened),
        *(make_finding("PRO-094", f"aufgabe[{key}]", name=_name(new, key)) for key in added),
    )
    return Migration(kept, dropped, reopened, added, findings)


def _refused(done: Mapping[str, str], finding: Finding) -> Migration:
    return Migration(dict(done), (), (), (), (finding,))


def _kept(old: Prozess, new: Prozess, past: Mapping[str, str], facts: Mapping[str, Fact]) -> dict[str, str]:
    """Return the outcomes that fit the new version, and that its own order of steps can have led to."""
    fitting = {key: outcome for key, outcome in past.items() if _fits(old, new, key, outcome)}
    needs = {task.key: task.nach for task in new.aufgaben} | {timer.key: timer.nach for timer in new.zeitgeber}
    kept: dict[str, str] = {}
    grows = True
    while grows:
        settled = settle(new, kept, facts)
        found = {key for key in fitting if key not in kept and conditions_hold(needs[key], settled)}
        kept = {key: outcome for key, outcome in fitting.items() if key in kept or key in found}
        grows = bool(found)
    return kept


def _fits(old: Prozess, new: Prozess, key: str, outcome: str) -> bool:
    """Return whether a step means the same in both versions and can still end so."""
    tasks = [{task.key: task for task in prozess.aufgaben}.get(key) for prozess in (old, new)]
    if tasks[0] is None or tasks[1] is None:
        return tasks[0] is tasks[1]
    return tasks[0].kind is tasks[1].kind and outcome in outcomes(new, tasks[1])


def _name(prozess: Prozess, key: str) -> str:
    names = {timer.key: timer.name.de for timer in prozess.zeitgeber} | {
        task.key: task.name.de for task in prozess.aufgaben
    }
    return names.get(key, key)
