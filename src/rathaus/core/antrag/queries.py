"""Every read of drafts and Antraege; the open scope decides which rows there are."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from rathaus.core.antrag.errors import AntragNotFound, EntwurfExpired, EntwurfNotFound
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.antrag.rules import file_ids
from rathaus.core.konto.bearer import Bearer
from rathaus.core.leistung.models import Leistung
from rathaus.core.leistung.queries import compiled, kept_place, kept_version
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.stelle.models import Stelle
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.model import Answers
from rathaus.engine.formular.summary import SummarySection, summary
from rathaus.recht.retention import Retention, draft_retention


@dataclass(frozen=True, slots=True)
class Review:
    """What the review page shows.

    Args:
        sections: every answer with its question, by page.
        evaluation: what hinders submission, and what the office will ask for later.
    """

    sections: tuple[SummarySection, ...]
    evaluation: Evaluation


def retention_of(entwurf: Entwurf) -> Retention:
    """Return until when a draft is kept."""
    return draft_retention(timezone.localdate(entwurf.edited_at))


def continuation_of(antrag: Antrag) -> Antrag | None:
    """Return the Antrag as which another body has one that was passed on; None where it was not.

    Args:
        antrag: in the scope of its person, who alone sees both.
    """
    return Antrag.objects.select_related("stelle").filter(came_from_id=antrag.pk).first()


def arrival_of(entwurf: Entwurf, *, now: datetime) -> datetime:
    """Return when an Antrag arrived, from which its periods run: now, or the beginning of the day of a form of paper.

    Args:
        entwurf: the draft that becomes it.
        now: aware instant of the submission.
    """
    if entwurf.arrived_on is None:
        return now
    return timezone.make_aware(datetime.combine(entwurf.arrived_on, time.min))


def entwurf_by_public_id(public_id: uuid.UUID, *, today: date) -> Entwurf:
    """Return a draft of the open scope.

    Raises:
        EntwurfNotFound: there is none for this person.
        EntwurfExpired: it is older than drafts are kept.
    """
    entwurf = one_entwurf("SELECT * FROM antrag_entwurf WHERE public_id = %s", public_id)
    if entwurf is None:
        raise EntwurfNotFound
    if entwurf.antrag_id is None and today >= retention_of(entwurf).delete_from:
        raise EntwurfExpired(last_day=retention_of(entwurf).last_day.isoformat())
    return entwurf


def one_entwurf(sql: str, key: object) -> Entwurf | None:
    """Return the draft that a statement gives, with version and place as the process keeps them; None without a row.

    Every page of a form asks for its draft, and joining what is the same for all of them costs most of the time.

    Args:
        sql: selects all columns of at most one draft.
        key: its one parameter.
    """
    for entwurf in Entwurf.objects.raw(sql, [key]):
        entwurf.version, entwurf.place = kept_version(entwurf.version_id), kept_place(entwurf.place_id)
        return entwurf
    return None


def open_entwuerfe(*, today: date) -> list[Entwurf]:
    """Return the drafts of the open scope that can be continued, the last edited first."""
    rows = _entwuerfe().filter(antrag=None)
    return [entwurf for entwurf in rows if today < retention_of(entwurf).delete_from]


def open_entwurf_for(leistung: Leistung, place: Stelle, *, today: date) -> Entwurf | None:
    """Return the draft for the same Leistung and place that this person has begun already."""
    return next(
        (e for e in open_entwuerfe(today=today) if (e.version.leistung_id, e.place_id) == (leistung.pk, place.pk)), None
    )


def _entwuerfe() -> QuerySet[Entwurf]:
    rows = Entwurf.objects.select_related("version__leistung", "place", "antrag")
    return rows.defer(*WITHOUT_CONTENT)


WITHOUT_CONTENT = (
    *(f"version__{name}" for name in ("formular", "prozess", "description", "templates", "findings")),
    "version__leistung__search_text",
)
"""Columns of the version that no row of a list or under a lock needs: the compiled content has a cache of its own."""


def content_of(row: Entwurf | Antrag) -> CompiledLeistung:
    """Return the compiled Leistung that a draft or Antrag is pinned to.

    A running case that was moved to a newer version follows the procedure and the letters of that one; the form stays
    the one that the person filled in.
    """
    content = compiled(row.version_id)
    if isinstance(row, Antrag) and row.moved_to_id is not None:
        newer = compiled(row.moved_to_id)
        return replace(content, prozess=newer.prozess, templates=newer.templates)
    return content


def prozess_version_id(antrag: Antrag) -> int:
    """Return the id of the version whose procedure the case of an Antrag follows."""
    return antrag.moved_to_id if antrag.moved_to_id is not None else antrag.version_id


def needs_account(version_id: int) -> bool:
    """Return whether the law demands written form, which online only an account identity replaces.

    Source: OZG § 9a(5).
    """
    return compiled(version_id).prozess.leistung.formvorschrift.is_strict


def is_on_paper_only(version_id: int) -> bool:
    """Return whether nothing here replaces the written form that the law demands.

    A Konto of our own is no signature: where the law demands written form, only a demonstration goes on, and it says
    so.

    Source: OZG § 9a(5).
    """
    return needs_account(version_id) and not settings.RATHAUS_DEMO


def evaluate_entwurf(entwurf: Entwurf, *, today: date, page: str | None = None) -> Evaluation:
    """Return what a draft's answers mean; findings of one page when one is named."""
    formular = content_of(entwurf).formular
    return evaluate(formular, entwurf.answers, land=settings.RATHAUS_LAND, today=today, page=page)


