"""PDFs: what they do when they are opened, and their pages as pictures."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pikepdf
import pypdfium2
from PIL import Image

from rathaus.core.datei.isolated.order import NotDrawn
from rathaus.core.datei.isolated.pictures import encode

PAGE_LIMIT = 100
"""Most pages that are turned into pictures."""

_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/Movie", "/Sound",
     "/RichMediaExecute", "/GoTo3DView"}
)  # fmt: skip
_PARTS = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/FileAttachment", "/EmbeddedFile"})
_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/RichMediaContent", "/AA"})
"""What counts whatever it holds; ``/AA`` are actions that begin without a click, on opening, printing or passing by."""
_ELSEWHERE = frozenset({"/F", "/Ref"})
"""Keys of a stream whose content lies in another file, perhaps on another machine."""
_HARMLESS_OPENING = frozenset({"/GoTo", "/Named"})
_DEPTH_LIMIT = 60
_PAGE_PX = 1_760
"""Longest edge of a page: 150 dots per inch on A4."""


def is_active(content: bytes) -> bool:
    """Whether a PDF does more than show pages, or cannot be read well enough to tell."""
    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            return paper.is_encrypted or any(_is_active_part(part) for part in _parts(paper))
    except (pikepdf.PdfError, RecursionError):
        return True


@contextmanager
def open_paper(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF for drawing, with what was typed into its form.

    Raises:
        NotDrawn: no PDF, or no page.
    """
    try:
        with pypdfium2.PdfDocument(content) as paper:
            if not len(paper):
                raise NotDrawn("damaged")
            if paper.get_formtype():
                paper.init_forms()
            yield paper
    except pypdfium2.PdfiumError as error:
        raise NotDrawn("damaged") from error


def pages_of(paper: pypdfium2.PdfDocument) -> Iterator[Image.Image]:
    """Yield the pages as pictures, one at a time.

    Raises:
        NotDrawn: too many pages.
    """
    if len(paper) > PAGE_LIMIT:
        raise NotDrawn("pages")
    for number in range(len(paper)):
        yield draw_page(paper, number, longest_px=_PAGE_PX)


def draw_page(paper: pypdfium2.PdfDocument, number: int, *, longest_px: int) -> Image.Image:
    """Return one page, counted from 0, as a picture of that longest edge."""
    page = paper[number]
    drawn: Image.Image = page.render(scale=longest_px / max(*page.get_size(), 1.0)).to_pil()
    return drawn.convert("RGB")


def bind(pictures: Iterable[Image.Image]) -> bytes:
    """Return a PDF that shows the pictures, a page each, and nothing else."""
    out = io.BytesIO()
    with pikepdf.new() as paper:
        for picture in pictures:
            _add_page(paper, picture)
        paper.save(out, deterministic_id=True)
    return out.getvalue()


def _parts(paper: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield every dictionary, those inside of others too; what is referred to comes up by itself."""
    waiting = [(paper.trailer, 0), *((each, 0) for each in paper.objects)]
    while waiting:
        part, depth = waiting.pop()
        if depth > _DEPTH_LIMIT:
            raise RecursionError
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inner = [part[key] for key in part.keys()]  # noqa: SIM118  # iterating over a stream gives no keys
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        else:
            continue
        waiting += [(each, depth + 1) for each in inner if _is_inside(each)]


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_active_part(part: pikepdf.Object) -> bool:
    keys = set(part.keys())
    named = {str(part[key]) for key in ("/S", "/Type", "/Subtype") if key in keys}
    if keys & _KEYS or named & (_ACTIONS | _PARTS):
        return True
    if isinstance(part, pikepdf.Stream) and keys & _ELSEWHERE:
        return True
    opening = part.get("/OpenAction")
    return isinstance(opening, pikepdf.Dictionary) and not _is_harmless_opening(opening)


def _is_harmless_opening(action: pikepdf.Object) -> bool:
    """Whether an action only chooses the page that is seen first; what follows on it could be anything."""
    return str(action.get("/S")) in _HARMLESS_OPENING and "/Next" not in action


def _add_page(paper: pikepdf.Pdf, picture: Image.Image) -> None:
    _, jpeg = encode(picture, lossless=False)
    width, height = (round(edge * 842 / _PAGE_PX, 2) for edge in picture.size)
    page = paper.add_blank_page(page_size=(width, height))
    image = pikepdf.Stream(
        paper, jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width, Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=paper.make_indirect(image)))
    page.Contents = paper.make_stream(f"q {width} 0 0 {height} 0 0 cm /P Do Q".encode())
