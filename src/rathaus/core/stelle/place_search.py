"""Place search: by name, part of a name, postal code, other spellings, typos and former names; one query."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.rules import PlaceQuestion, read_place_question, swapped_spellings
from rathaus.values.text import Text

_FULL_PLZ_DIGITS = 5
_SCORES = {
    "postal_code": 100,
    "exact": 100,
    "first_words": 95,
    "beginning": 90,
    "word_beginning": 80,
    "part": 70,
    "swapped_letters": 60,
    "similar": 50,
    "sure": 70,
}
"""From ``sure`` on a hit is no guess: guesses are shown only when there is no such hit."""

_SQL = """
WITH RECURSIVE candidate AS MATERIALIZED (
    SELECT id FROM stelle_stelle
    WHERE %(name)s <> '' AND mode = 'live' AND kind IN ('gemeinde', 'stadt', 'kreisfreie_stadt') AND (
        search_name LIKE '%%' || %(name)s || '%%' OR search_name %% %(name)s
        OR %(name)s <%% search_name OR search_name = ANY(%(swapped)s))
    UNION
    SELECT stelle_id FROM stelle_postleitzahl WHERE %(plz)s <> '' AND plz LIKE %(plz)s || '%%'
), asked AS MATERIALIZED (
    SELECT s.id, s.name, s.search_name, (
        SELECT min(p.plz) FROM stelle_postleitzahl p
        WHERE p.stelle_id = s.id AND %(plz)s <> '' AND p.plz LIKE %(plz)s || '%%') AS plz
    FROM candidate c JOIN stelle_stelle s ON s.id = c.id
    WHERE s.valid_from IS NULL OR s.valid_from <= %(day)s
), hit AS MATERIALIZED (
    SELECT id, name, plz, CASE
        WHEN %(name)s = '' THEN 0
        WHEN search_name = %(name)s THEN %(exact)s
        WHEN search_name LIKE %(name)s || ' %%' THEN %(first_words)s
        WHEN search_name LIKE %(name)s || '%%' THEN %(beginning)s
        WHEN search_name LIKE '%% ' || %(name)s || '%%' THEN %(word_beginning)s
        WHEN search_name LIKE '%%' || %(name)s || '%%' THEN %(part)s
        WHEN search_name = ANY(%(swapped)s) THEN %(swapped_letters)s
        ELSE %(similar)s * greatest(similarity(%(name)s, search_name), word_similarity(%(name)s, search_name))
    END AS name_score FROM asked
), became AS (
    SELECT id AS origin, id AS body FROM hit
    UNION
    SELECT b.origin, n.successor_id FROM became b
    JOIN stelle_nachfolge n ON n.predecessor_id = b.body AND n.kind = 'merged' AND n."on" <= %(day)s
), scored AS (
    SELECT became.body, became.origin, hit.name AS asked_name, coalesce(hit.plz, '') AS asked_plz, hit.name_score,
           hit.name_score + CASE WHEN hit.plz IS NULL THEN 0 ELSE %(postal_code)s END AS score
    FROM hit JOIN became ON became.origin = hit.id
), best AS (
    SELECT DISTINCT ON (s.body) s.*, max(s.score) OVER () AS top
    FROM scored s JOIN stelle_stelle b ON b.id = s.body AND (b.valid_to IS NULL OR b.valid_to > %(day)s)
    ORDER BY s.body, s.score DESC, s.origin = s.body DESC
)
SELECT stelle.*, best.score, best.name_score, best.asked_name, best.asked_plz
FROM best JOIN stelle_stelle stelle ON stelle.id = best.body
WHERE best.score >= %(sure)s OR best.top < %(sure)s
ORDER BY best.score DESC, stelle.population DESC NULLS LAST, stelle.sort_key
LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A municipality that may be meant.

    Args:
        stelle: the municipality that exists on the day.
        why: why it was found, a few words.
        exact: whether the whole name or a whole postal code was typed; a shared code gives several exact hits.
    """

    stelle: Stelle
    why: Text
    exact: bool


def find_places(query: str, *, limit: int, day: date) -> list[PlaceHit]:
    """Return the municipalities that may be meant, best first; a former name leads to its successor.

    Args:
        query: what was typed: a name, a part of it, a postal code or its beginning, or both.
        limit: greatest number of hits.
        day: local date Europe/Berlin on which the municipality exists.
    """
    question = read_place_question(query)
    if not question.name and not question.plz:
        return []
    rows = Stelle.objects.raw(_SQL, _parameters(question, limit=limit, day=day))
    return [_hit(stelle, question) for stelle in rows]


def _parameters(question: PlaceQuestion, *, limit: int, day: date) -> dict[str, Any]:
    swapped = swapped_spellings(question.name)
    asked = {"name": question.name, "plz": question.plz, "swapped": swapped}
    return {**_SCORES, **asked, "limit": limit, "day": day}


def _hit(row: Stelle, question: PlaceQuestion) -> PlaceHit:
    found: Any = row  # a raw query adds columns that the model does not declare
    whole_code = found.asked_plz != "" and len(question.plz) == _FULL_PLZ_DIGITS
    exact = whole_code or found.name_score == _SCORES["exact"]
    return PlaceHit(row, _why(row, found.asked_name, found.asked_plz, found.name_score), exact=exact)


def _why(stelle: Stelle, asked_name: str, plz: str, name_score: float) -> Text:
    if asked_name != stelle.name:
        return Text(f"Früher {asked_name}, heute Teil von {stelle.name}", f"Formerly {asked_name}, now part of it")
    if plz:
        return Text(f"Postleitzahl {plz}", f"Postal code {plz}")
    if name_score >= _SCORES["beginning"]:
        return Text("Name", "Name")
    if name_score >= _SCORES["part"]:
        return Text("Teil des Namens", "Part of the name")
    return Text("Ähnlicher Name", "Similar name")
