"""What leaves the house instead of an original: a copy that is safe to open, and a picture to look at.

The original is never changed and never given away: photos lose what cameras write beside the pixels, PDFs that do more
than show pages become pictures, and copies of identity documents say what they were made for. What we rendered
ourselves goes out as it is.
"""

import subprocess
import sys
from dataclasses import dataclass
from datetime import date

import structlog
from django.conf import settings

from rathaus.core.datei.errors import DateiNotDrawn
from rathaus.core.datei.isolated.order import Act, Answer, Order
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of
from rathaus.core.datei.rules import copy_name, watermark
from rathaus.core.datei.turns import drawing_turn

DRAWING_TIMEOUT_S = 40
_PROGRAM = (sys.executable, "-I", "-m", "rathaus.core.datei.isolated")
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy: its file name, the type of its content, its bytes, the pages of the original."""

    name: str
    media_type: str
    content: bytes
    pages: int = 1


def copy_of(datei: Datei, *, day: date) -> Copy:
    """Return what may be opened or saved instead of the original.

    Args:
        datei: a file of the open scope.
        day: local day, for the watermark.

    Raises:
        DateiQuarantined: the scanner has not seen it yet.
        DateiNotFound: the scanner refused it, or it is outside the open scope.
        DateiNotDrawn: no safe copy can be made.
        DrawingBusy: too many copies are made at the moment.
    """
    content = content_of(datei)
    if datei.kind == Datei.Kind.GENERATED:
        return Copy(datei.name, datei.media_type, content)
    answer, drawn = _draw(datei, content, Act.COPY, day)
    if not answer.media_type:
        return Copy(datei.name, datei.media_type, content, answer.pages)
    return Copy(copy_name(datei.name, answer.media_type), answer.media_type, drawn, answer.pages)


def preview_of(datei: Datei, *, day: date) -> Copy:
    """Return a picture of a photo or of the first page, for looking at.

    Args:
        datei: a file of the open scope.
        day: local day, for the watermark.

    Raises:
        DateiQuarantined: the scanner has not seen it yet.
        DateiNotFound: the scanner refused it, or it is outside the open scope.
        DateiNotDrawn: nothing can be shown.
        DrawingBusy: too many copies are made at the moment.
    """
    answer, drawn = _draw(datei, content_of(datei), Act.PREVIEW, day)
    return Copy(copy_name(datei.name, answer.media_type), answer.media_type, drawn, answer.pages)


def _draw(datei: Datei, content: bytes, act: Act, day: date) -> tuple[Answer, bytes]:
    text = watermark(datei.copy_for, datei.stelle.name if datei.stelle else "", day=day)
    order = Order(act, datei.media_type, text, _font() if text else "")
    with drawing_turn(datei=datei.public_id):
        answer, drawn = _run(order.pack(content))
    if answer.problem:
        _log.warning("datei_not_drawn", datei=str(datei.public_id), problem=answer.problem)
        raise DateiNotDrawn(datei=datei.public_id, problem=answer.problem)
    return answer, drawn


def _run(packed: bytes) -> tuple[Answer, bytes]:
    """Start the process without a word of our environment, so that what goes wrong in it can tell nothing."""
    try:
        done = subprocess.run(
            _PROGRAM, input=packed, capture_output=True, env={}, timeout=DRAWING_TIMEOUT_S, check=True
        )
        return Answer.unpack(done.stdout)
    except subprocess.TimeoutExpired:
        return Answer(problem="time"), b""
    except (subprocess.CalledProcessError, ValueError):
        return Answer(problem="crash"), b""


def _font() -> str:
    """Return the path of the font of our letters; empty where the folder is missing."""
    return next((str(path) for path in sorted(settings.RATHAUS_FONT_DIR.glob("*regular*.ttf"))), "")
