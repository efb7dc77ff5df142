"""Review and submission: everything once more, a warning against haste, then one click."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.errors import AntragHasErrors, NotOfferedHere, NotReadBack
from rathaus.core.antrag.queries import arrival_of, content_of, entwurf_by_public_id, needs_account, review
from rathaus.core.antrag.rules import ReadBack, applicant_name
from rathaus.core.antrag.vertretung import for_whom
from rathaus.core.konto.notice import notice_address_of
from rathaus.core.miterklaerung.queries import asked_of_draft
from rathaus.core.postfach.ports import sends_mails
from rathaus.core.scope.actor import Role
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.queries import receiver_of, shown_fee
from rathaus.engine.formular.messages import FieldFinding
from rathaus.surfaces.portal.eintraege import question_address
from rathaus.surfaces.portal.entwurf import draft_frame
from rathaus.surfaces.portal.frame import actor_for, go_to, now, show_private, today
from rathaus.surfaces.portal.limits import limited
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.form_spot import Spots
from rathaus.surfaces.ui.link_keeping import keep_antrag_link
from rathaus.values.findings import Severity

if TYPE_CHECKING:
    from rathaus.core.antrag.queries import Review

_READ_BACK = {each.value: each for each in (ReadBack.SCREEN, ReadBack.PRINT, ReadBack.SIGNED)}


@dataclass(frozen=True, slots=True)
class Problems:
    """What keeps an Antrag from being submitted, and what the office will ask for later."""

    errors: tuple[FieldFinding, ...]
    later: tuple[FieldFinding, ...]


@audience(Audience.BEARER, for_clerks=True)
def review_page(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Show every answer with its link to change it."""
    row = entwurf_by_public_id(entwurf, today=today())
    if row.antrag is not None:
        return go_to("receipt", row.antrag.public_id)
    found = review(row, today=today(), language=current_language())
    applicant = applicant_name(content_of(row).formular, found.evaluation.answers)
    arrived = timezone.localdate(arrival_of(row, now=now()))
    receiver = receiver_of(row, day=today(), arrived=arrived)
    context = {
        "whom": for_whom(row, applicant=applicant), "sections": found.sections,
        "declarations": asked_of_draft(row, today=today()),
        "problems": _problems(found), "content": content_of(row),
        "receiver": receiver, "written_form": needs_account(row.version_id),
        "shown": shown_fee(
            receiver, gebuehr=content_of(row).prozess.gebuehr, answers=found.evaluation.answers
        ),
        "address_of": question_address(row, Spots(content_of(row).formular, found.evaluation)),
        "has_address": sends_mails() and notice_address_of(row.bearer) is not None,
    }  # fmt: skip
    return show_private(request, "portal/pruefen.html", draft_frame(request, row) | context)


@limited("submit")
@audience(Audience.BEARER, methods=("POST",), for_clerks=True)
def submit(request: ScopedRequest, entwurf: uuid.UUID) -> HttpResponse:
    """Submit the draft; a second click leads to the same receipt; the review page says what keeps it from going."""
    row = entwurf_by_public_id(entwurf, today=today())
    is_clerk = request.actor.role is Role.CLERK
    read_back = _READ_BACK.get(request.POST.get("gelesen", "")) if is_clerk else ReadBack.SELF
    try:
        antrag = receive_antrag(actor=actor_for(request, row.bearer), entwurf=row, read_back=read_back, now=now())
    except (AntragHasErrors, NotOfferedHere):
        return go_to("review", row.public_id)
    except NotReadBack:
        return go_to("review", row.public_id, query="ungelesen=1")
    return keep_antrag_link(request, go_to("receipt", antrag.public_id), antrag)


def _problems(found: "Review") -> Problems:
    findings = found.evaluation.findings
    errors = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
    later = tuple(finding for finding in findings if finding.path in found.evaluation.missing_soft)
    return Problems(errors, later)
