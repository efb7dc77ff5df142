"""Who acts for the person of a form: pure. What may be recorded, and by which norms the office may ask for proof."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from rathaus.engine.formular.model import Answers, Formular
from rathaus.engine.formular.path import is_within, template_of
from rathaus.engine.prozess.model import Verfahrensrecht
from rathaus.engine.prozess.vertretung import VertretungKind
from rathaus.values.plain import from_plain, to_plain

MAX_NAME, MAX_CONTACT = 120, 200
"""Longest name of a person or an organisation, and longest contact, in characters; no law sets them."""


@dataclass(frozen=True, slots=True)
class Vertretung:
    """Who acts for the person of the form.

    Args:
        kind: in which part.
        name: the person who acts, on one line.
        organisation: for which organisation they act; required where the organisation helps, else may be empty.
        contact: telephone number or e-mail address; may be empty.
    """

    kind: VertretungKind
    name: str
    organisation: str = ""
    contact: str = ""

    @property
    def who(self) -> str:
        """Name and organisation in one line."""
        return f"{self.name} ({self.organisation})" if self.organisation else self.name

    def to_json(self) -> dict[str, Any]:
        """Return the JSON form; empty texts are left out."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    def declared(self, verfahrensrecht: Verfahrensrecht) -> dict[str, str]:
        """Return it as the data of the Antrag say it: in German words, with a verified norm for a proof."""
        return {
            "art": self.kind.value,
            "name": self.name,
            "organisation": self.organisation,
            "kontakt": self.contact,
            "nachweis": norms_for(self.kind, verfahrensrecht).proof,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read the form that :meth:`to_json` writes."""
        return from_plain(cls, data)


class Problem(StrEnum):
    """What is wrong with one entry."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    TOO_LONG = "too_long"


def one_line(text: str) -> str:
    """Return a text on one line: single blanks, and nothing that is no letter, digit or sign."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def problems_of(vertretung: Vertretung, offered: Collection[VertretungKind]) -> Mapping[str, Problem]:
    """Return what is wrong, by the name of the attribute; empty when nothing is.

    Args:
        vertretung: what is to be recorded.
        offered: the kinds that the Leistung does not ask for in its form.
    """
    found: dict[str, Problem] = {}
    if vertretung.kind not in offered:
        found["kind"] = Problem.UNKNOWN
    if not vertretung.name:
        found["name"] = Problem.MISSING
    if vertretung.kind is VertretungKind.ORGANISATION and not vertretung.organisation:
        found["organisation"] = Problem.MISSING
    longest = {"name": MAX_NAME, "organisation": MAX_NAME, "contact": MAX_CONTACT}
    return found | {name: Problem.TOO_LONG for name, limit in longest.items() if len(getattr(vertretung, name)) > limit}


@dataclass(frozen=True, slots=True)
class VertretungNorms:
    """Citations: by which the office may ask for proof, and by which it writes to the representative.

    Args:
        proof: of the mandate, or of what a parent, guardian or carer says; empty where the wording is not verified.
        letters: empty where no mandate was given, or the wording is not verified.
    """

    proof: str
    letters: str

    @property
    def proof_note(self) -> str:
        """The norm for a proof as the end of a sentence, before its full stop."""
        return f" ({self.proof})" if self.proof else ""

    @property
    def letters_note(self) -> str:
        """The norm for letters likewise."""
        return f" ({self.letters})" if self.letters else ""


_OF_THE_LAND = VertretungNorms("", "")
"""An authority of a Land follows its own code (VwVfG § 1(3)), whose wording nobody has verified: we cite none of it."""
_MANDATE = {
    Verfahrensrecht.VWVFG: _OF_THE_LAND,
    Verfahrensrecht.SGB_X: VertretungNorms("§ 13 Abs. 1 Satz 3 SGB X", "§ 13 Abs. 3 SGB X"),
    Verfahrensrecht.AO: VertretungNorms("§ 80 Abs. 3 AO", "§ 80 Abs. 5 AO"),
}
_BY_LAW = {
    Verfahrensrecht.VWVFG: _OF_THE_LAND,
    Verfahrensrecht.SGB_X: VertretungNorms("§ 21 Abs. 2 SGB X", ""),
    Verfahrensrecht.AO: VertretungNorms("§ 90 Abs. 1 AO", ""),
}


def norms_for(kind: VertretungKind, verfahrensrecht: Verfahrensrecht) -> VertretungNorms:
    """Return by which norms the office may ask for proof and writes to the representative.

    A mandate has a rule of its own. A parent, guardian or carer names evidence as every participant does.

    Source: VwVfG § 1(3); SGB X §§ 13(1), 13(3), 21(2); AO §§ 80(3), 80(5), 90(1).
    """
    return (_MANDATE if kind.is_by_mandate else _BY_LAW)[verfahrensrecht]


def facts_to_take_back(
    formular: Formular, *, answers: Answers, prefilled: Answers, visited: Sequence[str]
) -> frozenset[str]:
    """Return the path keys of answers that are those of the representative: prefilled, and never looked at.

    Args:
        formular: the compiled form.
        answers: path key → value.
        prefilled: what the Konto of whoever applies filled in.
        visited: keys of the pages that were saved; their answers are confirmed.
    """
    seen = [item for page in formular.pages if page.key in visited for item in page.items]
    return frozenset(
        key
        for key, value in prefilled.items()
        if answers.get(key) == value and not any(is_within(template_of(key), item) for item in seen)
    )
