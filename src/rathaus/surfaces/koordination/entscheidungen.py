"""The decision tables of a version: their rules in words, what is wrong with them, and a form to try them out."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, QueryDict

from rathaus.core.leistung.queries import compiled
from rathaus.core.leistung.rules import finding_from_json
from rathaus.engine.prozess.entscheidungstabelle import ValueKind
from rathaus.engine.prozess.entscheidungstabelle_evaluate import evaluate_values
from rathaus.engine.prozess.entscheidungstabelle_show import labels_of, shown_output, shown_rules, typed_value
from rathaus.surfaces.koordination.befunde import grouped
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.leistung.rules import CompiledLeistung
    from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle, TableInput
    from rathaus.values.findings import Finding

_JA_NEIN = (("ja", Text("ja", "yes")), ("nein", Text("nein", "no")))


@reading
def decisions(request: ScopedRequest, *, slug: str, number: str) -> HttpResponse:
    """Show the decision tables of a version; each can be tried out with values for its columns."""
    leistung, version = version_of(slug, number)
    context = version_head(leistung, version, view="entscheidungen")
    if not context["can_show"]:
        raise Http404
    content = compiled(version.pk)
    findings = [finding_from_json(each) for each in version.findings]
    context |= {
        "prozess": content.prozess,
        "tables_shown": [_shown(content, each, findings, request.GET) for each in content.prozess.tabellen],
    }
    return show(request, "entscheidungen", context)


def _shown(
    content: "CompiledLeistung", tabelle: "Entscheidungstabelle", findings: "list[Finding]", query: QueryDict
) -> dict[str, Any]:
    fields, prozess = content.formular.fields, content.prozess
    labels = labels_of(tabelle, fields)
    is_tried = query.get("tabelle") == tabelle.key
    typed = {each.key: query.get(f"{tabelle.key}.{each.key}", "") if is_tried else "" for each in tabelle.eingaben}
    given = {each.key: typed_value(each, typed[each.key]) for each in tabelle.eingaben}
    outcome = (
        evaluate_values(tabelle, given, fee_cent=prozess.gebuehr.betrag_cent or None, labels=labels)
        if is_tried
        else None
    )
    results = [
        (output.name, shown_output(prozess, tabelle, key=output.key, value=outcome.values[output.key]))
        for output in tabelle.ausgaben
        if outcome is not None and output.key in outcome.values
    ]
    return {
        "tabelle": tabelle,
        "rules": shown_rules(prozess, tabelle, fields=fields),
        "groups": grouped(each for each in findings if f"tabelle[{tabelle.key}]" in each.where),
        "questions": [(each, typed[each.key], _options(each, labels[each.key])) for each in tabelle.eingaben],
        "outcome": outcome,
        "results": results,
    }


def _options(eingabe: "TableInput", labels: Any) -> list[tuple[str, Any]]:
    """Return the entries of a choice; none where a value is typed."""
    if eingabe.kind is ValueKind.JA_NEIN:
        return list(_JA_NEIN)
    return [(code, labels.get(code, code)) for code in (eingabe.werte or labels)]
