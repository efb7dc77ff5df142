"""What a clerk asks, shares and answers: the values that actions take, and what a body is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from rathaus.core.antrag.queries import all_file_ids, sections_of
from rathaus.core.beteiligung.errors import NotOfThisCase
from rathaus.core.beteiligung.rules import OpinionKind, frozen_extract
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.case import Case


@dataclass(frozen=True, slots=True)
class Request:
    """Who is asked what.

    Args:
        name: who is asked, as the case names them.
        question: plain text.
        due_on: local day until which an opinion is asked for.
        asked: a body of this system; None for an authority outside, which gets a letter.
        address: postal address of an authority outside, one line each.
        party: key of the party in the task; empty when the clerk chose it.
    """

    name: str
    question: str
    due_on: date
    asked: Stelle | None = None
    address: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What of the case is shown to those who are asked.

    Args:
        paths: path keys of answers.
        documents: public ids of files.
    """

    paths: Collection[str] = ()
    documents: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An opinion.

    Args:
        kind: what it comes to.
        text: plain text.
        files: name and bytes of files that belong to it.
    """

    kind: OpinionKind
    text: str = ""
    files: Sequence[tuple[str, bytes]] = ()


def extract_of(case: Case, shared: Shared) -> list[dict[str, object]]:
    """Return the chosen answers of a case, frozen.

    Raises:
        NotOfThisCase: an answer or a file does not belong to the case.
    """
    sections = sections_of(case.antrag, language="de")
    known = {row.path for section in sections for row in section.rows}
    if not (set(shared.paths) <= known and set(shared.documents) <= set(all_file_ids(case.antrag))):
        raise NotOfThisCase(vorgang=case.vorgang.public_id)
    return frozen_extract(sections, shared.paths)
