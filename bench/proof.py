"""The proof at the end: what visitors were told is what is stored."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bench.errors import BenchFailed


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds at the end.

    Args:
        antraege: public ids of the Antraege of the body.
        vorgaenge: public ids of the Antraege for which a Vorgang exists.
        receipts_queued: public ids of the Antraege whose receipt was queued.
    """

    antraege: frozenset[str]
    vorgaenge: frozenset[str]
    receipts_queued: tuple[str, ...]


def prove(acknowledged: Sequence[str], stored: Stored) -> None:
    """Look whether what visitors were told is what is stored: each Antrag once, with its Vorgang and its receipt.

    Raises:
        BenchFailed: says what is missing or too much.
    """
    told = frozenset(acknowledged)
    queued_once = [antrag for antrag, count in Counter(stored.receipts_queued).items() if count == 1]
    faults = {
        "acknowledged twice": len(acknowledged) - len(told),
        "acknowledged and not stored": len(told - stored.antraege),
        "stored and not acknowledged": len(stored.antraege - told),
        "without a Vorgang": len(stored.antraege - stored.vorgaenge),
        "without exactly one receipt in the queue": len(stored.antraege.symmetric_difference(queued_once)),
    }
    found = [f"{count} Antraege {fault}" for fault, count in faults.items() if count]
    if found or not told:
        raise BenchFailed("; ".join(found) or "nothing was submitted")
