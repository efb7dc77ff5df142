"""Three sealed Bescheide of three Leistungen: archivable, accessible, complete, and as a picture on demand.

``RATHAUS_LETTER_PICTURES=docs/screenshots pytest tests/leistungen/test_letters.py`` writes those of the documents.
"""

import io
import json
import os
import re
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest
import yaml

from rathaus.adapters.siegel.test_authority import make_test_keys
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.queries import content_of
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import Contact, change_contact
from rathaus.core.vorgang.actions import receive_antrag
from tests.cast import NOW, Member, make_staff
from tests.errand import begin, fill_in
from tests.leistungen.office import decide
from tests.leistungen.packages import CONTENT

LETTERS = [
    ("99107021017000-unterhaltsvorschuss", "teilweise", "Musterplatz 1 (Beispiel)\n37269 Eschwege"),
    ("99108001001000-bewohnerparkausweis", "bewilligung", "Musterplatz 1 (Beispiel)\n63450 Hanau"),
    ("99063009006000-anlagengenehmigung", "bewilligung", "Musterplatz 1 (Beispiel)\n64283 Darmstadt"),
]
"""Folder of the package, name of the example, address of the body as a letter needs it."""
PIXELS_PER_POINT = 1.25


@pytest.mark.parametrize(("folder", "example", "address"), LETTERS, ids=[each[0].partition("-")[2] for each in LETTERS])
def test_a_sealed_bescheid_is_archivable_accessible_and_complete(
    folder: str, example: str, address: str, citizen: Member, settings, tmp_path: Path
) -> None:
    seal_with_test_keys(settings, tmp_path)
    bescheid, content = issue_example(folder, example, citizen, keys=tmp_path, address=address)
    if pictures := os.environ.get("RATHAUS_LETTER_PICTURES"):
        draw_pages(content, Path(pictures), folder.partition("-")[2])
    assert_promises(content)
    assert_complete(bescheid, content)
    if folder.endswith("anlagengenehmigung"):
        assert bescheid.document["letterhead"]["recipient_lines"][:2] == ["Biogas Eichen GmbH", "Carla Brandt"]
        assert bescheid.antrag.applicant == "Biogas Eichen GmbH"


def seal_with_test_keys(settings, folder: Path) -> None:
    settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE = folder, "geheim"
    settings.RATHAUS_SIEGEL_TIMESTAMP_URL = ""
    settings.RATHAUS_SEALER = "rathaus.adapters.siegel.sealer.from_settings"


def issue_example(folder: str, example: str, citizen: Member, *, keys: Path, address: str) -> tuple[Bescheid, bytes]:
    """Walk an example of a package to its sealed Bescheid; returns it with the bytes of its PDF."""
    path = CONTENT / folder / "beispiele" / f"{example}.yaml"
    one = yaml.safe_load(path.read_text(encoding="utf-8"))
    with open_scope(citizen.scope):
        entwurf = fill_in(citizen, begin(citizen, folder.partition("-")[2], one["ort"]), one["antworten"])
        antrag = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
        body = antrag.stelle
    make_test_keys(keys, [(body.slug, body.official_name)], passphrase="geheim", now=NOW)
    clerk = make_staff(body.slug, "sachbearbeitung", "Jonas Becker")
    with open_scope(clerk.scope):
        change_contact(actor=SYSTEM_ACTOR, stelle=body, contact=Contact(address=address))
    bescheid = decide(antrag, clerk, one["entscheidung"], one["erwartet"]["ergebnis"])
    with open_scope(clerk.scope):
        return bescheid, content_of(bescheid.datei)


def assert_promises(content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        assert str(opened.Root.Lang).startswith("de")
        assert {"/H1", "/H2", "/P"} <= tags_of(opened.Root.StructTreeRoot.K)
        assert len(opened.Root.AcroForm.Fields) == 1, "the seal"
        data = json.loads(opened.attachments["bescheid.json"].get_file().read_bytes())
        assert data["antrag"]["angaben"]


def tags_of(node: object) -> set[str]:
    """The types of the structure elements below a node."""
    if isinstance(node, pikepdf.Array):
        return {tag for child in node for tag in tags_of(child)}
    if isinstance(node, pikepdf.Dictionary) and "/S" in node:
        return {str(node.S), *tags_of(node.get("/K"))}
    return set()


def assert_complete(bescheid: Bescheid, content: bytes) -> None:
    """Whatever the structured letter says stands on the paper, each sentence as a whole, and nothing unfilled."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    paper = squeeze("".join(page.extract_text() for page in pages))
    assert [words for words in words_of(bescheid.document) if not stands_on(words, paper)] == []
    assert "{{" not in paper
    assert squeeze("Rechtsbehelfsbelehrung") in paper


def words_of(document: dict) -> list[str]:
    head, found = document["letterhead"], [document["title"]]
    found += [head["sender"], head["place_and_date"], *head.get("sender_lines", ()), *head.get("recipient_lines", ())]
    found += [cell for row in head["reference_rows"] for cell in row]
    for block in document["blocks"]:
        found += [
            block.get("text", ""),
            *block.get("items", ()),
            *(cell for row in block.get("rows", ()) for cell in row),
        ]
    return [line for words in found for line in words.splitlines() if line]


def stands_on(words: str, paper: str) -> bool:
    """Whether a passage stands on the paper; where a page ends in it, sentence by sentence."""
    if squeeze(words) in paper:
        return True
    return all(squeeze(sentence) in paper for sentence in re.split(r"(?<=[.;:!?])\s|\s", words))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad]", "", text)


def draw_pages(content: bytes, folder: Path, name: str) -> None:
    """Draw the pages side by side, as one picture."""
    from PIL import Image

    with pypdfium2.PdfDocument(content) as opened:
        pages = [page.render(scale=PIXELS_PER_POINT).to_pil() for page in opened]
    picture = Image.new("RGB", (sum(page.width for page in pages), max(page.height for page in pages)), "white")
    left = 0
    for page in pages:
        picture.paste(page, (left, 0))
        left += page.width
    picture.save(folder / f"bescheid-{name}.png", optimize=True)
