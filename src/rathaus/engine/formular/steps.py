"""Entries in steps: where one entry of what repeats asks too much for one page, it is asked page by page.

A step is a page of ``Group.steps`` in one entry. Steps without a visible question are skipped, as pages are. Where a
repeating group stands inside of an entry and has steps itself, its entries have their own.
"""

from collections.abc import Collection
from dataclasses import dataclass

from rathaus.engine.formular.model import Formular, Kind, Page
from rathaus.engine.formular.path import is_within, template_of


@dataclass(frozen=True, slots=True)
class Step:
    """One page of one entry.

    Args:
        entry: path key of the entry, such as ``G1.G2[0]``.
        page: what it asks.
    """

    entry: str
    page: Page

    def key_of(self, item: str) -> str:
        """Return the path key of an item of the page in this entry."""
        return self.entry + item[len(template_of(self.entry)) :]

    def asks(self, key: str) -> bool:
        """Return whether a path key names something that stands on this step, at any depth."""
        return key.startswith(f"{self.entry}.") and self.asks_place(template_of(key))

    def asks_place(self, path: str) -> bool:
        """Return whether a template path stands on this page, in whichever entry."""
        return any(is_within(path, item) for item in self.page.items)


def steps_of(formular: Formular, visible: Collection[str], *, entry: str) -> tuple[Step, ...]:
    """Return the steps of an entry that can be reached, in order; none where its questions stand together.

    Args:
        formular: the compiled form.
        visible: of the evaluation.
        entry: path key of the entry.
    """
    group = formular.groups.get(template_of(entry))
    if group is None or not entry.endswith("]"):
        return ()
    steps = (Step(entry, page) for page in group.steps)
    return tuple(step for step in steps if _is_reached(formular, visible, step))


def _is_reached(formular: Formular, visible: Collection[str], step: Step) -> bool:
    fields = formular.fields
    asking = [item for item in step.page.items if item not in fields or fields[item].kind is not Kind.LABEL]
    return any(step.key_of(item) in visible for item in asking)


def steps_around(formular: Formular, visible: Collection[str], *, key: str) -> tuple[Step, ...]:
    """Return the steps on which a question stands, from the outermost entry inwards; none when it stands on a page.

    What concerns an entry as a whole, or a group that several steps share, stands on the last of them: by then
    everything was asked.

    Args:
        formular: the compiled form.
        visible: of the evaluation.
        key: path key of a question, group or entry.
    """
    parts = key.split(".")
    entries = [".".join(parts[:length]) for length in range(1, len(parts) + 1)]
    path = template_of(key)
    return tuple(_holder(steps, path) for entry in entries if (steps := steps_of(formular, visible, entry=entry)))


def _holder(steps: tuple[Step, ...], path: str) -> Step:
    asking = [step for step in steps if step.asks_place(path)]
    if asking:
        return asking[0]
    sharing = [step for step in steps if any(is_within(item, path) for item in step.page.items)]
    return (sharing or steps)[-1]
