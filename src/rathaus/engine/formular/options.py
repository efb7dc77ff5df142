"""The entries of a choice, looked up by code and searched by what people type."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rathaus.engine.formular.option_search import OptionSearch
from rathaus.values.text import Text

_NO_TEXT = Text("")


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a choice. ``code`` is a string even when it looks like a number."""

    code: str
    label: Text
    help: Text = _NO_TEXT


class Options(tuple[Option, ...]):  # noqa: SLOT001  # what is derived is kept in its dictionary
    """The entries of a choice in the order shown; what is derived from them is made once, however many share them."""

    @cached_property
    def by_code(self) -> Mapping[str, Option]:
        """Return the entries by their code; of several with one code the first."""
        return {option.code: option for option in reversed(self)}

    @cached_property
    def search(self) -> OptionSearch:
        """Return the entries made ready for searching."""
        return OptionSearch(self)
