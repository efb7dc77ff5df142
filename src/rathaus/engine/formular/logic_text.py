"""A form's logic as English text: pages, fields with their limits, how often they occur, every rule as a sentence.

For people who examine a form or build on it. The same form always gives the same text.
"""

from collections.abc import Iterator

from rathaus.engine.formular.checks import max_length, max_size, media_types
from rathaus.engine.formular.model import Effect, Field, Formular, Group, Kind, Page, Rule
from rathaus.engine.formular.spoken import one_line, quoted, say_rule
from rathaus.values.text import Text

MOST_OPTIONS = 50
"""Entries of a choice that are written out."""

_EN = "en"
_WRITTEN = frozenset({Kind.TEXT, Kind.TEXTAREA, Kind.EMAIL, Kind.TEL, Kind.IBAN, Kind.POSTAL_CODE})
_KINDS = {
    Kind.TEXT: "text in one line",
    Kind.TEXTAREA: "text in several lines",
    Kind.EMAIL: "e-mail address",
    Kind.TEL: "telephone number",
    Kind.IBAN: "IBAN",
    Kind.POSTAL_CODE: "postal code of five digits",
    Kind.DATE: "date",
    Kind.PARTIAL_DATE: "date, or year and month, or year",
    Kind.TIME: "time of day",
    Kind.DATETIME: "date and time of day",
    Kind.BOOL: "yes or no",
    Kind.CONSENT: "box that must be ticked",
    Kind.INT: "whole number",
    Kind.NUM: "number",
    Kind.CURRENCY: "amount in euros",
    Kind.CHOICE: "choice",
    Kind.FILE: "file",
    Kind.LABEL: "text to read",
    Kind.HIDDEN: "value that is not shown",
    Kind.LOCKED: "value that cannot be changed",
}
_READING = (
    "How to read the rules: an element with rules “is only asked if” is asked when one of them holds; a rule “is not "
    "asked if” goes before them. What is not asked is not demanded, and answers to it do not count. “Must be filled "
    "in” holds where the element is asked. An optional group demands its elements once one of them is answered."
)


def logic_text(formular: Formular) -> str:
    """Return the logic of a form as English text, in German where a text has no translation.

    Args:
        formular: the compiled form.
    """
    return "\n".join(_lines(formular)) + "\n"


def _lines(formular: Formular) -> Iterator[str]:
    yield f"# {_say(formular.title)}"
    yield ""
    yield f"Schema {one_line(formular.key)}, version {one_line(formular.version)}."
    pages, fields, rules = len(formular.pages), len(formular.fields), len(formular.rules)
    yield f"Pages: {pages}. Fields: {fields}. Groups: {len(formular.groups)}. Rules: {rules}."
    for number, page in enumerate(formular.pages, start=1):
        yield ""
        yield f"## {number}. {_say(page.title)}"
        yield ""
        yield from _page_lines(formular, page)
    yield from _part("Not shown", [_field_line(each) for each in formular.fields.values() if each.kind is Kind.HIDDEN])
    yield from _part("Groups", [_group_line(group) for group in formular.groups.values()])
    yield from _part("Rules", list(_rule_lines(formular)))


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "")
        yield from lines


def _page_lines(formular: Formular, page: Page) -> Iterator[str]:
    if page.section != page.title:
        yield f"Section: {_say(page.section)}."
        yield ""
    for item in page.items:
        if item in formular.fields:
            yield from _with_options(formular.fields[item], "")
            continue
        yield _group_line(formular.groups[item])
        for field in formular.entry_fields(item):
            yield from _with_options(field, "  ")


def _with_options(field: Field, indent: str) -> Iterator[str]:
    yield indent + _field_line(field)
    for option in field.options[:MOST_OPTIONS]:
        yield f"{indent}  - {one_line(option.code)}: {_say(option.label)}"
    if len(field.options) > MOST_OPTIONS:
        yield f"{indent}  - and {len(field.options) - MOST_OPTIONS} more entries"


