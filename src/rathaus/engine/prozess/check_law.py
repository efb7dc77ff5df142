"""Whether the law knows what a procedure asks it: the legal parameters that say how long a timer runs."""

from collections.abc import Iterator

from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.table import nearest
from rathaus.recht.parameters import FALLBACK, Status
from rathaus.recht.regime import Regime
from rathaus.recht.units import LENGTH_UNITS
from rathaus.values.findings import Finding


def check_parameters(prozess: Prozess, regime: Regime) -> Iterator[Finding]:
    """Yield a finding for each timer whose parameter has no row that could apply, or one that is no length of time.

    Args:
        prozess: the procedure.
        regime: its law with every row that is known; a draft never applies.
    """
    places = FALLBACK.get(regime.jurisdiction, (regime.jurisdiction,))
    units: dict[str, set[str]] = {}
    for row in regime.parameters.versions:
        if row.jurisdiction in places and row.status is not Status.DRAFT:
            units.setdefault(row.key, set()).add(row.unit)
    lengths = [key for key, found in units.items() if found <= LENGTH_UNITS]
    for timer in prozess.zeitgeber:
        where = f"zeitgeber[{timer.key}].parameter"
        if timer.parameter and timer.parameter not in units:
            yield make_finding("PRO-027", where, key=timer.parameter, hint=nearest(timer.parameter, lengths))
        elif timer.parameter and timer.parameter not in lengths:
            yield make_finding("PRO-028", where, key=timer.parameter, unit=", ".join(sorted(units[timer.parameter])))
