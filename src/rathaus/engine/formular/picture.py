"""A form as text: what `rathaus compile` prints."""

from collections.abc import Iterator

from rathaus.engine.formular.condition import Condition, Operation, Operator, Reference, Today
from rathaus.engine.formular.model import Field, Formular, Group, Kind, Page, Rule

_MARKS = {
    Kind.CHOICE: "( )",
    Kind.BOOL: "( )",
    Kind.CONSENT: "[ ]",
    Kind.FILE: "[^]",
    Kind.LABEL: " i ",
    Kind.LOCKED: "[=]",
}
_INPUT = "[_]"
_WORDS = {Operator.EQUAL: "=", Operator.NOT_EQUAL: "≠", Operator.LESS_THAN: "<"}


def picture(formular: Formular) -> str:
    """Return the form as text: pages with their questions, what is not shown, and the rules."""
    return "\n".join(_lines(formular)) + "\n"


def _lines(formular: Formular) -> Iterator[str]:
    yield f"{formular.title.de} ({formular.key} {formular.version})"
    yield f"{len(formular.pages)} pages, {len(formular.fields)} fields, {len(formular.rules)} rules"
    for number, page in enumerate(formular.pages, start=1):
        yield ""
        yield f"── {number}. {page.title.de} [{page.key}]"
        yield from _page_lines(formular, page)
    hidden = [field for field in formular.fields.values() if field.kind is Kind.HIDDEN]
    if hidden:
        yield ""
        yield "── not shown"
        yield from (_field_line(field, 1) for field in hidden)
    if formular.rules:
        yield ""
        yield "── rules"
        yield from (_rule_line(rule) for rule in formular.rules)


def _page_lines(formular: Formular, page: Page) -> Iterator[str]:
    for item in page.items:
        if item in formular.fields:
            yield _field_line(formular.fields[item], 1)
        else:
            group = formular.groups[item]
            yield f"   ┌ {group.label.de}{_count(group)}"
            yield from (_field_line(field, 2) for field in formular.entry_fields(item))


def _field_line(field: Field, depth: int) -> str:
    indent = "   " * depth
    mark = _MARKS.get(field.kind, _INPUT)
    options = f" {{{', '.join(option.code for option in field.options[:8])}}}" if field.options else ""
    more = ", …" if len(field.options) > 8 else ""
    return f"{indent}{mark} {field.label.de}{_star(field)} · {field.kind}{_count(field)}{options}{more} · {field.path}"


def _star(field: Field) -> str:
    return " (*)" if field.soft_required and field.required else " *" if field.required else ""


def _count(element: Field | Group) -> str:
    most = "*" if element.max_count is None else element.max_count
    return f" {element.min_count}:{most}" if element.repeats else ""


def _rule_line(rule: Rule) -> str:
    value = "" if rule.value is None else f" := {rule.value!r}"
    land = f" [{', '.join(rule.land)}]" if rule.land else ""
    return f"   {rule.effect} {rule.target or rule.bearer or 'form'}{value}{land} if {_condition(rule.condition)}"


def _condition(condition: Condition) -> str:
    if isinstance(condition, Operation):
        return _operation(condition)
    if isinstance(condition, Today):
        return f"today{condition.days:+}" if condition.days else "today"
    return condition.path if isinstance(condition, Reference) else repr(condition.value)


def _operation(condition: Operation) -> str:
    match condition:
        case Operation(Operator.EQUAL | Operator.NOT_EQUAL | Operator.LESS_THAN as operator, (first, second)):
            return f"{_condition(first)} {_WORDS[operator]} {_condition(second)}"
        case Operation(Operator.AND | Operator.OR | Operator.XOR as operator, operands):
            return f"({f' {operator} '.join(_condition(operand) for operand in operands)})"
        case _:
            return f"{condition.operator}({', '.join(_condition(operand) for operand in condition.operands)})"