def _field_line(field: Field) -> str:
    facts = [_KINDS[field.kind], *_demands(field), *_limits(field), *_sources(field)]
    return f"- {quoted(field.label.in_language(_EN), _EN)} [{one_line(field.path)}]: {', '.join(facts)}."


def _demands(field: Field) -> Iterator[str]:
    if field.kind is Kind.LABEL:
        return
    if field.soft_required:
        yield "required, may be handed in later"
    else:
        yield "required" if field.required else "optional"
    if field.repeats:
        yield _count(field)


def _limits(field: Field) -> Iterator[str]:
    if field.kind in _WRITTEN:
        yield f"{field.min_length or 1} to {max_length(field)} characters"
    if field.pattern is not None:
        yield f"pattern {one_line(field.pattern)}"
    if field.min_value is not None:
        yield f"not below {one_line(field.min_value)}"
    if field.max_value is not None:
        yield f"not above {one_line(field.max_value)}"
    if field.kind is Kind.FILE:
        yield f"at most {max_size(field)} bytes"
        yield f"one of {', '.join(media_types(field))}"


def _sources(field: Field) -> Iterator[str]:
    if field.codelist:
        yield f"code list {one_line(field.codelist)}"
    if field.norms:
        yield f"by {'; '.join(one_line(norm) for norm in field.norms)}"


def _group_line(group: Group) -> str:
    facts = [_count(group) if group.repeats else "required" if group.min_count else "optional"]
    facts += ["exactly one of its elements is used"] if group.choice_group else []
    facts += [f"by {'; '.join(one_line(norm) for norm in group.norms)}"] if group.norms else []
    return f"- Group {quoted(group.label.in_language(_EN), _EN)} [{one_line(group.path)}]: {', '.join(facts)}."


def _count(element: Field | Group) -> str:
    most = "any number" if element.max_count is None else str(element.max_count)
    return (
        f"{element.min_count} to {most} of entries"
        if element.max_count is None
        else f"{element.min_count} to {most} entries"
    )


def _rule_lines(formular: Formular) -> Iterator[str]:
    if not formular.rules:
        return
    yield _READING
    yield ""
    names = _Paths(formular)
    for number, rule in enumerate(formular.rules, start=1):
        yield f"{number}. {say_rule(formular, rule, names=names, language=_EN)}{_message(rule)} {_origin(rule)}"


def _message(rule: Rule) -> str:
    is_said = rule.effect in {Effect.VALID, Effect.REQUIRE} and rule.message.de
    return f" Message: {quoted(rule.message.in_language(_EN), _EN)}." if is_said else ""


def _origin(rule: Rule) -> str:
    borne = f"borne by {one_line(rule.bearer)}" if rule.bearer else "borne by the form"
    facts = [f"Origin: {one_line(rule.origin)}", borne]
    facts += [f"only in {', '.join(rule.land)}"] if rule.land else []
    facts += [f"by {'; '.join(one_line(norm) for norm in rule.norms)}"] if rule.norms else []
    return f"({'; '.join(facts)}.)"


def _say(text: Text) -> str:
    return one_line(text.in_language(_EN))


class _Paths:
    """Places called by their label, with the path that tells equal labels apart."""

    def __init__(self, formular: Formular) -> None:
        self._formular = formular
        self._parts = {part.path: (each, part) for each in formular.fields.values() for part in each.date_parts}

    def name(self, path: str) -> str:
        """Return the name of a place."""
        if path in self._parts:
            field, part = self._parts[path]
            return f"{part.unit} of {self.name(field.path)}"
        element = self._formular.fields.get(path) or self._formular.groups.get(path)
        if element is None:
            return f"[{one_line(path)}]" if path else "the form"
        return f"{quoted(element.label.in_language(_EN), _EN)} [{one_line(path)}]"
