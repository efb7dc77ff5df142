"""A certificate on paper: one page, read through a windscreen, checked by its QR code; PDF/A-3a and PDF/UA-1."""

from dataclasses import asdict, dataclass
from datetime import datetime

from rathaus.core.datei.pdf import render_template
from rathaus.core.datei.printable import without_unprintable
from rathaus.core.datei.qr import draw_qr


@dataclass(frozen=True, slots=True)
class Certificate:
    """What stands on it, in German, the language of administration.

    Args:
        issuer: name of the body.
        title: what it is.
        number: its number.
        facts: label and value, the most important first; set large.
        valid: the sentence that names first and last day.
        hint: one sentence about its use; may be empty.
        check_address: what the QR code opens.
        check_hint: the sentence beside the QR code.
        qr_alt: what the QR code is, for those who do not see it.
        number_label: label of the number.
    """

    issuer: str
    title: str
    number: str
    facts: tuple[tuple[str, str], ...]
    valid: str
    hint: str
    check_address: str
    check_hint: str
    qr_alt: str
    number_label: str


def render_certificate(certificate: Certificate, *, created_at: datetime) -> bytes:
    """Return the certificate as PDF; the same arguments always give the same bytes.

    Args:
        certificate: what stands on it.
        created_at: aware instant, written into the metadata.

    Raises:
        PdfNotRendered: the template or the fonts are broken; never caused by text that a person typed.
    """
    printable = {
        key: without_unprintable(value)
        if isinstance(value, str)
        else [list(map(without_unprintable, row)) for row in value]
        for key, value in asdict(certificate).items()
    }
    data = {**printable, "qr": draw_qr(certificate.check_address)}
    return render_template("certificate.typ", data, created_at=created_at)
