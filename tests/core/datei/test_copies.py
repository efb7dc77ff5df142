"""What is given away is a safe copy; the original stays as it was handed in."""

import hashlib
import io
from datetime import date

import pikepdf
import pytest
from PIL import Image

from rathaus.core.datei import copies, turns
from rathaus.core.datei.actions import hand_over, store_generated, store_upload
from rathaus.core.datei.copies import Copy, copy_of, preview_of
from rathaus.core.datei.errors import DateiNotDrawn, DrawingBusy
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope, widen_scope
from tests.core.datei.samples import HEIC, PNG, pdf, picture, rotated_photo

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def upload(owner, name: str, content: bytes, *, copy_for: str = "") -> Datei:
    terms = UploadTerms((), 1_000_000, copy_for)
    return store_upload(actor=owner.actor, bearer=owner.bearer, name=name, content=content, terms=terms)


def test_a_photo_goes_out_upright_and_stays_as_it_came(citizen) -> None:
    with open_scope(citizen.scope):
        stored = upload(citizen, "IMG_1.jpg", rotated_photo())
        copy = copy_of(stored, day=DAY)
        assert content_of(stored) == rotated_photo()
        assert stored.sha256 == hashlib.sha256(rotated_photo()).hexdigest()
    assert Image.open(io.BytesIO(copy.content)).size == (20, 40)
    assert b"Erika" not in copy.content


def test_a_heic_goes_out_as_jpeg_under_its_name(citizen) -> None:
    with open_scope(citizen.scope):
        copy = copy_of(upload(citizen, "IMG_2.HEIC", HEIC), day=DAY)
    assert (copy.name, copy.media_type) == ("IMG_2.jpg", "image/jpeg")


def test_a_harmless_pdf_goes_out_byte_by_byte(citizen) -> None:
    with open_scope(citizen.scope):
        assert copy_of(upload(citizen, "a.pdf", pdf()), day=DAY) == Copy("a.pdf", "application/pdf", pdf())


def test_an_active_pdf_that_is_stored_already_goes_out_as_pictures(citizen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rathaus.core.datei.rules.refuse_unsafe_pdf", lambda content: None)
    active = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as paper:
        paper.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        paper.save(active)
    with open_scope(citizen.scope):
        stored = upload(citizen, "a.pdf", active.getvalue())
        copy = copy_of(stored, day=DAY)
        assert content_of(stored) == active.getvalue()
    assert copy.media_type == "application/pdf"
    assert b"JavaScript" not in copy.content


@pytest.mark.parametrize(("name", "content"), [("pass.png", picture("PNG", size=(300, 400))), ("pass.pdf", pdf())])
def test_copies_of_an_identity_document_are_marked_and_the_original_is_not(citizen, town, name, content) -> None:
    with open_scope(citizen.scope), widen_scope(stellen=frozenset({town.pk})):
        plain = preview_of(upload(citizen, name, content), day=DAY)
        stored = upload(citizen, name, content, copy_for="Unterhaltsvorschuss")
        before = copy_of(stored, day=DAY)
        hand_over(actor=citizen.actor, dateien=[stored], stelle_id=town.pk)
        stored = Datei.objects.get(pk=stored.pk)
        after, marked = copy_of(stored, day=DAY), preview_of(stored, day=DAY)
        assert content_of(stored) == content
    assert marked.content != plain.content
    assert content not in {before.content, after.content}
    assert before.content != after.content, "the receiving body is named from the submission on"


def test_a_preview_tells_the_number_of_pages(citizen) -> None:
    with open_scope(citizen.scope):
        preview = preview_of(upload(citizen, "a.pdf", pdf()), day=DAY)
    assert (preview.name, preview.media_type, preview.pages) == ("a.png", "image/png", 1)


def test_our_own_letters_go_out_as_they_are(citizen, town) -> None:
    with open_scope(citizen.scope), widen_scope(stellen=frozenset({town.pk})):
        letter = store_generated(
            actor=SYSTEM_ACTOR, bearer=citizen.bearer, stelle_id=town.pk, name="Bescheid.pdf",
            media_type="application/pdf", content=b"%PDF ours",
        )  # fmt: skip
        assert copy_of(letter, day=DAY).content == b"%PDF ours"


@pytest.mark.parametrize("program", [("false",), ("true",), ("sleep", "5")])
def test_a_process_that_crashes_or_hangs_gives_an_error_of_ours(citizen, program, monkeypatch) -> None:
    monkeypatch.setattr(copies, "_PROGRAM", program)
    monkeypatch.setattr(copies, "DRAWING_TIMEOUT_S", 0.2)
    with open_scope(citizen.scope), pytest.raises(DateiNotDrawn):
        preview_of(upload(citizen, "a.png", PNG), day=DAY)


def test_who_waits_too_long_for_a_turn_is_told(citizen, monkeypatch) -> None:
    monkeypatch.setattr(turns, "_WAIT_FOR_TURN_S", 0.01)
    taken = [turns._turns.acquire() for _ in range(turns._AT_ONCE)]
    try:
        with open_scope(citizen.scope), pytest.raises(DrawingBusy) as refused:
            preview_of(upload(citizen, "a.png", PNG), day=DAY)
    finally:
        turns._turns.release(len(taken))
    assert refused.value.facts["retry_after_s"] > 0


def test_what_is_damaged_is_not_drawn(citizen) -> None:
    with open_scope(citizen.scope), pytest.raises(DateiNotDrawn) as refused:
        copy_of(upload(citizen, "a.jpg", b"\xff\xd8\xff\xda\0\2 nothing \xff\xd9"), day=DAY)
    assert refused.value.facts["problem"] == "damaged"
