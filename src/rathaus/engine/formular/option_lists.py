"""Entries of choices in the JSON form of a form: each list is written once, however many questions offer it.

A row is ``[code, German, English, German help, English help]``, what is empty at its end left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rathaus.engine.formular.options import Option, Options
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.engine.formular.model import Field

#: Pairs of the name of a list and its rows.
type PlainLists = Sequence[tuple[str, Sequence[Sequence[str]]]]

#: A shorter choice without a code list stands in its question.
LISTED_FROM = 20


class ListTable:
    """The lists of a form with the names that questions call them by."""

    def __init__(self, fields: "Iterable[Field]") -> None:
        self.names: dict[str, str] = {}
        self._lists: dict[str, Options] = {}
        for field in fields:
            if field.options and (field.codelist or len(field.options) > LISTED_FROM):
                self.names[field.path] = self._name(field)

    def to_json(self) -> list[list[object]]:
        """Return pairs of name and rows."""
        return [[name, [_row(option) for option in options]] for name, options in self._lists.items()]

    def _name(self, field: "Field") -> str:
        """Return the name of a question's list: its URN, and a number when it is offered in several shapes."""
        stem, number = field.codelist or "", 0
        while True:
            name = f"{stem}#{number}" if number else stem
            known = self._lists.setdefault(name, field.choices)
            if known is field.choices or known == field.choices:
                return name
            number += 1


def read_lists(data: PlainLists) -> Mapping[str, Options]:
    """Read what :meth:`ListTable.to_json` wrote."""
    return {name: Options(map(_option, rows)) for name, rows in data}


def _row(option: Option) -> list[str]:
    row = [option.code, option.label.de, option.label.en, option.help.de, option.help.en]
    while not row[-1] and len(row) > 2:
        row.pop()
    return row


def _option(row: Sequence[str]) -> Option:
    code, german, english, help_german, help_english = (*row, "", "", "")[:5]
    return Option(code, Text(german, english), Text(help_german, help_english))
