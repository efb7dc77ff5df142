"""First half of an evaluation: what is shown, which presets hold, what is answered.

Order: scope of the Land and suspended norms → visibility (forbid, show) → presets. Nodes come in an order in which
everything that a condition reads is settled before, so hidden answers count as empty for all that follows.
"""

from rathaus.engine.formular.checks import check_value
from rathaus.engine.formular.model import Answer, Effect, Field, Kind
from rathaus.engine.formular.node import BoundRule, Node, Plan
from rathaus.engine.formular.path import Index
from rathaus.engine.formular.state import State

_FILLED_BY_THE_FORM = frozenset({Kind.HIDDEN, Kind.LOCKED})


def settle(plan: Plan, state: State) -> None:
    """Fill ``asked``, ``names``, ``values``, ``present``, ``derived``, ``problems`` and ``used``."""
    state.names[""][()] = ""
    state.asked[""][()] = ""
    has_suspended = bool(state.suspended_norms)
    for node in plan.order:
        if node.parent is None or not state.names[node.parent.path]:
            continue
        if not (has_suspended and node.element is not None and state.is_suspended(node.element.norms)):
            _settle_node(node, node.parent, state)
    _mark_used(plan, state)


def _settle_node(node: Node, parent: Node, state: State) -> None:
    own, show = node.name, node.visibility and [bound for bound in node.visibility if state.applies(bound.rule)]
    asked, names = state.asked[node.path], state.names[node.path]
    for index, name in state.names[parent.path].items():
        if show and not _is_shown(show, state, index):
            continue
        key = asked[index] = node.path if not index else f"{name}.{own}"
        if not node.repeats:
            names[index] = key
        for number in state.entries[node.path].get(index, ()) if node.repeats else ():
            names[*index, number] = f"{key}[{number}]"
    if node.field is not None:
        _settle_values(node, node.field, state)


def _is_shown(rules: list[BoundRule], state: State, index: Index) -> bool:
    """Hidden while any ``forbid`` holds; where there are ``show`` rules, shown only while one of them holds."""
    shows = [bound for bound in rules if bound.rule.effect is Effect.SHOW]
    if shows and not any(bound.test(state, index) for bound in shows):
        return False
    return not any(bound.test(state, index) for bound in rules if bound.rule.effect is Effect.FORBID)


def _settle_values(node: Node, field: Field, state: State) -> None:
    given = state.given.get(node.path, {})
    if not given and not node.presets and field.kind not in _FILLED_BY_THE_FORM:
        return
    for index in state.names[node.path]:
        value = given.get(index)
        preset = _preset(node, field, state, index)
        if preset is not None and (value is None or value == preset):
            value = preset
            state.derived.add((node.path, index))
        if value is None:
            continue
        state.present[node.path][index] = value
        problem = check_value(field, value)
        if problem is None:
            state.values[node.path][index] = value
        else:
            state.problems[node.path, index] = problem


def _preset(node: Node, field: Field, state: State, index: Index) -> Answer | None:
    for bound in node.presets:
        if state.applies(bound.rule) and bound.test(state, index):
            return bound.rule.value
    return (field.content.de or None) if field.kind in _FILLED_BY_THE_FORM else None


def _mark_used(plan: Plan, state: State) -> None:
    for path, found in state.present.items():
        for index in found:
            if (path, index) not in state.derived:
                _use(plan.nodes[path], index, state)
    for path, begun in state.given.items():
        node = plan.nodes[path]
        if node.field is None:
            for index in begun:
                if index in state.names[path]:
                    _use(node, index, state)


def _use(node: Node, index: Index, state: State) -> None:
    used, around = state.used, node
    while (place := (around.path, index[: around.depth])) not in used:
        used.add(place)
        if around.parent is None:
            return
        around = around.parent
