"""What a page shows before anything is typed."""

from rathaus.engine.formular.model import Formular
from rathaus.surfaces.ui.form_page import Repetition, form_page
from rathaus.surfaces.ui.form_spot import with_entry
from tests.engine.forms import ask, form, group, look, page


def household() -> Formular:
    return form(
        ask("A"), group("H", min_count=0), ask("H.A"),
        group("H.K", min_count=1, max_count=None), ask("H.K.N", required=True),
        pages=[page("eins", "A", "H.A", "H.K")],
    )  # fmt: skip


FORM = household()


def shown(answers: dict[str, object]) -> Repetition:
    begun = with_entry(FORM, answers, page_key="eins", entry="")
    found = form_page(FORM, FORM.pages[0], evaluation=look(FORM, begun), answers=begun)
    return next(part for part in _all(found.parts) if isinstance(part, Repetition))


def _all(parts):
    for part in parts:
        yield part
        yield from _all(getattr(part, "parts", ()))


def test_an_entry_of_an_unused_optional_group_is_not_begun_for_anybody() -> None:
    assert shown({"A": "x"}).entries == ()
    assert look(FORM, with_entry(FORM, {"A": "x"}, page_key="eins", entry="")).findings == ()


def test_it_is_begun_once_the_optional_group_is_used_and_can_be_taken_away_with_it() -> None:
    found = shown({"H.A": "x"})
    assert [entry.key for entry in found.entries] == ["H.K[0]"]
    assert found.may_remove
