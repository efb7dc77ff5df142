"""What the figures refuse."""

from rathaus.values.errors import RathausError


class EffortRefused(RathausError):
    """Effort is a whole number of minutes, a week of work at most, for a task that a person has done."""

    code = "KEN-001"
