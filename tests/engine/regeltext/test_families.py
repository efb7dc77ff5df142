"""One sample for each family of sentences, with the machine form that it must become, and every word read."""

import pytest

from rathaus.engine.regeltext.model import Confidence
from tests.engine.regeltext.form import (
    ART,
    BIS,
    DATUM,
    FARBE,
    HERDE,
    JAHR,
    MONAT,
    NAME,
    NOTIZ,
    RASSE,
    STAAT,
    STALL,
    TAG,
    VON,
    WEIDE,
    ZAHL,
    empty,
    filled,
    is_,
    is_not,
    read,
    rules_of,
)

PRIVAT, BETRIEB, VEREIN = (is_(ART, f"00{n}") for n in (1, 2, 3))
NOT_PRIVAT, NOT_BETRIEB = is_not(ART, "001"), is_not(ART, "002")


def below(element: str, bound: str) -> dict[str, object]:
    return {"less_than": [{"identifier": f"self.{element}"}, bound]}


def above(element: str, bound: str) -> dict[str, object]:
    return {"less_than": [bound, {"identifier": f"self.{element}"}]}


IMPERATIVE = {
    f"Wenn {ART} = 001, dann aktiviere {NAME} und mache es zu einer Pflichtangabe.": [("require", NAME, PRIVAT)],
    f"WENN {HERDE} = JA, DANN aktiviere {NAME}. WENN {HERDE} = NEIN, DANN deaktiviere {NAME}.": [
        ("forbid", NAME, is_(HERDE, False))
    ],
    f"Wenn {ART} = 001 'Privat' ODER = 002, dann deaktiviere {NAME}, {STALL} und {WEIDE}.": [
        ("forbid", target, {"or": [PRIVAT, BETRIEB]}) for target in (NAME, STALL, WEIDE)
    ],
    f"Falls {HERDE} == wahr, zeige {NAME} an, ansonsten nicht.": [("forbid", NAME, is_not(HERDE, True))],
    f"Wenn {HERDE} = wahr, zeige als Pflicht {NAME} an, sonst zeige {NAME} nicht.": [
        ("require", NAME, is_(HERDE, True)),
        ("forbid", NAME, is_not(HERDE, True)),
    ],
    f"Wenn {HERDE} = wahr dann blende {NAME} ein, bei <> wahr blende {NAME} aus.": [
        ("forbid", NAME, is_not(HERDE, True))
    ],
    f"Wenn {HERDE} = wahr, dann zeige {STALL} als Pflicht an.": [("require", STALL, is_(HERDE, True))],
    f"Wenn {HERDE} = wahr, dann aktiviere {STALL} und mache sie zum Pflichtfeld.": [
        ("require", STALL, is_(HERDE, True))
    ],
    f"Wenn {HERDE} = wahr, dann zeige {NOTIZ} als Pflicht an.": [("show", NOTIZ, is_(HERDE, True))],
}

