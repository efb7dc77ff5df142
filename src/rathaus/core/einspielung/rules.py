"""What an import needs before it can become a version: pure, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from rathaus.engine.package_draft.archive import MAX_BYTES, MAX_FILES
from rathaus.engine.package_draft.drafting import PackageDraft
from rathaus.engine.package_draft.places import DESCRIPTION
from rathaus.values.findings import Finding, has_errors

KEPT_FOR = timedelta(days=14)
"""How long an import is kept that nobody touches."""

MAX_NAME = 200
"""Characters of a file's name, which may become its path in the package."""

_STAND_IN = "PRO-026"


@dataclass(frozen=True, slots=True)
class Examined:
    """An import as it stands now.

    Args:
        draft: what the files are and what is open.
        findings: everything that is wrong with them; what is asked as an open value is left out.
        can_be_stored: whether there is a procedure that can be read: without one there is no version.
    """

    draft: PackageDraft
    findings: tuple[Finding, ...]
    can_be_stored: bool

    @property
    def is_ready(self) -> bool:
        """Whether a version can be made: nothing is open or wrong; a finished package shows its errors as a version."""
        if self.draft.is_finished:
            return self.can_be_stored
        return self.can_be_stored and self.draft.is_settled and not has_errors(self.findings)


def shown_findings(draft: PackageDraft, compiled: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings of a draft and of its compiled package, without those about what is asked anyway.

    Args:
        draft: see :class:`PackageDraft`.
        compiled: findings of the compiled package, each with its file in front of the place.
    """
    ours = [each for each in compiled if draft.is_finished or not _is_asked(draft, each)]
    return tuple(dict.fromkeys((*draft.findings, *ours)))


def _is_asked(draft: PackageDraft, finding: Finding) -> bool:
    of_description = DESCRIPTION in draft.drafted and finding.where.startswith(DESCRIPTION)
    return finding.code == _STAND_IN or of_description


def fits(files: Mapping[str, bytes]) -> bool:
    """Return whether files are few and small enough for one package, and their names short enough to be kept."""
    are_small = sum(len(content) for content in files.values()) <= MAX_BYTES
    return len(files) <= MAX_FILES and are_small and all(0 < len(name) <= MAX_NAME for name in files)
