"""Ask for one page, again and again, each time as somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.errors import WrongAnswer
from bench.lanes import Operation
from bench.visitor import Upload, Visitor

LINK_COOKIE = "rathaus_link_0"
"""A browser has one such cookie for each link, told apart by the end of the name."""
CSRF_COOKIE = "rathaus_csrf"
_EVERY = 20
"""Every answer's status is looked at; the text of every twentieth, because unpacking costs the generator time."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was prepared: its public id and the secret of its link."""

    public_id: str
    secret: str

    def visitor(self, number: int) -> Visitor:
        """Return its person; the token against forgery is the one that a page would have given."""
        token = "r" * 32
        return Visitor(number, {LINK_COOKIE: self.secret, CSRF_COOKIE: token}, token)


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A page that everybody may see, asked for by people who come for the first time."""

    target: str
    says: str

    def operation(self, number: int) -> Operation:
        """Ask for it."""
        visitor = Visitor(number)
        response = yield visitor.get("service page", self.target)
        visitor.take(response, allowed={200}, step="service page")
        if number % _EVERY == 0:
            must_say(response.text, self.says, step="service page")
        return None


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page of the form of a draft."""

    target: str
    says: str
    drafts: Sequence[Draft]

    def operation(self, number: int) -> Operation:
        """Ask for it."""
        draft = self.drafts[number % len(self.drafts)]
        visitor = draft.visitor(number)
        response = yield visitor.get("form page", self.target.format(draft=draft.public_id))
        visitor.take(response, allowed={200}, step="form page")
        if number % _EVERY == 0:
            must_say(response.text, self.says, step="form page")
        return None


@dataclass(frozen=True, slots=True)
class PagePost:
    """Save a page of the form of a draft; one answer is another one each time."""

    target: str
    leads_to: str
    form: Sequence[tuple[str, str]]
    changing: str
    drafts: Sequence[Draft]

    def operation(self, number: int) -> Operation:
        """Save it."""
        draft = self.drafts[number % len(self.drafts)]
        visitor = draft.visitor(number)
        form = [*self.form, (self.changing, f"06181 {number:07}")]
        response = yield visitor.post("page POST", self.target.format(draft=draft.public_id), form)
        visitor.take(response, allowed={302}, step="page POST")
        if response.location != self.leads_to.format(draft=draft.public_id):
            raise WrongAnswer(f"page POST: leads to {response.location}")
        return None


@dataclass(frozen=True, slots=True)
class PhotoPost:
    """Save a page of the form with a photo; each draft once."""

    target: str
    form: Sequence[tuple[str, str]]
    uploads: Sequence[Upload]
    drafts: Sequence[Draft]

    def operation(self, number: int) -> Operation:
        """Send it."""
        draft = self.drafts[number]
        visitor = draft.visitor(number)
        target = self.target.format(draft=draft.public_id)
        response = yield visitor.post_files("upload", target, form=self.form, uploads=self.uploads)
        visitor.take(response, allowed={302}, step="upload")
        return None


def must_say(page: str, words: str, *, step: str) -> None:
    """Look whether a page says what it must.

    Raises:
        WrongAnswer: it does not.
    """
    if words not in page:
        raise WrongAnswer(f"{step}: the page does not say {words!r}")
