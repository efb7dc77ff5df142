"""What stands against keeping, holding and deleting cases like this."""

from rathaus.values.errors import RathausError


class RetentionRefused(RathausError):
    """A retention period needs whole years, from one to a hundred, what it rests on, and a confirmation."""

    code = "AKT-001"


class HoldRefused(RathausError):
    """A hold is set with a reason and lifted with a reason."""

    code = "AKT-002"


class HoldNotFound(RathausError):
    """There is no such hold on this case, or it is lifted."""

    code = "AKT-003"
