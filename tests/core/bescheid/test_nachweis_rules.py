"""Pure decisions about certificates."""

from datetime import date

import pytest

from rathaus.core.bescheid.errors import (
    HolderDiffers,
    HolderNotCompared,
    NachweisBeginsTooEarly,
    NachweisGivenWay,
    NachweisIncomplete,
    NachweisTermRefused,
)
from rathaus.core.bescheid.nachweis_rules import (
    MOST_CHARACTERS,
    CertificateDraft,
    Holder,
    Occasion,
    Standing,
    Term,
    check_beginning,
    check_complete,
    check_holder,
    check_place,
    check_term,
    first_day,
    former_number,
    holder_of,
    may_renew,
    occasion_of,
    replaced_from,
    standing_of,
    suggest_term,
    trim_facts,
)
from rathaus.core.konto.bearer import Bearer
from rathaus.engine.prozess.nachweis import NachweisFact, NachweisFollowUp, NachweisRule, NachweisTerm
from rathaus.values.text import Text

ON = date(2026, 11, 23)
LINES = (NachweisFact("plate", Text("Kennzeichen"), "G1.F1", required=False), NachweisFact("zone", Text("Zone")))
RULE = NachweisRule(
    kind="permit", name=Text("Ausweis"), ergebnis="ja", hinweis=Text(""), facts=LINES,
    term=NachweisTerm(12, 42, beginn="G1.F2", dauer="G1.F3", auswahl={"002": 24}),
    follow_up=NachweisFollowUp("G1.F4", "002", "003", "G1.F5"),
)  # fmt: skip
FORMER = Term(date(2025, 12, 1), date(2026, 11, 30))


def test_an_antrag_says_what_it_is_about() -> None:
    assert occasion_of(None, {"G1.F4": "002"}) is Occasion.FIRST
    assert [occasion_of(RULE.follow_up, {"G1.F4": code}) for code in ("001", "002", "003")] == [*Occasion]


def test_the_number_of_the_former_one_is_read_as_people_type_it() -> None:
    assert former_number(RULE, {"G1.F4": "002", "G1.F5": " 2025-7k3m -9qpd"}) == "2025-7K3M-9QPD"
    assert former_number(RULE, {"G1.F4": "001", "G1.F5": "2025-7K3M-9QPD"}) == ""
    assert former_number(RULE, {"G1.F4": "003"}) == ""


@pytest.mark.parametrize(
    ("answers", "former", "expected"),
    [
        ({}, None, Term(ON, date(2027, 11, 22))),
        ({"G1.F2": "2026-12-01"}, None, Term(date(2026, 12, 1), date(2027, 11, 30))),
        ({"G1.F2": "2026-12-01", "G1.F3": "002"}, None, Term(date(2026, 12, 1), date(2028, 11, 30))),
        ({"G1.F2": "2026-11-01"}, None, Term(ON, date(2027, 11, 22))),
        ({"G1.F4": "002"}, FORMER, Term(date(2026, 12, 1), date(2027, 11, 30))),
        ({"G1.F4": "002"}, None, Term(ON, date(2027, 11, 22))),
        ({"G1.F4": "003"}, FORMER, Term(ON, date(2026, 11, 30))),
        ({"G1.F4": "003"}, Term(date(2027, 1, 1), date(2027, 12, 31)), Term(date(2027, 1, 1), date(2027, 12, 31))),
        ({"G1.F4": "003"}, Term(date(2024, 1, 1), date(2024, 12, 31)), Term(ON, date(2027, 11, 22))),
        ({"G1.F4": "003"}, None, Term(ON, date(2027, 11, 22))),
    ],
)
def test_the_term_follows_from_the_answers(answers: dict[str, object], former: Term | None, expected: Term) -> None:
    assert suggest_term(RULE, answers, former=former, on=ON) == expected


def test_a_renewal_is_wanted_from_the_day_after_and_a_change_at_once() -> None:
    assert first_day(FORMER, Occasion.RENEWAL, on=ON) == date(2026, 12, 1)
    assert first_day(FORMER, Occasion.RENEWAL, on=date(2027, 1, 5)) == date(2027, 1, 5)
    assert first_day(FORMER, Occasion.CHANGE, on=ON) == ON
    assert first_day(FORMER, Occasion.CHANGE, on=date(2025, 11, 1)) == FORMER.valid_from


def test_a_term_may_be_one_day_and_not_less() -> None:
    assert check_term(Term(ON, ON)) == Term(ON, ON)
    with pytest.raises(NachweisTermRefused):
        check_term(Term(ON, date(2026, 11, 22)))


def test_none_begins_before_it_is_decided() -> None:
    check_beginning(Term(ON, ON), on=ON)
    for term in (Term(date(2026, 11, 22), date(2027, 11, 21)), FORMER, Term(date(2020, 1, 1), date(2020, 12, 31))):
        with pytest.raises(NachweisBeginsTooEarly):
            check_beginning(term, on=ON)


