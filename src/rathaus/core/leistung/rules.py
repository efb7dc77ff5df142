"""Compiling a package, reading compiled content, and what it costs at a body: pure, no database."""

import hashlib
import json
import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rathaus.core.leistung.package import Package
from rathaus.core.leistung.tarif_rules import Tarif, certain_cent, units_in, within_law
from rathaus.engine.compiler.compile import COMPILER_VERSION, compile_formular
from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.engine.compiler.resolve import referenced_codelists
from rathaus.engine.formular.model import Formular
from rathaus.engine.prozess.check import check_paths, check_shown_answers, check_templates
from rathaus.engine.prozess.check_law import check_parameters
from rathaus.engine.prozess.entscheidungstabelle_check import check_tables_against_form
from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.model import Gebuehr, Prozess
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess.stand_ins import check_stand_ins
from rathaus.engine.prozess.text import BescheidTemplate, parse_bescheid_template
from rathaus.engine.regeltext.model import Decisions
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.model import Stammdatenschema, Uebersetzung
from rathaus.standards.xdatenfelder.read import ReadResult, read_message, read_schema
from rathaus.standards.xzufi.model import LeistungDescription
from rathaus.standards.xzufi.read import read_leistung
from rathaus.values.findings import Finding, Severity, has_errors
from rathaus.values.plain import from_plain, to_plain
from rathaus.values.text import Text

ABLAUF, SCHEMA, DESCRIPTION = "ablauf.toml", "daten.xdf3.xml", "leistung.xzufi.xml"
OLD_SCHEMA = "daten.xdf2.xml"
RULES, ENGLISH = "regeln.json", "texts.en.json"
_LETTERS, _CODELISTS, _TRANSLATIONS = "bescheid/", "codelisten/", "uebersetzungen/"
LONGEST_PATH = 200
"""Characters of the path of a file in a package."""
LONGEST_CITATION = 300
"""Characters of the rule of law on which the competence for a Leistung stands."""
NO_DECISIONS = Decisions()
_CHAIN_NAMESPACE = uuid.UUID("6b1f5cf1-9c64-4f5e-8a2e-5f6f0f7f2d10")


@dataclass(frozen=True, slots=True)
class CompiledLeistung:
    """What the town hall works with, compiled from one package."""

    formular: Formular
    prozess: Prozess
    description: LeistungDescription
    templates: Mapping[str, BescheidTemplate]


class FeeKind(StrEnum):
    """Whether a Leistung costs something at a body, as far as the body has said."""

    NONE = "none"
    KNOWN = "known"
    MEASURED = "measured"
    """A tariff holds, and the amount follows from what nobody knows yet: units, work, or the choice in a frame."""
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class OwnTarif:
    """A tariff of a body with the id of its row."""

    id: int
    tarif: Tarif


@dataclass(frozen=True, slots=True)
class Fee:
    """What a Leistung costs at a body.

    Args:
        betrag_cent: cents; 0 when there is no fee, None while the body whose statute sets the fee has not fixed it,
            or while it cannot be calculated.
        tarif: the tariff of the body that gives it; None where the law itself sets the fee, or no tariff holds.
        tarif_id: the row of that tariff.
        units: how many units the answers give; None where no question asks for them.
    """

    betrag_cent: int | None
    tarif: Tarif | None = None
    tarif_id: int | None = None
    units: int | None = None

    @property
    def kind(self) -> FeeKind:
        """Return whether there is no fee, a known amount, one that is measured later, or nothing fixed yet."""
        if self.betrag_cent is None:
            return FeeKind.OPEN if self.tarif is None else FeeKind.MEASURED
        return FeeKind.KNOWN if self.betrag_cent else FeeKind.NONE


_NO_ANSWERS: Mapping[str, object] = {}
OPEN_FEE = Fee(None)
"""The fee while nobody is competent yet, or the competent body has not fixed it."""


