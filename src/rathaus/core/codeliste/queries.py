"""Every read of code lists."""

from collections.abc import Collection
from functools import lru_cache

from django.db.models import QuerySet

from rathaus.core.codeliste.models import Codeliste
from rathaus.core.codeliste.own import with_own
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist


def codelisten() -> QuerySet[Codeliste]:
    """Return every version of every list without its content, lists by identification and versions by age."""
    return Codeliste.objects.defer("content").order_by("uri", "loaded_at")


def read_codelisten(uris: Collection[str]) -> dict[str, Codelist]:
    """Return every version of some lists, read, by version identification; our own where none is loaded.

    Args:
        uris: identifications without version.
    """
    rows = Codeliste.objects.filter(uri__in=uris).values_list("version_uri", "content_hash")
    read = {version_uri: found for version_uri, content in rows if (found := _read(content)) is not None}
    return with_own(read, uris=uris)


@lru_cache(maxsize=64)
def _read(content_hash: str) -> Codelist | None:
    """Return what a content says; every process keeps what it has read."""
    (content,) = Codeliste.objects.filter(content_hash=content_hash).values_list("content", flat=True)[:1]
    return read_codelist(bytes(content)).codelist
