"""Entries of what repeats, and files: pure functions from answers to answers."""

import re
from collections.abc import Mapping

from rathaus.engine.formular.checks import check_value
from rathaus.engine.formular.messages import FieldFinding, make_finding
from rathaus.engine.formular.model import Answer, Answers, Field, Formular, Group, Kind
from rathaus.engine.formular.path import is_within, question_of, template_of
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.state import locate
from rathaus.values.text import Text


def entry_count(answers: Answers, path: str) -> int:
    """Return how many entries there are, begun ones included: one more than the largest number used.

    Args:
        answers: path key → value.
        path: path key of the repeating question without a number of its own, such as ``G1.G2``.
    """
    pattern = _numbered(path)
    return max((int(match[1]) + 1 for key in answers if (match := pattern.match(key))), default=0)


def add_entry(formular: Formular, answers: Answers, path: str) -> tuple[dict[str, Answer], str]:
    """Begin one more entry.

    Args:
        formular: the compiled form.
        answers: path key → value; not changed.
        path: path key of the repeating group or field without a number of its own.

    Returns:
        The new answers and the path key of the new entry. An entry of a group is marked by its own key, so that it
        stays while it is empty; an entry of a field exists only with a value. When the largest number of entries is
        reached or the path does not repeat, the answers come back unchanged with an empty path key.
    """
    element = _repeating(formular, path)
    number = entry_count(answers, path)
    if element is None or (element.max_count is not None and number >= element.max_count):
        return dict(answers), ""
    key = f"{path}[{number}]"
    return ({**answers, key: {}} if isinstance(element, Group) else dict(answers)), key


def may_begin(formular: Formular, answers: Answers, *, key: str) -> bool:
    """Return whether an entry is there already, or may be the next one.

    Args:
        formular: the compiled form.
        answers: path key → value.
        key: path key of the entry, such as ``G1.G2[0]``.
    """
    if question_of(key) == key or locate(plan_of(formular), key) is None:
        return False
    parts = key.split(".")
    around = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    return all(_is_there_or_next(formular, answers, entry) for entry in around if entry.endswith("]"))


def _is_there_or_next(formular: Formular, answers: Answers, key: str) -> bool:
    path = question_of(key)
    element = _repeating(formular, path)
    number, count = int(key[len(path) + 1 : -1]), entry_count(answers, path)
    most = None if element is None else element.max_count
    return number < count or (number == count and (most is None or number < most))


def is_free(formular: Formular, path: str) -> bool:
    """Return whether a group lies in an optional group or in a choice: then it may be left out with all its entries.

    Args:
        formular: the compiled form.
        path: template path of the group.
    """
    return any(group.min_count == 0 or group.choice_group for _, group in _around(formular, path))


def is_demanded(formular: Formular, answers: Answers, *, path: str) -> bool:
    """Return whether a group that must have entries needs them: every optional group and choice around it is used.

    Args:
        formular: the compiled form.
        answers: path key → value.
        path: template path of the group.
    """
    used = {template_of(key) for key in answers}
    for inner, group in _around(formular, path):
        free = inner if group.choice_group else group.path if group.min_count == 0 else ""
        if free and not any(is_within(key, free) for key in used):
            return False
    return True


def _around(formular: Formular, path: str) -> list[tuple[str, Group]]:
    """Return the groups around a group, each with the path of what lies in it on the way there."""
    parts = path.split(".")
    ways = [(".".join(parts[: length + 1]), ".".join(parts[:length])) for length in range(1, len(parts))]
    return [(inner, formular.groups[outer]) for inner, outer in ways if outer in formular.groups]


def remove_entry(formular: Formular, answers: Answers, key: str) -> dict[str, Answer]:
    """Remove one entry with all below it; the entries after it move up.

    Args:
        formular: the compiled form.
        answers: path key → value; not changed.
        key: path key of the entry, such as ``G1.G2[0]``; one that names no entry changes nothing.
    """
    path = question_of(key)
    if path == key or _repeating(formular, path) is None:
        return dict(answers)
    pattern, gone = _numbered(path), int(key[len(path) + 1 : -1])
    out: dict[str, Answer] = {}
    for name, value in answers.items():
        match = pattern.match(name)
        number = int(match[1]) if match else -1
        if number > gone and match:
            out[f"{path}[{number - 1}]{name[match.end() :]}"] = value
        elif number != gone:
            out[name] = value
    return out


def attach_file(
    formular: Formular, answers: Answers, path: str, *, file: Mapping[str, object]
) -> tuple[dict[str, Answer], FieldFinding | None]:
    """Put a file into a file field: replace it, or add an entry where the field repeats.

    Args:
        formular: the compiled form.
        answers: path key → value; not changed.
        path: path key of the question; what names no file field is refused.
        file: ``{"datei": public uuid, "name": …, "size": bytes, "sha256": …, "media_type": …}``.

    Returns:
        The new answers, or the old ones with the finding that says why the file is refused.
    """
    plan = plan_of(formular)
    place = locate(plan, path) or locate(plan, f"{path}[0]")
    if place is None or place[0].field is None or place[0].field.kind is not Kind.FILE:
        return dict(answers), make_finding("FOR-070", path="", page="", label=Text(""))
    node, field = place[0], place[0].field
    problem = check_value(field, file)
    if problem is not None:
        facts = dict(problem.facts)
        return dict(answers), make_finding(problem.code, path=path, page=node.page, label=field.label, facts=facts)
    path = question_of(path) if field.repeats else path
    key = f"{path}[{entry_count(answers, path)}]" if field.repeats else path
    return {**answers, key: dict(file)}, None


def prefill_answers(formular: Formular, answers: Answers, facts: Mapping[str, Answer]) -> dict[str, Answer]:
    """Return answers for empty questions that a known fact answers, for the surface to offer.

    A fact answers the first question that asks for it: the next name in a form is somebody else's.

    Args:
        formular: the compiled form.
        answers: the answers so far.
        facts: prefill token such as ``person.vorname`` → value as stored in answers.
    """
    first: dict[str, str] = {}
    for path, field in formular.fields.items():
        if field.prefill and _is_plain(formular, path):
            first.setdefault(field.prefill, path)
    return {path: facts[token] for token, path in first.items() if token in facts and path not in answers}


def _is_plain(formular: Formular, path: str) -> bool:
    """Return whether neither the field nor a group around it repeats."""
    steps = path.split(".")
    return not any(_repeating(formular, ".".join(steps[:length])) for length in range(1, len(steps) + 1))


def _repeating(formular: Formular, path: str) -> Field | Group | None:
    template = template_of(path)
    element = formular.fields.get(template) or formular.groups.get(template)
    return element if element is not None and element.repeats else None


def _numbered(path: str) -> re.Pattern[str]:
    return re.compile(re.escape(path) + r"\[(\d+)\]")
