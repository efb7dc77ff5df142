"""Every read of imports that have begun."""

import uuid
from datetime import datetime

from django.db.models import Count, QuerySet

from rathaus.core.codeliste.queries import read_codelisten
from rathaus.core.einspielung.errors import EinspielungNotFound
from rathaus.core.einspielung.models import Einspielung
from rathaus.core.einspielung.rules import KEPT_FOR, Examined, shown_findings
from rathaus.core.leistung.queries import newest_published_number
from rathaus.core.leistung.rules import compile_package
from rathaus.core.norm.queries import regime_of
from rathaus.core.regel.queries import decisions_of
from rathaus.engine.package_draft.drafting import PackageDraft, draft_package
from rathaus.engine.package_draft.places import ABLAUF


def einspielungen(*, now: datetime) -> QuerySet[Einspielung]:
    """Return the imports that can be continued, the one touched last first, each with its number of ``files``."""
    return Einspielung.objects.filter(edited_at__gt=now - KEPT_FOR).annotate(files=Count("dateien"))


def einspielung_by_public_id(public_id: uuid.UUID) -> Einspielung:
    """Return an import.

    Raises:
        EinspielungNotFound: there is none, or not in this scope.
    """
    row = Einspielung.objects.filter(public_id=public_id).first()
    if row is None:
        raise EinspielungNotFound(einspielung=str(public_id))
    return row


def einspielung_of_version(slug: str, number: str, *, now: datetime) -> Einspielung | None:
    """Return the import that a version was made of; None when there was none, or its files are deleted by now."""
    return einspielungen(now=now).filter(slug=slug, version=number).first()


def files_of(einspielung: Einspielung) -> dict[str, bytes]:
    """Return name and content of every file in the order of the upload."""
    rows = einspielung.dateien.values_list("name", "content")
    return {name: bytes(content) for name, content in rows}


def draft_of(einspielung: Einspielung) -> PackageDraft:
    """Return what the files are and what is open, without a look at what the compiler says."""
    return draft_package(files_of(einspielung), einspielung.answers, newest=newest_published_number)


def examine(einspielung: Einspielung) -> Examined:
    """Return what the files are, what is open and what is wrong; lists of the register count as present."""
    draft = draft_of(einspielung)
    if ABLAUF not in draft.files:
        return Examined(draft, draft.findings, can_be_stored=False)
    outcome = compile_package(
        draft.files, find_codelists=read_codelisten, find_decisions=decisions_of, find_law=regime_of
    )
    return Examined(draft, shown_findings(draft, outcome.findings), can_be_stored=outcome.prozess is not None)
