"""Asking the person for what is missing: chosen questions of the form, a prepared text, a last day."""

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.queries import content_of, evaluate_antrag
from rathaus.core.antrag.vertretung import for_whom
from rathaus.core.norm.queries import regime_of
from rathaus.core.vorgang.actions import ask_citizen
from rathaus.core.vorgang.queries import vorgang_by_public_id
from rathaus.core.vorgang.question import Question
from rathaus.core.vorgang.rules import answer_due_on
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.path import template_of
from rathaus.surfaces.amt.frame import acting, go_to, show
from rathaus.surfaces.amt.schreiben import note_reply
from rathaus.surfaces.amt.vorgang import case_head
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.vorgang.models import Vorgang

PREPARED = Text(
    "Guten Tag {name},\n\nwir bearbeiten Ihren Antrag „{title}“. Damit wir entscheiden können, brauchen wir noch etwas "
    "von Ihnen. Bitte ergänzen Sie die Angaben, nach denen wir hier fragen.\n\nFreundliche Grüße\n{stelle}",
    "Hello {name},\n\nwe are working on your application “{title}”. Before we can decide, we need something more from "
    "you. Please add the details that we ask for here.\n\nKind regards\n{stelle}",
)
"""In the language in which the person applied; the clerk may change every word."""

PREPARED_PROOF = Text(
    "Guten Tag {name},\n\nSie haben den Antrag „{title}“ für {person} gestellt, {acts_as}. Bitte weisen Sie uns das "
    "nach{norm}. Schicken Sie uns den Nachweis mit der Post, oder bringen Sie ihn mit, und schreiben Sie uns hier, "
    "wann er kommt.\n\nFreundliche Grüße\n{stelle}",
    "Hello {name},\n\nyou applied for “{title}” for {person}, {acts_as}. Please give us proof of this{norm}. Send "
    "it by post or bring it along, and tell us here when it will arrive.\n\nKind regards\n{stelle}",
)
"""Likewise, to whoever acts for the person of the form."""

_SOMEBODY = Text("die Person im Antrag", "the person in the application")

_NOT_ASKED = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})


@acting
def question(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    row = vorgang_by_public_id(vorgang)
    errors: Problems = ()
    if request.method == "POST":
        day = read_day(request.POST, "frist")
        errors = _ask(request, row, day) if day is not None else (("frist", DAY_MISSING),)
        if not errors:
            note_reply(request, row)
            return go_to("vorgang", row.public_id, note="gefragt")
    context = {
        **case_head(row),
        "errors": errors,
        "pages": _choices(row),
        "wanted": request.POST.getlist("frage") if request.method == "POST" else _missing(row),
        "text": request.POST.get("text") if request.method == "POST" else _prepared(request, row),
        "day": _proposed_day(row),
        "boxes": request.POST,
    }
    return show(request, "rueckfrage", context, status=422 if errors else 200)


def _ask(request: ScopedRequest, row: "Vorgang", day: date) -> Problems:
    asked = Question(request.POST.get("text", ""), tuple(dict.fromkeys(request.POST.getlist("frage"))), day)
    return attempt(
        lambda: ask_citizen(actor=request.actor, vorgang=row, question=asked, now=timezone.now()), field="text"
    )


def _choices(row: "Vorgang") -> list[tuple[Text, list[tuple[str, Text]]]]:
    """Return the questions that the person was asked, by page; a repeating group is asked for as a whole."""
    formular = content_of(row.antrag).formular
    evaluation = evaluate_antrag(row.antrag)
    shown = {template_of(key) for key in evaluation.visible}
    found = []
    for page in formular.pages:
        items: list[Any] = [formular.fields.get(item) or formular.groups[item] for item in page.items]
        asked = [
            (each.path, each.label)
            for each in items
            if each.path in shown and getattr(each, "kind", None) not in _NOT_ASKED
        ]
        if asked:
            found.append((page.title, asked))
    return found


def _missing(row: "Vorgang") -> list[str]:
    return list(dict.fromkeys(template_of(key) for key in row.antrag.incomplete))


def _prepared(request: ScopedRequest, row: "Vorgang") -> str:
    """Return the proposed text: to whoever acts for the person, who may be asked for proof."""
    language, antrag = row.antrag.language, row.antrag
    whom = for_whom(antrag, applicant=antrag.applicant)
    words = {
        "name": whom.vertretung.name if whom.vertretung else antrag.applicant,
        "title": content_of(antrag).description.name.in_language(language),
        "stelle": row.stelle.official_name,
    }
    if whom.acts_as and whom.norms and request.GET.get("nachweis") == "vertretung":
        person, acts_as = whom.represented or _SOMEBODY.in_language(language), whom.acts_as.in_language(language)
        return PREPARED_PROOF.in_language(language).format(
            **words, person=person, acts_as=acts_as, norm=whom.norms.proof_note
        )
    return PREPARED.in_language(language).format(**words).replace(" ,", ",")


def _proposed_day(row: "Vorgang") -> date:
    return answer_due_on(content_of(row.antrag).prozess, today(), regime=regime_of(stelle_id=row.stelle_id))
