"""What the page of a case shows of notes and follow-ups."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from rathaus.core.arbeitskorb.queries import follow_ups_of, mentions_for, notes_of
from rathaus.core.vorgang.queries import clerk_names
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang


def notes_on_page(row: "Vorgang", *, konto_id: int, beside: Collection[str]) -> dict[str, Any]:
    """Return what the page of a case shows of notes and follow-ups.

    Args:
        row: the case.
        konto_id: who looks.
        beside: the models that have a row about the case.
    """
    notes = notes_of(row) if "arbeitskorb.Vermerk" in beside else []
    planned = follow_ups_of(row) if "arbeitskorb.Wiedervorlage" in beside else []
    mentioned = {each.pk: [mention.konto_id for mention in each.mentions.all()] for each in notes}
    known = [each.written_by_id for each in notes] + [each.konto_id for each in planned if each.konto_id]
    names = clerk_names([*known, *(konto for whom in mentioned.values() for konto in whom)])
    return {
        "notes": [(each, names.get(each.written_by_id, ""), _names(names, mentioned[each.pk])) for each in notes],
        "follow_ups": [(each, names.get(each.konto_id or 0, "")) for each in planned],
        "is_mentioned": bool(notes) and mentions_for(row, konto_id=konto_id, today=today()).exists(),
    }


def _names(names: dict[int, str], konto_ids: list[int]) -> list[str]:
    return [names[konto_id] for konto_id in konto_ids if konto_id in names]
