"""The draft: uploaded files and answers in, the files of a package with findings and open values out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rathaus.engine.package_draft.default_procedure import default_draft
from rathaus.engine.package_draft.description import write_description
from rathaus.engine.package_draft.kinds import FileKind, UploadedFile, recognise
from rathaus.engine.package_draft.letters import letter_for
from rathaus.engine.package_draft.messages import make_finding
from rathaus.engine.package_draft.norms import parse_norms
from rathaus.engine.package_draft.open_values import NO_SUGGESTION, OpenValue, Values, ask, clean_answer, settled
from rathaus.engine.package_draft.places import ABLAUF, DESCRIPTION, placed
from rathaus.engine.package_draft.questions import NO_FEE, OWN_FEE, questions_for, read_money
from rathaus.engine.package_draft.suggest import Facts, next_version, suggest
from rathaus.engine.prozess.model import ErgebnisKind, Formvorschrift, Gebuehr, GebuehrKind
from rathaus.engine.prozess_import.draft import Draft
from rathaus.engine.prozess_import.importing import ProzessDraft, import_prozess
from rathaus.engine.prozess_import.write import Head, Settled, letter_path, write_draft
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.standards.xzufi.read import read_leistung
from rathaus.values.findings import Finding, has_errors
from rathaus.values.text import Text

_ASKED_ANYWAY: Final = frozenset({"IMP-006", "IMP-013", "IMP-017", "IMP-018", "PRO-008"})
"""Findings of the import of processes that say what is asked as an open value."""

_ONLY_ONE: Final = (FileKind.SCHEMA, FileKind.DESCRIPTION, FileKind.PROCESS, FileKind.PROCEDURE)


@dataclass(frozen=True, slots=True)
class PackageDraft:
    """What the files gave.

    Args:
        uploads: every file in the order of the upload.
        findings: what is wrong with the files as such and with the process; what the compiler says comes beside them.
        files: path to content; what nobody has said yet stands there as a stand-in. Empty without a schema.
        title: what the Leistung is called; empty when no file says so.
        open_values: what no file says for sure; none in a finished package.
        drafted: the paths of files that nobody uploaded.
        is_finished: whether the files brought their own ``ablauf.toml``.
    """

    uploads: tuple[UploadedFile, ...]
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    title: str = ""
    open_values: tuple[OpenValue, ...] = ()
    drafted: frozenset[str] = frozenset()
    is_finished: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing that is asked is left open."""
        return all(each.is_settled for each in self.open_values)


def nothing_published(slug: str) -> str:
    """Return no number: no catalogue is at hand."""
    del slug
    return ""


def draft_package(
    files: Mapping[str, bytes], answers: Values | None = None, *, newest: Callable[[str], str] = nothing_published
) -> PackageDraft:
    """Draft a package; whatever the files hold, the answer is a draft with findings, never an exception.

    Args:
        files: name to content; archives are unpacked where they come in, here one is a file with an error.
        answers: what somebody said so far, by key of the open value.
        newest: returns the number of the newest published version of a Leistung by its slug; empty when there is none.
    """
    recognised = [recognise(name, content) for name, content in files.items()]
    is_finished = any(each.kind is FileKind.PROCEDURE or each.name == ABLAUF for each in recognised)
    uploads = placed(recognised, is_finished=is_finished)
    findings = [*(each for upload in uploads for each in upload.findings), *_check_numbers(uploads)]
    if is_finished:
        package = {each.path: each.content for each in uploads}
        return PackageDraft(uploads, tuple(findings), package, is_finished=True)
    return _draft(uploads, findings, answers or {}, newest)


def _check_numbers(uploads: Iterable[UploadedFile]) -> Iterator[Finding]:
    for kind in _ONLY_ONE:
        names = [each.name for each in uploads if each.kind is kind]
        if len(names) > 1:
            yield make_finding("PAK-007", names[1], count=len(names), names=", ".join(names))


