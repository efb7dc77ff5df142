"""The import of a Leistung: upload files, answer what they do not say, make a version of them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse

from rathaus.core.einspielung.actions import (
    add_files,
    discard_einspielung,
    load_einspielung,
    remove_file,
    save_answers,
    start_einspielung,
)
from rathaus.core.einspielung.queries import draft_of, einspielung_by_public_id, einspielungen, examine
from rathaus.core.einspielung.rules import Examined
from rathaus.core.leistung.actions import LoadReport, load_package
from rathaus.core.leistung.package import read_folder
from rathaus.core.stelle.queries import stellen_by_kind
from rathaus.engine.package_draft.archive import free_name
from rathaus.engine.package_draft.open_values import OpenValue, clean_answer
from rathaus.surfaces.koordination.befunde import grouped
from rathaus.surfaces.koordination.frame import acting, go_to, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import now, today
from rathaus.values.findings import Finding
from rathaus.values.text import Text

if TYPE_CHECKING:
    from rathaus.core.einspielung.models import Einspielung

FILES, FOLDER, VALUE = "dateien", "ordner", "wert."
"""Names of inputs; the name of an answer begins with the last."""

STATE_KINDS = ("ministerium", "regierungspraesidium")


@dataclass(slots=True)
class _Loaded:
    report: LoadReport | None = None
    errors: Problems = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.findings if self.report else ()


@acting
def packages(request: ScopedRequest) -> HttpResponse:
    """Offer the upload, the folders that are shipped, and the imports that can be continued."""
    loaded = _Loaded()
    if request.method == "POST":
        response = _load_folder(request, loaded) if FOLDER in request.POST else _start(request, loaded)
        if response is not None:
            return response
    context = {
        "section": "leistungen",
        "folders": [folder.name for folder in shipped_folders()],
        "max_bytes": settings.RATHAUS_UPLOAD_LIMIT_BYTES,
        "max_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "einspielungen": einspielungen(now=now()),
        "errors": loaded.errors,
        "groups": grouped(loaded.findings),
    }
    return show(request, "pakete", context, status=422 if request.method == "POST" else 200)


@acting
def package_draft(request: ScopedRequest, einspielung: uuid.UUID) -> HttpResponse:
    """Show what the files are, what is wrong and what is open; every button keeps what was typed."""
    row = einspielung_by_public_id(einspielung)
    loaded = _Loaded()
    if request.method == "POST":
        response = _act(request, row, loaded)
        if response is not None:
            return response
        row = einspielung_by_public_id(einspielung)
    return _show_draft(request, row, loaded)


def _show_draft(request: ScopedRequest, row: "Einspielung", loaded: _Loaded) -> HttpResponse:
    is_posted = request.method == "POST"
    examined = examine(row)
    context = {
        "section": "leistungen",
        "einspielung": row,
        "draft": examined.draft,
        "is_ready": examined.is_ready,
        "asked": [each for each in examined.draft.open_values if not each.is_known],
        "known": [each for each in examined.draft.open_values if each.is_known],
        "groups": grouped(dict.fromkeys((*examined.findings, *loaded.findings))),
        "state_bodies": _state_bodies(),
        "max_bytes": settings.RATHAUS_UPLOAD_LIMIT_BYTES,
        "errors": (_problems(examined) or loaded.errors) if is_posted else (),
    }
    return show(request, "paket", context, status=422 if is_posted else 200)


def shipped_folders() -> list[Path]:
    """Return the package folders that came with this installation."""
    root = Path(settings.RATHAUS_CONTENT_DIR)
    return sorted(path.parent for path in root.glob("*/ablauf.toml"))


def _load_folder(request: ScopedRequest, loaded: _Loaded) -> HttpResponse | None:
    known = {folder.name: folder for folder in shipped_folders()}
    folder = known.get(request.POST[FOLDER], Path(settings.RATHAUS_CONTENT_DIR) / "-")

    def act() -> None:
        loaded.report = load_package(actor=request.actor, files=read_folder(folder))

    loaded.errors = attempt(act, field=FOLDER)
    return _to_version(loaded)


def _start(request: ScopedRequest, loaded: _Loaded) -> HttpResponse | None:
    """Keep the files, and go on to their page; a finished package goes straight on to its version."""
    started: list[Einspielung] = []

    def act() -> None:
        started.append(start_einspielung(actor=request.actor, files=_uploaded(request), now=now()))

    loaded.errors = attempt(act, field=FILES)
    if not started:
        return None
    if draft_of(started[0]).is_finished:
        return _load(request, started[0], loaded) or _show_draft(request, started[0], loaded)
    return go_to("package_draft", started[0].public_id, note="hochgeladen")


def _act(request: ScopedRequest, einspielung: "Einspielung", loaded: _Loaded) -> HttpResponse | None:
    """Do what the button says; return where to go, or nothing when the page is shown again with what is wrong."""
    number = einspielung.public_id
    if "verwerfen" in request.POST:
        discard_einspielung(actor=request.actor, einspielung=einspielung)
        return go_to("package", note="verworfen")
    brings_files = bool(request.FILES) or "hinzufuegen" in request.POST
    is_aside = brings_files or bool({"entfernen", "speichern"} & request.POST.keys())
    _keep_answers(request, einspielung, only_changed=is_aside)
    if "entfernen" in request.POST:
        remove_file(actor=request.actor, einspielung=einspielung, name=request.POST["entfernen"], now=now())
    if brings_files:
        return _add(request, einspielung, loaded)
    if "entfernen" in request.POST:
        return go_to("package_draft", number, anchor=FILES)
    if "speichern" in request.POST:
        return go_to("package_draft", number, note="gespeichert")
    return _load(request, einspielung, loaded)


def _add(request: ScopedRequest, einspielung: "Einspielung", loaded: _Loaded) -> HttpResponse | None:
    """Keep the files that were chosen, whatever button was pressed; what they change is shown before anything else."""
    loaded.errors = attempt(
        lambda: add_files(actor=request.actor, einspielung=einspielung, files=_uploaded(request), now=now()),
        field=FILES,
    )
    return None if loaded.errors else go_to("package_draft", einspielung.public_id, note="hochgeladen")


def _keep_answers(request: ScopedRequest, einspielung: "Einspielung", *, only_changed: bool) -> None:
    """Keep what was typed; beside another act only what differs from what the page showed: the rest may change."""
    values = draft_of(einspielung).open_values
    asked = {each.question.key: clean_answer(each.value) for each in values if not each.is_known}
    typed = {key: clean_answer(str(request.POST.get(VALUE + key, ""))) for key in asked}
    if typed.get("stelle") and typed["stelle"] not in dict(_state_bodies()):
        typed["stelle"] = ""
    answers = {key: value for key, value in typed.items() if not only_changed or value != asked[key]}
    save_answers(actor=request.actor, einspielung=einspielung, answers=answers, now=now())


def _load(request: ScopedRequest, einspielung: "Einspielung", loaded: _Loaded) -> HttpResponse | None:
    def act() -> None:
        loaded.report = load_einspielung(actor=request.actor, einspielung=einspielung, now=now())

    loaded.errors = attempt(act)
    return _to_version(loaded)


def _to_version(loaded: _Loaded) -> HttpResponse | None:
    version = loaded.report.version if loaded.report else None
    if loaded.report is None or version is None:
        return None
    note = "geladen" if loaded.report.is_new else "bekannt"
    return go_to("version", version.leistung.slug, version.version, note=note)


def _uploaded(request: ScopedRequest) -> Mapping[str, bytes]:
    """Read what was chosen; each file up to the limit, so that a larger one is refused as too large.

    Of two files with one name the later gets a number: they may come from different folders.
    """
    limit = settings.RATHAUS_UPLOAD_LIMIT_BYTES + 1
    found: dict[str, bytes] = {}
    for each in request.FILES.getlist(FILES):
        found[free_name(each.name or "datei", found)] = each.read(limit)
    return found


def _problems(examined: Examined) -> Problems:
    """Return what is wrong with the answers, each with its question: several may say the same."""
    values: tuple[OpenValue, ...] = examined.draft.open_values
    return tuple(
        (VALUE + each.question.key, _after(each.question.text, each.problem)) for each in values if each.problem
    )


def _after(question: Text, problem: Text) -> Text:
    german, english = (f"{question.in_language(each)} {problem.in_language(each)}" for each in ("de", "en"))
    return Text(german, english)


def _state_bodies() -> list[tuple[str, str]]:
    return [(each.slug, each.name) for kind in STATE_KINDS for each in stellen_by_kind(kind, day=today())]
