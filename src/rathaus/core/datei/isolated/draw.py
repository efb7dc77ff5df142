"""From an order to a copy or a preview."""

from rathaus.core.datei.isolated.order import Act, Answer, Order
from rathaus.core.datei.isolated.papers import bind, draw_page, is_active, open_paper, pages_of
from rathaus.core.datei.isolated.pictures import COPY_PX, PREVIEW_PX, encode, mark, open_upright

PDF = "application/pdf"


def draw(order: Order, content: bytes) -> tuple[Answer, bytes]:
    """Return what was ordered.

    A PDF that only shows pages is given away as it is: the answer has no content and no type.

    Raises:
        NotDrawn: the content is damaged or too large.
    """
    if order.media_type != PDF:
        return _draw_picture(order, content)
    if order.act is Act.PREVIEW:
        return _preview_paper(order, content)
    if not order.watermark and not is_active(content):
        return Answer(), b""
    with open_paper(content) as paper:
        return Answer(PDF, len(paper)), bind(
            mark(page, order.watermark, font_path=order.font) for page in pages_of(paper)
        )


def _draw_picture(order: Order, content: bytes) -> tuple[Answer, bytes]:
    longest_px = PREVIEW_PX if order.act is Act.PREVIEW else COPY_PX
    picture = open_upright(content, order.media_type, longest_px=longest_px)
    marked = mark(picture, order.watermark, font_path=order.font)
    media_type, drawn = encode(marked, lossless=order.media_type == "image/png")
    return Answer(media_type), drawn


def _preview_paper(order: Order, content: bytes) -> tuple[Answer, bytes]:
    with open_paper(content) as paper:
        first = draw_page(paper, 0, longest_px=PREVIEW_PX)
        media_type, drawn = encode(mark(first, order.watermark, font_path=order.font), lossless=True)
        return Answer(media_type, len(paper)), drawn
