"""The form of a Leistung on paper, for one body that offers it: to be printed, filled in by hand and sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from rathaus.core.datei.pdf import render_pdf
from rathaus.core.datei.turns import drawing_turn
from rathaus.core.leistung.errors import VersionNotFound
from rathaus.core.leistung.models import LeistungVersion, Uebernahme
from rathaus.core.leistung.queries import compiled
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.leistung.stand import Kept
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular.paper import Paper, paper_form
from rathaus.engine.prozess.model import Formvorschrift
from rathaus.values.document import Blank, Block, Document, Heading, ItemList, Letterhead, Paragraph, TickBoxes
from rathaus.values.text import Text

_MOST_KEPT = 60
"""Papers that a process keeps; one has about 60 kB."""

_INTRODUCTION = Text(
    "Füllen Sie das Formular gut lesbar aus. Was freiwillig ist, ist so bezeichnet. Online prüft die Seite Ihre "
    "Angaben gleich: {address}",
    "Please write clearly. What is optional is marked. Online the page checks your details at once: {address}",
)
_SERVICE, _STAND = Text("Leistung", "Service"), Text("Fassung", "Version")
_ENCLOSURES = Text("Anlagen", "Enclosures")
_ENCLOSE = Text("Legen Sie Kopien bei und kreuzen Sie an:", "Please enclose copies and tick:")
_SIGNATURE = Text("Unterschrift", "Signature")
_SIGNED_BY_LAW = Text(
    "Das Gesetz verlangt Ihre eigenhändige Unterschrift: {norm}.", "The law demands your signature by hand: {norm}."
)
_IN_PERSON = Text(
    "Das Gesetz verlangt, dass Sie persönlich erscheinen: {norm}. Bringen Sie das Formular mit.",
    "The law demands that you come in person: {norm}. Please bring the form with you.",
)
_PLACE_AND_DAY = Text("Ort und Datum", "Place and date")
_SEND_TO = Text("Wohin mit dem Formular?", "Where to send the form?")
_LAWS = Text("Rechtsgrundlagen", "Legal bases")
_FILE = Text("formular", "form")

_kept: Kept[tuple[int, int, str], "PaperFile"] = Kept(_MOST_KEPT)


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper form as a file."""

    name: str
    content: bytes


def paper_file(version: LeistungVersion, uebernahme: Uebernahme, *, language: str) -> PaperFile:
    """Return the paper form of a version for a body that offers it; kept until the catalogue changes.

    Args:
        version: a published version.
        uebernahme: the body's adoption, with its body.
        language: ``de`` or ``en``.

    Raises:
        DrawingBusy: too much is drawn at the moment.
        VersionNotFound: it is not published.
    """
    return _kept.get((version.pk, uebernahme.pk, language), lambda: _draw(version, uebernahme, language))


def _draw(version: LeistungVersion, uebernahme: Uebernahme, language: str) -> PaperFile:
    if version.published_at is None:
        raise VersionNotFound(id=version.pk)
    content, slug = compiled(version.pk), version.leistung.slug
    place = PaperPlace(uebernahme.stelle, uebernahme.contact, uebernahme.hint, address=_address(slug, language))
    document = paper_document(content, place, number=version.version, language=language)
    with drawing_turn(version=version.pk):
        pdf = render_pdf(document, created_at=version.published_at)
    return PaperFile(f"{slug}-{_FILE.in_language(language)}.pdf", pdf)


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """Where a paper form comes from and goes to.

    Args:
        stelle: the body.
        contact: what its adoption says instead of its general address; may be empty.
        hint: language to a hint of the body; may be empty.
        address: of the service online.
    """

    stelle: Stelle
    contact: str
    hint: Mapping[str, str]
    address: str


def paper_document(content: CompiledLeistung, place: PaperPlace, *, number: str, language: str) -> Document:
    """Return the paper form of a compiled Leistung as a document.

    Args:
        content: the compiled Leistung.
        place: the body that it is for.
        number: of the version.
        language: ``de`` or ``en``.
    """

    def say(text: Text, **facts: str) -> str:
        return text.in_language(language).format(**facts)

    stelle, paper = place.stelle, paper_form(content.formular, language=language, land=settings.RATHAUS_LAND)
    hint = place.hint.get(language) or place.hint.get("de", "")
    blocks: list[Block] = [Paragraph(say(_INTRODUCTION, address=place.address))]
    blocks += [Paragraph(hint)] if hint else []
    blocks += [*paper.blocks, *_enclosures(paper, language), *_form(content, language)]
    blocks += [Heading(1, say(_SEND_TO)), Paragraph("\n".join(_destination(place)), strong=True)]
    laws = tuple(_law(norm.citation, norm.titel.in_language(language)) for norm in content.prozess.rechtsgrundlagen)
    blocks += [Heading(1, say(_LAWS)), ItemList(laws)] if laws else []
    head = Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        reference_rows=((say(_SERVICE), content.prozess.leistung.schluessel), (say(_STAND), number)),
    )
    return Document(language, content.description.name.in_language(language), head, tuple(blocks))


def _enclosures(paper: Paper, language: str) -> list[Block]:
    if not paper.enclosures:
        return []
    return [
        Heading(1, _ENCLOSURES.in_language(language)),
        Paragraph(_ENCLOSE.in_language(language)),
        TickBoxes("", paper.enclosures),
    ]


def _form(content: CompiledLeistung, language: str) -> list[Block]:
    """Return what the law demands of the form: a signature only where it demands one."""
    leistung = content.prozess.leistung
    if leistung.formvorschrift is Formvorschrift.PERSOENLICH:
        return [Paragraph(_IN_PERSON.in_language(language).format(norm=leistung.formvorschrift_norm), strong=True)]
    if leistung.formvorschrift is not Formvorschrift.SCHRIFTFORM:
        return []
    return [
        Heading(1, _SIGNATURE.in_language(language)),
        Paragraph(_SIGNED_BY_LAW.in_language(language).format(norm=leistung.formvorschrift_norm)),
        Blank(_PLACE_AND_DAY.in_language(language)),
        Blank(_SIGNATURE.in_language(language)),
    ]


def _destination(place: PaperPlace) -> list[str]:
    lines = [place.stelle.official_name, *place.stelle.address.splitlines(), *place.contact.splitlines()]
    return [line for line in (*lines, place.stelle.email) if line.strip()]


def _law(citation: str, title: str) -> str:
    return f"{citation} – {title}" if title else citation


def _address(slug: str, language: str) -> str:
    prefix = "/en" if language.startswith("en") else ""
    return f"{settings.RATHAUS_BASE_URL.rstrip('/')}{prefix}/leistungen/{slug}/"
