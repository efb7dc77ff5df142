"""What signed-in people do: look at a list, decide a case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.errors import WrongAnswer
from bench.lanes import Operation
from bench.scenarios.pages import CSRF_COOKIE, must_say
from bench.visitor import Visitor

_FASSUNG = re.compile(r'name="fassung"[^>]*value="([^"]+)"')
_TOKEN = "r" * 32


@dataclass(frozen=True, slots=True)
class Lists:
    """A page of lists, asked for at one address after the other.

    Args:
        step: name for the figures.
        targets: addresses.
        says: what each of them must say.
        cookies: of the person; empty for people who come for the first time.
        every: the text of every so-manieth answer is looked at.
    """

    step: str
    targets: Sequence[str]
    says: str
    cookies: Mapping[str, str]
    every: int = 20

    def operation(self, number: int) -> Operation:
        """Ask for the next one."""
        visitor = Visitor(number, dict(self.cookies))
        response = yield visitor.get(self.step, self.targets[number % len(self.targets)])
        visitor.take(response, allowed={200}, step=self.step)
        if number % self.every == 0:
            must_say(response.text, self.says, step=self.step)
        return None


@dataclass(frozen=True, slots=True)
class Searches:
    """A list narrowed to what somebody looked for; one after the other has looked for something else.

    Args:
        target: address of the list.
        says: what it must say.
        sessions: cookies of each.
    """

    target: str
    says: str
    sessions: Sequence[Mapping[str, str]]

    def operation(self, number: int) -> Operation:
        """Ask for the list of the next one."""
        own = self.sessions[number % len(self.sessions)]
        return (yield from Lists("search", [self.target], self.says, own, every=1).operation(number))


@dataclass(frozen=True, slots=True)
class Decision:
    """Decide a case that is ready for it: look, draft, read the letter, confirm the remedy, issue. Each case once.

    Args:
        cases: address of the page where each is decided.
        draft: what the clerk chooses and types.
        cookies: of the clerk.
    """

    cases: Sequence[str]
    draft: Sequence[tuple[str, str]]
    cookies: Mapping[str, str]

    def operation(self, number: int) -> Operation:
        """Decide it."""
        page = self.cases[number]
        visitor = Visitor(number, {**self.cookies, CSRF_COOKIE: _TOKEN}, _TOKEN)
        for step, form in (("decision page", None), ("draft", self.draft), ("draft as letter", None),
                           ("confirm the remedy", ())):  # fmt: skip
            target = f"{page}gericht/" if step == "confirm the remedy" else page
            response = yield visitor.get(step, target) if form is None else visitor.post(step, target, form)
            visitor.take(response, allowed={200 if form is None else 302}, step=step)
        response = yield visitor.get("last look", f"{page}erlass/")
        visitor.take(response, allowed={200}, step="last look")
        fassung = _FASSUNG.search(response.text)
        if fassung is None:
            raise WrongAnswer("last look: the letter cannot be issued")
        response = yield visitor.post("issue with PDF", f"{page}erlass/", [("fassung", fassung[1])])
        visitor.take(response, allowed={302}, step="issue with PDF")
        if "hinweis=erlassen" not in response.location:
            raise WrongAnswer(f"issue with PDF: leads to {response.location}")
        return None
