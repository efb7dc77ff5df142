"""Stand-ins: what a draft says in the place of something that nobody has said yet.

A line with the word ``TODO`` holds one. The import of processes and the wizard write such lines; whoever settles a line
takes the word away. Source: ``docs/reference/ablauf.md``.
"""

import re
from typing import Final

from rathaus.engine.prozess.messages import make_finding
from rathaus.values.findings import Finding

_MARK: Final = re.compile(rb"\bTODO\b")
_COMMENT: Final = re.compile(rb"\s+#\s*TODO\b.*")
_LONGEST: Final = 80
"""Characters of a line that a finding repeats."""


def check_stand_ins(content: bytes, *, has_comments: bool = True) -> tuple[Finding, ...]:
    """Return a finding for each line of a file that still holds a stand-in; comment lines of their own do not count.

    Args:
        content: bytes of ``ablauf.toml`` or of a letter, UTF-8.
        has_comments: whether ``#`` begins a comment; in a letter it begins a heading.
    """
    return tuple(
        make_finding("PRO-026", f"line {number}", text=_shown(line))
        for number, line in enumerate(content.splitlines(), start=1)
        if _MARK.search(line) and not (has_comments and line.lstrip().startswith(b"#"))
    )


def _shown(line: bytes) -> str:
    """Return what a line says, without the comment that marks it, cut."""
    return _COMMENT.sub(b"", line).decode(errors="replace").strip()[:_LONGEST]
