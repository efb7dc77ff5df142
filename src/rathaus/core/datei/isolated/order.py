"""What the process is asked, and what it answers: one line of JSON, then bytes."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self


class Act(StrEnum):
    """What is wanted: a copy to keep, or a picture of the first page to look at."""

    COPY = "copy"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Order:
    """One order.

    Args:
        act: what is wanted.
        media_type: type of the content, by its first bytes.
        watermark: text across the picture; empty for none.
        font: path of a TrueType font for the watermark; empty for a built-in one.
    """

    act: Act
    media_type: str
    watermark: str = ""
    font: str = ""

    def pack(self, content: bytes) -> bytes:
        """Return the order with the content."""
        return json.dumps(asdict(self)).encode() + b"\n" + content

    @classmethod
    def unpack(cls, data: bytes) -> tuple[Self, bytes]:
        """Read what :meth:`pack` wrote."""
        head, _, content = data.partition(b"\n")
        fields = json.loads(head)
        return cls(**{**fields, "act": Act(fields["act"])}), content


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    Args:
        media_type: type of the content; empty when the original itself is safe to give away.
        pages: number of pages of the original; 1 for a picture.
        problem: why nothing was drawn, as a code; empty when something was.
    """

    media_type: str = ""
    pages: int = 1
    problem: str = ""

    def pack(self, content: bytes) -> bytes:
        """Return the answer with the content."""
        return json.dumps(asdict(self)).encode() + b"\n" + content

    @classmethod
    def unpack(cls, data: bytes) -> tuple[Self, bytes]:
        """Read what :meth:`pack` wrote.

        Raises:
            ValueError: the process ended before it had answered.
        """
        head, _, content = data.partition(b"\n")
        return cls(**json.loads(head)), content


class NotDrawn(Exception):
    """The content cannot be drawn; the text is a code."""
