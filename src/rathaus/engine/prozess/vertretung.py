"""Who may act for the applicant, and which of it a form asks for itself.

Source: the notation is ours and defined in ``docs/reference/ablauf.md``, section ``[vertretung]``.
"""

from dataclasses import dataclass
from enum import StrEnum


class VertretungKind(StrEnum):
    """In which part somebody acts for the person of the form.

    Parents, guardians and legal carers represent by law or by a court; the other two by a mandate.

    Source: VwVfG § 14(1), SGB X § 13(1), AO § 80(1) for the mandate; BGB § 1629(1) for parents.
    """

    ELTERN = "eltern"
    VORMUNDSCHAFT = "vormundschaft"
    BETREUUNG = "betreuung"
    VOLLMACHT = "vollmacht"
    ORGANISATION = "organisation"

    @property
    def is_by_mandate(self) -> bool:
        """Whether a mandate makes somebody the representative."""
        return self in {VertretungKind.VOLLMACHT, VertretungKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class VertretungRule:
    """What a form asks itself, so that nobody is asked twice.

    Args:
        feld: template path of the question in which part somebody applies.
        arten: the kinds that its answers cover.
    """

    feld: str
    arten: tuple[VertretungKind, ...]
