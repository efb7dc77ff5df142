"""What the index holds: stems, parts of compounds, synonyms."""

import pytest

from rathaus.engine.vocabulary.compounds import title_words
from rathaus.engine.vocabulary.stems import is_telling, stem
from rathaus.engine.vocabulary.synonyms import read_synonyms, shipped_synonyms, synonyms_in
from rathaus.engine.vocabulary.weighing import Field, IndexTexts, tokens_of, weigh

DICTIONARY = {"hunde", "steuer", "anmeldung"}


def texts(**given: object) -> IndexTexts:
    return IndexTexts(**{"title": "", "search_words": (), "summary": "", "body": "", **given})


def test_the_vocabulary_of_a_leistung_is_every_word_of_its_texts() -> None:
    given = texts(title="Hund anmelden", search_words=("Hundesteuer",), summary="Für Halter.", body="Welpen auch.")
    assert given.vocabulary == {"hund", "anmelden", "hundesteuer", "fuer", "halter", "welpen", "auch"}


@pytest.mark.parametrize(("one", "other"), [("anmeldungen", "anmeldung"), ("hunde", "hund"), ("kinder", "kind")])
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_words_that_stand_everywhere_tell_nothing() -> None:
    assert not any(map(is_telling, ("ich", "moechte", "fuer", "the", "x")))
    assert is_telling("hund")


def test_parts_of_a_compound_count_less_than_the_whole() -> None:
    counts = tokens_of("Hundesteuer", DICTIONARY)
    assert counts[stem("hundesteuer")] > counts[stem("hunde")] > 0


def test_a_title_weighs_more_than_a_search_word_and_that_more_than_a_text() -> None:
    title, word, body = (weigh(each, ())["hund"].weight for each in (
        texts(title="Hund"), texts(search_words=("Hund",)), texts(body="Hund")))  # fmt: skip
    assert title > word > body > 0


def test_the_same_word_in_ten_phrases_weighs_no_more_than_in_one() -> None:
    once, often = (weigh(texts(search_words=("Hund",) * count), ())["hund"].weight for count in (1, 10))
    assert once == often


def test_a_word_in_a_long_text_weighs_less_than_in_a_short_one() -> None:
    short, long = (weigh(texts(body=f"Hund {rest}"), ())["hund"].weight for rest in ("Katze", "Katze Vogel " * 200))
    assert long < short


def test_an_entry_names_the_field_that_explains_it_best() -> None:
    entries = weigh(texts(title="Hund", search_words=("Hund", "Welpe"), body="Welpe Napf"), ())
    assert [entries[stem(word)].field for word in ("hund", "welpe", "napf")] == [
        Field.TITLE, Field.SEARCH_WORDS, Field.BODY]  # fmt: skip


def test_a_synonym_leads_forth_fully_and_back_by_half() -> None:
    synonyms = read_synonyms(["# a remark", "", "perso, lichtbildausweis = personalausweis", "hochzeit, heirat"])
    assert [(each.meant, each.weight) for each in synonyms_in(["perso"], synonyms)] == [("personalausweis", 1.0)]
    back = {each.meant: each.weight for each in synonyms_in(["personalausweis"], synonyms)}
    assert back == {"perso": 0.5, "lichtbildausweis": 0.5}
    assert [each.meant for each in synonyms_in(["heirat"], synonyms)] == ["hochzeit"]


def test_a_synonym_of_several_words_is_found_within_a_question() -> None:
    synonyms = read_synonyms(["neue adresse = wohnsitz"])
    assert [each.meant for each in synonyms_in(["wohnung", "neue", "adresse"], synonyms)] == ["wohnsitz"]


def test_the_shipped_lists_are_read() -> None:
    assert [each.meant for each in synonyms_in(["perso"], shipped_synonyms())] == ["personalausweis"]
    assert {"anmeldung", "hundesteuer"} <= title_words()
