"""Prove that each issued Bescheid is the file whose fingerprint was recorded when it was issued."""

import uuid
from itertools import batched

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import State
from rathaus.core.protokoll.models import Record

_AT_ONCE = 1000


def changed_bescheide() -> list[uuid.UUID]:
    """Return the public ids of issued Bescheide of the open scope whose file is not the recorded one.

    The record, the row and the file each name a fingerprint; whether the bytes have it is proved by
    :func:`rathaus.core.datei.proof.damaged_files`. A record whose facts were erased proves nothing and is passed over.
    """
    acts = Record.objects.filter(act="bescheid.issued", payload__isnull=False).order_by("pk")
    facts = acts.values_list("payload__bescheid", "payload__pdf_sha256").iterator(chunk_size=_AT_ONCE)
    altered: list[uuid.UUID] = []
    for some in batched(facts, _AT_ONCE):
        rows = Bescheid.objects.filter(public_id__in=[each for each, _ in some], state=State.ISSUED)
        kept = {str(key): hashes for key, *hashes in rows.values_list("public_id", "pdf_sha256", "datei__sha256")}
        altered += [uuid.UUID(each) for each, noted in some if kept.get(each) != [noted, noted]]
    return altered
