"""`python -m bench finder SERVICES PAIRS`: measure the finder on services and search words of a real city.

SERVICES is a JSON list of objects with ``id``, ``name``, ``description``, ``forms`` (list of ``name``);
PAIRS a CSV with the columns ``keyword`` and ``service_id``. Each keyword is asked once; a service that has it counts
as right. While it is asked it is taken out of the index everywhere; the other keywords of PAIRS stay.
"""

import csv
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from rathaus.cli.database import database
from rathaus.cli.migrate import migrate_and_load_facts
from rathaus.core.leistung.actions import index_leistung
from rathaus.core.leistung.finder import search
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.engine.vocabulary.synonyms import Synonyms
from rathaus.engine.vocabulary.weighing import IndexTexts

DAY = date(2026, 11, 22)
_MOST_HITS = 10


@dataclass(frozen=True, slots=True)
class Variant:
    """What is measured: with or without search words of the editors, with or without synonyms."""

    name: str
    with_keywords: bool = True
    with_synonyms: bool = True


VARIANTS = (
    Variant("titles and texts", with_keywords=False, with_synonyms=False),
    Variant("titles and texts, synonyms", with_keywords=False),
    Variant("search words too", with_synonyms=False),
    Variant("search words too, synonyms"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """How good the answers were: shares of questions with a right service among the first; mean reciprocal rank."""

    questions: int
    hit_1: float
    hit_5: float
    hit_10: float
    mrr: float
    median_ms: float
    p95_ms: float


class Collection:
    """Services and the keywords that lead to them."""

    def __init__(self, services: Path, pairs: Path) -> None:
        self.services = {each["id"]: each for each in json.loads(services.read_text(encoding="utf-8"))}
        self.right: dict[str, set[str]] = defaultdict(set)
        self.keywords: dict[str, list[str]] = defaultdict(list)
        with pairs.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.right[row["keyword"].lower()].add(row["service_id"])
                self.keywords[row["service_id"]].append(row["keyword"])


class Catalogue:
    """The collection as published services in the database of the running transaction."""

    def __init__(self, collection: Collection, variant: Variant) -> None:
        self._collection, self._variant = collection, variant
        self._ids: dict[str, int] = {}
        for key, each in collection.services.items():
            leistung = Leistung.objects.create(slug=f"bench-{key}", schluessel="0" * 14, title={"de": each["name"]})
            self._ids[key] = leistung.pk
            version = LeistungVersion(leistung=leistung, version="1", source_hash="", compiler_version="1")
            version.state, version.valid_from = LeistungVersion.State.PUBLISHED, DAY
            version.save()
        for key in collection.services:
            self.index(key)

    def index(self, key: str, *, without: str = "") -> None:
        """Put a service into the index, without one of its keywords."""
        each = self._collection.services[key]
        keywords = self._collection.keywords.get(key, ()) if self._variant.with_keywords else ()
        forms = " ".join(form["name"] for form in each["forms"] or ())
        texts = IndexTexts(
            title=each["name"],
            search_words=tuple(word for word in keywords if word.lower() != without),
            summary="",
            body=f"{each['description'] or ''} {forms}",
        )
        index_leistung(leistung_id=self._ids[key], texts=texts)

    def ask(self, question: str) -> list[str]:
        """Return the keys of the services that are found."""
        synonyms: Synonyms | None = None if self._variant.with_synonyms else {}
        hits = search(question, day=DAY, limit=_MOST_HITS, synonyms=synonyms)
        return [hit.leistung.slug.removeprefix("bench-") for hit in hits]


def measure(collection: Collection, variant: Variant) -> Figures:
    """Ask every keyword in a transaction that is rolled back. Needs Django and a database with migrations."""
    with _rolled_back():
        catalogue = Catalogue(collection, variant)
        ranks, times = [], []
        for question, right in sorted(collection.right.items()):
            affected = [key for key in sorted(right) if key in collection.services] if variant.with_keywords else []
            for key in affected:
                catalogue.index(key, without=question)
            begin = time.perf_counter()
            found = catalogue.ask(question)
            times.append((time.perf_counter() - begin) * 1000)
            ranks.append(next((rank for rank, key in enumerate(found, 1) if key in right), 0))
            for key in affected:
                catalogue.index(key)
    return _figures(ranks, times)


@contextmanager
def _rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _figures(ranks: Sequence[int], times: Sequence[float]) -> Figures:
    count = len(ranks)
    return Figures(
        questions=count,
        hit_1=sum(rank == 1 for rank in ranks) / count,
        hit_5=sum(1 <= rank <= 5 for rank in ranks) / count,
        hit_10=sum(1 <= rank <= 10 for rank in ranks) / count,
        mrr=sum(1 / rank for rank in ranks if rank) / count,
        median_ms=statistics.median(times),
        p95_ms=statistics.quantiles(times, n=20)[-1],
    )


def table(figures: Mapping[str, Figures]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| variant | questions | hit@1 | hit@5 | hit@10 | MRR |", "| --- | --: | --: | --: | --: | --: |"]
    for name, each in figures.items():
        shares = " | ".join(f"{value:.3f}" for value in (each.hit_1, each.hit_5, each.hit_10, each.mrr))
        lines.append(f"| {name} | {each.questions} | {shares} |")
    return "\n".join(lines)


def run(services: Path, pairs: Path) -> int:
    """Measure all variants in a database of their own and print the table; returns the exit status."""
    collection = Collection(services, pairs)
    with database():
        migrate_and_load_facts()
        figures = {variant.name: measure(collection, variant) for variant in VARIANTS}
    print(table(figures))
    return 0
