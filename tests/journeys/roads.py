"""A road: somebody applies, the right office decides, the decision arrives and is read, all at devices of one kind."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pypdf

from tests.journeys import citizen, clerk
from tests.journeys.clerk import Decision
from tests.journeys.errands import Errand
from tests.journeys.person import Person

PHONE = MappingProxyType({"viewport": {"width": 360, "height": 740}})
PHONE_WITHOUT_SCRIPT = MappingProxyType({**PHONE, "java_script_enabled": False})


@dataclass(frozen=True)
class Road:
    """One errand: where it begins, which office decides it, how, and what the letter says.

    ``account`` is the name with which the citizen signs in, where the law wants that. ``device`` is what both the
    citizen and the clerk sit at.
    """

    errand: Errand
    place: str
    office: str
    clerk: str
    decision: Decision
    letter: str
    account: str = ""
    device: Mapping[str, Any] = MappingProxyType({})


def walk(road: Road, somebody: Callable[..., Person]) -> None:
    """Apply, decide, read the Bescheid on the page and as PDF."""
    person = somebody(**road.device)
    if road.account:
        citizen.sign_in(person, road.account)
    receipt = citizen.apply(person, road.errand, road.place)
    person.sees(road.office)

    office = citizen.sign_in(somebody(**road.device), road.clerk)
    clerk.decide(office, receipt.number, road.decision)

    citizen.wait_for_letter(person, receipt, road.decision.result).sees(road.letter, "Rechtsbehelfsbelehrung")
    text = read_pdf(person.download("Als PDF herunterladen"))
    assert road.letter in text
    assert road.office in text
    assert "Widerspruch" in text
    person.open(receipt.path)
    person.sees("Entschieden", "Das Amt hat entschieden.")


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF with single blanks, as somebody would read it."""
    assert content.startswith(b"%PDF-")
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())