@dataclass(frozen=True, slots=True)
class CompileOutcome:
    """What compiling gave.

    Args:
        prozess: the procedure; None when ``ablauf.toml`` could not be read, and then nothing can be stored.
        formular: the form, if the schema could be compiled.
        description: the texts, if they could be read.
        templates: path to source of each letter.
        findings: everything that is wrong, of all files, with the file in front of the place.
        source_hash: SHA-256 over names and contents, 64 hexadecimal digits.
    """

    prozess: Prozess | None
    formular: Formular | None
    description: LeistungDescription | None
    templates: Mapping[str, str]
    findings: tuple[Finding, ...]
    source_hash: str

    @property
    def is_sound(self) -> bool:
        """Whether everything could be compiled without an error."""
        complete = None not in (self.prozess, self.formular, self.description)
        return complete and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class PackageSchema:
    """The schema of a package.

    Args:
        path: where it stands in the package.
        schema: None when it cannot be read.
        codelists: the lists at hand by version: of the platform those that it refers to, and all of the package.
        findings: of the schema and of the package's lists, with the file in front of the place.
    """

    path: str
    schema: Stammdatenschema | None
    codelists: Mapping[str, Codelist]
    findings: tuple[Finding, ...]


def no_codelists(uris: Collection[str]) -> Mapping[str, Codelist]:
    """Return nothing: no register is at hand."""
    del uris
    return {}


def no_decisions(slug: str) -> Decisions:
    """Return nothing: nobody was asked."""
    del slug
    return NO_DECISIONS


def shipped_law(prozess: Prozess) -> Regime:
    """Return the law of a procedure with the rows that come with the product; nothing else is at hand."""
    return Regime(verfahrensrecht=Verfahrensrecht(prozess.leistung.verfahrensrecht.value))


def compile_package(
    files: Package,
    *,
    find_codelists: Callable[[Collection[str]], Mapping[str, Codelist]] = no_codelists,
    find_decisions: Callable[[str], Decisions] = no_decisions,
    find_law: Callable[[Prozess], Regime] = shipped_law,
) -> CompileOutcome:
    """Compile all files of a package; wrong content becomes findings, all of them at once.

    Args:
        files: path inside the package to content.
        find_codelists: returns the versions of lists that the platform has; the package's own come before them.
        find_decisions: returns what people decided about the prose rules of a Leistung, by its slug; not asked where
            ``regeln.json`` stands for all rules.
        find_law: returns the law of a procedure with every row that is known here.
    """
    findings: list[Finding] = []
    ablauf = read_ablauf(files[ABLAUF])
    findings += _in_file(ABLAUF, ablauf.findings)
    description = read_leistung(files.get(DESCRIPTION, b""))
    findings += _in_file(DESCRIPTION, description.findings)
    decided = find_decisions(ablauf.prozess.leistung.slug) if ablauf.prozess and RULES not in files else NO_DECISIONS
    schema = read_package_schema(files, find_codelists=find_codelists)
    findings += schema.findings
    rules = files.get(RULES, decided)
    formular = _compile_form(files, schema, ablauf.prozess.weich if ablauf.prozess else (), rules, findings)
    templates = {path: files[path].decode("utf-8", "replace") for path in files if path.startswith(_LETTERS)}
    findings += _letter_findings(templates, formular, ablauf.prozess)
    for path in (ABLAUF, *sorted(templates)):
        findings += _in_file(path, check_stand_ins(files[path], has_comments=path == ABLAUF))
    if ablauf.prozess is not None:
        findings += _in_file(ABLAUF, _check_length(ablauf.prozess))
        findings += _in_file(ABLAUF, check_templates(ablauf.prozess, templates))
        findings += _in_file(ABLAUF, check_paths(ablauf.prozess, formular.fields if formular else ()))
        findings += _in_file(ABLAUF, check_tables_against_form(ablauf.prozess, formular.fields if formular else None))
        findings += _in_file(ABLAUF, list(check_parameters(ablauf.prozess, find_law(ablauf.prozess))))
        findings += _in_file(ABLAUF, check_shown_answers(ablauf.prozess, _personal_paths(formular)))
    source_hash = hash_package(files, decisions=decided)
    return CompileOutcome(ablauf.prozess, formular, description.leistung, templates, tuple(findings), source_hash)


