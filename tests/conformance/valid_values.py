"""Random right values for one field, by seed: what a person might answer."""

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from re import _constants as codes  # type: ignore[attr-defined]  # the parse tree has no public face
from re import _parser as parser  # type: ignore[attr-defined]  # the parse tree has no public face
from typing import Any

from rathaus.engine.formular.checks import check_value, max_length, media_types
from rathaus.engine.formular.model import Answer, Field, Kind

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"
WORDS = ("Hanau", "Müller", "Am Markt", "Straße", "Lindenallee", "O'Brien", "Zoë", "Größe")
MOST_REPEATS = 12


def right_value(field: Field, chance: random.Random) -> Answer:
    """A value that the field takes; the check of the form is the judge."""
    for attempt in range(60):
        value = _DRAWN.get(field.kind, _text)(field, chance)
        if check_value(field, value) is None:
            return value
        if attempt > 30 and field.kind not in {Kind.CHOICE, Kind.FILE}:
            value = _text(field, chance)
            if check_value(field, value) is None:
                return value
    raise AssertionError(f"no right value for {field.path}: {field.kind}, {field.pattern!r}")


def _text(field: Field, chance: random.Random) -> str:
    if field.pattern:
        return matching(field.pattern, chance)
    least, most = field.min_length or 1, min(max_length(field), 200)
    words = " ".join(chance.choices(WORDS, k=3)) + "".join(chance.choices(LETTERS, k=least))
    return words[: max(least, min(most, chance.randint(least, max(least, most))))].strip().ljust(least, "x")


def matching(pattern: str, chance: random.Random) -> str:
    """A text that an XSD pattern matches; letters of any script become German ones."""
    plain = re.sub(r"\\p\{Lu\}", "A-Z", pattern)
    plain = re.sub(r"(?<=[\[\w-])\\p\{L[a-z]?\}", "A-Za-zäöü", plain)
    plain = re.sub(r"\\p\{L[a-z]?\}", "[A-Za-zäöü]", plain).replace(r"\p{N}", "0-9")
    return "".join(_pieces(parser.parse(plain.removesuffix("$").removeprefix("^")), chance))


def _pieces(tree: Any, chance: random.Random) -> Iterator[str]:
    for code, facts in tree:
        if code is codes.LITERAL:
            yield chr(facts)
        elif code is codes.NOT_LITERAL:
            yield "a" if facts != ord("a") else "b"
        elif code is codes.ANY:
            yield chance.choice(LETTERS)
        elif code is codes.IN:
            yield _of_class(facts, chance)
        elif code is codes.SUBPATTERN:
            yield from _pieces(facts[3], chance)
        elif code is codes.BRANCH:
            yield from _pieces(chance.choice(facts[1]), chance)
        elif code in {codes.MAX_REPEAT, codes.MIN_REPEAT}:
            least, most, inner = facts
            for _ in range(chance.randint(least, min(most, least + MOST_REPEATS))):
                yield from _pieces(inner, chance)


_CATEGORIES = {codes.CATEGORY_DIGIT: "0123456789", codes.CATEGORY_WORD: "abcXYZ019", codes.CATEGORY_SPACE: " "}


def _of_class(items: Any, chance: random.Random) -> str:
    allowed: list[str] = []
    for code, facts in items:
        if code is codes.NEGATE:
            taken = set(_of_items(items))
            return chance.choice([letter for letter in LETTERS + "0123456789 ." if letter not in taken])
        allowed.extend(_of_items([(code, facts)]))
    return chance.choice(allowed)


def _of_items(items: Any) -> Iterator[str]:
    for code, facts in items:
        if code is codes.LITERAL:
            yield chr(facts)
        elif code is codes.RANGE:
            yield from map(chr, range(facts[0], min(facts[1], facts[0] + 200) + 1))
        elif code is codes.CATEGORY:
            yield from _CATEGORIES.get(facts, "-")


def _bounds(field: Field, low: int, high: int) -> tuple[int, int]:
    least = int(Decimal(field.min_value)) + 1 if field.min_value else low
    most = int(Decimal(field.max_value)) if field.max_value else max(high, least)
    return min(least, most), most


def _int(field: Field, chance: random.Random) -> int:
    return chance.randint(*_bounds(field, 0, 50))


def _amount(field: Field, chance: random.Random) -> str:
    return f"{chance.randint(*_bounds(field, 0, 500))}" + chance.choice(["", ".5", ".25"])


def _date(field: Field, chance: random.Random) -> str:
    low = date.fromisoformat((field.min_value or "1950-01-01").ljust(4, "0")[:10].ljust(10, "-")[:4] + "-01-02")
    high = date.fromisoformat((field.max_value or "2026-11-01")[:4] + "-11-01")
    return (low + timedelta(days=chance.randint(0, max((high - low).days, 0)))).isoformat()


def _partial(field: Field, chance: random.Random) -> str:
    return _date(field, chance)[: chance.choice([4, 7, 10])]


def _file(field: Field, chance: random.Random) -> dict[str, object]:
    kind = chance.choice(media_types(field))
    return {
        "datei": f"datei-{chance.randint(1, 999)}",
        "name": "anlage.pdf",
        "size": 9,
        "sha256": "0",
        "media_type": kind,
    }


_DRAWN: dict[Kind, Callable[[Field, random.Random], Any]] = {
    Kind.CHOICE: lambda field, chance: chance.choice(field.options).code,
    Kind.CONSENT: lambda field, _: field.options[0].code if field.options else True,
    Kind.BOOL: lambda _, chance: chance.random() < 0.5,
    Kind.INT: _int,
    Kind.NUM: _amount,
    Kind.CURRENCY: _amount,
    Kind.DATE: _date,
    Kind.PARTIAL_DATE: _partial,
    Kind.TIME: lambda _, chance: f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
    Kind.DATETIME: lambda field, chance: f"{_date(field, chance)}T10:30",
    Kind.FILE: _file,
    Kind.EMAIL: lambda _, chance: f"{chance.choice(['erika', 'a.b'])}@example.org",
    Kind.TEL: lambda _, chance: f"+49 6181 {chance.randint(1000, 99999)}",
    Kind.IBAN: lambda _, chance: chance.choice(["DE89370400440532013000", "DE02120300000000202051"]),
    Kind.POSTAL_CODE: lambda _, chance: f"{chance.randint(1067, 99998):05}",
}  # fmt: skip
