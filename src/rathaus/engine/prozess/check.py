"""Checks of a procedure as a whole: what refers to what, and what the form must have."""

from collections.abc import Collection, Iterable, Iterator

from rathaus.engine.prozess.condition import Conditions
from rathaus.engine.prozess.facts import CASE_FACTS, STANDARD_FACTS
from rathaus.engine.prozess.messages import make_finding
from rathaus.engine.prozess.model import AufgabeKind, ErgebnisKind, Prozess, Rechtsbehelf, Verfahrensrecht
from rathaus.engine.prozess.progress import ENTFAELLT, followers, outcomes
from rathaus.engine.prozess.read_expression import check_names
from rathaus.engine.prozess.table import nearest
from rathaus.engine.prozess.text import check_passage
from rathaus.engine.prozess.zeitgeber import ABGELAUFEN, Zeitgeber, ZeitgeberEffectKind
from rathaus.values.findings import Finding


def check_references(prozess: Prozess) -> list[Finding]:
    """Return findings about keys, references and results; the procedure may be incomplete."""
    return [
        *_check_keys(prozess),
        *_check_tasks(prozess),
        *_check_timers(prozess),
        *_check_results(prozess),
        *_check_nachweis(prozess),
    ]


def check_templates(prozess: Prozess, names: Collection[str]) -> tuple[Finding, ...]:
    """Return a finding for each result whose letter is missing.

    Args:
        prozess: the procedure.
        names: paths of the templates in the package, such as ``bescheid/bewilligung.md``.
    """
    return tuple(
        make_finding(
            "PRO-020", f"ergebnis[{ergebnis.key}].vorlage", name=ergebnis.vorlage, hint=nearest(ergebnis.vorlage, names)
        )
        for ergebnis in prozess.ergebnisse
        if ergebnis.vorlage not in names
    )


def check_paths(prozess: Prozess, paths: Collection[str]) -> tuple[Finding, ...]:
    """Return a finding for each path that the procedure names and the form lacks, in conditions and texts too.

    Args:
        prozess: the procedure.
        paths: template paths of the form's fields.
    """
    return (*_check_named(prozess, paths), *_check_conditions_of(prozess, paths), *_check_texts(prozess, paths))


def _check_named(prozess: Prozess, paths: Collection[str]) -> tuple[Finding, ...]:
    named = [("weich.felder", path) for path in prozess.weich]
    named += [("dokument.ausweis", path) for path in prozess.ausweis]
    named += [("nachweis", path) for path in (prozess.nachweis.paths if prozess.nachweis else ())]
    named += [("automation.besonderheiten", path) for path in prozess.besonderheiten]
    named += [("vertretung.feld", prozess.vertretung.feld)] if prozess.vertretung else []
    return tuple(
        make_finding("PRO-021", where, path=path, hint=nearest(path, paths))
        for where, path in named
        if path not in paths
    )


def _check_conditions_of(prozess: Prozess, paths: Collection[str]) -> Iterator[Finding]:
    for rule in prozess.miterklaerungen:
        if rule.wenn is not None:
            yield from check_names(rule.wenn, set(paths), f"miterklaerung[{rule.key}].wenn")
    in_case, in_letter = {*paths, *CASE_FACTS}, {*paths, *STANDARD_FACTS}
    for task in prozess.aufgaben:
        if task.wenn is not None:
            yield from check_names(task.wenn, in_case, f"aufgabe[{task.key}].wenn")
    for block in prozess.bausteine:
        if block.wenn is not None:
            yield from check_names(block.wenn, in_letter, f"baustein[{block.key}].wenn")
    for provision in prozess.nebenbestimmungen:
        if provision.wenn is not None:
            yield from check_names(provision.wenn, in_letter, f"nebenbestimmung[{provision.key}].wenn")


def _check_texts(prozess: Prozess, paths: Collection[str]) -> Iterator[Finding]:
    texts = [(f"baustein[{block.key}]", block.text) for block in prozess.bausteine]
    texts += [(f"nebenbestimmung[{provision.key}]", provision.text) for provision in prozess.nebenbestimmungen]
    for where, text in texts:
        yield from check_passage(text.de, f"{where}.text.de", paths)
        yield from check_passage(text.en, f"{where}.text.en", paths)


def check_shown_answers(prozess: Prozess, personal: Collection[str]) -> tuple[Finding, ...]:
    """Return a finding for each line of the certificate that would show a person's data to whoever checks it.

    Args:
        prozess: the procedure.
        personal: template paths of the form's fields that a person's own data prefill: name, address, birth, contact.
    """
    shown = prozess.nachweis.shown_paths if prozess.nachweis else ()
    return tuple(make_finding("PRO-025", "nachweis.angabe", path=path) for path in shown if path in personal)


def _check_keys(prozess: Prozess) -> Iterator[Finding]:
    steps = [*(task.key for task in prozess.aufgaben), *(timer.key for timer in prozess.zeitgeber)]
    yield from _duplicates("aufgabe", steps)
    yield from _duplicates("baustein", (block.key for block in prozess.bausteine))
    yield from _duplicates("nebenbestimmung", (provision.key for provision in prozess.nebenbestimmungen))
    yield from _duplicates("miterklaerung", (rule.key for rule in prozess.miterklaerungen))
    yield from _duplicates("ergebnis", (ergebnis.key for ergebnis in prozess.ergebnisse))
    for task in prozess.aufgaben:
        yield from _duplicates(f"aufgabe[{task.key}].wahl", (choice.key for choice in task.choices))
        yield from _duplicates(f"aufgabe[{task.key}].wen", (asked.key for asked in task.wen))
    for ergebnis in prozess.ergebnisse:
        yield from _duplicates(f"ergebnis[{ergebnis.key}].gruende", (grund.key for grund in ergebnis.gruende))


