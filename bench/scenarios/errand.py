"""The whole errand of a person without a Konto, and its last step alone."""

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from bench.errors import WrongAnswer
from bench.exchange import Request, Response
from bench.lanes import Operation
from bench.scenarios.pages import Draft, must_say
from bench.visitor import Upload, Visitor

type Steps = Generator[Request, Response, Response]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SAYS_WHAT_IS_WRONG = "#fehler"


@dataclass(frozen=True, slots=True)
class FormStep:
    """One page of the form with what the person enters.

    Args:
        key: key of the page.
        target: its address; ``{draft}`` stands for the draft.
        form: name of the input and text.
        uploads: files.
    """

    key: str
    target: str
    form: Sequence[tuple[str, str]]
    uploads: Sequence[Upload]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the steps are; ``{draft}`` stands for the draft."""

    service: str
    begin: str
    draft: str
    review: str
    submit: str


@dataclass(frozen=True, slots=True)
class Submission:
    """Submit a draft that is complete; each draft once."""

    target: str
    drafts: Sequence[Draft]

    def operation(self, number: int) -> Operation:
        """Submit it; returns the public id of the Antrag."""
        draft = self.drafts[number]
        visitor = draft.visitor(number)
        response = yield visitor.post("submit", self.target.format(draft=draft.public_id))
        visitor.take(response, allowed={302}, step="submit")
        return only_uuid(response, step="submit")


@dataclass(frozen=True, slots=True)
class Errand:
    """From the service page to the receipt.

    Args:
        addresses: of the steps.
        pages: of the form, in order.
        says: what the receipt must say.
    """

    addresses: Addresses
    pages: Sequence[FormStep]
    says: str

    def operation(self, number: int) -> Operation:
        """Go all the way; returns the public id of the Antrag."""
        return self.walk(Visitor(number))

    def walk(self, visitor: Visitor) -> Operation:
        """Go all the way with the browser of a visitor; returns the public id of the Antrag."""
        yield from _get(visitor, "service page", self.addresses.service)
        yield from _get_form(visitor, "before the start", self.addresses.begin)
        response = yield visitor.post("start", self.addresses.begin)
        visitor.take(response, allowed={302}, step="start")
        draft = only_uuid(response, step="start")
        yield from _get(visitor, "list of tasks", response.location)
        for page in self.pages:
            yield from _fill(visitor, page, draft)
        yield from _get_form(visitor, "review", self.addresses.review.format(draft=draft))
        response = yield visitor.post("submit", self.addresses.submit.format(draft=draft))
        visitor.take(response, allowed={302}, step="submit")
        antrag = only_uuid(response, step="submit")
        receipt = yield from _get(visitor, "receipt", response.location)
        must_say(receipt.text, self.says, step="receipt")
        return antrag


def _fill(visitor: Visitor, page: FormStep, draft: str) -> Steps:
    target = page.target.format(draft=draft)
    yield from _get_form(visitor, "form page", target)
    if page.uploads:
        response = yield visitor.post_files("page POST with a photo", target, form=page.form, uploads=page.uploads)
    else:
        response = yield visitor.post("page POST", target, page.form)
    visitor.take(response, allowed={302}, step=f"page POST {page.key}")
    if response.location.endswith(_SAYS_WHAT_IS_WRONG):
        raise WrongAnswer(f"page POST {page.key}: something is wrong with good answers: {response.location!r}")
    return response


def _get(visitor: Visitor, step: str, target: str) -> Steps:
    response = yield visitor.get(step, target)
    return visitor.take(response, allowed={200}, step=step)


def _get_form(visitor: Visitor, step: str, target: str) -> Steps:
    response = yield from _get(visitor, step, target)
    visitor.read_form(response, step=step)
    return response


def only_uuid(response: Response, *, step: str) -> str:
    """Return the public id in the address that an answer leads to.

    Raises:
        WrongAnswer: there is none.
    """
    found = _UUID.search(response.location)
    if found is None:
        raise WrongAnswer(f"{step}: leads to {response.location!r}")
    return found[0]