def review(entwurf: Entwurf, *, today: date, language: str) -> Review:
    """Return everything that the person is about to declare."""
    evaluation = evaluate_entwurf(entwurf, today=today)
    return Review(summary(content_of(entwurf).formular, evaluation, language), evaluation)


def evaluate_antrag(antrag: Antrag, answers: Answers | None = None) -> Evaluation:
    """Return what the answers of an Antrag mean, with the norms and the day of its submission.

    Args:
        antrag: the Antrag.
        answers: other answers than the present ones, such as those of an earlier revision or not stored yet.
    """
    return evaluate(
        content_of(antrag).formular,
        antrag.answers if answers is None else answers,
        land=settings.RATHAUS_LAND,
        suspended_norms=frozenset(antrag.suspended_norms),
        today=timezone.localdate(antrag.submitted_at),
    )


def sections_of(antrag: Antrag, *, language: str) -> tuple[SummarySection, ...]:
    """Return the answers of an Antrag with their questions, by page."""
    return summary(content_of(antrag).formular, evaluate_antrag(antrag), language)


def declared_answers(antrag: Antrag) -> Answers:
    """Return the answers as they were submitted, whatever the office asked for later: the first revision."""
    declared: Answers = AntragRevision.objects.values_list("answers", flat=True).get(antrag=antrag, number=1)
    return declared


def all_file_ids(antrag: Antrag) -> tuple[str, ...]:
    """Return the public ids of the files of all revisions: those of the present answers first, then older ones."""
    rows = AntragRevision.objects.filter(antrag=antrag).order_by("-number").values_list("answers", flat=True)
    older = rows if antrag.revision > 1 else ()
    return tuple(dict.fromkeys(each for answers in (antrag.answers, *older) for each in file_ids(answers)))


def antraege() -> QuerySet[Antrag]:
    """Return the Antraege of the open scope, the newest first."""
    rows = Antrag.objects.select_related("version__leistung", "stelle", "place")
    return rows.defer("answers", *WITHOUT_CONTENT)


def antraege_of(bearers: Sequence[Bearer]) -> QuerySet[Antrag]:
    """Return the Antraege of the persons behind a request, the newest first."""
    konten = [bearer.konto_id for bearer in bearers if bearer.konto_id is not None]
    hashes = [bearer.secret_hash for bearer in bearers if bearer.secret_hash]
    return antraege().filter(Q(konto__in=konten) | Q(secret_hash__in=hashes))


def antrag_by_public_id(public_id: uuid.UUID) -> Antrag:
    """Return an Antrag of the open scope with its answers.

    Raises:
        AntragNotFound: there is none for this person or body.
    """
    rows = Antrag.objects.select_related("version__leistung", "stelle", "place")
    antrag = rows.defer(*WITHOUT_CONTENT).filter(public_id=public_id).first()
    if antrag is None:
        raise AntragNotFound
    return antrag


def sections_before(antrag: Antrag, *, language: str) -> tuple[SummarySection, ...]:
    """Return the answers as they were before the last change, by page; empty when nothing was changed."""
    if antrag.revision < 2:
        return ()
    number = antrag.revision - 1
    answers = AntragRevision.objects.filter(antrag=antrag, number=number).values_list("answers", flat=True).first()
    if answers is None:
        return ()
    return summary(content_of(antrag).formular, evaluate_antrag(antrag, answers), language)


def changed_keys(antrag: Antrag) -> frozenset[str]:
    """Return the path keys whose answers the last revision added, changed or took away; none before there are two."""
    if antrag.revision < 2:
        return frozenset()
    rows = AntragRevision.objects.filter(antrag=antrag, number__gte=antrag.revision - 1).order_by("number")
    before, after = ({} if row is None else row.answers for row in (*rows, None, None)[:2])
    return frozenset(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
