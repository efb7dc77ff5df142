"""Every read of the register of norms and of the law that counts here."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from rathaus.core.norm.models import Norm, ParameterConfirmation
from rathaus.core.norm.parameters import (
    law_of_results,
    loaded_and_shipped,
    parameters_for,
    regime_of,
    with_kept_law,
)
from rathaus.core.norm.rules import distinct_citations

__all__ = [
    "all_norms",
    "confirmations_of",
    "law_of_results",
    "loaded_and_shipped",
    "norm_by_slug",
    "norms_by_citation",
    "parameters_for",
    "regime_of",
    "with_kept_law",
]


def norm_by_slug(slug: str) -> Norm | None:
    """Return the norm with this name in addresses."""
    return Norm.objects.filter(slug=slug).first()


def all_norms(search: str = "") -> QuerySet[Norm]:
    """Return the register by law and citation; of one search word when given, in citations and titles."""
    rows = Norm.objects.order_by("law", "citation", "pk")
    return rows.filter(Q(citation__icontains=search) | Q(title__icontains=search)) if search else rows


def norms_by_citation(citations: Iterable[str]) -> dict[str, Norm]:
    """Return citation to norm for those citations that are registered."""
    return {norm.citation: norm for norm in Norm.objects.filter(citation__in=distinct_citations(citations))}


def confirmations_of(key: str, jurisdiction: str, *, stelle_id: int | None) -> list[ParameterConfirmation]:
    """Return who put rows of a key in force, newest first: for the state, and for one body.

    Args:
        key: of the parameter.
        jurisdiction: of the parameter.
        stelle_id: the body whose own confirmations are shown too; None for those that count in the state.
    """
    rows = ParameterConfirmation.objects.filter(Q(stelle=None) | Q(stelle_id=stelle_id))
    return list(rows.filter(version_id__startswith=f"{key}@{jurisdiction}/").order_by("-pk").select_related("stelle"))
