"""The words of cases, kept beside them, so that a search finds names, references and answers by an index.

Row level security evaluates only leakproof conditions before the policy. Full text search and LIKE are not; comparing
texts byte by byte is. So a word is looked for as a range of an index that begins with the body.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from rathaus.core.antrag.models import Antrag
from rathaus.core.arbeitskorb.models import SearchWord
from rathaus.core.arbeitskorb.search_rules import asked_words, words_of_case
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State

_BEHIND_ALL = "\U0010ffff"
_AT_ONCE = 200
FEW = 2_000
"""Running cases with all words of a search that are read at once."""

type Among = QuerySet[SearchWord, int] | RawSQL
"""Ids of cases that narrow a list."""

_RUNNING = (State.OPEN, State.WAITING)


@transaction.atomic
def index_case(vorgang: Vorgang, antrag: Antrag) -> int:
    """Keep the words of a case as its answers are now; returns how many there are. In the scope of its body.

    Args:
        vorgang: the case.
        antrag: its Antrag, with the present answers.
    """
    names = (antrag.applicant, vorgang.search_text)
    wanted = words_of_case(names=names, reference=vorgang.aktenzeichen, answers=antrag.answers)
    rows = SearchWord.objects.filter(vorgang_id=vorgang.pk, stelle_id=vorgang.stelle_id)
    had = set(rows.values_list("word", flat=True))
    rows.filter(word__in=had - wanted).delete()
    facts = {"vorgang_id": vorgang.pk, "stelle_id": vorgang.stelle_id, "is_running": vorgang.state in _RUNNING}
    new = (SearchWord(**facts, word=word) for word in sorted(wanted - had))
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)
    return len(wanted)


def index_changed(sender: object, *, vorgang: Vorgang, now: datetime, **kwargs: object) -> None:
    """Keep the words of a case that was opened, or whose answers have changed; connected to signals of vorgang.

    Args:
        sender: the class of the case.
        vorgang: the row.
        now: aware instant.
        kwargs: the signal itself.
    """
    del sender, now, kwargs
    index_case(vorgang, Antrag.objects.get(pk=vorgang.antrag_id))


def index_missing(stelle_ids: Collection[int], *, most: int = _AT_ONCE) -> int:
    """Keep the words of cases that have none yet, the newest first; returns how many cases there were.

    Args:
        stelle_ids: bodies of the open scope.
        most: cases of one transaction.
    """
    words = SearchWord.objects.filter(vorgang_id=OuterRef("pk"), stelle_id=OuterRef("stelle_id"))
    rows = Vorgang.objects.filter(~Exists(words), stelle_id__in=list(stelle_ids)).select_related("antrag")
    found = list(rows.order_by("-pk")[:most])
    for each in found:
        index_case(each, each.antrag)
    return len(found)


def cases_with(query: str, *, stelle_ids: Collection[int], running: bool = False) -> tuple[Among, ...]:
    """Return ids of the cases in which a word begins as each word of a search; to narrow a list by all of them.

    Few running cases are read at once from their short index. Many are left to the list, which finds the first of them
    by its own order sooner than all of them by their words.

    Args:
        query: what somebody typed; nothing to look for narrows nothing.
        stelle_ids: the body and its predecessors.
        running: whether the list shows cases alone that are open or wait.
    """
    words = asked_words(query)
    if not words:
        return ()
    rows = SearchWord.objects.filter(stelle_id__in=list(stelle_ids))
    if running:
        found = _beginning_with(rows.filter(is_running=True), words)
        first, *others = (each.values_list("vorgang_id", flat=True) for each in found)
        for other in others:
            first = first.filter(vorgang_id__in=other)
        few = list(first[: FEW + 1])
        if len(few) <= FEW:
            return (RawSQL("SELECT unnest(%s::bigint[])", (few,)),)  # a constant of ours
    return tuple(each.values_list("vorgang_id", flat=True) for each in _beginning_with(rows, words))


def _beginning_with(rows: QuerySet[SearchWord], words: Sequence[str]) -> list[QuerySet[SearchWord]]:
    return [rows.filter(word__gte=word, word__lt=f"{word}{_BEHIND_ALL}") for word in words]
