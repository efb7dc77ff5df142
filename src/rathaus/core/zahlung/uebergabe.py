"""Hand the bookings of a body to the software of its treasury, each once, so that nobody types them again."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Final

from django.db import transaction
from lxml import etree

from rathaus.core.protokoll.actions import Subject, record
from rathaus.core.scope.actor import Actor
from rathaus.core.stelle.models import Stelle
from rathaus.core.zahlung.actions import only_office
from rathaus.core.zahlung.errors import NothingToHandOver, PaymentNotFound
from rathaus.core.zahlung.models import Posting, Uebergabe, Uebergabezeile
from rathaus.core.zahlung.rules import PostingKind
from rathaus.values.xml import parse_xml

NAMESPACE: Final = "urn:rathaus:kassenuebergabe:1"
SCHEMA: Final = Path(__file__).with_name("kassenuebergabe.xsd")
"""What the XML follows; written by us, so that the software of a treasury can check it before it reads."""

KINDS: Final = {
    PostingKind.ADVANCE: "vorschuss", PostingKind.ASSESSED: "festsetzung", PostingKind.PAYMENT: "zahlung",
    PostingKind.WAIVER: "erlass", PostingKind.REFUND: "rueckzahlung", PostingKind.RETURNED: "ruecklast",
}  # fmt: skip
"""What a line is called in the files."""


@dataclass(frozen=True, slots=True)
class Line:
    """One booking as the treasury reads it.

    Args:
        number: of the booking, counted through the whole town hall.
        kassenzeichen: for what.
        kind: name of the kind in the files.
        cents: signed, cents.
        on: local day on which it counts.
        due_on: local day on which the fee is due.
        debtor: who owes.
        citation: legal basis.
        words: reason or line of the bank statement.
    """

    number: int
    kassenzeichen: str
    kind: str
    cents: int
    on: date
    due_on: date | None
    debtor: str
    citation: str
    words: str


@transaction.atomic
def hand_over(*, actor: Actor, stelle: Stelle, now: datetime) -> Uebergabe:
    """Gather every booking of a body that was not handed over yet.

    Args:
        actor: a clerk of the body.
        stelle: the body.
        now: aware instant.

    Raises:
        ActorRefused: somebody else.
        NothingToHandOver: there is none.
    """
    only_office(actor, stelle.pk)
    Stelle.objects.select_for_update().get(pk=stelle.pk)  # two at once would gather the same lines
    fresh = list(Posting.objects.filter(stelle=stelle, handed_over=None).exclude(cents=0))
    if not fresh:
        raise NothingToHandOver
    total = sum(each.cents for each in fresh)
    row = Uebergabe.objects.create(stelle=stelle, made_at=now, by_id=actor.konto_id, count=len(fresh), sum_cent=total)
    Uebergabezeile.objects.bulk_create(Uebergabezeile(uebergabe=row, stelle=stelle, posting=each) for each in fresh)
    subject = Subject("uebergabe", row.public_id, stelle.pk)
    record(subject=subject, act="uebergabe.made", actor=actor, payload={"count": len(fresh), "cents": total})
    return row


def lines_of(uebergabe: Uebergabe) -> Iterator[Line]:
    """Yield the bookings of a hand-over in their order, in constant memory."""
    rows = uebergabe.lines.select_related("posting__forderung").order_by("posting_id")
    for each in rows.iterator(chunk_size=500):
        posting, claim = each.posting, each.posting.forderung
        yield Line(
            posting.pk, claim.kassenzeichen, KINDS[PostingKind(posting.kind)], posting.cents, posting.on,
            claim.due_on, claim.debtor, claim.citation, posting.words,
        )  # fmt: skip


def as_xml(uebergabe: Uebergabe) -> bytes:
    """Return a hand-over as XML that follows :data:`SCHEMA`.

    Raises:
        lxml.etree.DocumentInvalid: it would not; nothing leaves then.
    """
    root = etree.Element(_tag("kassenuebergabe"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # stubs know no default
    about = {
        "id": str(uebergabe.public_id), "stelle": uebergabe.stelle.official_name,
        "erstellt": uebergabe.made_at.isoformat(timespec="seconds"), "anzahl": str(uebergabe.count),
        "summe": _euros(uebergabe.sum_cent), "waehrung": "EUR",
    }  # fmt: skip
    for name, value in about.items():
        root.set(name, value)
    for line in lines_of(uebergabe):
        node = etree.SubElement(root, _tag("buchung"), {"nummer": str(line.number)})
        values = {
            "kassenzeichen": line.kassenzeichen, "art": line.kind, "betrag": _euros(line.cents),
            "tag": line.on.isoformat(), "faellig": line.due_on.isoformat() if line.due_on else "",
            "zahlungspflichtig": line.debtor or "unbekannt", "rechtsgrundlage": line.citation, "text": line.words,
        }  # fmt: skip
        for name, value in values.items():
            if value:
                etree.SubElement(node, _tag(name)).text = value
    _schema().assertValid(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def handed_over(stelle: Stelle) -> list[Uebergabe]:
    """Return the hand-overs of a body, the newest first."""
    return list(Uebergabe.objects.filter(stelle=stelle)[:50])


def count_waiting(stelle: Stelle) -> int:
    """Return how many bookings of a body were not handed over yet."""
    return Posting.objects.filter(stelle=stelle, handed_over=None).exclude(cents=0).count()


def uebergabe_by_public_id(public_id: uuid.UUID) -> Uebergabe:
    """Return one hand-over of the open scope.

    Raises:
        PaymentNotFound: no such hand-over, or it belongs to another body.
    """
    row = Uebergabe.objects.select_related("stelle").filter(public_id=public_id).first()
    if row is None:
        raise PaymentNotFound
    return row


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _euros(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(parse_xml(SCHEMA.read_bytes()))
