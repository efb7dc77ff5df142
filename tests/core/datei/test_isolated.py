"""Pictures come out upright and silent, papers without what they do, and bombs do not go off."""

import io
import subprocess
import sys
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from rathaus.core.datei.isolated import papers, pictures
from rathaus.core.datei.isolated.draw import draw
from rathaus.core.datei.isolated.order import Act, Answer, NotDrawn, Order
from rathaus.core.datei.isolated.papers import is_active
from tests.core.datei.samples import HEIC, JPEG, PNG, WEBP, pdf, picture, rotated_photo

PDF = "application/pdf"
HARMLESS = pikepdf.Dictionary(S=pikepdf.Name.GoTo)
ADDRESS = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://seen.example/"))
SHARE = pikepdf.Dictionary(S=pikepdf.Name.GoToR, F=pikepdf.String(r"\\host\share\a.pdf"))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def changed_pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as paper:
        change(paper)
        paper.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def dictionary(**names: str) -> pikepdf.Dictionary:
    return pikepdf.Dictionary({f"/{key}": pikepdf.Name(f"/{name}") for key, name in names.items()})


@pytest.mark.parametrize("act", list(Act))
def test_a_photo_is_turned_upright(act: Act) -> None:
    _, copy = draw(Order(act, "image/jpeg"), rotated_photo())
    shown = opened(copy)
    assert shown.size == (20, 40)
    top, bottom = shown.getpixel((10, 3)), shown.getpixel((10, 36))
    assert top[0] > 200 > top[2]
    assert bottom[2] > 200 > bottom[0]


def test_a_copy_tells_nothing_about_camera_and_place() -> None:
    original = rotated_photo()
    assert original.count(b"Erika") == 3
    _, copy = draw(Order(Act.COPY, "image/jpeg"), original)
    assert b"Erika" not in copy
    assert dict(opened(copy).getexif()) == {}
    assert "comment" not in opened(copy).info


def test_a_text_inside_a_png_stays_behind() -> None:
    from PIL.PngImagePlugin import PngInfo

    remark = PngInfo()
    remark.add_text("Author", "Erika")
    _, copy = draw(Order(Act.COPY, "image/png"), picture("PNG", pnginfo=remark))
    assert b"Erika" not in copy
    assert opened(copy).format == "PNG"


@pytest.mark.parametrize(
    ("content", "media_type", "size"),
    [(HEIC, "image/heic", (32, 48)), (WEBP, "image/webp", (4, 3)), (JPEG, "image/jpeg", (4, 3))],
)
def test_photos_of_every_kind_come_out_as_jpeg(content: bytes, media_type: str, size: tuple[int, int]) -> None:
    answer, copy = draw(Order(Act.COPY, media_type), content)
    assert (answer.media_type, opened(copy).format, opened(copy).size) == ("image/jpeg", "JPEG", size)


GREYS: dict[str, object] = {
    "1": 1, "L": 128, "LA": (128, 255), "P": 128, "RGB": (128,) * 3, "RGBA": (128, 128, 128, 255), "I;16": 128 * 256,
}  # fmt: skip


