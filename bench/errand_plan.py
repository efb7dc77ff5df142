"""What the person of the errand enters: the shipped example of a Leistung, page by page, as a browser sends it."""

import io
import random
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from PIL import Image

from bench.errors import BenchFailed
from bench.scenarios.errand import FormStep
from bench.visitor import Upload
from rathaus.engine.formular.model import Field, Formular, Kind, Page
from rathaus.engine.formular.page_input import BOXES
from rathaus.engine.formular.path import is_within, template_of
from rathaus.engine.formular.typed import date_boxes, show_typed

PHOTO_BYTES = 400_000
_DATES = {Kind.DATE, Kind.PARTIAL_DATE}


@dataclass(frozen=True, slots=True)
class ErrandPlan:
    """An example as an errand.

    Args:
        place: name of the municipality in addresses.
        answers: the answers of the example without files.
        steps: the pages of the form in order.
    """

    place: str
    answers: Mapping[str, object]
    steps: Sequence[FormStep]

    @property
    def upload(self) -> Upload:
        """The first file of the errand."""
        return next(upload for step in self.steps for upload in step.uploads)


def read_plan(example: Path, formular: Formular, *, place: str, target: str) -> ErrandPlan:
    """Read an example.

    Args:
        example: its file.
        formular: the form that it fills in.
        place: name of the municipality in addresses.
        target: address of a page of a draft, with ``{draft}`` and ``{page}``.

    Raises:
        BenchFailed: the example has no file to upload.
    """
    told = yaml.safe_load(example.read_text(encoding="utf-8"))
    answers = {key: value for key, value in told["antworten"].items() if not isinstance(value, dict)}
    files = {key: value for key, value in told["antworten"].items() if isinstance(value, dict)}
    pages = [page for page in formular.pages if page.key in told["erwartet"]["seiten"]]
    steps = [
        FormStep(
            page.key,
            target.replace("{page}", page.key),
            [pair for key in _on_page(page, answers) for pair in _inputs(formular.fields, key, answers[key])],
            [_upload(key, files[key]) for key in _on_page(page, files)][:1],
        )
        for page in pages
    ]
    if not any(step.uploads for step in steps):
        raise BenchFailed(f"{example.name} has no file to upload")
    return ErrandPlan(place, answers, steps)


def photo(size_bytes: int, *, seed: int = 7) -> bytes:
    """Return a photo that can be opened, with notes that bring it to its size and cannot be compressed."""
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "slategray").save(content, "JPEG")
    drawn, noise = content.getvalue(), random.Random(seed)  # no secret
    while len(drawn) < size_bytes - 5:
        note = noise.randbytes(min(size_bytes - len(drawn) - 4, 65_533))
        drawn = drawn[:2] + b"\xff\xfe" + struct.pack(">H", len(note) + 2) + note + drawn[2:]
    return drawn


def _on_page(page: Page, answers: Mapping[str, object]) -> list[str]:
    return [key for key in answers if any(is_within(template_of(key), item) for item in page.items)]


def _inputs(fields: Mapping[str, Field], key: str, value: object) -> list[tuple[str, str]]:
    field = fields[template_of(key)]
    if field.kind in _DATES:
        return [(f"{key}.{box}", text) for box, text in zip(BOXES, date_boxes(value), strict=True)]
    return [(key, show_typed(field, value))]


def _upload(key: str, file: Mapping[str, object]) -> Upload:
    return Upload(template_of(key), str(file["name"]), str(file["media_type"]), photo(PHOTO_BYTES))
