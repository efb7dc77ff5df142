"""The body remedies by a new Bescheid; a correction of a slip is none."""

from datetime import datetime, timedelta

import pytest

from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.core.rechtsbehelf.errors import ReplacementMissing
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.rechtsbehelf.work import remedy_it, replacement_of
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member

LATER = NOW + timedelta(hours=1)
COSTS = "Die Stadt trägt die Kosten."


def changed(clerk: Member, bescheid: Bescheid, change: Change, *, at: datetime) -> Bescheid:
    """Issue what corrects or replaces a Bescheid; in the open scope of the clerk."""
    result = "bewilligung" if change is Change.REPLACEMENT else ""
    draft = ChangeDraft(change, "Ein Fehler", result=result, free_text="Nach dem Stadtplan")
    row = draft_change(actor=clerk.actor, bescheid=bescheid, draft=draft, now=at)
    confirm_remedy(actor=clerk.actor, bescheid=row, now=at)
    return issue_bescheid(actor=clerk.actor, bescheid=row, now=at)


def test_a_correction_remedies_nothing(remedy: Rechtsbehelf, bescheid: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        changed(clerk, bescheid, Change.CORRECTION, at=LATER)
        assert replacement_of(remedy) is None
        with pytest.raises(ReplacementMissing):
            remedy_it(actor=clerk.actor, rechtsbehelf=remedy, costs=COSTS, now=LATER)


def test_what_replaces_the_corrected_bescheid_remedies(remedy: Rechtsbehelf, bescheid: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        corrected = changed(clerk, bescheid, Change.CORRECTION, at=LATER)
        granted = changed(clerk, corrected, Change.REPLACEMENT, at=LATER + timedelta(hours=1))
        assert replacement_of(remedy) == granted
        remedy_it(actor=clerk.actor, rechtsbehelf=remedy, costs=COSTS, now=LATER + timedelta(hours=2))
        assert Rechtsbehelf.objects.get().replacement_id == granted.pk