MODAL = {
    f'Wenn das Feld {ART} "Art der Haltung" = 002 "Im Betrieb", dann muss die Gruppe {STALL} "Stall" befüllt sein.': [
        ("require", STALL, BETRIEB)
    ],
    f"Wenn {ART} <> 001 und <> 002, dann darf {NAME} nicht befüllt werden.": [
        ("forbid", NAME, {"and": [NOT_PRIVAT, NOT_BETRIEB]})
    ],
    f"Wenn {ART} <> (001 UND 002), dann darf {NAME} nicht angezeigt werden.": [
        ("forbid", NAME, {"and": [NOT_PRIVAT, NOT_BETRIEB]})
    ],
    f"Wenn in Feld {ART} Auswahl = 001=Privat, dann ist {NAME} als Pflichtfeld anzuzeigen.": [
        ("require", NAME, PRIVAT)
    ],
    f"Wenn {ART} = 001, dann ist {NAME} zu befüllen.": [("require", NAME, PRIVAT)],
    f"Wenn {ART} = 001, dann ist {NAME} auszublenden.": [("forbid", NAME, PRIVAT)],
    f'Wenn {ART} = "Im Betrieb", dann ist {NAME} ausgeblendet.': [("forbid", NAME, BETRIEB)],
    f"Wenn {ART} = 001 oder <> 002, dann ist {NAME} auszublenden.": [("forbid", NAME, {"or": [PRIVAT, NOT_BETRIEB]})],
    f"Wenn {ART} = 001, dann wird das Feld {NAME} ausgeblendet.": [("forbid", NAME, PRIVAT)],
    f"Wenn {ART} = 001, dann soll {NAME} nicht angezeigt werden.": [("forbid", NAME, PRIVAT)],
    f"Wenn {ART} = 001, dann muss {NAME} leer sein.": [("forbid", NAME, PRIVAT)],
    f"Wenn {NAME} nicht leer ist, dann darf {FARBE} nicht leer sein.": [("require", FARBE, filled(NAME))],
    f"Wenn {ART} = 001, dann muss {STALL} als Pflichtgruppe angezeigt UND {WEIDE} ausgeblendet werden.": [
        ("require", STALL, PRIVAT),
        ("forbid", WEIDE, PRIVAT),
    ],
    f"{NAME} ist ein Pflichtfeld, wenn eines der folgenden Felder {HERDE}, {FARBE} befüllt ist.": [
        ("require", NAME, {"or": [filled(HERDE), filled(FARBE)]})
    ],
    f'Das Feld {NAME} ist verpflichtend, wenn eines der Felder {HERDE} mit "Ja" belegt ist.': [
        ("require", NAME, is_(HERDE, True))
    ],
    f"Die Gruppe {STALL} muss befüllt werden und {NAME} ist auszublenden.": [
        ("require", STALL, True),
        ("forbid", NAME, True),
    ],
    f"Wenn in {NAME} kein Eintrag vorgenommen wurde, dann ist {FARBE} ein Pflichtfeld. "
    f"Wenn in {NAME} ein Eintrag vorgenommen wurde, dann ist {FARBE} ein optionales Feld.": [
        ("require", FARBE, empty(NAME))
    ],
    f"Wenn {NAME} befüllt ist, dann ist {FARBE} optional.": [],
    f"Wenn {NAME} befüllt ist, dann muss {FARBE} nicht befüllt werden.": [],
    f"Wenn {NAME} befüllt ist, dann darf {FARBE} befüllt werden.": [],
    f"Wenn {HERDE} = wahr, dann muss {NOTIZ} angezeigt werden.": [("show", NOTIZ, is_(HERDE, True))],
    f"Wenn {HERDE} = wahr, dann muss {NAME} befüllt und angezeigt werden.": [("require", NAME, is_(HERDE, True))],
    f"Wenn in Gruppe {WEIDE} im Feld {RASSE} ein Eintrag vorgenommen wurde, dann muss {NAME} befüllt sein.": [
        ("require", NAME, filled(f"{WEIDE}.{RASSE}"))
    ],
    f"Wenn {HERDE} = wahr, dann muss {NAME} befüllt werden. Wenn {HERDE} = falsch, dann darf das Feld nicht "
    "angezeigt werden.": [("require", NAME, is_(HERDE, True)), ("forbid", NAME, is_(HERDE, False))],
    f"Wenn {HERDE} = wahr, dann muss {NAME} befüllt werden. Wenn {HERDE} = falsch, dann ist es auszublenden.": [
        ("require", NAME, is_(HERDE, True)),
        ("forbid", NAME, is_(HERDE, False)),
    ],
}

