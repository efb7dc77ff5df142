"""Keys of seals: one PKCS#12 file for each body, or one for all of them.

Source: RFC 7292 (PKCS#12); RFC 5280 § 4.2.1.3 for the key usage.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import Certificate, ExtensionNotFound, KeyUsage, Name
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import SimpleSigner

from rathaus.core.bescheid.errors import SealKeyExpired, SealKeyMissing, SealKeyUnreadable

COMMON = "siegel"
"""Name of the file that seals for every body without one of its own."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A key that fits its certificate and may sign.

    Args:
        signer: what pyHanko signs with.
        certificate: the certificate of the key.
    """

    signer: Any
    certificate: Certificate


@dataclass(frozen=True, slots=True)
class KeyFolder:
    """Where the keys lie.

    Args:
        path: folder with ``<slug of the body>.p12``, or ``siegel.p12`` for all of them.
        passphrase: opens every file that has no ``.passphrase`` file of the same name beside it.
    """

    path: Path
    passphrase: str = ""

    def file_of(self, stelle: str) -> Path | None:
        """Return the file that seals for a body; None where there is none."""
        candidates = (self.path / f"{name}.p12" for name in (stelle, COMMON))
        return next((file for file in candidates if file.is_file()), None)

    def key_of(self, stelle: str, *, at: datetime) -> SealKey:
        """Return the key of a body.

        Args:
            stelle: slug of the body.
            at: aware instant at which the certificate must hold.

        Raises:
            SealKeyMissing: there is no file for it.
            SealKeyUnreadable: the file cannot be opened, or is no key for seals.
            SealKeyExpired: the certificate does not hold.
        """
        file = self.file_of(stelle)
        if file is None:
            raise SealKeyMissing(stelle=stelle, file=f"{stelle}.p12")
        key = self.open(file)
        last = key.certificate.not_valid_after_utc
        if not key.certificate.not_valid_before_utc <= at <= last:
            raise SealKeyExpired(stelle=stelle, file=file.name, valid_to=last.date().isoformat())
        return key

    def open(self, file: Path) -> SealKey:
        """Return the key in a file, whether or not its certificate holds.

        Raises:
            SealKeyUnreadable: wrong passphrase, damaged, or no key for seals.
        """
        beside = file.with_suffix(".passphrase")
        try:
            passphrase = beside.read_text("utf-8").strip() if beside.is_file() else self.passphrase
            return _load(file, file.stat().st_mtime_ns, passphrase)
        except (OSError, ValueError, TypeError) as error:
            raise SealKeyUnreadable(file=file.name, reason=str(error)) from error


def name_of(name: Name) -> str:
    """Return what a certificate calls somebody: the common name, else everything it says."""
    found = name.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else name.rfc4514_string()


@lru_cache(maxsize=600)
def _load(file: Path, changed_ns: int, passphrase: str) -> SealKey:  # noqa: ARG001  # a changed file is read anew
    """Return the key of a file.

    Raises:
        ValueError: it cannot be opened, holds no key with its certificate, or the two do not fit.
    """
    content, secret = file.read_bytes(), passphrase.encode() or None
    found = load_pkcs12(content, secret)
    if found.key is None or found.cert is None:
        message = "no key with its certificate"
        raise ValueError(message)
    certificate = found.cert.certificate
    if found.key.public_key() != certificate.public_key():
        message = "the key does not belong to the certificate"
        raise ValueError(message)
    if not _may_sign(certificate):
        message = "the certificate is not meant for signatures or seals"
        raise ValueError(message)
    return SealKey(SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=secret), certificate)


def _may_sign(certificate: Certificate) -> bool:
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment
