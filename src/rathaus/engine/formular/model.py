"""The compiled form: what the compiler emits, the portal shows, the Antrag stores and the clerk reads.

Everything is immutable. Fields, groups and pages are addressed by *template paths* (see the package docstring).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

from rathaus.engine.formular.condition import Condition, condition_from_json, condition_to_json
from rathaus.engine.formular.option_lists import ListTable, read_lists
from rathaus.engine.formular.options import Option, Options
from rathaus.values.plain import from_plain, own_form, to_plain
from rathaus.values.text import Text

#: What may stand in answers: text, code, ISO date and decimal as str; yes/no as bool; whole number as int; a file
#: reference, or the empty mapping that marks an entry which was begun, as dict.
type Answer = str | bool | int | Mapping[str, object]
type Answers = Mapping[str, Answer]

_NO_TEXT = Text("")

#: A choice of more entries is searched instead of being shown as a whole: one answer, several answers.
SEARCHED_FROM, SEARCHED_FROM_REPEATING = 250, 30


class Kind(StrEnum):
    """What a field asks for, and so how it is shown, read, checked and stored.

    Stored as ``str`` unless said otherwise: ``date`` as ``YYYY-MM-DD``, ``partial_date`` as ``YYYY``, ``YYYY-MM`` or
    ``YYYY-MM-DD``, ``time`` as ``HH:MM``, ``datetime`` as ``YYYY-MM-DDTHH:MM``, ``bool`` as bool (radio Ja/Nein),
    ``int`` as int, ``num`` and ``currency`` as decimal text with a point (``12.50``), ``choice`` as the code,
    ``consent`` (a box that must be ticked) as True, or as the only option's code when the field has an option,
    ``file`` as ``{"datei": public uuid, "name": …, "size": bytes, "sha256": …, "media_type": optional}``.
    ``label`` is a heading with ``content``; ``hidden`` is never shown and takes ``content`` or a preset; ``locked`` is
    shown read-only.
    """

    TEXT = "text"
    TEXTAREA = "textarea"
    EMAIL = "email"
    TEL = "tel"
    IBAN = "iban"
    POSTAL_CODE = "postal_code"
    DATE = "date"
    PARTIAL_DATE = "partial_date"
    TIME = "time"
    DATETIME = "datetime"
    BOOL = "bool"
    CONSENT = "consent"
    INT = "int"
    NUM = "num"
    CURRENCY = "currency"
    CHOICE = "choice"
    FILE = "file"
    LABEL = "label"
    HIDDEN = "hidden"
    LOCKED = "locked"


class Effect(StrEnum):
    """What a rule does while its condition holds."""

    REQUIRE = "require"
    FORBID = "forbid"
    VALID = "valid"
    SHOW = "show"
    PRESET = "preset"


class DateUnit(StrEnum):
    """Part of a date that a schema splits into three numbers."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DatePart:
    """One of the three numbers of the schema that stand behind a merged date.

    Args:
        unit: day, month or year.
        path: template path of the number in the schema; exports and rules use it.
        element_id: id of the number's field.
        version: its version.
        required: whether the schema demands it inside the date's group.
    """

    unit: DateUnit
    path: str
    element_id: str
    version: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question (or label, or hidden value) at one place of the form.

    Args:
        path: template path; the same element id may stand at several paths.
        element_id: id of the element in the schema, such as ``F60000000227``; of the group for a merged date.
        version: version of the element, such as ``1.1.0``.
        kind: see :class:`Kind`.
        label: the question.
        help: help text; empty when there is none.
        why: why we ask: the legal basis, or a sentence of the package.
        required: cardinality minimum above 0: required *if shown and if its group is used*.
        soft_required: a missing value is a warning, not an error: the law demands that an incomplete Antrag is taken.
        min_count: smallest number of entries.
        max_count: largest number of entries; None = unlimited. Above 1 (or None) the path key carries ``[n]``; a
            repeating choice is a set of check boxes.
        options: entries of a choice, in the order to be shown.
        codelist: version URN of the code list that the options come from.
        min_length: characters.
        max_length: characters.
        min_value: lower limit, inclusive: decimal text, or ISO date, time or instant by kind.
        max_value: upper limit, inclusive, as ``min_value``.
        pattern: regular expression that the whole value must match (XSD semantics).
        max_size: bytes, files only.
        media_types: allowed media types, files only; empty = the platform's default.
        prefill: token of a known fact that may be offered, such as ``person.vorname``.
        autocomplete: token for the HTML attribute of this name.
        norms: legal bases; the field is not asked when all of them are suspended.
        content: text of a label; value of a hidden or locked field.
        date_parts: the schema's numbers behind a merged date, day, month, year.
    """

    path: str
    element_id: str
    version: str
    kind: Kind
    label: Text
    help: Text = _NO_TEXT
    why: Text = _NO_TEXT
    required: bool = False
    soft_required: bool = False
    min_count: int = 0
    max_count: int | None = 1
    options: tuple[Option, ...] = ()
    codelist: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    min_value: str | None = None
    max_value: str | None = None
    pattern: str | None = None
    max_size: int | None = None
    media_types: tuple[str, ...] = ()
    prefill: str | None = None
    autocomplete: str | None = None
    norms: tuple[str, ...] = ()
    content: Text = _NO_TEXT
    date_parts: tuple[DatePart, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "options", self.choices)

    @property
    def repeats(self) -> bool:
        """Return whether several entries are allowed, so that path keys carry ``[n]``."""
        return self.max_count != 1

    @property
    def choices(self) -> Options:
        """Return the options with what is derived from them."""
        return self.options if isinstance(self.options, Options) else Options(self.options)

    @property
    def is_searched(self) -> bool:
        """Return whether there are too many options to show: the person types and chooses from what is found."""
        most = SEARCHED_FROM_REPEATING if self.repeats else SEARCHED_FROM
        return self.kind is Kind.CHOICE and len(self.options) > most

    def option(self, code: object) -> Option | None:
        """Return the option with this code."""
        return self.choices.by_code.get(code) if isinstance(code, str) else None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form: questions that belong together.

    Args:
        key: stable key for addresses, such as ``antragsteller-2``.
        title: heading of the page.
        section: heading of the section (a top-level group) that the page belongs to.
        help: introduction.
        items: template paths in the order shown: fields, labels, or one repeating group whose fields are the entry's
            questions (see :meth:`Formular.entry_fields`).
    """

    key: str
    title: Text
    section: Text
    help: Text = _NO_TEXT
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields at one place of the form.

    Args:
        path: template path.
        element_id: id of the element in the schema.
        version: its version.
        label: heading.
        help: help text.
        min_count: smallest number of entries; 0 = the group is optional, its children count only once it is used.
        max_count: largest number of entries; None = unlimited. Above 1 (or None) path keys carry ``[n]``.
        choice_group: exactly one of the children is used (Gruppenart X).
        transparent: the group only wraps one child: show no heading of its own.
        norms: legal bases; the group is not asked when all of them are suspended.
        steps: where an entry asks too much for one page, the pages that it is asked on, one after another; empty =
            its questions stand together.
    """

    path: str
    element_id: str
    version: str
    label: Text
    help: Text = _NO_TEXT
    min_count: int = 0
    max_count: int | None = 1
    choice_group: bool = False
    transparent: bool = False
    norms: tuple[str, ...] = ()
    steps: tuple[Page, ...] = ()

    @property
    def repeats(self) -> bool:
        """Return whether several entries are allowed, so that path keys carry ``[n]``."""
        return self.max_count != 1


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule in the typed machine form.

    Args:
        effect: see :class:`Effect`.
        bearer: template path of the group that bears the rule; empty = the form itself.
        target: template path that the rule acts on; None for ``valid`` without a target.
        condition: tree with template paths.
        message: sentence for the person, what is wrong.
        value: the value of a ``preset``.
        land: Länder (ISO 3166-2 without ``DE-``) that the rule is for; empty = all.
        norms: legal bases; the rule sleeps when all of them are suspended.
        origin: where the rule comes from: ``package``, ``api``, ``prose`` or ``editor``.
    """

    effect: Effect
    bearer: str
    target: str | None
    condition: Condition = field(metadata=own_form(condition_to_json, condition_from_json))
    message: Text = _NO_TEXT
    value: str | bool | int | None = None
    land: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    origin: str = "package"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Formular:
    """A compiled form.

    Args:
        key: id of the schema, such as ``S99000000001``.
        version: version of the schema.
        title: title of the form.
        pages: pages in the order asked.
        fields: template path → field, in document order.
        groups: template path → group, in document order.
        rules: rules in the order evaluated.
        land_scope: Länder that any rule names; empty = the form is the same everywhere.
        norms: all legal bases that any element names, sorted.
    """

    key: str
    version: str
    title: Text
    pages: tuple[Page, ...]
    fields: Mapping[str, Field]
    groups: Mapping[str, Group] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[Rule, ...] = ()
    land_scope: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))
        object.__setattr__(self, "groups", MappingProxyType(dict(self.groups)))

    def __hash__(self) -> int:
        return hash((self.key, self.version, len(self.fields), len(self.rules)))

    def page(self, key: str) -> Page | None:
        """Return the page with this key."""
        return next((page for page in self.pages if page.key == key), None)

    def entry_fields(self, group_path: str) -> tuple[Field, ...]:
        """Return the fields below a group, at any depth, in document order."""
        prefix = f"{group_path}."
        return tuple(field for path, field in self.fields.items() if path.startswith(prefix))

    def to_bytes(self) -> bytes:
        """Return the JSON form as compact UTF-8 bytes, the same bytes for equal forms: what is hashed and stored."""
        return json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":")).encode()

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form: what :meth:`from_json` reads; equal forms give equal JSON."""
        table = ListTable(self.fields.values())
        fields = {
            path: replace(each, options=()) if path in table.names else each for path, each in self.fields.items()
        }
        data: dict[str, Any] = to_plain(replace(self, fields=fields))
        if table.names:
            data["lists"] = table.to_json()
            for path, plain in data["fields"]:
                if path in table.names:
                    plain["list"] = table.names[path]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the form that :meth:`to_json` writes, or wrote when each question held its own options."""
        form = from_plain(cls, data)
        if "lists" not in data:
            return form
        lists = read_lists(data["lists"])
        named = {path: lists[plain["list"]] for path, plain in data["fields"] if "list" in plain}
        fields = form.fields.items()
        filled = {path: replace(each, options=named[path]) if path in named else each for path, each in fields}
        return replace(form, fields=filled)