def _check_length(prozess: Prozess) -> list[Finding]:
    """Return what is longer than the column that it goes to when the version is published."""
    if len(prozess.zustaendigkeit.rechtsgrundlage) <= LONGEST_CITATION:
        return []
    what = Text(
        f"Die Rechtsgrundlage ist länger als {LONGEST_CITATION} Zeichen.",
        f"The legal basis is longer than {LONGEST_CITATION} characters.",
    )
    remedy = Text("Nennen Sie nur Paragraf und Gesetz.", "Name paragraph and law only.")
    return [Finding("LEI-102", Severity.ERROR, "zustaendigkeit.rechtsgrundlage", what, remedy)]


def hash_package(
    files: Package, *, compiler_version: str = COMPILER_VERSION, decisions: Decisions = NO_DECISIONS
) -> str:
    """Return SHA-256 over sorted names and contents, the decisions about rules and the compiler's version."""
    digest = hashlib.sha256(compiler_version.encode())
    for path in sorted(files):
        digest.update(f"\0{path}\0{len(files[path])}\0".encode())
        digest.update(files[path])
    digest.update(decisions.fingerprint.encode())
    return digest.hexdigest()


def chain_id(slug: str) -> uuid.UUID:
    """Return the subject under which the protokoll keeps the acts about a Leistung."""
    return uuid.uuid5(_CHAIN_NAMESPACE, slug)


def fee_at(gebuehr: Gebuehr, own: OwnTarif | None, *, answers: Mapping[str, object] = _NO_ANSWERS) -> Fee:
    """Return the fee of a Leistung at a body. Where the law leaves it to the body, a package only suggests an amount.

    Args:
        gebuehr: the fee of the package.
        own: the tariff of the body that holds on the day; None where none does. One outside of what the package
            allows does not count: the law may have changed since.
        answers: path key → value, for a tariff whose units a question gives.

    Source: KAG Hessen § 9 (a body's own statute sets its fees).
    """
    if not gebuehr.anpassbar:
        return Fee(gebuehr.betrag_cent)
    if own is None or not within_law(own.tarif, gebuehr):
        return OPEN_FEE
    cents = certain_cent(own.tarif, answers)
    fits = cents is not None and gebuehr.accepts(cents)
    return Fee(cents if fits else None, own.tarif, own.id, units_in(own.tarif, answers))


def advance_norm(gebuehr: Gebuehr, fee: Fee, *, takes_advance: bool) -> str:
    """Return the norm by which a body requests the fee ahead; empty where it does not, or where no amount is certain.

    Args:
        gebuehr: the fee of the package.
        fee: what the Leistung costs at the body.
        takes_advance: whether the body requests it ahead.
    """
    return gebuehr.vorschuss if takes_advance and fee.betrag_cent else ""


def letter_names(formular: Formular) -> frozenset[str]:
    """Return every name that a letter may use: the standard facts and the paths of the form."""
    return frozenset(STANDARD_FACTS) | frozenset(formular.fields) | frozenset(formular.groups)


def finding_to_json(finding: Finding) -> dict[str, object]:
    """Return the JSON form of a finding."""
    plain: dict[str, object] = to_plain(finding)
    return plain


def finding_from_json(data: Mapping[str, Any]) -> Finding:
    """Read the form that :func:`finding_to_json` writes."""
    return from_plain(Finding, data)


def _in_file(name: str, findings: Collection[Finding]) -> list[Finding]:
    return [
        Finding(each.code, each.severity, f"{name} {each.where}".strip(), each.what, each.remedy) for each in findings
    ]


