"""The electronic seal: put on every letter of a body that has a key, or nothing is issued at all."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from rathaus.adapters.siegel.test_authority import make_test_keys
from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.errors import SealKeyExpired, SealKeyMissing, SealKeyUnreadable, SealNotPut
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import preview
from rathaus.core.bescheid.siegel import choose_seal
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member

NAME = "Magistrat der Brüder-Grimm-Stadt Hanau"


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE = tmp_path, "geheim"
    settings.RATHAUS_SIEGEL_TIMESTAMP_URL = ""
    settings.RATHAUS_SEALER = "rathaus.adapters.siegel.sealer.from_settings"
    return tmp_path


@pytest.fixture
def confirmed(draft: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        return confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)


def make_key(folder: Path, *, now: datetime = NOW) -> None:
    make_test_keys(folder, [("hanau", NAME)], passphrase="geheim", now=now)


def test_the_letter_is_sealed_says_so_and_keeps_its_promises(folder: Path, confirmed: Bescheid, clerk: Member) -> None:
    make_key(folder)
    with open_scope(clerk.scope):
        row = issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
        content = content_of(row.datei)
    assert row.seal == {"holder": f"TEST {NAME}", "issuer": "TEST Rathaus Siegel-CA (nur zur Probe)"}
    assert row.document["blocks"][-1]["text"].count(f"TEST {NAME}") == 1
    reader = PdfFileReader(io.BytesIO(content))
    (signature,) = reader.embedded_signatures
    root = signature.other_embedded_certs[0]
    trust = ValidationContext(trust_roots=[root], allow_fetching=False, moment=NOW + timedelta(days=1))
    status = validate_pdf_signature(signature, trust)
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    with pikepdf.open(io.BytesIO(content)) as opened:
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        (field,) = opened.Root.AcroForm.Fields
        assert str(field.TU).startswith("Elektronisches Siegel")
        assert max(int(each) for each in field.Rect) < 0, "beyond the page, where PDF/UA-1 asks for no tag"
        assert int(field.F) & 0b111 == 0b100, "printed, neither hidden nor invisible, as PDF/A-3 wants"
        assert str(opened.pages[0].Tabs) == "/S"
        assert {str(each.AFRelationship) for each in opened.Root.AF} == {"/Data"}
        assert b'"ergebnis"' in opened.attachments["bescheid.json"].get_file().read_bytes()


@pytest.mark.parametrize("fault", ["missing", "expired", "passphrase", "damaged"])
def test_without_a_key_that_works_nothing_is_issued_and_nothing_stored(
    fault: str, folder: Path, confirmed: Bescheid, clerk: Member, settings
) -> None:
    if fault != "missing":
        make_key(folder, now=datetime(2020, 1, 1, tzinfo=UTC) if fault == "expired" else NOW)
    if fault == "passphrase":
        settings.RATHAUS_SIEGEL_PASSPHRASE = "falsch"
    if fault == "damaged":
        (folder / "hanau.p12").write_bytes(b"kein Schluessel")
    expected = {"missing": SealKeyMissing, "expired": SealKeyExpired}.get(fault, SealKeyUnreadable)
    with open_scope(clerk.scope):
        with pytest.raises(expected):
            issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
        assert (Nachricht.objects.count(), Datei.objects.filter(kind="generated").count()) == (0, 0)
        assert Bescheid.objects.get().state == "draft"
        shown = preview(confirmed, on=TODAY, konto_id=clerk.actor.konto_id or 0)
        assert isinstance(shown.seal_fault, expected)


def test_a_body_may_choose_letters_without_a_seal(
    folder: Path, confirmed: Bescheid, clerk: Member, lead: Member
) -> None:
    stelle = confirmed.stelle
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        choose_seal(actor=clerk.actor, stelle=stelle, seals=False, now=NOW)
    with open_scope(lead.scope):
        choose_seal(actor=lead.actor, stelle=stelle, seals=False, now=NOW)
    with open_scope(clerk.scope):
        row = issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
    assert row.seal is None
    assert "Siegel" not in row.document["blocks"][-1]["text"]
    assert "Der Name ersetzt die Unterschrift." in row.document["blocks"][-1]["text"]


def test_test_keys_are_made_once_and_for_nobody_else_to_read(tmp_path: Path) -> None:
    folder = tmp_path / "siegel"
    assert make_test_keys(folder, [("hanau", NAME)], passphrase="x", now=NOW) == ["hanau"]
    before = (folder / "hanau.p12").read_bytes()
    assert make_test_keys(folder, [("hanau", NAME), ("fulda", "Fulda")], passphrase="x", now=NOW) == ["fulda"]
    assert (folder / "hanau.p12").read_bytes() == before
    assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}


def test_while_the_timestamp_service_is_down_nothing_is_issued(
    folder: Path, confirmed: Bescheid, clerk: Member, settings
) -> None:
    make_key(folder)
    settings.RATHAUS_SIEGEL_TIMESTAMP_URL = "http://127.0.0.1:9/"
    with open_scope(clerk.scope):
        with pytest.raises(SealNotPut):
            issue_bescheid(actor=clerk.actor, bescheid=confirmed, now=NOW)
        assert (Nachricht.objects.count(), Datei.objects.filter(kind="generated").count()) == (0, 0)
        assert Bescheid.objects.get().state == "draft"
