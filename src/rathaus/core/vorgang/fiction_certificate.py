"""The certificate that a Genehmigungsfiktion has occurred: its text, and what is not certain about it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from rathaus.core.antrag.queries import content_of
from rathaus.core.norm.queries import law_of_results, regime_of
from rathaus.core.stelle.queries import key_on
from rathaus.core.vorgang import fiction_texts as texts
from rathaus.core.vorgang.models import Bescheinigung, Vorgang, Zeitgeber
from rathaus.engine.prozess.model import Rechtsbehelf
from rathaus.engine.prozess.zeitgeber import ZeitgeberEffectKind
from rathaus.recht.courts import Court, court_for
from rathaus.recht.dates import german_date
from rathaus.recht.parameters import ParameterVersion
from rathaus.recht.rechtsbehelf import Remedy, RemedyNotice, remedy_notice
from rathaus.recht.regime import Regime
from rathaus.values.document import Block, Document, Facts, Heading, Letterhead, Paragraph
from rathaus.values.text import Text

_FICTION = ZeitgeberEffectKind.DEEMED_GRANT


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is certified, and on which law it rests.

    Args:
        document: the letter; while a court is missing, without the notice that must name it.
        notice: the remedy notice; None where the result names no remedy.
        court: the court that it names; None where it names none, or nobody has said which.
        banners: what a clerk must check before it goes out.
        parameters: the rows of law that were used, for the record.
    """

    document: Document
    notice: RemedyNotice | None
    court: Court | None
    banners: tuple[Text, ...]
    parameters: tuple[ParameterVersion, ...]

    @property
    def needs_court(self) -> bool:
        """Whether the notice must name a court and nobody has named one."""
        return self.notice is not None and self.notice.needs_court and self.court is None

    @property
    def is_certain(self) -> bool:
        """Whether it may go out without a person: law, court and seat are known."""
        return not self.needs_court and not self.banners


def certificate_of(vorgang: Vorgang, *, on: date, row: Bescheinigung | None = None) -> Certificate:
    """Return the certificate of a case that is deemed granted.

    Args:
        vorgang: the case, with its Antrag.
        on: local day that stands on it.
        row: what a clerk has confirmed of it; None while nobody has.

    Source: VwVfG §§ 42a(3), 37(6); VwGO § 58(1).
    """
    prozess, since = content_of(vorgang.antrag).prozess, _since(vorgang)
    regime = regime_of(prozess, stelle_id=vorgang.stelle_id)
    remedy = prozess.ergebnis(vorgang.result).rechtsbehelf
    notice = None if remedy is Rechtsbehelf.KEINER else remedy_notice(Remedy(remedy.value), since, regime=regime)
    court = _court(vorgang, notice, regime, row)
    period = _law_of_period(vorgang)
    seatless = (texts.SEAT_MISSING,) if notice and not vorgang.stelle.address.strip() else ()
    unverified = (*(each for law in period for each in law.banners), *(notice.banners if notice else regime.banners))
    return Certificate(
        document=_document(vorgang, notice, court, on),
        notice=notice,
        court=court,
        banners=tuple(dict.fromkeys((*seatless, *unverified))),
        parameters=tuple(dict.fromkeys((*period, *(notice.parameters if notice else ())))),
    )


def _court(vorgang: Vorgang, notice: RemedyNotice | None, regime: Regime, row: Bescheinigung | None) -> Court | None:
    """Return the court that a clerk named, else that of the district; none is guessed for a code of another court."""
    if notice is None or not notice.needs_court:
        return None
    if row is not None and row.court_name:
        return Court(row.court_name, row.court_seat)
    since = _since(vorgang)
    key = key_on(vorgang.stelle, since)
    return court_for(key.kreis_key, since) if key is not None and not regime.banners else None


def _since(vorgang: Vorgang) -> date:
    """Return the first local day on which the permit counts as granted."""
    return vorgang.deemed_on or timezone.localdate(vorgang.antrag.submitted_at)


def _law_of_period(vorgang: Vorgang) -> tuple[ParameterVersion, ...]:
    """Return the rows by which the period ran; none where the procedure itself says how long."""
    rows = Zeitgeber.objects.filter(vorgang_id=vorgang.pk, effect=_FICTION.value, fired_at__isnull=False)
    return law_of_results(version for row in rows for version in row.versions)


def _document(vorgang: Vorgang, notice: RemedyNotice | None, court: Court | None, on: date) -> Document:
    """Return the letter: what counts as granted, since when, by which norm, and the remedy that others have."""
    antrag, stelle, since = vorgang.antrag, vorgang.stelle, german_date(_since(vorgang))
    prozess = content_of(antrag).prozess
    ergebnis = prozess.ergebnis(vorgang.result)
    norm = next((each.norm for each in prozess.zeitgeber if each.folge.kind is _FICTION), "")
    rows = (
        (texts.ROW_ANTRAG, content_of(antrag).description.name.de),
        (texts.ROW_APPLICANT, antrag.applicant),
        (texts.ROW_SUBMITTED, german_date(timezone.localdate(antrag.submitted_at))),
        (texts.ROW_RESULT, ergebnis.name.de),
        (texts.ROW_SINCE, since),
        (texts.ROW_NORM, norm),
    )
    blocks: list[Block] = [
        Paragraph(texts.OPERATIVE.format(day=since, norm=norm), strong=True),
        Facts(tuple(row for row in rows if row[1])),
        Paragraph(texts.WHY),
        *_notice(vorgang, notice, court),
    ]
    head = Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        recipient_lines=(antrag.applicant,) if antrag.applicant else (),
        reference_rows=((texts.REFERENCE, vorgang.aktenzeichen),),
        place_and_date=german_date(on),
    )
    return Document("de", texts.TITLE, head, tuple(blocks))


def _notice(vorgang: Vorgang, notice: RemedyNotice | None, court: Court | None) -> list[Block]:
    """Return the remedy notice; nothing where the result names none, or while its court is missing."""
    if notice is None or (notice.needs_court and court is None):
        return []
    stelle = vorgang.stelle
    seat = ", ".join(line for line in stelle.address.splitlines() if line) or stelle.name
    paragraphs = notice.fill(authority=stelle.official_name, authority_seat=seat, court=court)
    return [Heading(1, texts.NOTICE), *(Paragraph(each.de) for each in paragraphs)]