def _duplicates(where: str, keys: Iterable[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    for key in keys:
        if key and key in seen:
            yield make_finding("PRO-011", where, key=key)
        seen.add(key)


def _check_tasks(prozess: Prozess) -> Iterator[Finding]:
    deciding = sum(task.kind is AufgabeKind.ENTSCHEIDEN for task in prozess.aufgaben)
    if deciding != 1:
        yield make_finding("PRO-014", "aufgabe", count=deciding)
    known = {task.key for task in prozess.aufgaben}
    for task in prozess.aufgaben:
        yield from _check_conditions(prozess, f"aufgabe[{task.key}].nach", task.nach)
        where = f"aufgabe[{task.key}].zurueck"
        if task.zurueck and task.zurueck not in known:
            yield make_finding("PRO-012", where, value=task.zurueck, hint=nearest(task.zurueck, known))
        elif task.zurueck and task.key not in followers(prozess, task.zurueck):
            yield make_finding("PRO-022", where, value=task.zurueck)


def _check_conditions(prozess: Prozess, where: str, conditions: Conditions) -> Iterator[Finding]:
    known: dict[str, tuple[str, ...]] = {timer.key: (ABGELAUFEN,) for timer in prozess.zeitgeber}
    for task in prozess.aufgaben:
        known[task.key] = (*outcomes(prozess, task), *([ENTFAELLT] if task.wenn else []))
    for condition in (condition for entry in conditions for condition in entry):
        possible = known.get(condition.aufgabe)
        if possible is None:
            yield make_finding("PRO-012", where, value=condition.aufgabe, hint=nearest(condition.aufgabe, known))
        elif condition.outcome and condition.outcome not in possible:
            yield make_finding("PRO-012", where, value=condition.outcome, hint=nearest(condition.outcome, possible))


def _check_timers(prozess: Prozess) -> Iterator[Finding]:
    for timer in prozess.zeitgeber:
        yield from _check_conditions(prozess, f"zeitgeber[{timer.key}].nach", timer.nach)
        yield from _check_effect(prozess, timer)


def _check_effect(prozess: Prozess, timer: Zeitgeber) -> Iterator[Finding]:
    where, effect = f"zeitgeber[{timer.key}].folge", timer.folge
    tasks = {task.key: task for task in prozess.aufgaben}
    results = {ergebnis.key: ergebnis for ergebnis in prozess.ergebnisse}
    if effect.kind is ZeitgeberEffectKind.DEEMED_GRANT:
        if effect.ergebnis not in results:
            yield make_finding("PRO-012", where, value=effect.ergebnis, hint=nearest(effect.ergebnis, results))
        elif results[effect.ergebnis].kind is not ErgebnisKind.GRANT:
            yield make_finding("PRO-045", where, key=effect.ergebnis)
    elif effect.aufgabe and effect.aufgabe not in tasks:
        yield make_finding("PRO-012", where, value=effect.aufgabe, hint=nearest(effect.aufgabe, tasks))
    elif effect.kind is ZeitgeberEffectKind.COMPLETE_TASK:
        task = tasks[effect.aufgabe]
        if task.kind is AufgabeKind.ENTSCHEIDEN:
            yield make_finding("PRO-010", where, key=f"beenden {task.key}", other="art = entscheiden")
        elif effect.outcome not in outcomes(prozess, task):
            known = outcomes(prozess, task)
            yield make_finding("PRO-012", where, value=effect.outcome, hint=nearest(effect.outcome, known))


def _check_results(prozess: Prozess) -> Iterator[Finding]:
    present = {ergebnis.kind for ergebnis in prozess.ergebnisse}
    for kind in ErgebnisKind:
        if kind not in present and kind is not ErgebnisKind.PARTIAL:
            yield make_finding("PRO-015", "ergebnis", kind=kind)
    for ergebnis in prozess.ergebnisse:
        where = f"ergebnis[{ergebnis.key}]"
        yield from _check_conditions(prozess, f"{where}.nach", ergebnis.nach)
        if ergebnis.kind.is_burden and not ergebnis.gruende:
            yield make_finding("PRO-016", f"{where}.gruende", key=ergebnis.key)
        if ergebnis.kind.is_burden and ergebnis.rechtsbehelf is Rechtsbehelf.KEINER:
            yield make_finding("PRO-017", f"{where}.rechtsbehelf", key=ergebnis.key)
        code = prozess.leistung.verfahrensrecht
        if ergebnis.rechtsbehelf is Rechtsbehelf.EINSPRUCH and code is not Verfahrensrecht.AO:
            yield make_finding("PRO-018", f"{where}.rechtsbehelf", code=code)


def _check_nachweis(prozess: Prozess) -> Iterator[Finding]:
    rule = prozess.nachweis
    if rule is None:
        return
    yield from _duplicates("nachweis.angabe", (fact.key for fact in rule.facts))
    grants = {ergebnis.key for ergebnis in prozess.ergebnisse if ergebnis.kind is ErgebnisKind.GRANT}
    if rule.ergebnis and rule.ergebnis not in grants:
        yield make_finding("PRO-012", "nachweis.ergebnis", value=rule.ergebnis, hint=nearest(rule.ergebnis, grants))
