"""Länder: the scope carries on to the following sentences, and "alle anderen" are those not named before."""

import pytest

from rathaus.engine.regeltext.model import Confidence
from rathaus.engine.regeltext.vocabulary import LAENDER
from tests.engine.regeltext.form import FARBE, HERDE, NAME, read


def lands(text: str) -> list[tuple[str, tuple[str, ...]]]:
    rule = read(text)
    assert rule.confidence is Confidence.CERTAIN, rule.doubts
    return [(reading.effect.value, reading.land) for reading in rule.readings]


def others(*named: str) -> tuple[str, ...]:
    return tuple(sorted(set(LAENDER) - set(named)))


def test_a_scope_carries_on_until_the_next() -> None:
    text = f"""Für die Länder NW, SL gilt:
    Wenn {HERDE} = wahr, dann muss {NAME} befüllt werden. Wenn {HERDE} <> wahr, dann ist {NAME} auszublenden.
    Für das Land HE gilt. {NAME} muss befüllt werden.

    Für alle anderen Ländern gilt: {NAME} darf nicht angezeigt werden"""
    assert lands(text) == [
        ("require", ("NW", "SL")),
        ("forbid", ("NW", "SL")),
        ("require", ("HE",)),
        ("forbid", others("NW", "SL", "HE")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"""{NAME} muss für die Länder Bremen und Rheinland-Pfalz befüllt werden.
        Für die anderen Länder darf das Feld nicht angezeigt werden.""",
        f"""Für die Länder Bremen und Rheinland-Pfalz muss {NAME} befüllt werden.
        In allen anderen Ländern gilt: {NAME} ist auszublenden.""",
    ],
)
def test_laender_inside_of_sentences(text: str) -> None:
    assert lands(text) == [("require", ("HB", "RP")), ("forbid", others("HB", "RP"))]


def test_only_for_some_laender_means_hidden_in_the_others() -> None:
    text = (
        f"{NAME} darf nur für die Länder für NI, RP und SN angezeigt werden. "
        f"Für die anderen Länder wird {NAME} nicht angezeigt."
    )
    assert lands(text) == [("forbid", others("NI", "RP", "SN"))]


def test_the_machine_form_names_the_laender() -> None:
    (reading,) = read(f"Für das Land HE gilt: {NAME} muss befüllt werden.").readings
    assert reading.to_json() == {
        "effect": "require",
        "target": f"self.{NAME}",
        "condition": True,
        "land": ["HE"],
        "message": "Nur in HE: „Name der Herde“ muss ausgefüllt sein.",
        "message_en": "Only in HE: “Name der Herde” must be filled in.",
    }


def test_a_list_of_laender_ends_where_the_sentence_goes_on() -> None:
    assert lands(f"{NAME} muss für das Land HE befüllt werden, wenn {HERDE} = wahr. {FARBE} ist zu befüllen.") == [
        ("require", ("HE",)),
        ("require", ()),
    ]
    assert read(f"Für das Land HE, oder so, muss {NAME} befüllt werden.").confidence is Confidence.NOT_UNDERSTOOD