def _codelists(files: Package, findings: list[Finding]) -> dict[str, Codelist]:
    found: dict[str, Codelist] = {}
    for path in sorted(path for path in files if path.startswith(_CODELISTS)):
        result = read_codelist(files[path])
        findings += _in_file(path, result.findings)
        if result.codelist is not None:
            one = result.codelist
            found[one.version_uri or "_".join(part for part in (one.uri, one.version) if part) or path] = one
    return found


def schema_path(files: Package) -> str:
    """Return where the schema of a package stands: XDatenfelder 3.0.0 or, where there is no such file, 2.0."""
    return OLD_SCHEMA if OLD_SCHEMA in files and SCHEMA not in files else SCHEMA


def _read_translations(files: Package, findings: list[Finding]) -> list[Uebersetzung]:
    found = []
    for path in sorted(path for path in files if path.startswith(_TRANSLATIONS)):
        result = read_message(files[path])
        findings += _in_file(path, result.findings)
        if isinstance(result.content, Uebersetzung):
            found.append(result.content)
    return found


def read_package_schema(
    files: Package, *, find_codelists: Callable[[Collection[str]], Mapping[str, Codelist]] = no_codelists
) -> PackageSchema:
    """Read the schema of a package and find the code lists that it refers to.

    Args:
        files: path inside the package to content.
        find_codelists: as of :func:`compile_package`.
    """
    findings: list[Finding] = []
    own = _codelists(files, findings)
    path = schema_path(files)
    read = read_schema(files.get(path, b""))
    findings += _in_file(path, read.findings)
    if read.schema is None:
        return PackageSchema(path, None, own, tuple(findings))
    codelists = {**find_codelists(referenced_codelists(read.schema)), **own}
    schema = _with_internal_lists(read, read.schema, codelists)
    return PackageSchema(path, schema, codelists, tuple(findings))


def _compile_form(
    files: Package,
    source: PackageSchema,
    soft: Collection[str],
    rules: bytes | Decisions,
    findings: list[Finding],
) -> Formular | None:
    if source.schema is None:
        return None
    translations = _read_translations(files, findings)
    texts = _english_texts(files.get(ENGLISH), findings)
    compiled = compile_formular(
        source.schema,
        rules=rules,
        codelists=source.codelists,
        texts=texts,
        translations=translations,
        soft_fields=soft,
    )
    findings += _in_file(source.path, compiled.findings)
    return compiled.formular


def _with_internal_lists(
    read: ReadResult, schema: Stammdatenschema, codelists: Mapping[str, Codelist]
) -> Stammdatenschema:
    """Return a schema of version 2.0 with the lists that belong to it alone; one of 3.0.0 holds them already."""
    if read.version is not StandardVersion.V2:
        return schema
    return inline_internal_lists(schema, codelists.values())


def _personal_paths(formular: Formular | None) -> frozenset[str]:
    """Return the template paths that a person's own data prefill."""
    return frozenset(path for path, field in (formular.fields if formular else {}).items() if field.prefill)


def _english_texts(content: bytes | None, findings: list[Finding]) -> dict[str, object] | None:
    if content is None:
        return None
    try:
        texts: dict[str, object] = json.loads(content)
    except ValueError as error:
        what = Text(f"Die Datei ist kein gültiges JSON ({error}).", f"The file is not valid JSON ({error}).")
        remedy = Text("Bitte berichtigen Sie die Datei.", "Please correct the file.")
        findings.append(Finding("LEI-101", Severity.ERROR, ENGLISH, what, remedy))
        return None
    return texts


def _letter_findings(templates: Mapping[str, str], formular: Formular | None, prozess: Prozess | None) -> list[Finding]:
    if formular is None:
        return []
    names, bausteine = letter_names(formular), prozess.bausteine if prozess else ()
    return [
        finding
        for path, source in sorted(templates.items())
        for finding in parse_bescheid_template(source, path, names, bausteine=bausteine).findings
    ]
