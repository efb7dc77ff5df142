"""What is due, what is new, which answers arrived, what colleagues left, which files wait for the scanner."""

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.arbeitskorb.queries import due_follow_ups, unseen_mentions
from rathaus.core.bescheid.mitzeichnung import drafts_to_cosign
from rathaus.core.beteiligung.queries import late_requests, open_stellungnahmen
from rathaus.core.rechtsbehelf.queries import open_remedies
from rathaus.core.stelle.substitution import Absence, absences, represented_by
from rathaus.core.stelle.substitution_rules import SubstitutionState
from rathaus.core.vorgang.bescheinigung import certificates_to_check
from rathaus.core.vorgang.inbox import COUNTED
from rathaus.core.vorgang.inbox import today as work_of
from rathaus.core.vorgang.queries import clerk_names, unscanned
from rathaus.core.zustellung.genehmigungsfiktion import unannounced_decisions
from rathaus.core.zustellung.queries import cared_for, count_to_post
from rathaus.surfaces.amt.frame import Desk, desk_of, show, working
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import title_of, today

_MOST_REMEDIES = 20
_SHOWN = (SubstitutionState.RUNNING, SubstitutionState.LEFT)


@working
def heute(request: ScopedRequest) -> HttpResponse:
    desk = desk_of(request)
    represents = represented_by(desk.konto_id, day=today())
    found = work_of(stelle_ids=desk.stelle_ids, konto_id=desk.konto_id, day=today(), represents=represents)
    answered = {row.public_id for row in found.answered}
    due = [row for row in found.due if row.public_id not in answered]
    shown = answered | {row.public_id for row in due}
    new = [row for row in found.new if row.public_id not in shown]
    cared = cared_for([row.public_id for row in found.unannounced])
    parts = [
        ("answered", found.answered),
        ("unannounced", [row for row in found.unannounced if row.public_id not in cared]),
        ("due", due),
        ("new", new),
        ("left", found.left),
    ]
    drafts = drafts_to_cosign(desk.stelle_ids, konto_id=desk.konto_id)
    remedies = open_remedies(desk.stelle_ids, limit=_MOST_REMEDIES, now=timezone.now())
    context = {
        "section": "heute",
        "mentions": unseen_mentions(desk.stelle_ids, konto_id=desk.konto_id, today=today(), represents=represents),
        "follow_ups": due_follow_ups(desk.stelle_ids, konto_id=desk.konto_id, today=today(), represents=represents),
        "represents": represents,
        "away": _own_absences(desk),
        "asked": open_stellungnahmen(desk.stelle_ids),
        "late": late_requests(desk.stelle_ids, today=today()),
        "parts": [(name, rows) for name, rows in parts if rows],
        "counts": found.counts,
        "counted": COUNTED,
        "to_cosign": [(row, title_of(row.vorgang.leistung)) for row in drafts],
        "certificates": [(row, title_of(row.vorgang.leistung)) for row in certificates_to_check(desk.stelle_ids)],
        "fictions": [
            (each, title_of(each.vorgang.leistung)) for each in unannounced_decisions(desk.stelle_ids, today=today())
        ],
        "remedies": remedies,
        "remedy_clerks": clerk_names([row.claimed_by_id for row in remedies]),
        "letters_to_post": count_to_post(desk.stelle_ids),
        "unscanned": unscanned(desk.stelle_ids),
    }
    return show(request, "heute", context)


def _own_absences(desk: Desk) -> list[Absence]:
    """Return who stands in for the clerk now, and who would if they still worked here."""
    rows = absences(desk.stelle_ids, konto_id=desk.konto_id, today=today())
    return [each for each in rows if each.row.konto_id == desk.konto_id and each.state in _SHOWN]
