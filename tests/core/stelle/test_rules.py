"""Pure decisions: names as they are compared, and competence."""

from datetime import date

import pytest

from rathaus.core.stelle.fact_tables import read_facts
from rathaus.core.stelle.rules import (
    Body,
    PlaceFacts,
    PlaceQuestion,
    decide_competence,
    fold_name,
    read_place_question,
    swapped_spellings,
)
from rathaus.engine.prozess.model import Ebene

DAY = date(2026, 3, 2)
LAHNAU, LAHN_DILL = Body(1, "Lahnau"), Body(2, "Lahn-Dill-Kreis")
WETZLAR, KASSEL, RP = Body(3, "Wetzlar"), Body(4, "Kassel"), Body(5, "Regierungspräsidium Kassel")

VILLAGE = PlaceFacts("Lahnau", LAHNAU, LAHN_DILL, special_status=False)
SPECIAL = PlaceFacts("Wetzlar", WETZLAR, LAHN_DILL, special_status=True)
COUNTY_FREE = PlaceFacts("Kassel", KASSEL, KASSEL, special_status=False)
IN_A_DISTRICT = PlaceFacts("Kassel", KASSEL, KASSEL, special_status=False, praesidium=RP)
NO_COUNTY = PlaceFacts("Lahnau", LAHNAU, None, special_status=False)


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        (("Münster", "Muenster", "MUNSTER"), "munster"),
        (("Gießen", "Giessen", "giesen"), "giesen"),
        (("Bad Homburg v. d. Höhe", "bad homburg v d hoehe"), "bad homburg v d hohe"),
        (("Neu-Isenburg", "neu isenburg"), "neu isenburg"),
        (("!?",), ""),
    ],
)
def test_spellings_of_one_name_fold_alike(spellings: tuple[str, ...], folded: str) -> None:
    assert {fold_name(spelling) for spelling in spellings} == {folded}


def test_no_two_municipalities_fold_alike() -> None:
    names = [body.name for body in read_facts().bodies if body.lat is not None]
    assert len({fold_name(name) for name in names}) == len(names) == 421


def test_a_swap_of_neighbours_is_undone() -> None:
    assert "fulda" in swapped_spellings("fudla")
    assert swapped_spellings("aa") == []
    assert swapped_spellings("x" * 25) == []


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("65510 Idstein", PlaceQuestion("idstein", "65510")),
        ("Gießen", PlaceQuestion("giesen", "")),
        ("63", PlaceQuestion("", "63")),
        ("123456", PlaceQuestion("123456", "")),
        ("  ", PlaceQuestion("", "")),
    ],
)
def test_a_question_is_split_into_postal_code_and_name(typed: str, question: PlaceQuestion) -> None:
    assert read_place_question(typed) == question


@pytest.mark.parametrize(
    ("ebene", "place", "body", "words"),
    [
        (Ebene.GEMEINDE, VILLAGE, LAHNAU, "Gemeinde vor Ort"),
        (Ebene.GEMEINDE, COUNTY_FREE, KASSEL, "Gemeinde vor Ort"),
        (Ebene.KREIS, VILLAGE, LAHN_DILL, "gehört zu"),
        (Ebene.KREIS, SPECIAL, LAHN_DILL, "gehört zu"),
        (Ebene.KREIS, COUNTY_FREE, KASSEL, "kreisfrei"),
        (Ebene.SONDERSTATUS, SPECIAL, WETZLAR, "Sonderstatus"),
        (Ebene.SONDERSTATUS, VILLAGE, LAHN_DILL, "gehört zu"),
        (Ebene.SONDERSTATUS, COUNTY_FREE, KASSEL, "kreisfrei"),
        (Ebene.KREIS, NO_COUNTY, None, "keine Gemeinde"),
        (Ebene.GEMEINDE, None, None, "wählen Sie einen Ort"),
        (Ebene.LAND, None, None, "nicht bekannt"),
        (Ebene.REGIERUNGSBEZIRK, IN_A_DISTRICT, RP, "Für Kassel ist zuständig"),
        (Ebene.REGIERUNGSBEZIRK, VILLAGE, None, "kein Regierungspräsidium"),
    ],
)
def test_the_tier_decides_which_body_is_competent(ebene, place, body, words: str) -> None:
    competence = decide_competence(ebene=ebene, place=place, state_body=None, day=DAY)
    assert competence.body == body
    assert words in competence.reason.de
    assert competence.reason.en


def test_a_state_body_is_competent_without_a_place() -> None:
    competence = decide_competence(ebene=Ebene.LAND, place=None, state_body=RP, day=DAY)
    assert competence.body == RP
    assert "ganz Hessen" in competence.reason.de


def test_the_reason_says_that_a_place_was_merged() -> None:
    place = PlaceFacts("Bromskirchen", Body(6, "Allendorf (Eder)"), Body(7, "Landkreis"), special_status=False)
    reason = decide_competence(ebene=Ebene.GEMEINDE, place=place, state_body=None, day=DAY).reason
    assert reason.de.startswith("Bromskirchen gehört am 2.3.2026 zu Allendorf (Eder). Zuständig ist")
    assert reason.en.startswith("On 2 March 2026, Bromskirchen is part of Allendorf (Eder).")
