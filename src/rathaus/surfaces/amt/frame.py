"""What every view of the office needs: who may look and act, for which body, and its pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rathaus.core.scope.actor import Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import current_scope
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.staff_pages import StaffPages

if TYPE_CHECKING:
    from rathaus.core.stelle.models import Stelle

reading = audience(Audience.CLERK, Audience.AUDITOR)
working = audience(Audience.CLERK)
acting = audience(Audience.CLERK, methods=("GET", "POST"))
posting = audience(Audience.CLERK, methods=("POST",))
posting_one_by_one = audience(Audience.CLERK, methods=("POST",), opens_scopes=True)

_PAGES = StaffPages("amt", acting=Role.CLERK)
show, go_to = _PAGES.show, _PAGES.go_to


@dataclass(frozen=True, slots=True)
class Desk:
    """Where somebody works: the body, all ids whose rows it sees, the member of staff."""

    stelle: "Stelle"
    stelle_ids: frozenset[int]
    konto_id: int


def desk_of(request: ScopedRequest) -> Desk:
    """Return the desk behind a request.

    Raises:
        ActorRefused: nobody who works for a body.
    """
    if request.stelle is None or request.actor.konto_id is None:
        raise ActorRefused(role=request.actor.role.value)
    return Desk(request.stelle, current_scope().stellen, request.actor.konto_id)


def may_see_lists(request: ScopedRequest) -> bool:
    """Return whether somebody leads or audits the body, and so may read who took lists of its cases out."""
    return request.mitgliedschaft is not None and request.mitgliedschaft.role in {"lead", "auditor"}


def is_lead(request: ScopedRequest) -> bool:
    """Return whether somebody leads the body for which they look."""
    return request.mitgliedschaft is not None and request.mitgliedschaft.role == "lead"
