"""Every read of what is owed and paid; the open scope decides which rows there are."""

import uuid
from dataclasses import dataclass

from rathaus.core.zahlung.models import Forderung, Posting
from rathaus.core.zahlung.rules import FeeState, PostingKind, fee_state


@dataclass(frozen=True, slots=True)
class Account:
    """What is owed for an Antrag with its ledger, the oldest line first."""

    forderung: Forderung
    postings: tuple[Posting, ...]

    @property
    def state(self) -> FeeState:
        """Where the fee stands."""
        row = self.forderung
        kinds = [PostingKind(each.kind) for each in self.postings]
        return fee_state(kinds, open_cent=row.open_cent, is_assessed=row.assessed_at is not None)

    @property
    def claimed_cent(self) -> int:
        """What was claimed in all, cents."""
        return sum(each.cents for each in self.postings if each.kind in {PostingKind.ADVANCE, PostingKind.ASSESSED})


def account_of(antrag_id: uuid.UUID) -> Account | None:
    """Return what is owed for an Antrag; None where nothing was ever claimed.

    Args:
        antrag_id: public id of the Antrag.
    """
    row = Forderung.objects.filter(antrag_id=antrag_id).first()
    return None if row is None else Account(row, tuple(row.postings.all()))


def open_advance_cent(antrag_id: uuid.UUID) -> int:
    """Return what is open of a fee that was requested ahead, cents; 0 where nothing is."""
    row = Forderung.objects.filter(antrag_id=antrag_id, assessed_at=None).values_list("open_cent", flat=True).first()
    return max(row or 0, 0)
