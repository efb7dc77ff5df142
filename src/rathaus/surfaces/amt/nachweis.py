"""The certificate that goes out with a grant: what it will say, beside the decision; and its end, later."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse, QueryDict
from django.utils import timezone

from rathaus.core.antrag.queries import content_of
from rathaus.core.bescheid.errors import NachweisNotFound
from rathaus.core.bescheid.nachweis import end_nachweis, suggest_certificate
from rathaus.core.bescheid.nachweis_queries import certificate_name, former_of, holder_for, nachweis_of, newest_of
from rathaus.core.bescheid.nachweis_rules import MOST_CHARACTERS, CertificateDraft, Holder, Term
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Antrag
    from rathaus.core.bescheid.models import Bescheid, Nachweis
    from rathaus.engine.prozess.nachweis import NachweisRule

FIRST, LAST = "nachweis_von", "nachweis_bis"
REPLACES, COMPARED = "nachweis_ersetzt", "nachweis_verglichen"


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """The fields of a certificate beside a decision.

    Args:
        rule: the certificate of the Leistung.
        facts: key of the line → value as it stands in the field.
        valid_from: first day.
        valid_to: last day.
        named: the certificate that the Antrag names as the present one; None without one.
        former: the one that can be replaced: what followed the named one, else itself; None without one.
        holder: whether that belongs to the person who applies; None without one.
        is_replaced: whether the box is ticked that lets the new one take its place.
        is_compared: whether the box is ticked by which the clerk answers for its holder.
    """

    rule: "NachweisRule"
    facts: dict[str, str]
    valid_from: date
    valid_to: date
    named: "Nachweis | None"
    former: "Nachweis | None"
    holder: Holder | None
    is_replaced: bool
    is_compared: bool

    most_characters = MOST_CHARACTERS


def certificate_form(antrag: "Antrag", *, bescheid: "Bescheid | None", posted: QueryDict) -> CertificateForm | None:
    """Return what stands in the fields: what was typed, else the draft, else what the answers suggest.

    Args:
        antrag: the Antrag.
        bescheid: the draft of its decision.
        posted: what was sent just now; empty when nothing was.
    """
    rule = content_of(antrag).prozess.nachweis
    if rule is None:
        return None
    stored = bescheid.certificate if bescheid is not None else None
    draft = CertificateDraft.from_json(stored) if stored else suggest_certificate(antrag, rule, on=today())
    has_typed = f"{FIRST}.jahr" in posted
    stored_for = draft.replaces if draft.holder_compared else ""
    compared_to = (posted.get(REPLACES) if COMPARED in posted else "") if has_typed else stored_for
    facts = {line.key: posted.get(f"nachweis_{line.key}", draft.facts.get(line.key, "")) for line in rule.facts}
    named = former_of(antrag, rule)
    former = newest_of(named) if named is not None else None
    return CertificateForm(
        rule=rule,
        facts=facts,
        valid_from=draft.term.valid_from,
        valid_to=draft.term.valid_to,
        named=named,
        former=former,
        holder=holder_for(former, antrag) if former else None,
        is_replaced=REPLACES in posted if has_typed else bool(draft.replaces),
        is_compared=former is not None and compared_to == str(former.public_id),
    )


def posted_certificate(antrag: "Antrag", *, result: str, posted: QueryDict) -> tuple[CertificateDraft | None, Problems]:
    """Return the certificate that was typed, and what is wrong with it; None takes what the answers suggest.

    Args:
        antrag: the Antrag.
        result: key of the chosen result.
        posted: what was sent.
    """
    rule = content_of(antrag).prozess.nachweis_of(result)
    if rule is None or f"{FIRST}.jahr" not in posted:
        return None, ()
    first, last = (read_day(posted, name) for name in (FIRST, LAST))
    if first is None or last is None:
        return None, tuple((name, DAY_MISSING) for name, day in ((FIRST, first), (LAST, last)) if day is None)
    facts = {line.key: posted.get(f"nachweis_{line.key}", "") for line in rule.facts}
    return CertificateDraft(Term(first, last), facts, _replaced(posted), COMPARED in posted), ()


def _replaced(posted: QueryDict) -> str:
    """Return the public id of the certificate that the clerk saw beside the ticked box; the action looks at it anew."""
    try:
        return str(uuid.UUID(posted.get(REPLACES))) if REPLACES in posted else ""
    except ValueError:
        raise NachweisNotFound from None


@acting
def end(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Ask why the certificate of a case ends; on POST end it and tell its holder."""
    row = vorgang_by_public_id(vorgang)
    certificate = nachweis_of(row.antrag)
    if certificate is None or not certificate.standing(today()).is_running:
        return go_to("vorgang", vorgang)
    errors: Problems = ()
    reason = request.POST.get("grund", "")[:2_000]
    if request.method == "POST":
        errors = attempt(
            lambda: end_nachweis(actor=request.actor, nachweis=certificate, reason=reason, now=timezone.now()),
            field="grund",
        )
        if not errors:
            return go_to("vorgang", vorgang, note="ausweis_beendet")
    context = {**case_head(row), "errors": errors, "nachweis": certificate, "name": certificate_name(certificate),
               "reason": reason}  # fmt: skip
    return show(request, "nachweis_ende", context, status=422 if errors else 200)
