"""Which rooms keep something about a case: asked once, in the scope of its body."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

import rathaus.surfaces.amt
from rathaus.core.arbeitskorb.actions import write_note
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.companions import companions_of
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, Member
from tests.errand import submitted

DESK = Path(rathaus.surfaces.amt.__file__).parent


@pytest.fixture
def vorgang(citizen: Member, clerk: Member) -> Vorgang:
    with open_scope(clerk.scope):
        return vorgang_of(submitted(citizen, "bewohnerparkausweis", "bewilligung"))


def test_a_new_case_has_tasks_and_answers_and_no_note(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        found = companions_of(vorgang)
    assert {"vorgang.Aufgabe", "antrag.AntragRevision"} <= found
    assert not found & {"arbeitskorb.Vermerk", "bescheid.Bescheid", "zahlung.Forderung"}


def test_what_a_room_keeps_is_there_from_its_first_row_on(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        before = companions_of(vorgang)
        claim(actor=clerk.actor, vorgang=vorgang, now=NOW)
        write_note(actor=clerk.actor, vorgang=vorgang, text="Ruft morgen an.", now=NOW)
        assert companions_of(vorgang) - before == {"arbeitskorb.Vermerk"}


def test_another_body_sees_nothing_of_it(vorgang: Vorgang, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        assert companions_of(vorgang) == frozenset()


def test_the_desk_asks_for_models_that_exist() -> None:
    asked = [
        node.left.value
        for path in sorted(DESK.glob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Constant)
        if isinstance(node.comparators[0], ast.Name) and node.comparators[0].id == "beside"
    ]
    assert asked
    assert [apps.get_model(label)._meta.label for label in asked] == asked