@pytest.mark.parametrize("edge", [100, 3_000], ids=["as it is", "shrunk"])
@pytest.mark.parametrize("mode", GREYS)
def test_pictures_of_every_depth_can_be_shown(mode: str, edge: int) -> None:
    out = io.BytesIO()
    grey = Image.new(mode, (edge, 20), GREYS[mode])
    if mode == "P":
        grey.putpalette([level for level in range(256) for _ in "rgb"])
    grey.save(out, "PNG")
    assert opened(out.getvalue()).mode == mode
    _, preview = draw(Order(Act.PREVIEW, "image/png"), out.getvalue())
    shown = opened(preview).convert("RGB")
    assert shown.width == min(edge, 1_600)
    assert shown.getpixel((shown.width // 2, shown.height // 2)) == ((255,) * 3 if mode == "1" else (128,) * 3)


def test_a_scan_of_sixteen_bits_keeps_its_shades() -> None:
    scan = Image.new("I;16", (5, 1))
    for column, level in enumerate((0, 0x1234, 0x8000, 0xC0FF, 0xFFFF)):
        scan.putpixel((column, 0), level)
    out = io.BytesIO()
    scan.save(out, "PNG", transparency=0x8000)
    _, copy = draw(Order(Act.COPY, "image/png"), out.getvalue())
    assert [opened(copy).convert("L").getpixel((column, 0)) for column in range(5)] == [0, 0x12, 0x80, 0xC0, 0xFF]


def test_colours_are_changed_to_those_of_every_screen() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for told in (profile, b"no profile"):
        _, copy = draw(Order(Act.COPY, "image/jpeg"), picture("JPEG", colour="red", icc_profile=told))
        assert opened(copy).getpixel((1, 1))[0] > 240
        assert "icc_profile" not in opened(copy).info


@pytest.mark.parametrize("size", [(400, 500), (160, 90)])
def test_a_watermark_covers_the_picture(size: tuple[int, int]) -> None:
    order = Order(Act.COPY, "image/png", "Kopie für Bewohnerparkausweis, Hanau, 22.11.2026")
    _, copy = draw(order, picture("PNG", size=size))
    quarters = [opened(copy).crop((x * size[0] // 2, 0, (x + 1) * size[0] // 2, size[1])) for x in (0, 1)]
    assert all(len(quarter.getcolors(65_536) or []) > 1 for quarter in quarters)


def test_too_many_pixels_are_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PIXEL_LIMIT", 11)
    with pytest.raises(NotDrawn, match="pixels"):
        draw(Order(Act.COPY, "image/png"), PNG)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(PNG[:45], "image/png"), (JPEG, "image/png"), (b"\xff\xd8\xff\xe0 nothing", "image/jpeg"), (b"%PDF-1.7", PDF)],
)
@pytest.mark.parametrize("act", list(Act))
def test_what_is_damaged_is_not_drawn(content: bytes, media_type: str, act: Act) -> None:
    with pytest.raises(NotDrawn, match="damaged"):
        draw(Order(act, media_type), content)


def test_a_quiet_pdf_is_given_away_as_it_is() -> None:
    assert draw(Order(Act.COPY, PDF), pdf()) == (Answer(), b"")
    assert not is_active(changed_pdf(lambda paper: setattr(paper.Root, "OpenAction", HARMLESS)))


def test_a_link_to_click_on_stays() -> None:
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=ADDRESS)
    assert not is_active(changed_pdf(lambda paper: setattr(paper.pages[0].obj, "Annots", pikepdf.Array([link]))))


ACTIVE: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "a script": lambda paper: setattr(paper.Root, "OpenAction", dictionary(S="JavaScript")),
    "an address that opens by itself": lambda paper: setattr(paper.Root, "OpenAction", dictionary(S="URI")),
    "another file": lambda paper: paper.attachments.__setitem__("a.txt", pikepdf.AttachedFileSpec(paper, b"x")),
    "a running form": lambda paper: setattr(paper.Root, "AcroForm", pikepdf.Dictionary(XFA=pikepdf.Array([]))),
    "media": lambda paper: setattr(paper.pages[0].obj, "Annots", pikepdf.Array([dictionary(Subtype="RichMedia")])),
    "a program": lambda paper: setattr(paper.pages[0].obj, "AA", pikepdf.Dictionary(O=dictionary(S="Launch"))),
    "a page that opens an address": lambda paper: setattr(paper.pages[0].obj, "AA", pikepdf.Dictionary(O=ADDRESS)),
    "a page that opens a share": lambda paper: setattr(paper.pages[0].obj, "AA", pikepdf.Dictionary(O=SHARE)),
    "a document that opens an address when it is printed": lambda paper: setattr(
        paper.Root, "AA", pikepdf.Dictionary(WP=ADDRESS)
    ),
    "a note that opens an address when the page is seen": lambda paper: setattr(
        paper.pages[0].obj, "Annots", pikepdf.Array([pikepdf.Dictionary(AA=pikepdf.Dictionary(PV=ADDRESS))])
    ),
    "a link to a share": lambda paper: setattr(
        paper.pages[0].obj, "Annots", pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=SHARE)])
    ),
    "an address after a jump": lambda paper: setattr(
        paper.Root, "OpenAction", pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=ADDRESS)
    ),
    "an address after a jump, elsewhere": lambda paper: setattr(
        paper.Root,
        "OpenAction",
        paper.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Named, Next=pikepdf.Array([HARMLESS, ADDRESS]))),
    ),
    "content in another file": lambda paper: setattr(
        paper.pages[0].obj, "Contents", pikepdf.Stream(paper, b"", F=pikepdf.String(r"\\host\share\a"))
    ),
}


