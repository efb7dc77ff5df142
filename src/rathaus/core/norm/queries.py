"""Every read of the register of norms."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from rathaus.core.norm.models import Norm
from rathaus.core.norm.rules import distinct_citations


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
