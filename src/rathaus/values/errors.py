"""The root of our errors: a rule of ours was broken."""

from typing import ClassVar


class RathausError(Exception):
    """Something that our rules forbid was tried.

    Subclasses set ``code`` (stable, such as ``LEI-001``), say the message in their docstring and take the facts as
    keyword arguments. ``rathaus.surfaces.ui.error_texts`` turns a code into an HTTP status and a German and an
    English text.
    """

    code: ClassVar[str] = "RAT-000"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        detail = ", ".join(f"{key}={value!r}" for key, value in facts.items())
        super().__init__(
            f"{self.code}: {self.__class__.__doc__} ({detail})" if detail else f"{self.code}: {self.__doc__}"
        )