CONDITIONS = {
    f'Wenn bei {ART} "Im Betrieb" ausgewählt wird, dann wird {STALL} zur Pflichtangabe.': [("require", STALL, BETRIEB)],
    f'Wenn bei {FARBE} der Wert "a" ausgewählt wurde, dann ist {STALL} zu befüllen.': [
        ("require", STALL, is_(FARBE, "a"))
    ],
    f"Wenn {HERDE} nicht wahr ist, dann ist {STALL} zu befüllen.": [("require", STALL, is_not(HERDE, True))],
    f"Wenn {ART} = 002 ausgewählt wurde, dann ist {STALL} verpflichtend anzugeben.": [("require", STALL, BETRIEB)],
    f"Wenn {ZAHL} < 5 oder {ZAHL} größer als 9, dann ist {STALL} zu befüllen.": [
        ("require", STALL, {"or": [below(ZAHL, "5"), above(ZAHL, "9")]})
    ],
    f"Wenn {ZAHL} >= 5 und {ZAHL} kleiner oder gleich 9 ist, dann ist {STALL} zu befüllen.": [
        (
            "require",
            STALL,
            {
                "and": [
                    {"and": [filled(ZAHL), {"not": below(ZAHL, "5")}]},
                    {"and": [filled(ZAHL), {"not": above(ZAHL, "9")}]},
                ]
            },
        )
    ],
    f"{NAME} darf nur befüllt werden, wenn {HERDE} = wahr.": [("forbid", NAME, is_not(HERDE, True))],
    f'Wenn das Feld "{HERDE} "Herde vorhanden" = wahr, dann darf das Feld "{NAME} "Name der Herde" nicht leer sein.': [
        ("require", NAME, is_(HERDE, True))
    ],
    f'Wenn {STAAT} = B "Belgien" ODER = BG "Bulgarien", dann ist {STALL} zu befüllen.': [
        ("require", STALL, {"or": [is_(STAAT, "B"), is_(STAAT, "BG")]})
    ],
    f'Wenn {HERDE} = wahr und {NAME} leer oder {FARBE} ungleich "a", dann ist {STALL} zu befüllen.': [
        ("require", STALL, {"or": [{"and": [is_(HERDE, True), empty(NAME)]}, is_not(FARBE, "a")]})
    ],
    f'Wenn ({HERDE} = wahr oder {NAME} befüllt) und {FARBE} den Wert "a" hat, dann ist {STALL} zu befüllen.': [
        ("require", STALL, {"and": [{"or": [is_(HERDE, True), filled(NAME)]}, is_(FARBE, "a")]})
    ],
    f'Wenn {FARBE} mit "a" belegt ist, dann ist {STALL} zu befüllen.': [("require", STALL, is_(FARBE, "a"))],
    f'Wenn {FARBE} nicht mit "a" belegt ist, dann ist {STALL} zu befüllen.': [("require", STALL, is_not(FARBE, "a"))],
    f'Wenn {FARBE} den Wert "a" nicht hat, dann ist {STALL} zu befüllen.': [("require", STALL, is_not(FARBE, "a"))],
    f"Wenn alle Felder {NAME} und {FARBE} befüllt sind, dann ist {STALL} zu befüllen.": [
        ("require", STALL, {"and": [filled(NAME), filled(FARBE)]})
    ],
    f"Wenn {NAME} oder {FARBE} befüllt ist, dann ist {STALL} zu befüllen.": [
        ("require", STALL, {"or": [filled(NAME), filled(FARBE)]})
    ],
    f'Wenn {FARBE} = "a", dann aktiviere {NAME}. '
    f"Wenn {FARBE} = alle anderen möglichen Ausprägungen der Werteliste, dann deaktiviere {NAME}.": [
        ("forbid", NAME, is_not(FARBE, "a"))
    ],
    f'Wenn {FARBE} = "a", dann deaktiviere {NAME}. '
    f"Wenn {FARBE} <> alle anderen Werte der Liste, dann deaktiviere {STALL}.": [
        ("forbid", NAME, is_(FARBE, "a")),
        ("forbid", STALL, is_(FARBE, "a")),
    ],
    f"Wenn im Feld {STAAT} eine Zahl ausgewählt wird, deren Code im Bereich >= 100 bis < 200 liegt, "
    f"dann ist {STALL} eine Pflichtgruppe.": [
        (
            "require",
            STALL,
            {
                "and": [
                    {"not": {"less_than": [{"identifier": f"self.{STAAT}"}, "100"]}},
                    {"less_than": [{"identifier": f"self.{STAAT}"}, "200"]},
                ]
            },
        )
    ],
    f"Wenn {ZAHL} = 3, dann ist {STALL} zu befüllen.": [("require", STALL, is_(ZAHL, "3"))],
    f"Wenn alle Felder {NAME} und {FARBE} leer sind, zeige {STALL} an, ansonsten nicht.": [
        ("forbid", STALL, {"not": {"and": [empty(NAME), empty(FARBE)]}})
    ],
    f"Wenn {NAME} befüllt ist, zeige {STALL} an, ansonsten nicht.": [("forbid", STALL, empty(NAME))],
    f'Wenn {FARBE} = "b", dann deaktiviere {NAME}. Wenn {FARBE} <> alle anderen Werte der Liste, zeige {STALL} an; '
    "ansonsten nicht.": [
        ("forbid", NAME, is_(FARBE, "b")),
        ("forbid", STALL, is_not(FARBE, "b")),
    ],
}

