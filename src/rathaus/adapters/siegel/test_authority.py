"""A certificate authority for demonstrations and trials: everything it issues is called TEST, and nobody trusts it."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

AUTHORITY_NAME = "TEST Rathaus Siegel-CA (nur zur Probe)"
"""Issuer of every test certificate."""

_AUTHORITY_FILE, _AUTHORITY_KEY_FILE = "TEST-CA.pem", "TEST-CA.key"
_AUTHORITY_TERM, _SEAL_TERM = timedelta(days=3650), timedelta(days=730)
_MAX_COMMON_NAME = 64
_SIGNS_ALONE = x509.KeyUsage(
    digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
)  # fmt: skip
_CERTIFIES_ALONE = x509.KeyUsage(
    digital_signature=False, content_commitment=False, key_encipherment=False, data_encipherment=False,
    key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
)  # fmt: skip


def make_test_keys(folder: Path, bodies: Iterable[tuple[str, str]], *, passphrase: str, now: datetime) -> list[str]:
    """Give bodies a test key each, made by the test authority of the folder; returns the slugs of those that got one.

    Args:
        folder: where the keys lie; made where it is missing, for this user alone.
        bodies: slug and official name; who has a key keeps it.
        passphrase: opens the new files.
        now: aware instant from which the certificates hold.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted = [(slug, name) for slug, name in bodies if not (folder / f"{slug}.p12").exists()]
    if not wanted:
        return []
    authority, authority_key = _authority(folder, now=now)
    for slug, name in wanted:
        _make_key(folder / f"{slug}.p12", name, authority, authority_key, passphrase=passphrase, now=now)
    return [slug for slug, _ in wanted]


def _make_key(  # a file, a name, and the authority as certificate and key
    file: Path,
    name: str,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
    *,
    passphrase: str,
    now: datetime,
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(f"TEST {name}")
    builder = _builder(subject, authority.subject, key, now=now, term=_SEAL_TERM)
    builder = builder.add_extension(_SIGNS_ALONE, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False
    )
    certificate = builder.sign(authority_key, hashes.SHA256())
    encryption: serialization.KeySerializationEncryption = (
        serialization.BestAvailableEncryption(passphrase.encode()) if passphrase else serialization.NoEncryption()
    )
    _write(file, pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, [authority], encryption))


def _authority(folder: Path, *, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    file, key_file = folder / _AUTHORITY_FILE, folder / _AUTHORITY_KEY_FILE
    if file.exists() and key_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), None)
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return x509.load_pem_x509_certificate(file.read_bytes()), key
    made = ec.generate_private_key(ec.SECP256R1())
    subject = _name(AUTHORITY_NAME)
    builder = _builder(subject, subject, made, now=now, term=_AUTHORITY_TERM)
    builder = builder.add_extension(_CERTIFIES_ALONE, critical=True)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    certificate = builder.sign(made, hashes.SHA256())
    private, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    _write(key_file, made.private_bytes(serialization.Encoding.PEM, private, plain))
    _write(file, certificate.public_bytes(serialization.Encoding.PEM))
    return certificate, made


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, now: datetime, term: timedelta
) -> x509.CertificateBuilder:
    first = now.astimezone(UTC) - timedelta(days=1)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(first).not_valid_after(first + term)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(common: str) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "DE")
    return x509.Name([country, x509.NameAttribute(NameOID.COMMON_NAME, common[:_MAX_COMMON_NAME])])


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, for this user alone."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
    draft.replace(file)