@pytest.mark.parametrize(
    ("former", "applicant", "expected"),
    [
        (Bearer(1), Bearer(1), Holder.SAME),
        (Bearer(secret_hash="a"), Bearer(secret_hash="a"), Holder.SAME),
        (Bearer(secret_hash="a"), Bearer(secret_hash="b"), Holder.UNKNOWN),
        (Bearer(1), Bearer(secret_hash="a"), Holder.UNKNOWN),
        (Bearer(secret_hash="a"), Bearer(1), Holder.UNKNOWN),
        (Bearer(1), Bearer(2), Holder.OTHER),
    ],
)
def test_a_link_does_not_say_who_holds_it(former: Bearer, applicant: Bearer, expected: Holder) -> None:
    assert holder_of(former, applicant, is_for_others=False) is expected


@pytest.mark.parametrize("applicant", [Bearer(1), Bearer(2), Bearer(secret_hash="a")])
def test_whoever_acts_for_others_may_do_so_for_several(applicant: Bearer) -> None:
    assert holder_of(Bearer(1), applicant, is_for_others=True) is Holder.UNKNOWN


def test_only_the_certificate_of_the_same_person_gives_way() -> None:
    check_holder(Holder.SAME, is_compared=False)
    check_holder(Holder.UNKNOWN, is_compared=True)
    with pytest.raises(HolderNotCompared):
        check_holder(Holder.UNKNOWN, is_compared=False)
    with pytest.raises(HolderDiffers):
        check_holder(Holder.OTHER, is_compared=True)


def test_one_certificate_has_one_successor() -> None:
    check_place("2026-1", is_ended=False, is_followed=False)
    for is_ended, is_followed in ((True, False), (False, True)):
        with pytest.raises(NachweisGivenWay):
            check_place("2026-1", is_ended=is_ended, is_followed=is_followed)


def test_lines_are_short_and_in_order_and_strange_ones_are_left_out() -> None:
    found = trim_facts(RULE, {"zone": " Nord \n West " + "x" * 90, "strange": "1"})
    assert list(found) == ["plate", "zone"]
    assert found["plate"] == ""
    assert found["zone"].startswith("Nord West xx")
    assert len(found["zone"]) == MOST_CHARACTERS


def test_a_required_line_must_be_filled() -> None:
    check_complete(RULE, {"zone": "Nord"})
    with pytest.raises(NachweisIncomplete) as raised:
        check_complete(RULE, {"plate": "HU-A 1", "zone": ""})
    assert raised.value.facts["lines"] == ["zone"]


def test_a_draft_comes_back_as_it_was_stored() -> None:
    draft = CertificateDraft(FORMER, {"zone": "Nord"}, "abc", holder_compared=True)
    assert CertificateDraft.from_json(draft.to_json()) == draft
    assert CertificateDraft.from_json({**draft.to_json(), "facts": None}).facts == {}


@pytest.mark.parametrize(
    ("on", "is_ended", "given_way", "expected"),
    [
        (date(2025, 11, 30), False, None, Standing.FUTURE),
        (date(2025, 12, 1), False, None, Standing.VALID),
        (date(2026, 11, 30), False, None, Standing.VALID),
        (date(2026, 12, 1), False, None, Standing.EXPIRED),
        (date(2026, 5, 1), False, date(2026, 5, 2), Standing.VALID),
        (date(2026, 5, 2), False, date(2026, 5, 2), Standing.REPLACED),
        (date(2026, 5, 2), True, date(2026, 5, 2), Standing.ENDED),
    ],
)
def test_a_certificate_stands_somewhere_on_every_day(
    on: date, is_ended: object, given_way: date | None, expected: Standing
) -> None:
    assert standing_of(FORMER, is_ended=bool(is_ended), replaced_from=given_way, on=on) is expected
    assert expected.is_running == (expected in {Standing.FUTURE, Standing.VALID})


def test_a_successor_takes_over_only_while_the_former_one_runs() -> None:
    assert replaced_from(FORMER, Term(ON, date(2026, 11, 30))) == ON
    assert replaced_from(FORMER, Term(date(2026, 12, 1), date(2027, 11, 30))) is None


@pytest.mark.parametrize(
    ("standing", "on", "expected"),
    [
        (Standing.VALID, date(2026, 10, 18), False),
        (Standing.VALID, date(2026, 10, 19), True),
        (Standing.EXPIRED, date(2027, 2, 1), True),
        (Standing.REPLACED, ON, False),
        (Standing.ENDED, ON, False),
    ],
)
def test_it_is_renewed_from_the_reminder_on(standing: Standing, on: date, expected: object) -> None:
    assert may_renew(standing, remind_from=date(2026, 10, 19), on=on) is expected
