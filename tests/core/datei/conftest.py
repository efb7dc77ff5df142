"""The owners of files."""

from tests.core.cast import citizen, link_bearer, next_town, town

__all__ = ["citizen", "link_bearer", "next_town", "town"]
