"""The case: answers beside documents, the next act on top, tasks, letters and history below."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import all_file_ids, changed_keys, sections_before, sections_of
from rathaus.core.antrag.rules import file_ids
from rathaus.core.antrag.vertretung import for_whom
from rathaus.core.arbeitskorb.etiketten import etiketten_on
from rathaus.core.bescheid.nachweis_queries import certificate_name, nachweis_of
from rathaus.core.bescheid.queries import bescheid_of, deadline_of
from rathaus.core.datei.queries import dateien_by_public_ids
from rathaus.core.miterklaerung.queries import standings_of
from rathaus.core.postfach.queries import letters_with_files
from rathaus.core.postfach.rules import Direction
from rathaus.core.rechtsbehelf.queries import remedies_of
from rathaus.core.scope.actor import Role
from rathaus.core.stelle.substitution import represented_by
from rathaus.core.termin.queries import buchung_of
from rathaus.core.vorgang.bescheinigung import bescheinigung_of
from rathaus.core.vorgang.companions import companions_of
from rathaus.core.vorgang.hearing import hearings_of
from rathaus.core.vorgang.legacy import legacy_of
from rathaus.core.vorgang.queries import clerk_names, history, standing, vorgang_by_public_id
from rathaus.core.zahlung.queries import account_of
from rathaus.core.zustellung.genehmigungsfiktion import fiction_beside
from rathaus.engine.prozess.model import ErgebnisKind
from rathaus.engine.prozess.progress import ENTFAELLT, deciding_task
from rathaus.surfaces.amt.akte_stand import end_of_case
from rathaus.surfaces.amt.frame import desk_of, is_lead, reading, show
from rathaus.surfaces.amt.naechster_schritt import next_act
from rathaus.surfaces.amt.vermerk_liste import notes_on_page
from rathaus.surfaces.amt.vorgang_stand import case_state
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.staff_pages import title_of, today

if TYPE_CHECKING:
    from rathaus.core.datei.models import Datei
    from rathaus.core.protokoll.models import Record
    from rathaus.core.vorgang.models import Vorgang
    from rathaus.core.vorgang.queries import Standing


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task of the procedure as the page lists it; ``state`` is done, skipped, open or later."""

    step: Any
    row: Any
    state: str
    done_by: str
    outcome: Any


