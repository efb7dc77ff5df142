"""Every read of cases; the open scope decides which rows there are."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import all_file_ids, content_of, prozess_version_id
from rathaus.core.datei.queries import quarantined_dateien
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.leistung.queries import uebernahmen_of, zustaendigkeit_of
from rathaus.core.leistung.rules import OPEN_FEE, Fee, OwnTarif, advance_norm, fee_at
from rathaus.core.leistung.stand import Kept
from rathaus.core.leistung.tarif_queries import tarif_on
from rathaus.core.leistung.tarif_rules import units_in
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import records_of
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import resolve_zustaendigkeit
from rathaus.core.vorgang.errors import VorgangNotFound
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.procedure import done_of, working_prozess
from rathaus.core.vorgang.rules import State, selectable_results, workable_tasks
from rathaus.engine.prozess.model import Aufgabe as Step
from rathaus.engine.prozess.model import Ergebnis, Gebuehr, Prozess
from rathaus.values.text import Text

_MOST_UNSCANNED = 20


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives an Antrag.

    Args:
        stelle: the competent body that offers the Leistung online; None when there is none.
        uebernahme: its adoption.
        tarif: its tariff of the day; None where none holds.
    """

    stelle: Stelle | None
    uebernahme: Uebernahme | None = None
    tarif: OwnTarif | None = None


@dataclass(frozen=True, slots=True)
class ShownFee:
    """What a person is shown before the submission.

    Args:
        fee: what it costs, as far as it is certain.
        advance_norm: by which norm the body requests the fee ahead; empty where it does not.
    """

    fee: Fee = OPEN_FEE
    advance_norm: str = ""


