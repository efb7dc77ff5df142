"""What one posted page says: exactly that page's fields are read, everything else stays as it was.

Names of inputs: the path key of the question; a repeating field has one input per entry (``G1.F4[0]``), a repeating
choice (check boxes) one name for all boxes (``G1.F4``). Of a choice with too many options to show see
``searched_input``. A date may come as one text or as three boxes named
``<path key>.tag``, ``.monat`` and ``.jahr``. Names that begin with ``_``, and ``csrfmiddlewaretoken``, belong to the
surface and are ignored. An entry of a repeating group is read when any of its names is there; the bare path key of the
entry (``G1.G2[0]``) is enough and marks the entry as begun. Of an entry in steps only the posted step is read. Files do
not come this way (see ``entries.attach_file``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rathaus.engine.formular.checks import is_empty, max_length
from rathaus.engine.formular.messages import FieldFinding, make_finding
from rathaus.engine.formular.model import Answer, Answers, Field, Formular, Kind
from rathaus.engine.formular.node import MAX_ENTRY, Node, Plan
from rathaus.engine.formular.path import Index
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.searched_input import SEARCH, SEARCHED, PostedSearch, read_searched
from rathaus.engine.formular.state import key_for, locate
from rathaus.engine.formular.steps import Step
from rathaus.engine.formular.typed import join_date_boxes, parse_typed
from rathaus.values.text import Text

BOXES = ("tag", "monat", "jahr")

#: A text longer than this is refused before it is looked at, in characters, whatever the schema allows.
LONGEST_TYPED = 20_000

_PARTS = frozenset({*BOXES, SEARCH, SEARCHED})
_DATES = frozenset({Kind.DATE, Kind.PARTIAL_DATE})
_UNREAD = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED, Kind.FILE})


@dataclass(frozen=True, slots=True)
class PageInput:
    """What was read.

    Args:
        answers: all answers, those of the page replaced by what was posted.
        raw: name of the input → text as typed, shortened to a bound, for showing the page again.
        findings: names that the page does not have, texts beyond all bounds, several answers to one question. What is
            wrong with the values themselves is said by ``evaluate``.
    """

    answers: dict[str, Answer]
    raw: dict[str, str]
    findings: tuple[FieldFinding, ...]


def read_page(
    formular: Formular,
    page_key: str,
    form: Mapping[str, Sequence[str]],
    answers: Answers,
    *,
    step: Step | None = None,
) -> PageInput:
    """Read one posted page, or one step of an entry on it.

    Args:
        formular: the compiled form.
        page_key: key of the page.
        form: name of the input → texts as posted.
        answers: the answers so far; not changed.
        step: the step that was posted; None = the page itself.
    """
    reader = _Reader(plan_of(formular), page_key, form, answers)
    reader.step = step
    if formular.page(page_key) is None:
        reader.refuse("FOR-073", "")
    else:
        reader.read()
    return PageInput(reader.answers, reader.raw, tuple(reader.findings))


class _Reader:
    def __init__(self, plan: Plan, page: str, form: Mapping[str, Sequence[str]], answers: Answers) -> None:
        self.answers = dict(answers)
        self.raw: dict[str, str] = {}
        self.findings: list[FieldFinding] = []
        self.step: Step | None = None
        self._plan = plan
        self._page = page
        self._form = {name: texts for name, texts in form.items() if not _is_foreign(name)}
        self._read: set[str] = set()

    def refuse(self, code: str, path: str, field: Field | None = None) -> None:
        """Note a finding about a name or a question."""
        label = field.label if field else Text("")
        facts = {"most": max_length(field) if field else 0}
        self.findings.append(make_finding(code, path=path, page=self._page, label=label, facts=facts))

    def read(self) -> None:
        """Read every question of the page that stands outside of entries, and every entry that was posted."""
        entries = self._posted_entries()
        for node in self._plan.nodes.values():
            if node.page != self._page or node.field is None or (self.step and not self.step.asks_place(node.path)):
                continue
            home = next(ancestor for ancestor in node.ancestors() if ancestor.field is None and _holds(ancestor))
            for index in entries.get(home.path, ()) if home.repeats else [()]:
                self._read_question(node, node.field, index)
        for _ in self._form.keys() - self._read:
            self.refuse("FOR-070", "")

    def _posted_entries(self) -> dict[str, list[Index]]:
        """Return for every repeating group the entries that were posted; begin those that are named themselves."""
        found: dict[str, set[Index]] = {}
        for name in self._form:
            place = self._locate(name)
            if place is None or place[0].page != self._page or not self._is_here(name):
                continue
            node, index = place
            for ancestor in node.ancestors():
                if ancestor.repeats and ancestor.field is None:
                    found.setdefault(ancestor.path, set()).add(index[: ancestor.depth])
            if node.field is None:
                self._read.add(name)
                self.answers.setdefault(name, {})
        return {path: sorted(indexes) for path, indexes in found.items()}

    def _is_here(self, name: str) -> bool:
        """Whether a name belongs to the entry whose step was posted; all do when it was the page itself."""
        return self.step is None or name == self.step.entry or name.startswith(f"{self.step.entry}.")

    def _locate(self, name: str) -> tuple[Node, Index] | None:
        stem, _, box = name.rpartition(".")
        key = stem if box in _PARTS else name
        return locate(self._plan, key) or locate(self._plan, f"{key}[0]")

    def _read_question(self, node: Node, field: Field, index: Index) -> None:
        base = key_for(node, (*index, 0)).removesuffix("[0]") if node.repeats else key_for(node, index)
        if field.kind in _UNREAD:
            self._read.update(name for name in (base, f"{base}[0]") if not any(self._form.get(name, ())))
            return
        if node.repeats:
            self._read_entries(field, base)
            return
        texts = self._one(field, base)
        if len(texts) > 1:
            self.refuse("FOR-072", base, field)
        elif self._is_short(base, field, texts):
            self.raw[base] = texts[0] if texts else ""
            self._store(field, base, self.raw[base])

    def _read_entries(self, field: Field, base: str) -> None:
        """Read a repeating field; empty entries close up."""
        names = [base, *(f"{base}[{number}]" for number in range(MAX_ENTRY + 1))]
        texts = [text for name in names for text in self._texts(field, name) if text.strip()]
        texts = list(self._found(field, base, texts))
        if not self._is_short(base, field, texts):
            return
        for key in [key for key in self.answers if key.startswith(f"{base}[")]:
            del self.answers[key]
        for number, text in enumerate(texts[: MAX_ENTRY + 1]):
            self.raw[f"{base}[{number}]"] = text
            self._store(field, f"{base}[{number}]", text)

    def _one(self, field: Field, base: str) -> Sequence[str]:
        """Take what was posted for a question with one answer; several are left for a finding."""
        texts = self._texts(field, base)
        return texts if len(texts) > 1 else self._found(field, base, texts)

    def _found(self, field: Field, base: str, texts: Sequence[str]) -> Sequence[str]:
        """Take the text box of a choice that is searched."""
        if not field.is_searched:
            return texts
        boxes = [f"{base}.{SEARCH}", f"{base}.{SEARCHED}"]
        self._read.update(boxes)
        typed, searched = (next(iter(self._form.get(box, ())), "")[: LONGEST_TYPED + 1] for box in boxes)
        return read_searched(field, PostedSearch(texts, typed, searched))

    def _texts(self, field: Field, name: str) -> Sequence[str]:
        """Take what was posted under a name, or in the three boxes of a date."""
        boxes = [f"{name}.{box}" for box in BOXES]
        if field.kind in _DATES and any(box in self._form for box in boxes):
            self._read.update(boxes)
            day, month, year = (next(iter(self._form.get(box, ())), "") for box in boxes)
            return [join_date_boxes(day, month, year)]
        self._read.add(name)
        return self._form.get(name, ())

    def _is_short(self, base: str, field: Field, texts: Sequence[str]) -> bool:
        if all(len(text) <= LONGEST_TYPED for text in texts):
            return True
        self.raw[base] = texts[0][:LONGEST_TYPED]
        self.refuse("FOR-071", base, field)
        return False

    def _store(self, field: Field, key: str, text: str) -> None:
        value = _agreed(field, text) if field.kind is Kind.CONSENT else parse_typed(field, text)
        if is_empty(value):
            self.answers.pop(key, None)
        else:
            self.answers[key] = value


def _agreed(field: Field, text: str) -> Answer:
    """A ticked box gives the only option's code, or True."""
    if not text.strip():
        return ""
    return field.options[0].code if field.options else True


def _holds(node: Node) -> bool:
    """Whether questions below a node are read together: the form itself, or an entry of a repeating group."""
    return node.parent is None or node.repeats


def _is_foreign(name: str) -> bool:
    return name.startswith("_") or name == "csrfmiddlewaretoken"
