"""The plan of a form: its tree, the order of evaluation and its rules as closures; made once per form, then cached."""

from graphlib import CycleError, TopologicalSorter
from weakref import WeakKeyDictionary

from rathaus.engine.formular.closures import compile_condition
from rathaus.engine.formular.condition import references
from rathaus.engine.formular.model import Effect, Field, Formular, Group, Rule
from rathaus.engine.formular.node import BoundRule, Node, Plan
from rathaus.engine.formular.path import is_within, parent_of

_plans: WeakKeyDictionary[Formular, Plan] = WeakKeyDictionary()


def plan_of(formular: Formular) -> Plan:
    """Return the plan of a form, made at its first use.

    Raises:
        graphlib.CycleError: visibility depends on itself; the compiler refuses such forms.
    """
    plan = _plans.get(formular)
    if plan is None:
        plan = _plans[formular] = _make_plan(formular)
    return plan


def visibility_cycle(formular: Formular) -> tuple[str, ...]:
    """Return the template paths of a cycle between visibility and presets, or nothing when there is none."""
    try:
        _make_plan(formular)
    except CycleError as error:
        cycle: list[Node] = error.args[1]
        return tuple(node.path for node in cycle)
    return ()


def _make_plan(formular: Formular) -> Plan:
    nodes = _make_nodes(formular)
    parts = {part.path: (nodes[f.path], part) for f in formular.fields.values() for part in f.date_parts}
    for page in formular.pages:
        for item in page.items:
            _assign_page(nodes[item], page.key)
    _inherit_pages(nodes[""])
    plan = Plan(
        root=nodes[""],
        nodes=nodes,
        order=(),
        parts=parts,
        page_order={page.key: number for number, page in enumerate(formular.pages)},
    )
    for rule in formular.rules:
        _bind(plan, rule)
    plan.order = _sort(plan)
    return plan


def _make_nodes(formular: Formular) -> dict[str, Node]:
    root = Node("", None, None, 0)
    nodes = {"": root}

    def place(path: str) -> Node:
        if path in nodes:
            return nodes[path]
        element: Field | Group = formular.fields.get(path) or formular.groups[path]
        parent = place(parent_of(path))
        node = nodes[path] = Node(path, element, parent, parent.depth + element.repeats, position=len(nodes))
        parent.children.append(node)
        return node

    for path in (*formular.fields, *formular.groups):
        place(path)
    return nodes


def _assign_page(node: Node, page: str) -> None:
    node.page = page
    for child in node.children:
        _assign_page(child, page)


def _inherit_pages(node: Node) -> str:
    """Give every group the page of its first question."""
    found = [page for child in node.children if (page := _inherit_pages(child))]
    if not node.page and found:
        node.page = found[0]
    return node.page


def _bind(plan: Plan, rule: Rule) -> None:
    target = None if rule.target is None else plan.source(rule.target)
    context = plan.source(rule.bearer) if target is None or target.parent is None else target.parent
    bound = BoundRule(
        rule=rule,
        test=compile_condition(plan, rule.condition, context=context, validates=rule.effect is Effect.VALID),
        context=context,
        target=target,
        sources=tuple(dict.fromkeys(plan.source(path) for path in references(rule.condition))),
    )
    if target is not None and rule.effect in {Effect.SHOW, Effect.FORBID}:
        target.visibility.append(bound)
    elif target is not None and rule.effect is Effect.PRESET:
        target.presets.append(bound)
    else:
        _bearer(plan, rule, target).borne.append(bound)


def _bearer(plan: Plan, rule: Rule, target: Node | None) -> Node:
    """Return the bearing node; when the target lies elsewhere, the nearest group that encloses both."""
    bearer = plan.source(rule.bearer)
    if target is None:
        return bearer
    return next(node for node in bearer.ancestors() if is_within(target.path, node.path))


def _sort(plan: Plan) -> tuple[Node, ...]:
    sorter: TopologicalSorter[Node] = TopologicalSorter()
    for node in plan.nodes.values():
        sorter.add(node, *([node.parent] if node.parent else []))
        for bound in (*node.visibility, *node.presets):
            for source in bound.sources:
                sorter.add(node, *source.fields())
    return tuple(sorter.static_order())
