"""Finding a Leistung in everyday words: stems, compounds split, synonyms, trigrams for typing errors.

One index in PostgreSQL (``Suchwort``), one statement for a question: the words asked for, their parts and synonyms,
and the stems of the index that are spelled alike, each counting the more the rarer it is in the catalogue.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from rathaus.core.leistung.models import Leistung, Suchwort
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.place_within import place_within
from rathaus.engine.vocabulary.compounds import candidate_parts, split_compound, title_words, words_of
from rathaus.engine.vocabulary.stems import is_telling, stem
from rathaus.engine.vocabulary.synonyms import Synonyms, shipped_synonyms, synonyms_in
from rathaus.engine.vocabulary.weighing import PART_WEIGHT, Field, IndexTexts, tokens_of
from rathaus.standards.xzufi.model import LeistungDescription
from rathaus.values.text import Text

MAX_QUERY_LENGTH = 200
_MAX_WORDS = 12
_SYNONYM_WEIGHT, _SIMILAR_WEIGHT = 0.4, 0.5
_MIN_SIMILARITY = 0.3
_MOST_SIMILAR = 5
_LEAST_SHARE = 0.1
"""A hit below this share of the best one is noise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One Leistung that was found.

    Args:
        leistung: the service.
        why: why it was found, one short sentence.
        score: higher is better; comparable within one answer only.
    """

    leistung: Leistung
    why: Text
    score: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stem that is looked for.

    Args:
        weight: 1 for a word as typed, less for parts and synonyms.
        said: the word as typed.
        meant: the synonym that led here; empty for words as typed.
    """

    weight: float
    said: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asked.

    Args:
        text: the part that tells the service.
        place: the municipality that was named in the question; None when none was.
    """

    text: str
    place: Stelle | None


def read_question(typed: str, *, day: date) -> Question:
    """Take the place out of a question; a word by which services are found is no place (``Linden fällen``).

    Args:
        typed: what somebody typed.
        day: local date Europe/Berlin.
    """
    named = place_within(typed[:MAX_QUERY_LENGTH], day=day)
    if named is None or not any(map(is_telling, words_of(named.rest))):
        return Question(typed, None)
    tokens = [stem(word) for word in words_of(named.named)]
    telling = (Field.TITLE, Field.SEARCH_WORDS)
    if Suchwort.objects.filter(token__in=tokens, field__in=telling).exists():
        return Question(typed, None)
    return Question(named.rest, named.stelle)


def index_texts(description: LeistungDescription) -> IndexTexts:
    """Return what is indexed of a description, German and English together."""
    return IndexTexts(
        title=_both(description.name, description.official_name),
        search_words=(*description.search_words.de, *description.search_words.en),
        summary=_both(description.teaser),
        body=" ".join(_both(module.prose.plain) for module in description.texts),
    )


_LEARNED_WORDS = "SELECT word FROM leistung_vokabel WHERE word = ANY(%s)"


def known_words(words: Iterable[str]) -> set[str]:
    """Return those parts of words that the catalogue or the titles of services know."""
    candidates = candidate_parts(words)
    if not candidates:
        return set()
    with connection.cursor() as cursor:
        # One array instead of thousands of parameters.
        cursor.execute(_LEARNED_WORDS, [sorted(candidates - title_words())])
        return {*(row[0] for row in cursor.fetchall()), *(candidates & title_words())}


def wanted_tokens(words: Sequence[str], *, dictionary: set[str], synonyms: Synonyms) -> dict[str, Wanted]:
    """Return the stems that a question looks for.

    Args:
        words: telling words of the question as :func:`~rathaus.engine.vocabulary.compounds.words_of` gives them.
        dictionary: what compounds split into.
        synonyms: other ways to say it.
    """
    wanted: dict[str, Wanted] = {}
    for word in words:
        parts = split_compound(word, dictionary)
        for token, weight in ((stem(word), 1.0), *((stem(part), PART_WEIGHT) for part in parts)):
            _want(wanted, token, Wanted(weight, word))
        for synonym in synonyms_in(parts, synonyms):
            _want_all(wanted, synonym.meant, PART_WEIGHT * synonym.weight, word, dictionary)
    for synonym in synonyms_in(words, synonyms):
        _want_all(wanted, synonym.meant, synonym.weight, synonym.said, dictionary)
    return wanted


def _want_all(wanted: dict[str, Wanted], meant: str, weight: float, said: str, dictionary: set[str]) -> None:
    tokens = tokens_of(meant, dictionary)
    share = _SYNONYM_WEIGHT * weight / max(1, len(words_of(meant))) ** 0.5
    for token, count in tokens.items():
        _want(wanted, token, Wanted(share * count, said, meant))


def _want(wanted: dict[str, Wanted], token: str, candidate: Wanted) -> None:
    if token not in wanted or wanted[token].weight < candidate.weight:
        wanted[token] = candidate


# The planner takes comparing trigrams for cheap and would read all stems one by one.
_SETTINGS = "SELECT set_config('pg_trgm.similarity_threshold', %s, true), set_config('enable_seqscan', 'off', true)"
_SEARCH = """
WITH asked AS (
    SELECT * FROM unnest(%(tokens)s::text[], %(weights)s::float8[], %(is_typed)s::bool[]) AS a(token, weight, is_typed)
), wanted AS MATERIALIZED (
    SELECT DISTINCT ON (token) token, origin, weight FROM (
        SELECT token, token AS origin, weight FROM asked
        UNION ALL
        SELECT near.token, a.token, %(similar_weight)s * near.similarity * a.weight
        FROM asked a CROSS JOIN LATERAL (
            SELECT s.token, similarity(s.token, a.token) AS similarity FROM leistung_stamm s
            WHERE s.token %% a.token AND s.token <> a.token ORDER BY 2 DESC, 1 LIMIT %(most_similar)s) near
        WHERE a.is_typed AND length(a.token) >= 4
    ) found ORDER BY token, weight DESC
), posting AS MATERIALIZED (
    SELECT s.leistung_id, s.field, w.token, w.origin, w.weight * s.weight AS weight
    FROM wanted w JOIN leistung_suchwort s USING (token)
), rarity AS MATERIALIZED (
    SELECT token, ln(1 + (total - services + 0.5) / (services + 0.5)) AS worth
    FROM (SELECT token, count(*)::float8 AS services FROM posting GROUP BY token) counted,
         (SELECT count(*)::float8 AS total FROM leistung_leistung) catalogue
), hit AS MATERIALIZED (
    -- IS TRUE keeps the planner from joining: it guesses few rows and compares every one with every version.
    SELECT p.leistung_id, sum(p.weight * r.worth) AS score FROM posting p JOIN rarity r USING (token)
    WHERE (p.leistung_id IN (
        SELECT v.leistung_id FROM leistung_leistungversion v WHERE v.state = 'published'
        AND v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to > %(day)s))) IS TRUE
    GROUP BY p.leistung_id ORDER BY score DESC, p.leistung_id LIMIT %(limit)s
), telling AS (
    SELECT DISTINCT ON (h.leistung_id) h.leistung_id, h.score, p.field, p.token, p.origin
    FROM hit h JOIN posting p USING (leistung_id) JOIN rarity r USING (token)
    ORDER BY h.leistung_id, p.weight * r.worth DESC, p.token
)
SELECT leistung_id, score, field, token, origin FROM telling
WHERE score >= %(least_share)s * (SELECT max(score) FROM hit) ORDER BY score DESC, leistung_id
"""


def search(question: str, *, day: date, limit: int = 10, synonyms: Synonyms | None = None) -> list[Hit]:
    """Return the services that answer a question, the best first.

    Args:
        question: what somebody typed; German or English, any spelling of umlauts, typing errors allowed.
        day: local day on which the Leistung must be published.
        limit: most hits.
        synonyms: other ways to say it; None takes the list that Rathaus ships.
    """
    words = [word for word in words_of(question[:MAX_QUERY_LENGTH]) if is_telling(word)][:_MAX_WORDS]
    if not words:
        return []
    listed = shipped_synonyms() if synonyms is None else synonyms
    wanted = wanted_tokens(words, dictionary=known_words(words), synonyms=listed)
    rows = _rows(wanted, day, limit)
    leistungen = Leistung.objects.defer("search_text").in_bulk([row[0] for row in rows])
    return [
        Hit(leistungen[pk], _why(leistungen[pk], Field(field), (token, origin), wanted[origin]), score)
        for pk, score, field, token, origin in rows
    ]


def _rows(wanted: Mapping[str, Wanted], day: date, limit: int) -> list[tuple[int, float, str, str, str]]:
    asked: dict[str, Any] = {
        "tokens": list(wanted),
        "weights": [token.weight for token in wanted.values()],
        "is_typed": [not token.meant for token in wanted.values()],
        "similar_weight": _SIMILAR_WEIGHT,
        "most_similar": _MOST_SIMILAR,
        "least_share": _LEAST_SHARE,
        "day": day,
        "limit": limit,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SETTINGS, [str(_MIN_SIMILARITY)])
        cursor.execute(_SEARCH, asked)
        rows = cursor.fetchall()
        cursor.execute("RESET enable_seqscan")
        return list(rows)


def _why(leistung: Leistung, field: Field, tokens: tuple[str, str], wanted: Wanted) -> Text:
    token, origin = tokens
    if wanted.meant:
        return Text(
            f"„{wanted.said}“ führt auch zu „{wanted.meant}“.", f"“{wanted.said}” also leads to “{wanted.meant}”."
        )
    for phrase in leistung.search_words.split("\n") if field is Field.SEARCH_WORDS else ():
        if token in {stem(word) for word in words_of(phrase)}:
            return Text(f"„{phrase}“ führt zu dieser Leistung.", f"“{phrase}” leads to this service.")
    if token != origin:
        return Text("Ein ähnliches Wort passt zu dieser Leistung.", "A word spelled alike fits this service.")
    word_de, word_en = (
        ("Ihr Wort", "Your word") if origin == stem(wanted.said) else ("Ein Teil Ihres Wortes", "Part of your word")
    )
    if field is Field.TITLE:
        return Text(f"{word_de} steht im Titel.", f"{word_en} is in the title.")
    return Text(f"{word_de} passt zum Inhalt dieser Leistung.", f"{word_en} fits the content of this service.")


def _both(*texts: Text) -> str:
    return " ".join(part for text in texts for part in (text.de, text.en) if part)
