"""States, references and deadlines of an Antrag: pure."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers, Formular, Kind
from rathaus.engine.formular.page_input import PageInput, read_page
from rathaus.engine.formular.path import is_within, parent_of, template_of

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is mistaken for a digit."""

GIVEN_NAME, FAMILY_NAME, ORGANISATION = "person.vorname", "person.familienname", "organisation.name"

PREFILL_COLUMNS = MappingProxyType(
    {
        GIVEN_NAME: "vorname",
        FAMILY_NAME: "nachname",
        "person.geburtsdatum": "geburtsdatum",
        "person.email": "email",
        "person.telefon": "telefon",
        "anschrift.strasse": "strasse",
        "anschrift.hausnummer": "hausnummer",
        "anschrift.postleitzahl": "postleitzahl",
        "anschrift.ort": "ort",
    }
)
"""Prefill token of the form → column of what a person told us about themselves."""


class Status(StrEnum):
    """Where an Antrag stands, as the citizen sees it."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_CITIZEN = "waiting"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    PASSED_ON = "passed_on"


class Channel(StrEnum):
    """By which road an Antrag came; all but the first were entered by a clerk."""

    ONLINE = "online"
    COUNTER = "counter"
    PAPER = "paper"
    EX_OFFICIO = "ex_officio"
    LEGACY = "legacy"


class ReadBack(StrEnum):
    """How the person has read what a clerk entered for them."""

    SCREEN = "screen"
    PRINT = "print"
    SIGNED = "signed"
    SELF = "self"


def is_read_back(channel: Channel, read_back: ReadBack | None) -> bool:
    """Return whether an Antrag may be submitted: nobody declares what they have not read.

    Args:
        channel: by which road it comes; what an office opens by itself declares nothing in anybody's name.
        read_back: how the person has read it; None where nobody says so.
    """
    match channel:
        case Channel.COUNTER:
            return read_back is not None
        case Channel.PAPER:
            return read_back in {ReadBack.SIGNED, ReadBack.SELF}
        case _:
            return True


class OfficialState(StrEnum):
    """The six states of the federal status monitor (ZBP), in their order."""

    INITIATED = "INITIATED"
    SUBMITTED = "SUBMITTED"
    RECEIVED = "RECEIVED"
    PROCESSING = "PROCESSING"
    ACTION_REQUIRED = "ACTION_REQUIRED"
    COMPLETED = "COMPLETED"

    @property
    def position(self) -> int:
        """Place in the order, from 0."""
        return list(OfficialState).index(self)


_OFFICIAL = MappingProxyType(
    {
        Status.RECEIVED: OfficialState.RECEIVED,
        Status.IN_PROGRESS: OfficialState.PROCESSING,
        Status.WAITING_FOR_CITIZEN: OfficialState.ACTION_REQUIRED,
        Status.DECIDED: OfficialState.COMPLETED,
        Status.WITHDRAWN: OfficialState.COMPLETED,
        Status.PASSED_ON: OfficialState.COMPLETED,
    }
)


def official_state(status: Status) -> OfficialState:
    """Return the official state of an Antrag; a draft is INITIATED, and SUBMITTED lasts no moment here.

    Submission and receipt are one transaction, so that no Antrag is ever sent and not received.
    """
    return _OFFICIAL[status]


class Outcome(StrEnum):
    """How a draft ended."""

    SUBMITTED = "submitted"
    DELETED = "deleted"
    EXPIRED = "expired"


ANNOUNCED_BEFORE = timedelta(days=7)
"""How long before its deletion a draft is announced; no law sets it."""

FEWEST_SHOWN = 5
"""A smaller number of drafts is not told, so that nobody can be recognised."""


def announces_deletion(*, last_day: date, today: date, edited_at: datetime, announced_at: datetime | None) -> bool:
    """Return whether the deletion of a draft is to be announced now: soon, and not since the last edit.

    Args:
        last_day: last local day on which it is kept.
        today: local date Europe/Berlin.
        edited_at: aware instant of the last edit.
        announced_at: aware instant of the last announcement; None before there was one.
    """
    is_soon = today <= last_day <= today + ANNOUNCED_BEFORE
    return is_soon and (announced_at is None or announced_at < edited_at)


def shown_count(count: int) -> int | None:
    """Return a number of drafts as it may be told; None for one that is too small."""
    return count if count >= FEWEST_SHOWN or count == 0 else None


_ENDS = {Status.DECIDED, Status.WITHDRAWN, Status.PASSED_ON}
_NEXT: dict[Status, set[Status]] = {
    Status.RECEIVED: {Status.IN_PROGRESS, Status.WAITING_FOR_CITIZEN, *_ENDS},
    Status.IN_PROGRESS: {Status.WAITING_FOR_CITIZEN, *_ENDS},
    Status.WAITING_FOR_CITIZEN: {Status.IN_PROGRESS, *_ENDS},
    **{status: set() for status in _ENDS},
}


def may_follow(before: Status, after: Status) -> bool:
    """Return whether an Antrag may go from one state to another; staying is always allowed."""
    return before is after or after in _NEXT[before]


def is_open(status: Status) -> bool:
    """Return whether the office still owes a decision."""
    return bool(_NEXT[status])


def new_reference(year: int) -> str:
    """Return a fresh reference such as ``2026-7K3M-9QPD``: the year, then 40 random bits."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"{year}-{letters[:4]}-{letters[4:]}"


