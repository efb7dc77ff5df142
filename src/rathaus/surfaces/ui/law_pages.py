"""The law that counts here, for the pages of office and coordination: by topic, one parameter, its confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404

from rathaus.core.norm.actions import confirm_parameter
from rathaus.core.norm.parameter_rules import Confirmed
from rathaus.core.norm.queries import confirmations_of, loaded_and_shipped, parameters_for
from rathaus.recht.names import name_of, topic_of
from rathaus.recht.parameters import FALLBACK, Parameters, ParameterVersion, Status
from rathaus.recht.units import text_of, value_of, words_of
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.dates import DAY_MISSING, read_day
from rathaus.surfaces.ui.staff_pages import now
from rathaus.values.text import Text

SOURCE_MISSING = Text("Nennen Sie, wo Sie den Gesetzestext gesehen haben.", "Say where you saw the text of the law.")
VALUE_MISSING = Text("Wählen Sie den Wert, den das Gesetz nennt.", "Choose the value that the law names.")


@dataclass(frozen=True, slots=True)
class LawLine:
    """One parameter of one jurisdiction today.

    Args:
        name: what it is called.
        key: its key.
        jurisdiction: whose law it is.
        row: the row that holds today; None where it is no longer law, or not yet.
        planned: what is announced and not law.
    """

    name: Text
    key: str
    jurisdiction: str
    row: ParameterVersion | None
    planned: tuple[ParameterVersion, ...]


@dataclass(frozen=True, slots=True)
class LawTopic:
    """Parameters of one topic."""

    name: Text
    lines: tuple[LawLine, ...]


def law_by_topic(stelle_id: int | None, day: date) -> tuple[LawTopic, ...]:
    """Return everything that can count in this Land, by topic.

    Args:
        stelle_id: the body, which may have confirmed rows for itself; None for the state.
        day: local day.
    """
    parameters, topics = parameters_for(stelle_id), dict[Text, list[LawLine]]()
    for key, jurisdiction in parameters.places():
        if jurisdiction in FALLBACK[settings.RATHAUS_LAND]:
            topics.setdefault(topic_of(key), []).append(_line(parameters, key, jurisdiction, day))
    return tuple(LawTopic(name, tuple(lines)) for name, lines in sorted(topics.items(), key=lambda item: item[0].de))


def law_page(key: str, jurisdiction: str, *, stelle_id: int | None, day: date) -> dict[str, Any]:
    """Return what the page of one parameter shows.

    Args:
        key: of the parameter.
        jurisdiction: whose law it is.
        stelle_id: the body, or None for the state.
        day: local day.

    Raises:
        Http404: there is no such parameter here.
    """
    parameters = parameters_for(stelle_id)
    history = parameters.history(key, jurisdiction)
    if not history or jurisdiction not in FALLBACK[settings.RATHAUS_LAND]:
        raise Http404
    return {
        "line": _line(parameters, key, jurisdiction, day),
        "topic": topic_of(key),
        "history": history,
        "open_row": unverified_row(key, jurisdiction, day=day),
        "confirmations": [
            (each, words_of(value_of(each.value, history[0].unit), history[0].unit))
            for each in confirmations_of(key, jurisdiction, stelle_id=stelle_id)
        ],
    }


def unverified_row(key: str, jurisdiction: str, *, day: date) -> ParameterVersion | None:
    """Return the row of today that waits for somebody who has seen the law; None where nothing waits."""
    rows = loaded_and_shipped().history(key, jurisdiction)
    return next((row for row in rows if row.unverified and row.holds_on(day)), None)


def options_of(row: ParameterVersion) -> list[tuple[str, Text]]:
    """Return what can be confirmed, as choices of a form."""
    return [(text_of(value), words_of(value, row.unit)) for value in row.options]


def read_confirmation(form: Mapping[str, str], row: ParameterVersion) -> tuple[Confirmed | None, Problems]:
    """Return what somebody confirmed, or what is wrong with the form.

    Args:
        form: name of the input to text.
        row: the unverified row.
    """
    value = next((each for each in row.options if text_of(each) == form.get("wert")), None)
    verified_on, valid_from = read_day(form, "geprueft_am"), read_day(form, "gilt_ab")
    source = form.get("quelle", "").strip()
    problems = [("wert", VALUE_MISSING)] if value is None else []
    problems += [] if source else [("quelle", SOURCE_MISSING)]
    problems += [
        (name, DAY_MISSING) for name, day in (("geprueft_am", verified_on), ("gilt_ab", valid_from)) if day is None
    ]
    if value is None or verified_on is None or valid_from is None or not source:
        return None, tuple(problems)
    return Confirmed(value, source, verified_on, valid_from), ()


def confirm_from(request: ScopedRequest, row: ParameterVersion, *, for_body: bool) -> Problems:
    """Confirm what somebody filled in; return what is wrong with it, or nothing.

    Args:
        request: its form was sent.
        row: the unverified row.
        for_body: whether it counts for the body of the actor alone.
    """
    confirmed, problems = read_confirmation(request.POST, row)
    if confirmed is None:
        return problems
    return attempt(
        lambda: confirm_parameter(
            actor=request.actor, version_id=row.version_id, confirmed=confirmed, for_body=for_body, now=now()
        )
    )


def _line(parameters: Parameters, key: str, jurisdiction: str, day: date) -> LawLine:
    rows = parameters.history(key, jurisdiction)
    row = next((each for each in rows if each.status is not Status.DRAFT and each.holds_on(day)), None)
    drafts = parameters.planned(key, jurisdiction, day) if any(each.status is Status.DRAFT for each in rows) else ()
    return LawLine(name_of(key), key, jurisdiction, row, drafts)
