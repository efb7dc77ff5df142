"""Read the prose rules of schemas and print each with its readings and how sure they are. Needs no database."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rathaus.cli.schema_sources import codelists_in
from rathaus.engine.compiler.prose import prose_of
from rathaus.engine.regeltext.model import Confidence, RuleReading
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.text import Text

_WORDS = {
    Confidence.CERTAIN: Text("sicher", "certain"),
    Confidence.UNCERTAIN: Text("unsicher", "uncertain"),
    Confidence.NOT_UNDERSTOOD: Text("nicht verstanden", "not understood"),
}
_HEADINGS = (Text("Lesart", "reading"), Text("Zweifel", "doubt"), Text("Hinweis", "hint"))
_HEAD = Text(f"{'':<18}{'Regeln':>8}{'Texte':>10}", f"{'':<18}{'rules':>8}{'texts':>10}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files."""
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="schema files (XDatenfelder)")
    parser.add_argument("--codelists", type=Path, help="folder of genericode files that the schemas may refer to")
    parser.add_argument("--language", choices=["de", "en"], default="de", help="language of readings and doubts")
    parser.add_argument("--json", action="store_true", help="print regeln.json with the certain readings instead")


def run(options: argparse.Namespace) -> int:
    """Print rules and a table; exit status 1 when a file is no schema."""
    lists = (
        {f"{each.uri} {each.version}": each for each in codelists_in(options.codelists)} if options.codelists else {}
    )
    rules: list[RuleReading] = []
    status = 0
    for path in options.files:
        found = _rules_of(path, lists)
        if found is None:
            print(f"{path}: no schema that can be read. `rathaus compile {path}` says why.")
            status = 1
        rules += found or ()
    if options.json:
        print(json.dumps(_machine_form(rules), ensure_ascii=False, indent=2))
        return status
    for rule in rules:
        print("\n".join(_lines(rule, options.language)))
    print("\n".join(_table(rules, options.language)))
    return status


def _rules_of(path: Path, lists: dict[str, Codelist]) -> tuple[RuleReading, ...] | None:
    if not path.is_file():
        return None
    schema = read_schema(path.read_bytes()).schema
    return None if schema is None else prose_of(schema, lists).rules


def _machine_form(rules: Iterable[RuleReading]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = {}
    for rule in rules:
        if rule.confidence is Confidence.CERTAIN:
            made = found.setdefault(rule.bearer, [])
            made += [
                each for reading in rule.readings if (each := {**reading.to_json(), "origin": "prose"}) not in made
            ]
    return {bearer: each for bearer, each in found.items() if each}


def _lines(rule: RuleReading, language: str) -> Iterator[str]:
    yield f"{rule.rule_id} · {rule.bearer} · {_WORDS[rule.confidence].in_language(language)}"
    yield f"    {' '.join(rule.text.split())}"
    reading, doubt, hint = (heading.in_language(language) for heading in _HEADINGS)
    yield from (f"    {reading}: {each.message.in_language(language)}" for each in rule.readings)
    yield from (f"    {doubt}: {each.finding.code} {each.finding.what.in_language(language)}" for each in rule.doubts)
    yield from (f"    {hint}: {each.code} {each.what.in_language(language)}" for each in rule.hints)
    yield ""


def _table(rules: Iterable[RuleReading], language: str) -> Iterator[str]:
    """Count rules, and texts: one text counts as what it is at its least sure place."""
    order = list(Confidence)
    places = Counter(rule.confidence for rule in rules)
    texts: dict[str, Confidence] = {}
    for rule in rules:
        texts[rule.text] = max(texts.get(rule.text, order[0]), rule.confidence, key=order.index)
    distinct = Counter(texts.values())
    yield _HEAD.in_language(language)
    for each in order:
        word = _WORDS[each].in_language(language)
        yield f"{word:<18}{places[each]:>8}{distinct[each]:>10}"
