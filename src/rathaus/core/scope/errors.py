"""Errors of the scope."""

from rathaus.values.errors import RathausError


class ActorRefused(RathausError):
    """The actor may not do this."""

    code = "SCO-001"


class BearerMissing(ActorRefused):
    """Nobody is signed in and no secret link is known, so nothing of anybody's can be shown or changed."""

    code = "SCO-004"


class ScopeMissing(RathausError):
    """An owned row was to be written without an open scope."""

    code = "SCO-002"


class DatabaseNotProtected(RathausError):
    """The database does not enforce the tenancy that the models declare, so Rathaus does not start."""

    code = "SCO-003"