def _draft(
    uploads: tuple[UploadedFile, ...], findings: list[Finding], answers: Values, newest: Callable[[str], str]
) -> PackageDraft:
    first = {each.kind: each for each in reversed(uploads)}
    if FileKind.SCHEMA not in first:
        return PackageDraft(uploads, (*findings, make_finding("PAK-008", "")))
    if has_errors(findings):
        return PackageDraft(uploads, tuple(findings))
    process = _read_process(first.get(FileKind.PROCESS), findings)
    description = first.get(FileKind.DESCRIPTION)
    facts = Facts(
        read_schema(first[FileKind.SCHEMA].content).schema,
        read_leistung(description.content).leistung if description else None,
        process,
    )
    if description is None:
        findings.append(make_finding("PAK-009", ""))
    questions = questions_for(has_description=description is not None, draft=process.draft if process else None)
    suggestions = suggest(facts)
    slug = clean_answer(answers.get("slug", suggestions.get("slug", NO_SUGGESTION).value))
    suggestions["version"] = next_version(newest(slug))
    values = ask(questions, suggestions=suggestions, answers=answers)
    files = {each.path: each.content for each in uploads if each.path}
    written = _written(facts, settled(values), has_description=description is not None)
    return PackageDraft(uploads, tuple(findings), files | written, facts.title, values, frozenset(written))


def _read_process(file: UploadedFile | None, findings: list[Finding]) -> ProzessDraft | None:
    """Return the draft of the process; None, with a finding, when there is none that can run."""
    if file is None:
        findings.append(make_finding("PAK-010", ""))
        return None
    process = import_prozess(file.content)
    can_run = process.prozess is not None
    own = (each for each in process.findings if each.code not in _ASKED_ANYWAY and (can_run or each.code != "IMP-022"))
    findings += [
        Finding(each.code, each.severity, f"{file.name} {each.where}".strip(), each.what, each.remedy) for each in own
    ]
    if not can_run:
        findings.append(make_finding("PAK-011", file.name))
    return process if can_run else None


def _written(facts: Facts, values: Values, *, has_description: bool) -> dict[str, bytes]:
    """Return the files that nobody uploaded: procedure, letters and, where there is none, a description."""
    imported = facts.process.draft if facts.process else None
    draft = imported or default_draft()
    is_confirmed = imported is None or _confirm(imported, values)
    head = Head(
        schluessel=values.get("schluessel", ""),
        slug=values.get("slug", "leistung"),
        title=values.get("titel", facts.title),
        origin=facts.process.head.origin if facts.process and facts.process.head else "the usual procedure",
        rechtsgrundlagen=parse_norms(values.get("norm", "")),
    )
    written = {ABLAUF: write_draft(head, draft, settled=_settled(values, has_results=is_confirmed)).encode()}
    written |= {letter_path(result): letter_for(result) for result in draft.results}
    if not has_description:
        written[DESCRIPTION] = write_description(
            schluessel=head.schluessel, title=head.title, teaser=values.get("teaser", "")
        )
    return written


def _confirm(draft: Draft, values: Values) -> bool:
    """Give results and deadlines of an imported draft what was said; return whether every result was confirmed."""
    for result in draft.results:
        if kind := values.get(f"ergebnis.{result.key}"):
            result.kind = ErgebnisKind(kind)
    for task in draft.tasks:
        if days := values.get(f"frist.{task.key}"):
            task.frist_tage = int(days)
        task.has_timer = False
    return all(f"ergebnis.{result.key}" in values for result in draft.results)


def _settled(values: Values, *, has_results: bool) -> Settled:
    form, level = values.get("formvorschrift", ""), values.get("ebene", "")
    is_strict = bool(form) and Formvorschrift(form).is_strict
    form_norm, stelle = values.get("formvorschrift_norm", ""), values.get("stelle", "")
    return Settled(
        version=values.get("version", "0.1.0"),
        verfahrensrecht=values.get("verfahrensrecht", ""),
        formvorschrift=form if form_norm or not is_strict else "",
        formvorschrift_norm=form_norm if is_strict else "",
        ebene=level if stelle or level != "land" else "",
        stelle=stelle if level == "land" else "",
        zustaendigkeit_norm=values.get("zustaendigkeit", ""),
        minuten=_number(values.get("minuten")),
        bearbeitung_tage=_number(values.get("bearbeitung_tage")),
        gebuehr=_fee(values),
        rechtsbehelf=values.get("rechtsbehelf", ""),
        has_results=has_results,
        has_letters=True,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _fee(values: Values) -> Gebuehr | None:
    """Return the fee; None as long as its amount or its rule is open."""
    kind, amount, norm = values.get("gebuehr"), read_money(values.get("betrag", "")), values.get("gebuehr_norm", "")
    if kind == NO_FEE:
        return Gebuehr(GebuehrKind.KEINE, 0, "", Text(""), anpassbar=False, mindestens_cent=0, hoechstens_cent=None)
    if kind is None or amount is None or not norm:
        return None
    own = kind == OWN_FEE
    return Gebuehr(GebuehrKind.FEST, amount, norm, Text(""), anpassbar=own, mindestens_cent=0, hoechstens_cent=None)
