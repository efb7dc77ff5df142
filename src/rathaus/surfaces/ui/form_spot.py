"""Where somebody is in a form: on a page, or on one step of an entry that is asked in steps."""

from dataclasses import dataclass

from rathaus.engine.formular.entries import entry_count, is_demanded, may_begin
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers, Formular, Page
from rathaus.engine.formular.path import is_within, question_of, template_of
from rathaus.engine.formular.steps import Step, steps_around, steps_of
from rathaus.values.findings import Severity


@dataclass(frozen=True, slots=True)
class Spot:
    """A page of the form, or one step of an entry on it.

    Args:
        page: the page.
        step: the step; None = the page itself.
    """

    page: Page
    step: Step | None = None

    @property
    def shown(self) -> Page:
        """The page with the questions that are shown here."""
        return self.step.page if self.step else self.page

    @property
    def entry(self) -> str:
        """Path key of the entry; empty on the page itself."""
        return self.step.entry if self.step else ""

    @property
    def number(self) -> int:
        """Number of the entry from 1; 0 on the page itself."""
        return int(self.entry[len(question_of(self.entry)) + 1 : -1]) + 1 if self.entry else 0


class Spots:
    """The pages and steps of a form as things stand."""

    def __init__(self, formular: Formular, evaluation: Evaluation) -> None:
        self.formular = formular
        self.evaluation = evaluation

    def find(self, page_key: str, *, entry: str, step: str) -> Spot | None:
        """Return the spot of an address, None when there is none that can be reached.

        Args:
            page_key: key of the page.
            entry: path key of the entry, begun in the answers (see :func:`with_entry`); empty for the page itself.
            step: key of the step.
        """
        page = self.formular.page(page_key)
        if page is None or page_key not in self.evaluation.pages:
            return None
        if not entry:
            return Spot(page)
        stands_here = any(is_within(template_of(entry), item) for item in page.items)
        steps = self.steps(entry) if stands_here and entry in self.evaluation.visible else ()
        return next((Spot(page, each) for each in steps if each.page.key == step), None)

    def steps(self, entry: str) -> tuple[Step, ...]:
        """Return the steps of an entry that can be reached."""
        return steps_of(self.formular, self.evaluation.visible, entry=entry)

    def of(self, page: Page, key: str) -> Spot:
        """Return where a question, a group or an entry of a page stands."""
        around = self._around(key)
        return Spot(page, around[-1] if around else None)

    def list_of(self, spot: Spot) -> Spot:
        """Return where the list stands that the entry of a step is in."""
        return self.of(spot.page, question_of(spot.entry))

    def next_step(self, spot: Spot) -> Spot | None:
        """Return the step after a step; None after the last one."""
        steps = self.steps(spot.entry)
        later = steps[steps.index(spot.step) + 1 :] if spot.step in steps else ()
        return Spot(spot.page, later[0]) if later else None

    def concerns(self, finding: FieldFinding, spot: Spot) -> bool:
        """Return whether a finding is about what is asked at a spot; on a page with a list also about its entries."""
        return finding.page == spot.page.key and (spot.step is None or spot.step in self._around(finding.path))

    def begin_of(self, entry: str) -> Step | None:
        """Return where an entry is opened: its first step on which something is wrong, else its first one."""
        steps = self.steps(entry)
        errors = [each.path for each in self.evaluation.findings if each.severity is Severity.ERROR] if steps else []
        wrong = [step for path in errors for step in self._around(path)]
        return next((step for step in steps if step in wrong), steps[0] if steps else None)

    def _around(self, key: str) -> tuple[Step, ...]:
        return steps_around(self.formular, self.evaluation.visible, key=key)


def with_entry(formular: Formular, answers: Answers, *, page_key: str, entry: str) -> dict[str, Answer]:
    """Return the answers with what a page shows before anything is typed.

    That is the entry that is looked at, or the first one of every group of the page that needs one and has no steps.
    A group inside of an optional one that nobody has used, or of a way that nobody has chosen, needs none.
    """
    if entry:
        return {entry: {}, **answers} if may_begin(formular, answers, key=entry) else dict(answers)
    page = formular.page(page_key)
    groups = [group for item in page.items if (group := formular.groups.get(item))] if page else []
    needed = [
        group.path
        for group in groups
        if group.repeats and group.min_count and not group.steps and is_demanded(formular, answers, path=group.path)
    ]
    return {**answers, **{f"{path}[0]": {} for path in needed if not entry_count(answers, path)}}
