"""Seal a PDF with pyHanko: PAdES B-B, or B-T where a timestamp service is configured.

Source: ETSI EN 319 142-1 (PAdES baseline); ISO 19005-3 § 6.3 and ISO 14289-1 § 7.18 for annotations. The field of the
seal is not to be seen: without area and beyond the page it needs neither appearance nor tag, and its name for people is
read aloud. The letter itself says that it is sealed. Metadata stay byte by byte, and no change is allowed afterwards.
"""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import TimeStamper

from rathaus.adapters.siegel.key import KeyFolder, SealKey, name_of
from rathaus.adapters.siegel.timestamps import service_at
from rathaus.core.bescheid.errors import SealNotPut
from rathaus.core.bescheid.ports import SealIdentity

FIELD = "Siegel"
"""Technical name of the field that holds the seal."""
_SIGNATURE_AND_NAMES = 3072
"""Bytes beside the certificate: a signature of RSA with 8192 bits takes 1024, the issuer's name a few hundred."""
TOOLTIP = "Elektronisches Siegel der Stelle, die den Bescheid erlassen hat"
"""What a screen reader says of it; letters are German."""


class _UnchangedMetadata(IncrementalPdfFileWriter):
    """Adds to a PDF and leaves its metadata alone: they promise PDF/A-3a and PDF/UA-1, and stay as they were."""

    def _update_meta(self) -> None:
        """Do nothing."""


class _SignerAt(PdfSigner):
    """Signs at a given instant instead of now."""

    at: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:  # noqa: FBT001, FBT002  # as pyHanko calls it
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.at
        return session


@dataclass(frozen=True, slots=True)
class PdfSealer:
    """A Sealer with keys in a folder.

    Args:
        keys: where the keys lie.
        timestamper: asks a timestamp service (RFC 3161); None puts no timestamp.
    """

    keys: KeyFolder
    timestamper: TimeStamper | None = field(default=None)

    def identity(self, stelle: str, *, at: datetime) -> SealIdentity:
        """Return whom the certificate of a body names.

        Raises:
            SealKeyMissing, SealKeyUnreadable, SealKeyExpired: see :meth:`rathaus.adapters.siegel.key.KeyFolder.key_of`.
        """
        certificate = self.keys.key_of(stelle, at=at).certificate
        return SealIdentity(name_of(certificate.subject), name_of(certificate.issuer), certificate.not_valid_after_utc)

    def seal(self, content: bytes, *, stelle: str, at: datetime) -> bytes:
        """Return the sealed PDF.

        Raises:
            SealKeyMissing, SealKeyUnreadable, SealKeyExpired: as above.
            SealNotPut: no timestamp came.
        """
        key = self.keys.key_of(stelle, at=at)
        metadata = PdfSignatureMetadata(
            field_name=FIELD,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            name=name_of(key.certificate.subject),
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            signer_key_usage=set(),
        )
        spec = SigFieldSpec(
            FIELD, readable_field_name=TOOLTIP, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)
        )
        signer = _SignerAt(metadata, key.signer, timestamper=self.timestamper, new_field_spec=spec)
        signer.at = at.replace(microsecond=0)
        try:
            sealed: BytesIO = signer.sign_pdf(_writer(content), bytes_reserved=self._reserved(key))
        except OSError as error:
            raise SealNotPut(reason=type(error).__name__) from error
        return sealed.getvalue()

    def _reserved(self, key: SealKey) -> int | None:
        """Return how many hexadecimal digits the signature gets; None lets pyHanko seal once more to find out.

        Without a timestamp everything in it is known: the certificate, a signature as long as the key, and names.
        """
        if self.timestamper is not None:
            return None
        return 2 * (len(key.certificate.public_bytes(Encoding.DER)) + _SIGNATURE_AND_NAMES)


def from_settings() -> PdfSealer:
    """Return the sealer whose keys lie in ``RATHAUS_SIEGEL_DIR``."""
    service = settings.RATHAUS_SIEGEL_TIMESTAMP_URL
    stamper = service_at(service) if service else None
    return PdfSealer(KeyFolder(settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE), stamper)


def _writer(content: bytes) -> IncrementalPdfFileWriter:
    """Return a writer; the page that will hold the field names its order of reading (ISO 14289-1 § 7.18.3)."""
    writer = _UnchangedMetadata(BytesIO(content))
    page = writer.root["/Pages"]
    while "/Kids" in page:
        page = page["/Kids"][0]
    if "/Tabs" not in page:
        page[NameObject("/Tabs")] = NameObject("/S")
        writer.update_container(page)
    return writer
