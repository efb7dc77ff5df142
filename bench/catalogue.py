"""A catalogue of thousands of invented services, published and offered at one place. Needs Django to be set up.

Titles and texts are drawn from the words of the titles of public services, common ones more often than rare ones, with
a fixed seed. Each service has form, procedure and texts of a shipped one.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import psycopg
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.core.leistung.finder import search
from rathaus.core.leistung.models import Leistung, LeistungVersion, Stamm, Vokabel
from rathaus.core.leistung.queries import current_version
from rathaus.core.stelle.models import Stelle
from rathaus.engine.vocabulary.compounds import MIN_PART, title_words
from rathaus.engine.vocabulary.stems import is_telling
from rathaus.engine.vocabulary.weighing import MAX_TOKEN, Entry, IndexTexts, weigh

SLUG = "bench"
"""How the addresses of invented services begin."""
_SEED = 20261122
_BODY_WORDS = 60
_COMMON = 3.0
"""The larger, the more often common words are drawn."""
_VERSIONS = """
INSERT INTO leistung_leistungversion (public_id, leistung_id, version, state, source_hash, compiler_version, formular,
  prozess, description, templates, findings, has_errors, loaded_at, published_at, valid_from)
SELECT gen_random_uuid(), l.id, v.version, 'published', v.source_hash, v.compiler_version, v.formular, v.prozess,
  v.description, v.templates, v.findings, false, now(), now(), v.valid_from
FROM leistung_leistung l, leistung_leistungversion v WHERE l.slug LIKE %s AND v.id = %s
"""
_COMPETENCE = """
INSERT INTO leistung_zustaendigkeit (leistung_id, ebene, citation, valid_from)
SELECT id, 'gemeinde', '', DATE '2026-01-01' FROM leistung_leistung WHERE slug LIKE %s
"""
_ADOPTION = """
INSERT INTO leistung_uebernahme (leistung_id, stelle_id, adopted_at, contact, hint)
SELECT id, %s, now(), '', '{}' FROM leistung_leistung WHERE slug LIKE %s
"""
_INDEX = "COPY leistung_suchwort (token, leistung_id, weight, field) FROM STDIN"
_TIDY = (  # what the server does by itself within a minute of a change as large as this
    "VACUUM ANALYZE leistung_leistung, leistung_leistungversion, leistung_suchwort, leistung_stamm, leistung_vokabel,"
    " leistung_zustaendigkeit, leistung_uebernahme"
)


@dataclass(frozen=True, slots=True)
class Invented:
    """One service."""

    slug: str
    texts: IndexTexts


class Catalogue:
    """So many invented services.

    Args:
        count: how many.
        pattern: the shipped service whose content each of them has.
        stelle: the body that offers them.
        cluster: the database server.
    """

    def __init__(self, count: int, *, pattern: Leistung, stelle: Stelle, cluster: Cluster) -> None:
        self._random = random.Random(_SEED)  # no secret
        self._words = sorted(word for word in title_words() if is_telling(word))
        self._random.shuffle(self._words)
        self.services = [self._invent(number) for number in range(count)]
        self._store(pattern, stelle)
        with psycopg.connect(cluster.url(ADMIN), autocommit=True) as database:
            database.execute(_TIDY)

    def questions(self, count: int) -> list[str]:
        """Return what people type: two words of a title; in every third one of them with two letters exchanged."""
        asked = []
        for number, service in enumerate(self._random.sample(self.services, count)):
            first, second = service.texts.title.split()[:2]
            asked.append(f"{first} {_mistyped(second) if number % 3 == 0 else second}")
        return asked

    def _invent(self, number: int) -> Invented:
        title = " ".join(self._draw(self._random.randint(2, 4)))
        searched = tuple(" ".join(self._draw(self._random.randint(1, 2))) for _ in range(5))
        summary, body = " ".join(self._draw(12)), " ".join(self._draw(_BODY_WORDS))
        return Invented(f"{SLUG}-{number}", IndexTexts(title, searched, summary, body))

    def _draw(self, count: int) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < count:
            found[self._words[int(len(self._words) * self._random.random() ** _COMMON)]] = None
        return list(found)

    @transaction.atomic
    def _store(self, pattern: Leistung, stelle: Stelle) -> None:
        rows = Leistung.objects.bulk_create(
            Leistung(
                slug=each.slug,
                schluessel=pattern.schluessel,
                title={"de": each.texts.title},
                teaser={"de": each.texts.summary},
                search_words="\n".join(each.texts.search_words),
            )
            for each in self.services
        )
        self._index({row.slug: row.pk for row in rows})
        version, begins = _published(pattern), f"{SLUG}-%"
        with connection.cursor() as cursor:
            cursor.execute(_VERSIONS, [begins, version.pk])
            cursor.execute(_COMPETENCE, [begins])
            cursor.execute(_ADOPTION, [stelle.pk, begins])

    def _index(self, ids: dict[str, int]) -> None:
        """Index all of them with one dictionary, as the action does it for one."""
        words = {word for each in self.services for word in each.texts.vocabulary if MIN_PART <= len(word) <= MAX_TOKEN}
        Vokabel.objects.bulk_create((Vokabel(word=word) for word in sorted(words)), ignore_conflicts=True)
        dictionary = words | title_words()
        entries: dict[str, dict[str, Entry]] = {each.slug: weigh(each.texts, dictionary) for each in self.services}
        tokens = sorted({token for found in entries.values() for token in found})
        Stamm.objects.bulk_create((Stamm(token=token) for token in tokens), ignore_conflicts=True)
        with connection.cursor() as cursor, cursor.copy(_INDEX) as copy:
            for slug, found in entries.items():
                for token, entry in found.items():
                    copy.write_row((token, ids[slug], entry.weight, entry.field.value))


def addresses_of(questions: Sequence[str]) -> list[str]:
    """Return the pages that answer questions."""
    return [f"{reverse('portal:find')}?{urlencode({'q': question})}" for question in questions]


def time_search(questions: Sequence[str]) -> list[float]:
    """Ask the finder alone, without a page, one question after the other; return the seconds of each."""
    day, times = timezone.localdate(), []
    for question in (*questions[:5], *questions):
        begun_at = time.perf_counter()
        search(question, day=day)
        times.append(time.perf_counter() - begun_at)
    return times[5:]


def _mistyped(word: str) -> str:
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


def _published(leistung: Leistung) -> LeistungVersion:
    version = current_version(leistung, timezone.localdate())
    assert version is not None
    return version
