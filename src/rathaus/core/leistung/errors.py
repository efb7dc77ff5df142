"""Errors of services, versions and adoptions."""

from rathaus.values.errors import RathausError


class PackageRefused(RathausError):
    """The package cannot be read: it is too large, has unsafe or too long names, or lacks its ablauf.toml."""

    code = "LEI-001"


class VersionIsPublished(RathausError):
    """A published version never changes. Raise the version number in ablauf.toml and load again."""

    code = "LEI-002"


class VersionHasErrors(RathausError):
    """A version with error findings cannot be published."""

    code = "LEI-003"


class VersionNotFound(RathausError):
    """There is no such version of this Leistung."""

    code = "LEI-004"


class BodyNotCompetent(RathausError):
    """The body is not competent for this Leistung, so it cannot adopt it."""

    code = "LEI-005"


class OverlayRefused(RathausError):
    """The overlay sets something that the Leistung does not leave to the body."""

    code = "LEI-006"


class ValidityRefused(RathausError):
    """A version begins after every earlier one, and ends after its first day and not after its present end."""

    code = "LEI-007"


class LeistungNotFound(RathausError):
    """There is no such Leistung."""

    code = "LEI-008"


class SlugIsTaken(RathausError):
    """Another Leistung with another key has this slug. Choose another slug, or correct the key."""

    code = "LEI-009"


class StateBodyUnknown(RathausError):
    """The state body that does the Leistung is not known here. Correct its slug in ablauf.toml, or load the body."""

    code = "LEI-010"


class TarifRefused(RathausError):
    """A tariff cannot be calculated: ``field`` names what is missing or does not fit."""

    code = "LEI-011"


class TarifOverlaps(RathausError):
    """Another tariff of the body for this Leistung holds on one of these days. End that one first."""

    code = "LEI-012"


class TarifHasBegun(RathausError):
    """A tariff that has begun may have been used: it ends today at the earliest and is never taken back."""

    code = "LEI-013"


class TarifNotFound(RathausError):
    """There is no such tariff of this body, or it was taken back."""

    code = "LEI-014"


class TarifOverflows(RathausError):
    """The tariff gives more than one claim can be."""

    code = "LEI-015"