@dataclass(frozen=True, slots=True)
class Unscanned:
    """A case with files that cannot be opened, because no malware scanner has seen them yet; and how many."""

    vorgang: Vorgang
    title: Text
    files: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands in its procedure.

    Args:
        prozess: the procedure.
        done: key of task → outcome.
        tasks: every task of the procedure in order, with its row.
        open: the tasks that a clerk can do now.
        results: the results that can be selected now.
    """

    prozess: Prozess
    done: Mapping[str, str]
    tasks: tuple[tuple[Step, Aufgabe], ...]
    open: tuple[Step, ...]
    results: tuple[Ergebnis, ...]


_receivers: Kept[tuple[int, int, date, date], Receiver] = Kept(1000)


def receiver_of(entwurf: Entwurf, *, day: date, arrived: date | None = None) -> Receiver:
    """Return who receives a draft on a local day, by the rule of that day; the draft keeps its version.

    Args:
        entwurf: a draft with version, Leistung and place.
        day: local date Europe/Berlin.
        arrived: local day on which the Antrag reached the office, whose tariff holds; None for the same day.
    """
    key = (entwurf.version_id, entwurf.place_id, day, arrived or day)
    return _receivers.get(key, lambda: _find_receiver(entwurf, day, arrived or day))


def _find_receiver(entwurf: Entwurf, day: date, arrived: date) -> Receiver:
    leistung, prozess = entwurf.version.leistung, content_of(entwurf).prozess
    rule = zustaendigkeit_of(leistung, day)
    ebene = rule.ebene if rule else prozess.zustaendigkeit.ebene.value
    slug = (rule.stelle.slug if rule.stelle else None) if rule else prozess.zustaendigkeit.stelle or None
    stelle = resolve_zustaendigkeit(ebene=ebene, stelle_slug=slug, place=entwurf.place, day=day).stelle
    if stelle is None:
        return Receiver(None)
    uebernahme = uebernahmen_of(stelle).filter(leistung=leistung).first()
    if uebernahme is None:
        return Receiver(None)
    return Receiver(stelle, uebernahme, tarif_on(leistung.pk, stelle.pk, day=arrived))


def shown_fee(receiver: Receiver, *, gebuehr: Gebuehr, answers: Mapping[str, object]) -> ShownFee:
    """Return what a person is shown before the submission, and by what norm it is requested ahead.

    Args:
        receiver: who receives the Antrag.
        gebuehr: the fee of the Leistung.
        answers: path key → value, as they count.
    """
    fee = fee_at(gebuehr, receiver.tarif, answers=answers)
    ahead = receiver.uebernahme is not None and receiver.uebernahme.takes_advance
    return ShownFee(fee, advance_norm(gebuehr, fee, takes_advance=ahead))


def fee_of(vorgang: Vorgang) -> Fee:
    """Return the fee of a case as the person was shown it at submission; open where the body had not fixed it."""
    gebuehr, row = content_of(vorgang.antrag).prozess.gebuehr, vorgang.tarifstelle
    if not gebuehr.anpassbar:
        return Fee(gebuehr.betrag_cent)
    shown = vorgang.gebuehr_cent
    cents = shown if shown is not None and gebuehr.accepts(shown) else None
    if row is None:
        return Fee(cents)
    return Fee(cents, row.tarif, row.pk, units_in(row.tarif, vorgang.antrag.answers))


def vorgang_by_public_id(public_id: uuid.UUID) -> Vorgang:
    """Return a case with its Antrag, Leistung and body.

    Raises:
        VorgangNotFound: unknown, or at another body.
    """
    vorgang = _vorgaenge().filter(public_id=public_id).first()
    if vorgang is None:
        raise VorgangNotFound
    return vorgang


def vorgang_of(antrag: Antrag) -> Vorgang:
    """Return the case of an Antrag; needs the scope of the body.

    Raises:
        VorgangNotFound: it is at another body.
    """
    vorgang = _vorgaenge().filter(antrag_id=antrag.pk).first()
    if vorgang is None:
        raise VorgangNotFound
    return vorgang


def vorgaenge_by_antrag(antrag_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Vorgang]:
    """Return the cases of Antraege by their public ids, as far as the open scope sees them."""
    rows = Vorgang.objects.select_related("antrag").filter(antrag__public_id__in=set(antrag_ids))
    return {row.antrag.public_id: row for row in rows}


def _vorgaenge() -> QuerySet[Vorgang]:
    rows = Vorgang.objects.select_related("antrag", "stelle", "leistung", "antrag__place", "tarifstelle")
    return rows.defer("leistung__search_text")


def standing(vorgang: Vorgang) -> Standing:
    """Return where a case stands: its tasks, what is open, which results can be selected."""
    prozess = working_prozess(prozess_version_id(vorgang.antrag))
    rows = {row.key: row for row in vorgang.aufgaben.all()}
    done = done_of((key, row.outcome) for key, row in rows.items())
    results = () if vorgang.is_ended else selectable_results(prozess, done, is_withdrawn=vorgang.is_withdrawn)
    is_stopped = vorgang.is_withdrawn or vorgang.state == State.CLOSED
    return Standing(
        prozess=prozess,
        done=done,
        tasks=tuple((step, rows[step.key]) for step in prozess.aufgaben if step.key in rows),
        open=() if is_stopped else workable_tasks(prozess, done),
        results=results,
    )


def clerk_names(konto_ids: Iterable[int | None]) -> dict[int, str]:
    """Return the names of members of staff, as far as the open scope sees their memberships."""
    wanted = {konto_id for konto_id in konto_ids if konto_id is not None}
    if not wanted:
        return {}
    rows = Mitgliedschaft.objects.filter(konto_id__in=wanted).values_list("konto_id", "display_name")
    return dict(rows)


def history(vorgang: Vorgang) -> list[Record]:
    """Return every act about the Antrag of a case, oldest first; the surface makes sentences of them."""
    return list(records_of(kind="antrag", subject_id=vorgang.antrag.public_id))


def unscanned(stelle_ids: Collection[int]) -> tuple[Unscanned, ...]:
    """Return the cases with files that no malware scanner has seen yet; one query while there are none.

    Args:
        stelle_ids: the body and its predecessors.
    """
    files = quarantined_dateien(stelle_ids, limit=_MOST_UNSCANNED)
    if not files:
        return ()
    owners = Q(pk__in=[])
    for each in files:
        owners |= Q(antrag__konto_id=each.konto_id, antrag__secret_hash=each.secret_hash)
    waiting = {str(each.public_id) for each in files}
    cases = Vorgang.objects.filter(owners, stelle_id__in=list(stelle_ids))
    rows = cases.select_related("antrag", "leistung").order_by("due_on", "public_id")
    counted = ((row, waiting.intersection(all_file_ids(row.antrag))) for row in rows)
    return tuple(Unscanned(row, Text.from_json(row.leistung.title), len(found)) for row, found in counted if found)
