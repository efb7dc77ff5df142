"""The search inside a body: by name, reference, plate and answers, through an index that works behind the policy."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection

from rathaus.core.antrag.models import Antrag
from rathaus.core.arbeitskorb import search
from rathaus.core.arbeitskorb.jobs import index_everything
from rathaus.core.arbeitskorb.models import SearchWord
from rathaus.core.arbeitskorb.search import cases_with, index_case, index_missing
from rathaus.core.arbeitskorb.search_rules import LONGEST_WORD, MOST_ASKED, MOST_WORDS, asked_words, words_of_case
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import Question, Reply, ask_citizen, receive_answer
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.rules import State
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.test_inbox import make_case
from tests.errand import submitted

ANSWERS: dict[str, object] = {
    "F1": "HU-AB 123", "F2": "Nordstraße", "F3": True, "F4": ["Groß-Gerau", {"name": "Hof"}], "F5": 42, "F6": None,
    "F7": {"datei": "x", "name": "scan.pdf"},
}  # fmt: skip


@pytest.fixture
def cases(clerk: Member, citizen: Member) -> Iterator[list[Vorgang]]:
    """Three cases, the second with answers; the scope of the body is open."""
    with open_scope(clerk.scope):
        rows = [make_case(clerk, citizen, number) for number in range(3)]
        Antrag.objects.filter(pk=rows[1].antrag_id).update(answers=ANSWERS)
        assert index_missing(clerk.scope.stellen) == 3
        yield rows


def found(member: Member, query: str) -> list[str]:
    filters = InboxFilter(among=cases_with(query, stelle_ids=member.scope.stellen))
    rows = inbox(stelle_ids=member.scope.stellen, filters=filters, today=TODAY).rows
    return sorted(row.aktenzeichen[-1] for row in rows)


def test_words_are_folded_and_short_texts_stand_there_in_one_piece() -> None:
    words = words_of_case(names=["Jürgen Groß"], reference="2026-AAAA-0001", answers=ANSWERS)
    assert {"jurgen", "gros", "hu", "ab", "123", "huab123", "nordstrase", "gerau", "hof", "42"} <= words
    born = words_of_case(names=[""], reference="", answers={"F1": "1990-04-03"})
    assert {"03041990", "1990"} <= born
    assert {"2026aaaa0001", "aaaa0001", "0001"} <= words
    assert "scan" not in words and "true" not in words and "none" not in words


def test_what_is_asked_for_is_folded_alike() -> None:
    assert asked_words("Groß  HU-AB-123 groß") == ("gros", "huab123")
    assert asked_words("Groß-Gerau") == ("grosgerau",)
    assert asked_words("HU-AB 123") == ("huab", "123")
    assert asked_words(" %_ ") == ()
    assert len(asked_words(" ".join(f"wort{number}" for number in range(50)))) == MOST_ASKED
    assert asked_words("x" * 90) == ("x" * LONGEST_WORD,)


def test_a_case_with_very_much_text_keeps_so_many_words_and_its_reference() -> None:
    long = " ".join(f"wort{number}" for number in range(3 * MOST_WORDS))
    words = words_of_case(names=[""], reference="2026-AAAA-0001", answers={"F1": long, "F2": "x" * 900})
    assert len(words) <= MOST_WORDS
    assert "aaaa0001" in words


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("müll", ["0"]), ("OEZTUERK", ["1"]), ("hu-ab 123", ["1"]), ("HUAB12", ["1"]), ("nordstr", ["1"]),
        ("gerau öztürk", ["1"]), ("groß-gerau", ["1"]), ("gerau müller", []),
        ("2026-AAAA-0002", ["2"]), ("aaaa0002", ["2"]), ("0002", ["2"]),
        ("2026-aaaa", ["0", "1", "2"]), ("ordstr", []), ("%", ["0", "1", "2"]), ("", ["0", "1", "2"]),
    ],
)  # fmt: skip
def test_cases_are_found_by_the_beginning_of_their_words(
    query: str, numbers: list[str], cases: list[Vorgang], clerk: Member
) -> None:
    assert found(clerk, query) == numbers


def test_a_new_case_is_found_at_once_and_an_answer_replaces_what_was_found(clerk: Member, citizen: Member) -> None:
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        assert found(clerk, "haddad HU-AH nürnb") == [vorgang.aktenzeichen[-1]]
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question("Seit wann?"), now=NOW)
        Antrag.objects.filter(pk=antrag.pk).update(answers={"F1": "Südstraße"})
    with open_scope(citizen.scope):
        receive_answer(actor=citizen.actor, antrag=antrag, reply=Reply("Ja."), now=NOW)
    with open_scope(clerk.scope):
        assert SearchWord.objects.filter(word="sudstrase").exists()
        assert not SearchWord.objects.filter(word="huah412").exists()


def test_nothing_is_kept_twice_and_the_job_finds_what_has_no_words(cases: list[Vorgang], clerk: Member) -> None:
    before = SearchWord.objects.count()
    index_case(cases[1], Antrag.objects.get(pk=cases[1].antrag_id))
    assert SearchWord.objects.count() == before
    assert index_everything() == 0
    SearchWord.objects.filter(vorgang=cases[0]).delete()
    assert index_everything() == 1
    assert SearchWord.objects.count() == before


def test_words_follow_the_state_of_their_case(cases: list[Vorgang], clerk: Member) -> None:
    def running() -> set[int]:
        among = cases_with("nordstr", stelle_ids=clerk.scope.stellen, running=True)
        return set(Vorgang.objects.filter(pk__in=among[0]).values_list("pk", flat=True))

    (case,) = running()
    decided = {"state": State.DECIDED, "result": "bewilligung", "decided_on": TODAY}
    closed = {"state": State.CLOSED, "closed_at": NOW}
    again = {"state": State.WAITING, "question_id": uuid.uuid4(), "closed_at": None, "result": "", "decided_on": None}
    for change, runs in ((decided, False), (closed, False), (again, True)):
        Vorgang.objects.filter(pk=case).update(**change)
        assert running() == ({case} if runs else set()), change
        assert len(cases_with("nordstr", stelle_ids=clerk.scope.stellen)[0]) == 1
    Vorgang.objects.filter(pk=case).update(question_id=None, **decided)
    SearchWord.objects.filter(vorgang_id=case).delete()
    assert index_missing(clerk.scope.stellen) == 1
    assert running() == set(), "words that are kept later know the state, too"


@pytest.mark.parametrize("few", [0, 1, 9])
def test_few_and_many_running_cases_are_the_same_cases(
    cases: list[Vorgang], clerk: Member, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(search, "FEW", few)
    for query in ("nordstr", "nordstr gerau", "2026", "nordstr gibtesnicht"):
        filters = InboxFilter(among=cases_with(query, stelle_ids=clerk.scope.stellen, running=True))
        rows = inbox(stelle_ids=clerk.scope.stellen, filters=filters, today=TODAY).rows
        assert sorted(row.aktenzeichen[-1] for row in rows) == found(clerk, query), query


def test_the_next_town_finds_nothing(cases: list[Vorgang], clerk: Member, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        assert not SearchWord.objects.exists()
        assert found(clerk_of_the_next_town, "nordstr") == []
        query = cases_with("nordstr", stelle_ids=clerk.scope.stellen)[0]
        assert list(query) == []


def test_the_word_is_looked_for_in_the_index_before_the_policy_is_asked(cases: list[Vorgang], clerk: Member) -> None:
    """A condition that is not leakproof would be a filter behind the policy, over all rows of the body."""
    (query,) = cases_with("nordstr", stelle_ids=clerk.scope.stellen)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, row_security_active('arbeitskorb_searchword')")
        assert cursor.fetchone()[1], "the policy holds for who asks"
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        statement, values = query.query.sql_with_params()
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "arbeitskorb_word_once_per_case" in plan or "arbeitskorb_running" in plan
    condition = next(line for line in plan.splitlines() if "Index Cond" in line)
    assert "word" in condition and "stelle_id" in condition, plan
