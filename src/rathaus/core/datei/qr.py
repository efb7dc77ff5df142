"""An address or a transfer as a QR code: a vector drawing for paper and screen, black on white for any camera."""

import io
from decimal import Decimal

import segno
from segno.helpers import make_epc_qr


def draw_qr(address: str) -> str:
    """Return the QR code of an address as one SVG element without size, on white with its quiet zone.

    Level M still reads when 15 percent of it are dirty or behind glare.

    Args:
        address: what a camera opens.
    """
    return _drawn(segno.make(address, error="m", micro=False))


def draw_transfer(*, holder: str, iban: str, cents: int, reference: str) -> str:
    """Return the QR code with which banking apps fill in a transfer, as one SVG element like :func:`draw_qr`.

    Args:
        holder: name of the account's holder, at most 70 characters.
        iban: of the account.
        cents: amount, cents, up to 999,999,999.99 euros.
        reference: structured creditor reference (ISO 11649).

    Source: EPC069-12 (guidelines for QR codes of SEPA credit transfers), version 002.
    """
    return _drawn(make_epc_qr(name=holder, iban=iban, amount=Decimal(cents) / 100, reference=reference))


def _drawn(code: segno.QRCode) -> str:
    buffer = io.BytesIO()
    look: dict[str, object] = {"dark": "#000", "light": "#fff", "border": 4}
    code.save(buffer, kind="svg", xmldecl=False, omitsize=True, svgclass=None, lineclass=None, nl=False, **look)
    return buffer.getvalue().decode()
