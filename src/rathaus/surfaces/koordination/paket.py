"""Loading a package: an uploaded ZIP archive, or one of the folders that are shipped."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse

from rathaus.core.leistung.actions import LoadReport, load_package
from rathaus.core.leistung.package import Package, read_archive, read_folder
from rathaus.surfaces.koordination.frame import acting, go_to, show
from rathaus.surfaces.ui.attempt import Problems, attempt
from rathaus.surfaces.ui.audience import ScopedRequest


@dataclass(slots=True)
class _Outcome:
    report: LoadReport | None = None
    errors: Problems = ()


@acting
def package(request: ScopedRequest) -> HttpResponse:
    """Offer both ways; after a POST go to the version, or show what is wrong with the files."""
    outcome = _load(request) if request.method == "POST" else _Outcome()
    version = outcome.report.version if outcome.report else None
    if outcome.report is not None and version is not None:
        note = "geladen" if outcome.report.is_new else "bekannt"
        return go_to("version", version.leistung.slug, version.version, note=note)
    context = {
        "section": "leistungen",
        "folders": [folder.name for folder in shipped_folders()],
        "max_bytes": settings.RATHAUS_UPLOAD_LIMIT_BYTES,
        "errors": outcome.errors,
        "findings": outcome.report.findings if outcome.report else (),
    }
    return show(request, "paket", context, status=422 if request.method == "POST" else 200)


def shipped_folders() -> list[Path]:
    """Return the package folders that came with this installation."""
    root = Path(settings.RATHAUS_CONTENT_DIR)
    return sorted(path.parent for path in root.glob("*/ablauf.toml"))


def _load(request: ScopedRequest) -> _Outcome:
    outcome = _Outcome()
    field = "paket" if "paket" in request.FILES else "ordner"

    def act() -> None:
        outcome.report = load_package(actor=request.actor, files=_files(request))

    outcome.errors = attempt(act, field=field)
    return outcome


def _files(request: ScopedRequest) -> Package:
    """Read what was chosen; an upload comes before a folder."""
    upload = request.FILES.get("paket")
    if upload is not None:
        return read_archive(upload.read(settings.RATHAUS_UPLOAD_LIMIT_BYTES + 1))
    wanted = request.POST.get("ordner", "")
    known = {folder.name: folder for folder in shipped_folders()}
    return read_folder(known.get(wanted, Path(settings.RATHAUS_CONTENT_DIR) / "-"))
