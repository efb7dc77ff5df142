"""What every view of the coordination office needs: who may look and act, and its pages."""

from rathaus.core.scope.actor import Role
from rathaus.surfaces.ui.audience import Audience, audience
from rathaus.surfaces.ui.staff_pages import StaffPages

reading = audience(Audience.OFFICER, Audience.AUDITOR)
acting = audience(Audience.OFFICER, methods=("GET", "POST"))

_PAGES = StaffPages("koordination", acting=Role.OFFICER)
show, go_to = _PAGES.show, _PAGES.go_to