DEMANDS = {
    f"Es darf höchstens eines der Felder {NAME}, {FARBE} befüllt sein.": [
        ("valid", "", {"not": {"and": [filled(NAME), filled(FARBE)]}})
    ],
    f"Es dürfen nicht beide Gruppen {WEIDE} und {STALL} befüllt werden.": [
        ("valid", "", {"not": {"and": [filled(WEIDE), filled(STALL)]}})
    ],
    f"Mindestens eines der Felder {NAME}, {FARBE} muss befüllt sein. D.h. eines reicht.": [
        ("valid", "", {"or": [filled(NAME), filled(FARBE)]})
    ],
    f'Mindestens eines der Felder {HERDE} oder {HERDE} muss den Wert "wahr" haben.': [
        ("valid", "", {"or": [is_(HERDE, True), is_(HERDE, True)]})
    ],
    f"Es muss entweder Gruppe {WEIDE} oder Gruppe {STALL} befüllt werden.": [
        ("valid", "", {"xor": [filled(WEIDE), filled(STALL)]})
    ],
    f"Entweder muss die Gruppe {WEIDE} oder die Gruppe {STALL} befüllt sein.": [
        ("valid", "", {"xor": [filled(WEIDE), filled(STALL)]})
    ],
    f"Es muss genau eines der Elemente {NAME}, {WEIDE} oder {STALL} befüllt sein.": [
        (
            "valid",
            "",
            {
                "or": [
                    {"and": [filled(NAME), empty(WEIDE), empty(STALL)]},
                    {"and": [empty(NAME), filled(WEIDE), empty(STALL)]},
                    {"and": [empty(NAME), empty(WEIDE), filled(STALL)]},
                ]
            },
        )
    ],
    f"Es muss mindestens eines der Felder {NAME}, {FARBE} oder {BIS} befüllt sein.": [
        ("valid", "", {"or": [filled(NAME), filled(FARBE), filled(BIS)]})
    ],
    f"Das Datum im Feld {VON} muss zeitlich vor dem Datum in Feld {BIS} liegen.": [
        ("valid", "", {"less_than": [{"identifier": f"self.{VON}"}, {"identifier": f"self.{BIS}"}]})
    ],
    f"Das Datum im Feld {BIS} muss nach dem Datum im Feld {VON} liegen, wenn {HERDE} = wahr.": [
        (
            "valid",
            "",
            {
                "or": [
                    is_not(HERDE, True),
                    {"less_than": [{"identifier": f"self.{VON}"}, {"identifier": f"self.{BIS}"}]},
                ]
            },
        )
    ],
    f"Wenn alle drei Felder {DATUM}.{TAG}, {DATUM}.{MONAT} und {DATUM}.{JAHR} befüllt sind, muss die Gültigkeit des "
    "sich ergebenden Kalenderdatums sichergestellt werden. D. h. es muss z.B. der 30.02.2019 verhindert werden": [
        (
            "valid",
            "",
            {
                "or": [
                    {"not": {"and": [filled(f"{DATUM}.{part}") for part in (TAG, MONAT, JAHR)]}},
                    {"is_valid_date": [{"identifier": f"self.{DATUM}.{part}"} for part in (TAG, MONAT, JAHR)]},
                ]
            },
        )
    ],
    f"{VON} darf nicht in der Zukunft liegen.": [
        ("valid", "", {"not": {"less_than": [{"today": 0}, {"identifier": f"self.{VON}"}]}})
    ],
    f"Das Feld {VON} muss nach dem Tag der Antragstellung liegen.": [
        ("valid", "", {"less_than": [{"today": 0}, {"identifier": f"self.{VON}"}]})
    ],
    f"{VON} muss in der Vergangenheit liegen.": [
        ("valid", "", {"less_than": [{"identifier": f"self.{VON}"}, {"today": 0}]})
    ],
    f"Das Feld {VON} darf nicht vor dem heutigen Datum liegen.": [
        ("valid", "", {"not": {"less_than": [{"identifier": f"self.{VON}"}, {"today": 0}]}})
    ],
    f"Im Feld {ART} darf Auswahl 001=Privat nicht ausgewählt werden.": [("valid", "", is_not(ART, "001"))],
    f'Wenn {HERDE} = wahr, dann muss {FARBE} befüllt werden, wobei nur die Codes "a" ODER "b" ausgewählt werden '
    "dürfen.": [
        ("require", FARBE, is_(HERDE, True)),
        (
            "valid",
            "",
            {"or": [is_not(HERDE, True), {"or": [empty(FARBE), {"or": [is_(FARBE, "a"), is_(FARBE, "b")]}]}]},
        ),
    ],
}


@pytest.mark.parametrize(("text", "expected"), [*(IMPERATIVE | MODAL | CONDITIONS | DEMANDS).items()])
def test_each_family_of_sentences_becomes_its_machine_form(text: str, expected: list[object]) -> None:
    rule = read(text)
    assert [doubt.finding.what.en for doubt in rule.doubts] == []
    assert rule.confidence is Confidence.CERTAIN
    assert rules_of(text) == expected
