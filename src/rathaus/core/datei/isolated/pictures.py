"""Pictures: upright, in plain colours, without a word about camera and place, and with a watermark where one is due."""

import io
import math

import pi_heif
from PIL import Image, ImageCms, ImageDraw, ImageFont, ImageOps

from rathaus.core.datei.isolated.order import NotDrawn
from rathaus.core.datei.picture_size import PIXEL_LIMIT

COPY_PX, PREVIEW_PX = 6_000, 1_600
"""Longest edge of a copy and of a preview."""

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", "image/heic": "HEIF"}
_INK = (150, 20, 40)
_INK_STRENGTH = 105
_SLANT_DEGREES = 28
_JPEG_QUALITY = 90
_PATTERN_PX = 2_400

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is unpacked
pi_heif.register_heif_opener(thumbnails=False)


def open_upright(content: bytes, media_type: str, *, longest_px: int) -> Image.Image:
    """Return a picture as people see it, at most that large, with no information but its pixels.

    Args:
        content: all bytes.
        media_type: type by the first bytes; no other reader is tried.
        longest_px: longest edge.

    Raises:
        NotDrawn: too many pixels, or no picture.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[_FORMATS[media_type]]) as opened:
            if opened.width * opened.height > PIXEL_LIMIT:
                raise NotDrawn("pixels")
            opened.draft("RGB", (longest_px, longest_px))
            picture = _in_eight_bits(ImageOps.exif_transpose(opened))
            return _plain(_shrunk(picture, longest_px), opened.info.get("icc_profile"))
    except (OSError, SyntaxError, ValueError, ZeroDivisionError) as error:
        raise NotDrawn("damaged") from error


def mark(picture: Image.Image, text: str, *, font_path: str) -> Image.Image:
    """Return the picture with a slanted text all over it; without a text the picture itself."""
    if not text:
        return picture
    marked = picture.convert("RGB")
    marked.paste(_INK, mask=_pattern(text, marked.size, font_path))
    return marked


def encode(picture: Image.Image, *, lossless: bool) -> tuple[str, bytes]:
    """Return media type and bytes: PNG for scans and drawings, JPEG for photos."""
    out = io.BytesIO()
    if lossless:
        picture.save(out, "PNG")
        return "image/png", out.getvalue()
    picture.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY)
    return "image/jpeg", out.getvalue()


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Return scans of 16 bits of grey in 8: conversion alone would make every shade above the darkest 255 white."""
    if picture.mode not in {"I", "I;16"}:
        return picture
    grey = picture.point(lambda level: level * (1 / 256)).convert("L")
    grey.info.pop("transparency", None)  # a level of the 16 bits
    return grey


def _shrunk(picture: Image.Image, longest_px: int) -> Image.Image:
    factor = longest_px / max(picture.size)
    if factor >= 1:
        return picture
    size = (max(1, math.floor(picture.width * factor)), max(1, math.floor(picture.height * factor)))
    readable = picture if picture.mode in {"L", "RGB", "RGBA"} else picture.convert("RGBA")
    return readable.resize(size, Image.Resampling.LANCZOS)


def _plain(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the pixels alone, in sRGB on white: texts, positions and profiles of the original stay behind."""
    if picture.mode in {"P", "LA", "PA", "RGBA"}:
        layered = picture.convert("RGBA")
        picture = Image.new("RGB", layered.size, "white")
        picture.paste(layered, mask=layered.getchannel("A"))
    picture = _in_srgb(picture, profile).convert("RGB")
    picture.info.clear()
    return picture


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if not profile or picture.mode not in {"RGB", "CMYK"}:
        return picture
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return picture
    return changed if changed is not None else picture


def _pattern(text: str, size: tuple[int, int], font_path: str) -> Image.Image:
    """Return slanted lines of the text as a mask, so close that no corner of a document stays free of it."""
    scale = min(1.0, _PATTERN_PX / max(size))
    width, height = (max(1, math.ceil(edge * scale)) for edge in size)
    letter = max(10, max(width, height) // 48)
    font = ImageFont.truetype(font_path, letter) if font_path else ImageFont.load_default(letter)
    edge = math.ceil(math.hypot(width, height))
    flat = Image.new("L", (edge, edge))
    pen = ImageDraw.Draw(flat)
    line = f"{text}   ·   "
    step = max(1, round(pen.textlength(line, font=font)))
    for number, top in enumerate(range(0, edge, letter * 5)):
        pen.text((-(number % 3) * step // 3, top), line * (edge // step + 2), fill=_INK_STRENGTH, font=font)
    left, top = (edge - width) // 2, (edge - height) // 2
    slanted = flat.rotate(_SLANT_DEGREES, resample=Image.Resampling.BICUBIC)
    return slanted.crop((left, top, left + width, top + height)).resize(size, Image.Resampling.BILINEAR)
