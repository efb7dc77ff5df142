"""Columns and keys of a code list, and the choice which column holds the code and which the name."""

from lxml import etree

from rathaus.standards.genericode.model import Column, Key
from rathaus.standards.genericode.tree import child, children, text_of
from rathaus.values.messages import FindingSink


def read_columns(root: etree._Element, sink: FindingSink) -> tuple[Column, ...]:
    """Return the described columns, each id once."""
    columns: dict[str, Column] = {}
    for element in children(child(root, "ColumnSet"), "Column"):
        column_id = str(element.get("Id", "")).strip()
        if not column_id or column_id in columns:
            sink.add("GEN-012", "ColumnSet", id=column_id)
            continue
        data = child(element, "Data")
        columns[column_id] = Column(
            id=column_id,
            short_name=text_of(element, "ShortName"),
            required=element.get("Use") == "required",
            data_type=str(data.get("Type", "string")) if data is not None else "string",
        )
    return tuple(columns.values())


def read_keys(root: etree._Element, columns: tuple[Column, ...], *, sink: FindingSink) -> tuple[Key, ...]:
    """Return the declared keys that refer to described columns only."""
    known = {column.id for column in columns}
    keys = []
    for element in children(child(root, "ColumnSet"), "Key"):
        key = Key(
            id=str(element.get("Id", "")).strip(),
            columns=tuple(str(part.get("Ref", "")).strip() for part in children(element, "ColumnRef")),
        )
        if key.columns and known.issuperset(key.columns):
            keys.append(key)
        else:
            sink.add("GEN-014", "ColumnSet", key=key.id)
    return tuple(keys)


def choose_code_column(columns: tuple[Column, ...], keys: tuple[Key, ...], *, sink: FindingSink) -> str:
    """Return the column of the first key, preferring keys with a single column; without keys the first column.

    Source: Codelisten-Handbuch 1.2; a key over several columns does not make one of them unique.
    """
    if not keys:
        sink.add("GEN-015", "ColumnSet", column=columns[0].id)
        return columns[0].id
    single = (key.columns[0] for key in keys if len(key.columns) == 1)
    return next(single, keys[0].columns[0])


def choose_name_column(columns: tuple[Column, ...], keys: tuple[Key, ...], *, code_column: str) -> str:
    """Return the column of the next key (``codenameKey``), else the first other column, else the code column."""
    of_keys = [key.columns[0] for key in keys if len(key.columns) == 1]
    candidates = [*of_keys, *(column.id for column in columns)]
    return next((column for column in candidates if column != code_column), code_column)