def expected_on(submitted_on: date, days: int) -> date:
    """Return the local day by which the decision can be expected; an expectation, not a legal deadline."""
    return submitted_on + timedelta(days=days)


def applicant_name(formular: Formular, answers: Answers) -> str:
    """Return who applies: the organisation, where its name is asked beside the person's, else the person.

    The harmonised building blocks of FIM name both. An organisation that is asked for elsewhere, such as the keeper of
    a car, applies for nothing; without any person it does.
    """
    named = _named(formular, answers)
    person = _person(named)
    if ORGANISATION in named and (not person or _acts_for_organisation(named)):
        return named[ORGANISATION][1]
    return person


def contact_name(formular: Formular, answers: Answers) -> str:
    """Return the person whom the form names beside the organisation that applies; empty where a person applies."""
    named = _named(formular, answers)
    return _person(named) if ORGANISATION in named and _acts_for_organisation(named) else ""


def _named(formular: Formular, answers: Answers) -> dict[str, tuple[str, str]]:
    """Return the first answer to each question that a name prefills: token → group of the question, answer."""
    named: dict[str, tuple[str, str]] = {}
    for key, value in answers.items():
        field = formular.fields.get(template_of(key))
        if field is not None and field.prefill in {GIVEN_NAME, FAMILY_NAME, ORGANISATION}:
            named.setdefault(field.prefill, (parent_of(template_of(key)), str(value)))
    return named


def _person(named: Mapping[str, tuple[str, str]]) -> str:
    return " ".join(named[token][1] for token in (GIVEN_NAME, FAMILY_NAME) if token in named)


def _acts_for_organisation(named: Mapping[str, tuple[str, str]]) -> bool:
    """Whether a person is named in the group that names the organisation."""
    group = named[ORGANISATION][0]
    return any(named[token][0] == group for token in (GIVEN_NAME, FAMILY_NAME) if token in named)


def answers_to_keep(
    before: Formular, present: Formular, *, answers: Answers, anew: Collection[str]
) -> dict[str, Answer]:
    """Return the answers of an earlier Antrag that a new one may begin with.

    Args:
        before: the form that asked for them.
        present: the form that asks now.
        answers: path key → value, as they count.
        anew: template paths of questions that are answered anew. Files and consents always are.
    """
    return {
        key: value
        for key, value in answers.items()
        if template_of(key) not in anew and _asks_the_same(before, present, template_of(key))
    }


_ALWAYS_ANEW = frozenset({Kind.FILE, Kind.CONSENT, Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})


def _asks_the_same(before: Formular, present: Formular, path: str) -> bool:
    """Whether both forms ask one question of the same kind with the same choice at a path."""
    old, new = before.fields.get(path), present.fields.get(path)
    if old is None or new is None or new.kind in _ALWAYS_ANEW:
        return False
    codes = [[option.code for option in field.options] for field in (old, new)]
    return (old.element_id, old.kind, codes[0]) == (new.element_id, new.kind, codes[1])


def file_ids(answers: Answers) -> tuple[str, ...]:
    """Return the public ids of all files that answers refer to, in order."""
    return tuple(str(value["datei"]) for value in answers.values() if isinstance(value, Mapping) and "datei" in value)


def with_files(answers: Answers, copies: Mapping[str, str]) -> dict[str, Answer]:
    """Return answers that refer to other files.

    Args:
        answers: path keys → answers.
        copies: public id of a file → of the one that stands in its place.
    """
    return {
        key: {**value, "datei": copies.get(str(value["datei"]), value["datei"])}
        if isinstance(value, Mapping) and "datei" in value
        else value
        for key, value in answers.items()
    }


def is_requested(key: str, requested: Collection[str]) -> bool:
    """Return whether a path key belongs to what the office asked for.

    Args:
        key: path key of an answer.
        requested: template paths of questions and groups.
    """
    template = template_of(key)
    return any(is_within(template, path) for path in requested)


def merge_requested(
    formular: Formular, answers: Answers, *, requested: Collection[str], form: Mapping[str, Sequence[str]]
) -> PageInput:
    """Return the answers with those that the office asked for replaced by what was posted; files stay.

    Args:
        formular: the compiled form.
        answers: the answers so far; not changed.
        requested: template paths that the office asked for.
        form: name of the input → texts as posted.
    """
    merged, raw, findings = dict(answers), dict[str, str](), list[FieldFinding]()
    files = {key: value for key, value in answers.items() if isinstance(value, Mapping) and "datei" in value}
    for page in _requested_pages(formular, requested):
        read = read_page(formular, page, form, merged)
        kept: dict[str, Answer] = {key: value for key, value in merged.items() if not is_requested(key, requested)}
        merged = kept | {key: value for key, value in (files | read.answers).items() if is_requested(key, requested)}
        raw |= {name: text for name, text in read.raw.items() if is_requested(name, requested)}
        findings += [each for each in read.findings if each.path and is_requested(each.path, requested)]
    return PageInput(merged, raw, tuple(findings))


def _requested_pages(formular: Formular, requested: Collection[str]) -> list[str]:
    """Return the keys of the pages that hold a question the office asked for, in order."""
    asked = [path for path in formular.fields if is_requested(path, requested)]
    return [page.key for page in formular.pages if any(is_within(path, item) for item in page.items for path in asked)]
