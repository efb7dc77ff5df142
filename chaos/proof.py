"""The proof at the end: what people were told is what is stored, once each; nothing waits, nothing failed."""

import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from bench.servers import CLONE
from bench.town_hall import PLACE
from chaos.people import Told
from rathaus.core.antrag.models import Antrag
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import scope_ids_of, stelle_by_slug
from rathaus.core.vorgang.actions import SEND_RECEIPT
from rathaus.core.vorgang.models import Vorgang

_POLL_S = 0.2
_VERIFIED = re.compile(r"(\d+) chains, (\d+) records, (\d+) faults")


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds at the end.

    Args:
        antraege: public id and reference of each Antrag.
        vorgaenge: public id of the Antrag of each Vorgang.
        receipts: public id of the Antrag of each receipt in a Postfach with its file.
    """

    antraege: Sequence[tuple[str, str]]
    vorgaenge: Sequence[str]
    receipts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Queue:
    """The jobs of receipts: how many are left, have failed, were done at the second try or later."""

    left: int
    failed: int
    repeated: int


@dataclass(frozen=True, slots=True)
class Chains:
    """What `rathaus verify` says."""

    chains: int
    records: int
    faults: int


def read_stored() -> Stored:
    """Read what the body of the errand has."""
    place = stelle_by_slug(PLACE)
    assert place is not None
    with open_scope(Scope(stellen=scope_ids_of(place, timezone.localdate()))):
        antraege = [(str(key), reference) for key, reference in Antrag.objects.values_list("public_id", "reference")]
        vorgaenge = [str(key) for key in Vorgang.objects.values_list("antrag__public_id", flat=True)]
        letters = Nachricht.objects.filter(kind="receipt", datei__isnull=False)
        return Stored(antraege, vorgaenge, [str(key) for key in letters.values_list("antrag_id", flat=True)])


def read_queue() -> Queue:
    """Read the queue of receipts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE status IN ('todo', 'doing')), count(*) FILTER (WHERE status NOT IN"
            " ('todo', 'doing', 'succeeded')), count(*) FILTER (WHERE attempts > 1)"
            " FROM procrastinate_jobs WHERE task_name = %s",
            [SEND_RECEIPT],
        )
        return Queue(*cursor.fetchone())


def wait_until_drained(seconds: float) -> float:
    """Wait until no receipt is queued, at most for some seconds; returns how long it took."""
    begun_at = time.monotonic()
    while read_queue().left and time.monotonic() < begun_at + seconds:
        time.sleep(_POLL_S)
    return time.monotonic() - begun_at


def verify() -> Chains:
    """Run `rathaus verify` beside the running town hall."""
    command = [sys.executable, "-m", "rathaus.cli", "verify"]
    done = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
    found = _VERIFIED.search(done.stdout)
    if found is None:
        return Chains(0, 0, faults=1)
    chains, records, faults = (int(number) for number in found.groups())
    return Chains(chains, records, faults)


def losses(told: Sequence[Told], stored: Stored) -> list[str]:
    """Return what does not fit, in words; nothing when what was told is what is stored, once each."""
    said = {each.antrag: each.reference for each in told}
    kept = dict(stored.antraege)
    counts = {
        "acknowledged twice": len(told) - len(said),
        "acknowledged and not stored": len(said.keys() - kept.keys()),
        "stored and not acknowledged": len(kept.keys() - said.keys()),
        "with another number than was said": sum(kept.get(key, said[key]) != said[key] for key in said),
        "stored under a number that another one has": len(kept) - len(set(kept.values())),
        "without exactly one Vorgang": _not_once(kept.keys(), stored.vorgaenge),
        "without exactly one receipt": _not_once(kept.keys(), stored.receipts),
    }
    found = [f"{count} Antraege {what}" for what, count in counts.items() if count]
    return found if told else [*found, "nothing was acknowledged"]


def _not_once(wanted: Collection[str], found: Sequence[str]) -> int:
    counted = Counter(found)
    return sum(counted.get(key, 0) != (key in wanted) for key in {*wanted, *counted})
