"""Every example of every Leistung walks the whole road: form, submission, case, decision, Postfach."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import evaluate_entwurf
from rathaus.core.antrag.rules import Status
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import ask_citizen, complete_task, receive_antrag, withdraw
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.question import Question
from rathaus.engine.formular.path import template_of
from tests.cast import NOW, TODAY, Member, make_staff
from tests.errand import EXAMPLES, begin, fill_in
from tests.leistungen.office import decide

STATUS = {"grant": Status.DECIDED, "partial": Status.DECIDED, "refuse": Status.DECIDED, "withdraw": Status.WITHDRAWN}


def slug_of(path: Path) -> str:
    return path.parent.parent.name.partition("-")[2]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{slug_of(path)}/{path.stem}")
def test_an_example_walks_the_whole_road(path: Path, citizen: Member) -> None:
    one = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = one["erwartet"]
    with open_scope(citizen.scope):
        entwurf = fill_in(citizen, begin(citizen, slug_of(path), one["ort"]), one["antworten"])
        assert_form(entwurf, expected)
        antrag = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    assert antrag.stelle.name == expected["stelle"]
    assert sorted(antrag.incomplete) == sorted(expected["fehlt"])
    clerk = make_staff(antrag.stelle.slug, "sachbearbeitung", "Jonas Becker")
    if expected["ergebnis"] == "incomplete":
        assert_the_office_asks_for_the_rest(antrag, clerk, expected["fehlt"])
        return
    if expected["ergebnis"] == "withdraw":
        with open_scope(citizen.scope):
            withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    bescheid = decide(antrag, clerk, one["entscheidung"], expected["ergebnis"])
    assert bescheid.kind == expected["ergebnis"]
    assert_letter(antrag, citizen, expected)
    with open_scope(clerk.scope):
        assert verify_chains().faults == ()


def assert_form(entwurf: Entwurf, expected: dict[str, Any]) -> None:
    evaluation = evaluate_entwurf(entwurf, today=TODAY)
    assert [
        finding.finding.as_line() for finding in evaluation.findings if finding.path not in evaluation.missing_soft
    ] == []
    assert list(evaluation.pages) == expected["seiten"]


def assert_the_office_asks_for_the_rest(antrag: Antrag, clerk: Member, missing: list[str]) -> None:
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        paths = tuple(template_of(path) for path in missing)
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="unvollstaendig", now=NOW)
        ask_citizen(actor=clerk.actor, vorgang=vorgang, question=Question("Bitte reichen Sie nach.", paths), now=NOW)
        (letter,) = messages_of(antrag.public_id)
        assert (letter.requested_fields, vorgang_of(antrag).state) == (list(paths), "waiting")


def assert_letter(antrag: Antrag, citizen: Member, expected: dict[str, Any]) -> None:
    with open_scope(citizen.scope):
        *_, letter = messages_of(antrag.public_id)
        assert Antrag.objects.get().status == STATUS[expected["ergebnis"]]
    blocks = letter.document["blocks"]
    text = "\n".join(block.get("text", "") or "\n".join(block.get("items", ())) for block in blocks)
    assert [words for words in expected["bescheid_enthaelt"] if words not in text] == []
    assert ("Rechtsbehelfsbelehrung" in text) == (expected["ergebnis"] != "withdraw")
