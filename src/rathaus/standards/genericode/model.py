"""The model of one code list: columns, rows, and which columns hold code and name."""

from collections.abc import Mapping
from dataclasses import dataclass

from rathaus.values.text import Text

AS_PUBLISHED = Text("")


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        id: identifier that the values of a row refer to.
        short_name: short name; often empty in real lists.
        required: whether every row must hold a value.
        data_type: XSD type as written, nearly always ``string``.
    """

    id: str
    short_name: str = ""
    required: bool = False
    data_type: str = "string"


@dataclass(frozen=True, slots=True)
class Key:
    """A declared key: the columns whose values identify a row."""

    id: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codelist:
    """A code list. Codes are strings: leading zeros count.

    Args:
        uri: canonical identification without version; usually a URN, but not always.
        version: version as written, empty when missing.
        version_uri: canonical identification with version.
        short_name: short name; often empty.
        long_name: long name; often empty.
        columns: in the order of the file.
        keys: in the order of the file.
        code_column: id of the column that holds the codes.
        name_column: id of the column that holds the names; equals ``code_column`` in a list with one column.
        rows: one mapping column id → value per row, missing values left out, in the order of the file.
        written_from: what the list was written from where this version itself was not at hand, so that it may differ
            from the published one; empty for what was published.
    """

    uri: str
    version: str
    version_uri: str
    short_name: str = ""
    long_name: str = ""
    columns: tuple[Column, ...]
    keys: tuple[Key, ...] = ()
    code_column: str
    name_column: str
    rows: tuple[Mapping[str, str], ...]
    written_from: Text = AS_PUBLISHED

    def entries(self, *, code_key: str | None = None, name_key: str | None = None) -> tuple[tuple[str, str], ...]:
        """Return ``(code, name)`` per row in the order of the file; a row without name shows its code.

        Args:
            code_key: id of a column or key of the list that replaces the code column; XDatenfelder ``codeKey``.
            name_key: likewise for the name column; XDatenfelder ``nameKey``.
        """
        code_column, name_column = (
            self.column_for(code_key) or self.code_column,
            self.column_for(name_key) or self.name_column,
        )
        return tuple(
            (row[code_column], row.get(name_column) or row[code_column]) for row in self.rows if row.get(code_column)
        )

    def column_for(self, key: str | None) -> str | None:
        """Return the id of the column that a column id or a key id means, or None when the list has neither."""
        if any(column.id == key for column in self.columns):
            return key
        return next((declared.columns[0] for declared in self.keys if declared.id == key and declared.columns), None)
