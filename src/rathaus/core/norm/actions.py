"""Every write to the register of norms."""

from collections.abc import Mapping

from django.db import transaction

from rathaus.core.norm.models import Norm
from rathaus.core.norm.rules import distinct_citations, law_of, norm_slug, normalise_citation


@transaction.atomic
def register_norms(*, titles: Mapping[str, str]) -> dict[str, Norm]:
    """Make sure that every cited rule stands in the register.

    Args:
        titles: citation to title of the rule; the title may be empty.

    Returns:
        Normalised citation to norm.
    """
    wanted = distinct_citations(titles)
    by_citation = {normalise_citation(citation): title for citation, title in titles.items()}
    rows = [
        Norm(slug=norm_slug(citation), citation=citation, law=law_of(citation)[:120], title=by_citation[citation][:300])
        for citation in wanted
    ]
    Norm.objects.bulk_create(rows, ignore_conflicts=True)
    return {norm.citation: norm for norm in Norm.objects.filter(citation__in=wanted)}