@reading
def vorgang_page(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    return show_case(request, row)


def show_case(
    request: ScopedRequest, row: "Vorgang", *, errors: tuple[Any, ...] = (), status: int = 200
) -> HttpResponse:
    """Answer with the page of a case; with what was wrong when an act was refused."""
    desk, place, beside = desk_of(request), standing(row), companions_of(row)
    bescheid = bescheid_of(row) if "bescheid.Bescheid" in beside else None
    certificate = bescheinigung_of(row) if row.deemed_on is not None else None
    is_waiting = certificate is not None and certificate.sent_at is None
    records, represents = history(row), represented_by(desk.konto_id, day=today())
    names = clerk_names([row.claimed_by_id, *(task.done_by_id for _, task in place.tasks), *staff_among(records)])
    files = _documents(row)
    legacy = legacy_of(row) if "vorgang.LegacyCase" in beside else None
    letters = list(letters_with_files(row.antrag.public_id))
    context = {
        **case_head(row),
        **_certificate(row, beside),
        **case_state(row, place, beside=beside),
        **notes_on_page(row, konto_id=desk.konto_id, beside=beside),
        **end_of_case(row, beside),
        "errors": errors,
        "typed": request.POST if errors else {},
        "account": account_of(row.antrag.public_id) if "zahlung.Forderung" in beside else None,
        "declarations": standings_of(row.antrag, today=today()),
        "labels": etiketten_on([row.public_id])[row.public_id] if "arbeitskorb.CaseEtikett" in beside else [],
        "legacy": legacy,
        "is_without_answers": legacy is not None and not row.antrag.answers,
        "next": next_act(
            row, place, bescheid=bescheid, konto_id=desk.konto_id, represents=represents, certificate_waits=is_waiting
        ),
        "stands_in": row.claimed_by_id in represents,
        "is_mine": row.claimed_by_id == desk.konto_id,
        "is_lead": is_lead(request),
        "claimed_by": names.get(row.claimed_by_id or 0, ""),
        "sections": _sections(row),
        "files": files,
        "present_files": set(file_ids(row.antrag.answers)),
        "chosen": next(
            (each for each in files if str(each.public_id) == request.GET.get("datei")), next(iter(files), None)
        ),
        "tasks": _task_lines(place, names),
        "may_scan": request.actor.role is Role.CLERK,
        "may_ask": request.actor.role is Role.CLERK and not row.is_ended and not row.is_withdrawn,
        "hearings": hearings_of(row) if "vorgang.Anhoerung" in beside else [],
        "not_heard": [each for each in place.prozess.ergebnisse if each.anhoerung and not each.anhoerung.is_required],
        "may_decide": is_decidable(place),
        "bescheid": bescheid,
        "fiction": fiction_beside(row, today=today()) if bescheid and bescheid.is_issued else None,
        "remedy_days": deadline_of(bescheid, on=today()) if bescheid and bescheid.is_issued else None,
        "remedies": list(remedies_of([row.antrag.pk])) if "rechtsbehelf.Rechtsbehelf" in beside else [],
        "letters": letters,
        "unread": [each for each in letters if each.direction == Direction.TO_OFFICE and each.is_unread],
        "booking": buchung_of(row.antrag.public_id) if "termin.Buchung" in beside else None,
        "records": [(record, names.get(record.actor_konto_id or 0, "")) for record in reversed(records)],
        "step_names": {step.key: step.name for step, _ in place.tasks},
        "staff_names": names,
    }
    return show(request, "vorgang", context, status=status)


def case_head(row: "Vorgang") -> dict[str, Any]:
    """Return what the head of every page about one case shows."""
    whom = for_whom(row.antrag, applicant=row.antrag.applicant)
    return {
        "section": "vorgaenge",
        "vorgang": row,
        "antrag": row.antrag,
        "title": title_of(row.leistung),
        "whom": whom,
        "stand": timezone.now().isoformat(),
    }


def _certificate(row: "Vorgang", beside: Collection[str]) -> dict[str, Any]:
    """Return the certificate that the case led to."""
    found = nachweis_of(row.antrag) if "bescheid.Nachweis" in beside else None
    if found is None:
        return {"nachweis": None}
    return {"nachweis": found, "certificate_title": certificate_name(found), "standing": found.standing(today())}


def _sections(row: "Vorgang") -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the answers by page, with marks at those that the last answer changed."""
    changed, language = changed_keys(row.antrag), current_language()
    before = {each.path: each.value for part in sections_before(row.antrag, language=language) for each in part.rows}
    return [
        (
            section.title,
            [
                {
                    "label": f"{each.group}: {each.label}" if _tells_apart(each.group) else each.label,
                    "value": each.value,
                    "before": before.get(each.path, ""),
                    "missing": each.missing or (not each.value and each.path in row.antrag.incomplete),
                    "changed": any(key == each.path or key.startswith(f"{each.path}[") for key in changed),
                }
                for each in section.rows
            ],
        )
        for section in sections_of(row.antrag, language=language)
    ]


def _tells_apart(group: str) -> bool:
    """Whether a heading says more than the question does: the number of an entry."""
    return any(char.isdigit() for char in group)


def _documents(row: "Vorgang") -> "list[Datei]":
    """Return the files of all revisions: what an answer replaced was received too, and stays on the record."""
    wanted = all_file_ids(row.antrag)
    found = {str(datei.public_id): datei for datei in dateien_by_public_ids(wanted)}
    return [found[each] for each in wanted if each in found]


def _task_lines(place: "Standing", names: dict[int, str]) -> list[TaskLine]:
    open_keys = {step.key for step in place.open}
    if is_decidable(place):
        open_keys.add(deciding_task(place.prozess).key)
    outcomes = {(step.key, choice.key): choice.text for step, _ in place.tasks for choice in step.choices}
    decision = deciding_task(place.prozess).key
    outcomes |= {(decision, result.key): result.name for result in place.prozess.ergebnisse}
    return [
        TaskLine(
            step=step,
            row=row,
            state="skipped"
            if row.outcome == ENTFAELLT
            else "done"
            if row.outcome
            else "open"
            if step.key in open_keys
            else "later",
            done_by=names.get(row.done_by_id or 0, ""),
            outcome=outcomes.get((step.key, row.outcome)),
        )
        for step, row in place.tasks
    ]


def is_decidable(place: "Standing") -> bool:
    """Whether more can be decided now than to end the procedure after a withdrawal."""
    return any(result.kind is not ErgebnisKind.WITHDRAW for result in place.results)


def staff_among(records: "list[Record]") -> list[int | None]:
    """Return the ids of the members of staff who acted, and of those to whom the case was given."""
    acted = [record.actor_konto_id for record in records if record.actor_role == Role.CLERK.value]
    return acted + [(record.payload or {}).get("konto") for record in records if record.act == "vorgang.assigned"]
