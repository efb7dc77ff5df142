"""How a case ends well: the whole case as a folder to take away."""

import uuid
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from django.http import FileResponse, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from rathaus.core.akte.disposal import disposal_of
from rathaus.core.akte.export import CaseExport, export_case, last_export
from rathaus.core.antrag.queries import sections_of
from rathaus.core.miterklaerung.queries import said_before
from rathaus.core.postfach.queries import letters_with_files
from rathaus.core.vorgang.queries import clerk_names, history, standing, vorgang_by_public_id
from rathaus.surfaces.amt.frame import reading, show
from rathaus.surfaces.amt.loeschsperre import holds_on_page
from rathaus.surfaces.amt.vorgang import case_head, staff_among
from rathaus.surfaces.ui.attempt import Problems
from rathaus.surfaces.ui.audience import Audience, ScopedRequest, audience
from rathaus.surfaces.ui.staff_pages import today
from rathaus.surfaces.ui.whole_file import write_whole

if TYPE_CHECKING:
    from rathaus.core.akte.contents import Contents
    from rathaus.core.vorgang.models import Vorgang

_LANGUAGE = "de"
"""The folder is for the files of the office, whatever language whoever takes it out reads: the bytes are the same."""


@reading
def case_file(request: ScopedRequest, vorgang: uuid.UUID) -> HttpResponse:
    """Show what can be done with the whole case."""
    return show_file(request, vorgang_by_public_id(vorgang))


def show_file(request: ScopedRequest, row: "Vorgang", *, errors: Problems = ()) -> HttpResponse:
    """Answer with the page of the whole case; with what was wrong when an act was refused."""
    context = {
        **case_head(row), **holds_on_page(request, row), "errors": errors, "exported": last_export(row),
        "disposal": disposal_of(row, today=today()), "typed": request.POST,
    }  # fmt: skip
    return show(request, "akte", context, status=422 if errors else 200)


@audience(Audience.CLERK, Audience.AUDITOR, methods=("POST",))
def case_export(request: ScopedRequest, vorgang: uuid.UUID) -> FileResponse:
    """Write the folder of a case, record its sum, then send it; a POST, because it is recorded."""
    row, exports = vorgang_by_public_id(vorgang), list[CaseExport]()

    def write(file: IO[bytes]) -> None:
        exports.append(export_case(actor=request.actor, vorgang=row, target=file, index=index_page))

    response = FileResponse(write_whole(write), content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(exports[0].name)}"
    response.headers["Cache-Control"] = "no-store"
    return response


def index_page(contents: "Contents") -> str:
    """Return the page that shows a case without this program: answers, letters, files and what happened.

    Args:
        contents: what lies in the folder.
    """
    row = contents.vorgang
    records = history(row)
    names = clerk_names(staff_among(records))
    letters = letters_with_files(row.antrag.public_id)
    paths = {file.datei.pk: file.path for file in contents.files}
    with translation.override(_LANGUAGE):
        return render_to_string(
            "amt/akte_inhalt.html",
            {
                **case_head(row),
                "contents": contents,
                "sections": sections_of(row.antrag, language=_LANGUAGE),
                "letters": [(each, paths.get(each.datei_id or 0, "")) for each in letters],
                "said": [(each, paths.get(each.datei_id or 0, "")) for each in said_before(row.antrag)],
                "records": [(record, names.get(record.actor_konto_id or 0, "")) for record in records],
                "step_names": {step.key: step.name for step, _ in standing(row).tasks},
                "staff_names": names,
            },
        )
