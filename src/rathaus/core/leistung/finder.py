"""Finding a Leistung in everyday words: stemmed full text, compounds split, trigrams for typing errors."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from rathaus.core.leistung.compounds import candidate_parts, split_compound, words_of
from rathaus.core.leistung.models import Leistung, Vokabel
from rathaus.standards.xzufi.model import LeistungDescription
from rathaus.values.text import Text, spell_out_umlauts

MAX_QUERY_LENGTH = 200
_MAX_WORDS = 12
_MIN_SIMILARITY = 0.45


@dataclass(frozen=True, slots=True)
class IndexTexts:
    """The texts of one Leistung for the index, umlauts spelled out, compounds followed by their parts.

    ``phrases`` are the search words as the editors wrote them, one a line.
    """

    title: str
    phrases: str
    search_words: str
    summary: str
    body: str
    trigram_text: str
    vocabulary: str


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


def index_texts(description: LeistungDescription) -> IndexTexts:
    """Return what is indexed of a description, German and English together."""
    title = _both(description.name, description.official_name)
    phrases = (*description.search_words.de, *description.search_words.en)
    words = " ".join(phrases)
    summary = _both(description.teaser)
    body = " ".join(_both(module.prose.plain) for module in description.texts)
    vocabulary = f"{title} {words} {summary}"
    return IndexTexts(
        title=_with_parts(title, vocabulary),
        phrases="\n".join(phrases),
        search_words=_with_parts(words, vocabulary),
        summary=_with_parts(summary, vocabulary),
        body=spell_out_umlauts(body),
        trigram_text=spell_out_umlauts(f"{title} {words}"),
        vocabulary=vocabulary,
    )


def _both(*texts: Text) -> str:
    return " ".join(part for text in texts for part in (text.de, text.en) if part)


def _with_parts(text: str, vocabulary: str) -> str:
    words = words_of(text)
    known = _known_words(words) | set(words_of(vocabulary))
    parts = [part for word in words for part in split_compound(word, known)]
    return " ".join([*words, *parts])


def _known_words(words: list[str]) -> set[str]:
    candidates = candidate_parts(words)
    if not candidates:
        return set()
    return set(Vokabel.objects.filter(word__in=candidates).values_list("word", flat=True))


_SEARCH = """
WITH question AS (
  SELECT websearch_to_tsquery('german', %(any)s) AS words, %(text)s::text AS text)
SELECT l.id, 4 *
       ts_rank_cd('{0.1, 0.25, 0.6, 1.0}', l.search_vector, q.words, 1)
       + word_similarity(q.text, l.search_text) AS score
FROM leistung_leistung l, question q
WHERE EXISTS (
    SELECT FROM leistung_leistungversion v WHERE v.leistung_id = l.id AND v.state = 'published'
    AND v.valid_from <= %(day)s AND (v.valid_to IS NULL OR v.valid_to > %(day)s))
  AND (l.search_vector @@ q.words OR word_similarity(q.text, l.search_text) >= %(least)s)
ORDER BY score DESC, l.slug LIMIT %(limit)s
"""


def search(question: str, *, day: date, limit: int = 10) -> list[Hit]:
    """Return the services that answer a question, the best first.

    Args:
        question: what somebody typed; German or English, any spelling of umlauts, typing errors allowed.
        day: local day on which the Leistung must be published.
        limit: most hits.
    """
    words = [word for word in words_of(question[:MAX_QUERY_LENGTH]) if len(word) > 1][:_MAX_WORDS]
    if not words:
        return []
    known = _known_words(words)
    parts = [part for word in words for part in split_compound(word, known)]
    asked: dict[str, str | date | float | int] = {
        "any": " or ".join(dict.fromkeys(f'"{word}"' for word in (*words, *parts))), "text": " ".join(words),
        "day": day, "least": _MIN_SIMILARITY, "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, asked)
        rows = cursor.fetchall()
    leistungen = Leistung.objects.defer("search_vector", "search_text").in_bulk([row[0] for row in rows])
    return [Hit(leistungen[pk], _why(leistungen[pk], words, parts), score) for pk, score in rows]


def _why(leistung: Leistung, words: list[str], parts: list[str]) -> Text:
    title = set(words_of(f"{leistung.title.get('de', '')} {leistung.title.get('en', '')}"))
    if any(word in title for word in words):
        return Text("Ihr Wort steht im Titel.", "Your word is in the title.")
    for phrase in leistung.search_words.split("\n"):
        if set(words_of(phrase)) & {*words, *parts}:
            return Text(f"„{phrase}“ führt zu dieser Leistung.", f"“{phrase}” leads to this service.")
    if any(part in title for part in parts):
        return Text("Ein Teil Ihres Wortes steht im Titel.", "Part of your word is in the title.")
    return Text("Ihr Wort passt zum Inhalt dieser Leistung.", "Your word fits the content of this service.")
