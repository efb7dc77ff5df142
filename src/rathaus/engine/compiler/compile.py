"""The face of the compiler: a schema with its rules, code lists and texts becomes a form, or findings say why not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rathaus.engine.compiler.check import check
from rathaus.engine.compiler.emit import Draft, emit
from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.paginate import paginate
from rathaus.engine.compiler.prose import prose_rules
from rathaus.engine.compiler.resolve import resolve
from rathaus.engine.compiler.rules import RulesRead, read_rules, take_rules
from rathaus.engine.compiler.simplify import simplify
from rathaus.engine.compiler.texts import EnglishTexts
from rathaus.engine.compiler.translations import Language, merge_translations
from rathaus.engine.compiler.tree import GroupNode, Places, Tree, walk
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.path import is_within
from rathaus.engine.formular.plan import visibility_cycle
from rathaus.engine.regeltext.model import Decisions
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import Stammdatenschema, Uebersetzung
from rathaus.values.findings import Finding, has_errors

#: Rises whenever the same sources give another form; stored beside every compiled form.
COMPILER_VERSION = "1.4.0"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The outcome.

    Args:
        formular: the form; None when a finding is an error: such a form cannot be published.
        findings: of all passes, in their order.
        draft: the form as far as it goes, for looking at even with errors; None when it asks nothing.
        languages: texts in other languages than German and English by language tag; ``de-simple`` is Leichte Sprache.
            The form itself speaks German and English.
    """

    formular: Formular | None
    findings: tuple[Finding, ...]
    draft: Formular | None = None
    languages: Mapping[str, Language] = field(default_factory=dict)


def compile_formular(
    schema: Stammdatenschema,
    *,
    rules: bytes | Decisions | None = None,
    codelists: Mapping[str, Codelist] | None = None,
    texts: Mapping[str, Any] | None = None,
    translations: Iterable[Uebersetzung] = (),
    soft_fields: Iterable[str] = (),
) -> Compiled:
    """Compile a schema; the same input gives the same form, byte for byte.

    Args:
        schema: as the reader of XDatenfelder gives it.
        rules: ``regeln.json`` of the package, UTF-8: it stands for all rules, the prose is not read beside it. Or what
            people decided about the prose rules; without a word only certain ones act.
        codelists: the lists that the platform holds, under any key.
        texts: decoded ``texts.en.json`` of the package.
        translations: messages 0106 about this schema; ``texts`` goes before their English.
        soft_fields: ids or paths of fields whose absence does not hinder submission; of a group: all below it.
    """
    resolved = resolve(schema, codelists or {})
    read = _rules(schema, resolved.tree, rules)
    simple = simplify(resolved.tree, read.rules, concealed=read.concealed)
    translated = merge_translations(translations, schema=schema, tree=resolved.tree)
    english = EnglishTexts(texts, translated.english)
    soft, soft_findings = _soft_paths(resolved.tree, soft_fields)
    findings: list[Finding] = [
        *resolved.findings,
        *check(schema, resolved.tree, codelists=codelists),
        *read.findings,
        *simple.findings,
        *translated.findings,
        *english.check(resolved.tree),
        *soft_findings,
    ]
    if not simple.tree:
        nothing = finding("COM-004", schema.id)
        return Compiled(None, tuple(dict.fromkeys([*findings, nothing])), languages=translated.others)
    pages = paginate(simple.tree)
    form = emit(Draft(schema=schema, tree=simple.tree, pages=pages, rules=simple.rules, english=english, soft=soft))
    cycle = visibility_cycle(form)
    if cycle:
        findings.append(finding("COM-026", cycle[0], places=" → ".join(cycle)))
        form = replace(form, rules=())
    return Compiled(None if has_errors(findings) else form, tuple(findings), form, translated.others)


def _rules(schema: Stammdatenschema, tree: Tree, rules: bytes | Decisions | None) -> RulesRead:
    """Read the machine form of the package or, where there is none, the prose of the schema."""
    if isinstance(rules, bytes):
        return read_rules(rules, tree, schema_id=schema.id)
    prose = prose_rules(schema, tree, decisions=rules or Decisions())
    read = take_rules(prose.rules, tree, schema_id=schema.id)
    return replace(read, findings=(*prose.findings, *read.findings))


def _soft_paths(tree: Tree, written: Iterable[str]) -> tuple[frozenset[str], list[Finding]]:
    places = Places(tree)
    soft: set[str] = set()
    findings = []
    for name in written:
        found = places.of_element(name) or places.find(name, "")
        if not found:
            findings.append(finding("COM-042", name, id=name))
        soft.update(path for path in _leaves(tree) if any(is_within(path, place) for place in found))
        soft.update(found)
    return frozenset(soft), findings


def _leaves(tree: Tree) -> Iterator[str]:
    return (node.path for node in walk(tree) if not isinstance(node, GroupNode))