@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE.keys())
def test_an_active_pdf_becomes_pictures(change: Callable[[pikepdf.Pdf], None]) -> None:
    content = changed_pdf(change)
    assert is_active(content)
    answer, copy = draw(Order(Act.COPY, PDF), content)
    assert answer == Answer(PDF, 1)
    assert not is_active(copy)


def test_what_nests_too_deep_counts_as_active(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_DEPTH_LIMIT", 0)
    assert is_active(pdf())


def test_pages_of_an_identity_document_are_pictures_with_a_watermark() -> None:
    order = Order(Act.COPY, PDF, "Kopie für Unterhaltsvorschuss, Hanau, 22.11.2026")
    answer, copy = draw(order, changed_pdf(lambda paper: paper.add_blank_page(page_size=(200, 100))))
    with pikepdf.open(io.BytesIO(copy)) as paper:
        sizes = [(image.Width, image.Height) for page in paper.pages for image in page.get_images().values()]
        assert [round(float(page.MediaBox[3])) for page in paper.pages] == [842, 421]
    assert answer == Answer(PDF, 2)
    assert sizes == [(1244, 1760), (1761, 881)]
    assert b"/DCTDecode" in copy


def test_a_preview_shows_the_first_page_and_counts_all() -> None:
    answer, preview = draw(Order(Act.PREVIEW, PDF), changed_pdf(lambda paper: paper.add_blank_page()))
    assert answer == Answer("image/png", 2)
    assert opened(preview).size == (1131, 1600)


def test_a_paper_with_too_many_pages_is_not_turned_into_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "PAGE_LIMIT", 0)
    with pytest.raises(NotDrawn, match="pages"):
        draw(Order(Act.COPY, PDF, "Kopie"), pdf())


def test_a_paper_without_pages_is_damaged() -> None:
    with pytest.raises(NotDrawn, match="damaged"):
        draw(Order(Act.PREVIEW, PDF), changed_pdf(lambda paper: paper.pages.__delitem__(0)))


def test_what_was_typed_into_a_form_is_drawn() -> None:
    def add_form(paper: pikepdf.Pdf) -> None:
        paper.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]))

    assert draw(Order(Act.PREVIEW, PDF), changed_pdf(add_form))[0].pages == 1


def run(packed: bytes) -> subprocess.CompletedProcess[bytes]:
    program = [sys.executable, "-I", "-m", "rathaus.core.datei.isolated"]
    return subprocess.run(program, input=packed, capture_output=True, env={}, check=False)


def test_the_process_answers_and_ends() -> None:
    answer, copy = Answer.unpack(run(Order(Act.COPY, "image/heic").pack(HEIC)).stdout)
    assert (answer.media_type, opened(copy).size) == ("image/jpeg", (32, 48))
    answer, copy = Answer.unpack(run(Order(Act.COPY, "image/png").pack(PNG[:45])).stdout)
    assert (answer.problem, copy) == ("damaged", b"")


def test_the_process_can_neither_fill_the_memory_nor_write_files() -> None:
    script = (
        "from rathaus.core.datei.isolated.__main__ import limit_process\n"
        "limit_process()\n"
        "try: bytearray(3_000_000_000); print('memory')\n"
        "except MemoryError: pass\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "try:\n"
        "    with open('/tmp/isolated-was-here', 'wb') as file: file.write(b'x')\n"
        "    print('file')\n"
        "except OSError: pass\n"
    )
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr
