"""A form that asks for representation itself says so, and nobody is asked twice."""

import json

from rathaus.engine.prozess.check import check_paths
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.vertretung import VertretungKind

ASKS = '\n[vertretung]\nfeld = "G1.F3"\narten = ["eltern", "vormundschaft"]\n'


def test_a_form_that_asks_nothing_leaves_every_kind_to_the_page(prozess):
    assert prozess.vertretung is None
    assert prozess.offered_vertretung == tuple(VertretungKind)


def test_what_the_form_asks_itself_is_not_offered_again(changed):
    prozess = changed(append=ASKS).prozess
    assert prozess.offered_vertretung == (
        VertretungKind.BETREUUNG,
        VertretungKind.VOLLMACHT,
        VertretungKind.ORGANISATION,
    )
    assert Prozess.from_json(json.loads(json.dumps(prozess.to_json()))) == prozess


def test_a_question_that_the_form_lacks_is_found(changed):
    prozess = changed(append=ASKS.replace("G1.F3", "G1.F9")).prozess
    (finding,) = check_paths(prozess, {"G1.F3"})
    assert (finding.code, finding.where) == ("PRO-021", "vertretung.feld")


def test_kinds_that_are_unknown_missing_or_named_twice_are_found(codes):
    for arten, code in (
        ('["elternn"]', "PRO-005"),
        ("[]", "PRO-003"),
        ('["eltern", "eltern"]', "PRO-011"),
        ('"eltern"', "PRO-004"),
    ):
        assert codes(append=f'\n[vertretung]\nfeld = "G1.F3"\narten = {arten}\n') == {code}
    assert codes(append="\n[vertretung]\nmehr = 1\n") == {"PRO-002", "PRO-003"}


def test_mandates_are_told_from_representation_by_law():
    by_mandate = {kind.value for kind in VertretungKind if kind.is_by_mandate}
    assert by_mandate == {"vollmacht", "organisation"}
