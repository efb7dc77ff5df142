"""Each official check that looks at the model: one schema that breaks it, and one beside it that does not."""

from typing import Any

import pytest

from rathaus.engine.quality.examine import check_content
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.codes import Freigabestatus, Relationsart, Schemaelementart
from rathaus.standards.xdatenfelder.model import (
    Bezug,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Identifikation,
    Relation,
    Stichwort,
    Struktur,
    Wert,
)
from tests.engine.quality.samples import (
    BASIS,
    LENGTHS,
    MANY,
    MAYBE,
    changed,
    field,
    group,
    group_of_two,
    ident,
    listed,
    profile,
    put,
    rule,
    schema,
    select,
)
from tests.engine.schemas import codelist

ABS, HAR, RNG = Schemaelementart.ABSTRAKT, Schemaelementart.HARMONISIERT, Schemaelementart.RECHTSNORMGEBUNDEN
URN = "urn:test:liste"
COLOURS = {"any": codelist(URN, "2026-01-01", ("1", "rot", ""), ("2", "blau", ""))}
TWO = group_of_two()


def fields(**facts: Any) -> Content:
    """A schema whose first field is as told."""
    return schema(group(field(1, **facts), field(2)))


def beside(first: Datenfeld | Datenfeldgruppe | Struktur) -> Content:
    """A schema with this element and a clean one in a group."""
    return schema(group(first, field(2)))


def chosen(uri: str | None, version: str | None = "2026-01-01", **facts: Any) -> Content:
    return beside(listed(uri, version, **facts))


def label(**facts: Any) -> Content:
    return fields(feldart="label", **({"praezisierung": None} | facts))


def ruled(text: str, **facts: Any) -> Content:
    return schema(group_of_two(regel=(rule(text, **facts),)))


def cited(text: str = "§ 1 TestG", link: str | None = None) -> Content:
    return schema(bezug=(Bezug(text, link),))


def kin(*kinds: Relationsart) -> tuple[Relation, ...]:
    return tuple(Relation(kind, Identifikation(f"D9900000000{place}")) for place, kind in enumerate(kinds))


VKN = Relationsart.VERKNUEPFT
WORKING, DRAFT = Freigabestatus.IN_BEARBEITUNG, Freigabestatus.ENTWURF
DEFAULT = Identifikation("D99000000001")
FILE = field(1, datentyp="file", praezisierung=None)
NEWER = field(1, identifikation=ident("F", 1, "2.0.0"))
OTHER_RANGE = Identifikation("S02000000001")
OF_THE_KIT = Identifikation("F60000000009", "1.0.0")
DEFAULT_FIELD = Identifikation("F60000000001", "1.0.0")
KIT = "FIM-Baustein Datenfelder"


def num(typ: str, inhalt: str = "", **limits: str) -> Content:
    return fields(datentyp=typ, inhalt=inhalt, praezisierung=limits)


TABLE: list[tuple[int, Content, Content]] = [
    (1001, ruled("F99000000001 ist leer"), ruled("F01000000002 und G01000000001")),
    (1001, fields(regel=(rule("F01000000002 ist leer"),)), fields(regel=(rule("F01000000001 ist leer"),))),
    (1002, schema(name=""), schema()),
    (1003, schema(field(3), group(field(1), field(2)), group(NEWER, field(2), number=2)), schema()),
    (1004, schema(group(field(1), field(1))), schema(group_of_two(), group(field(1), field(3), number=2))),
    (1005, chosen("dog"), chosen(URN)),
    (1006, fields(bezug=()), fields(bezug=(), schemaelementart=HAR)),
    (1007, schema(dokumentsteckbrief=None), schema()),
    (1009, fields(bezeichnung_eingabe=""), schema()),
    (1010, fields(bezeichnung_ausgabe=""), schema()),
    (1011, beside(select("1", "2", datentyp="num")), beside(select("1", "2"))),
    (1012, label(inhalt="x", praezisierung=LENGTHS), label(inhalt="x")),
    (1013, schema(group(field(1), group_of_two(number=2, schemaelementart=ABS))), group_of_two(schemaelementart=ABS)),
    (1014, fields(schemaelementart=ABS), fields(schemaelementart=HAR)),
    (1015, fields(datentyp="bool"), fields(datentyp="bool", praezisierung=None)),
    (1016, fields(praezisierung={"min_value": "1"}), num("num", min_value="1")),
    (1017, fields(werte=(Wert("1", "a"), Wert("2", "b"))), beside(select("1", "2"))),
    (1018, beside(select()), chosen(URN)),
    (1018, chosen(URN, werte=(Wert("1", "a"), Wert("2", "b"))), schema()),
    (1019, ruled("F01000000001V1.0 ist leer"), ruled("F01000000001 VOR F01000000002")),
    (1022, beside(field(1, schemaelementart=HAR)), beside(put(field(1, schemaelementart=HAR), bezug=BASIS))),
    (1022, beside(field(1, schemaelementart=ABS)), schema(group_of_two(schemaelementart=HAR))),
    (1023, schema(group()), schema()),
    (1024, ruled(""), ruled("Text")),
    (1025, schema(TWO, TWO), schema(TWO, group(field(3), field(4), number=2))),
    (1026, schema(group(group(field(1), field(2)), field(3))), schema(group(group_of_two(number=2), field(3)))),
    (1037, schema(group(listed(URN), listed(URN, None, 2))), schema(group(listed(URN), listed(URN[:-1], None, 2)))),
    (1038, fields(identifikation=Identifikation("")), schema()),
    (1039, fields(identifikation=Identifikation("F1", "1.0.0")), schema()),
    (1039, schema(dokumentsteckbrief=Identifikation("D1")), schema()),
    (1039, ruled("Text", identifikation=Identifikation("G01000000001")), ruled("Text")),
    (1039, profile(identifikation=Identifikation("X1")), profile()),
    (1040, chosen(None), chosen(URN)),
    (1041, ruled("F01000001 ist leer"), ruled("F01000000001 ist leer")),
    (1043, schema(group(put(field(1), MAYBE), choice=True)), schema(TWO)),
    (1044, beside(select("1")), beside(select("1", "2"))),
    (1045, beside(select("1", "1")), beside(select("1", "2"))),
    (1048, chosen("urn:test:größe"), chosen(URN)),
    (1049, profile(definition=""), profile()),
    (1050, schema(bezeichnung=""), schema()),
    (1050, profile(bezeichnung=""), profile()),
    (1051, schema(bezug=()), schema()),
    (1052, profile(bezug=()), profile(bezug=(), ist_abstrakt=True, relation=kin(VKN, VKN))),
    (1053, profile(relation=kin(VKN)), profile(relation=kin(Relationsart.ERSETZT))),
    (1054, profile(ist_abstrakt=True, relation=kin(VKN)), profile(ist_abstrakt=True, relation=kin(VKN, VKN))),
    (1055, profile(dokumentart=None), profile()),
    (1056, fields(max_size=1), fields(datentyp="file", praezisierung=None, max_size=1)),
    (1057, fields(media_type=("image/png",)), fields(datentyp="file", praezisierung=None, media_type=("image/png",))),
    (1058, fields(name_key="name"), chosen(URN, name_key="name")),
    (1061, fields(praezisierung={"min_length": 3, "max_length": 2}), fields(praezisierung={"max_length": 2})),
    (1062, num("num", min_value="eins"), num("num_currency", min_value="1.50")),
    (1063, num("num", max_value="1,5"), num("num", max_value="-1.5")),
    (1064, num("num", min_value="10", max_value="9"), num("num", min_value="9", max_value="10")),
    (1064, num("date", min_value="2026-01-02", max_value="2026-01-01Z"), num("date", min_value="2026-01-02")),
    (1065, num("num_int", min_value="1.5"), num("num_int", min_value="1")),
    (1066, num("num_int", max_value="viele"), num("num_int", max_value="9")),
    (1067, num("date", min_value="01.02.2026"), num("date", min_value="2026-02-01")),
    (1068, num("date", max_value="2026-02-30"), num("date", max_value="2026-02-28+01:00")),
    (1069, num("num", "viel"), num("num", "1.5")),
    (1070, num("num_int", "1.5"), num("num_int", "2")),
    (1071, num("date", "morgen"), num("date", "2026-01-01")),
    (1072, num("num_int", "0", min_value="1"), num("num_int", "1", min_value="1")),
    (1073, num("time", "18:30", max_value="18:00:00"), num("time", "18:00", max_value="18:00:00")),
    (1074, fields(inhalt="a", praezisierung={"min_length": 2, "max_length": 9}), fields(inhalt="a")),
    (1075, fields(inhalt="lang", praezisierung={"min_length": 1, "max_length": 3}), fields(inhalt="a")),
    (1076, chosen(URN, inhalt="3"), chosen(URN, inhalt="2")),
    (1077, num("bool", "ja"), num("bool", "true")),
    (1078, changed(schema(), struktur=()), schema()),
    (1079, num("datetime", min_value="2026-01-01"), num("datetime", min_value="2026-01-01T08:00:00")),
    (1080, num("datetime", max_value="2026-01-01 08:00"), num("datetime", max_value="2026-01-01T08:00:00Z")),
    (1081, num("time", min_value="8 Uhr"), num("time", min_value="08:00")),
    (1082, num("time", max_value="25:00"), num("time", max_value="23:59:59.5")),
    (1083, num("datetime", "heute"), num("datetime", "2026-01-01T08:00")),
    (1084, num("time", "8"), num("time", "08:00")),
    (1085, beside(select("1", "2", inhalt="3")), beside(select("1", "2", inhalt="2"))),
    (1090, label(datentyp="bool", inhalt="x"), label(inhalt="x")),
    (1093, beside(select(werte=(Wert("1", "a"), Wert("2", "a")))), beside(select("1", "2"))),
    (1094, schema(field(1, identifikation=DEFAULT_FIELD), field(2)), schema()),
    (1094, beside(field(1, identifikation=DEFAULT_FIELD)), schema()),
    (1095, schema(field(1, identifikation=DEFAULT_FIELD)), schema(field(1))),
    (1095, schema(group(field(1, identifikation=DEFAULT_FIELD))), schema(group(field(1)))),
    (1096, schema(dokumentsteckbrief=DEFAULT, freigabestatus=DRAFT), schema(dokumentsteckbrief=DEFAULT)),
    (1097, schema(dokumentsteckbrief=DEFAULT), schema(dokumentsteckbrief=DEFAULT, freigabestatus=DRAFT)),
    (1098, fields(hilfetext_eingabe="Frage F1?"), schema()),
    (1098, schema(hilfetext="Testantrag"), schema(hilfetext="")),
    (1098, profile(hilfetext="Testdokument"), profile(hilfetext="")),
    (1099, fields(hilfetext_ausgabe="Name F1"), schema()),
    (1099, beside(select("1", "2", werte=(Wert("1", "a", "a"), Wert("2", "b")))), schema()),
    (1100, fields(datentyp="obj", feldart="label", inhalt="x", praezisierung=None), schema()),
    (1101, fields(bezug=(), schemaelementart=HAR), fields(bezug=())),
    (1102, fields(praezisierung={"max_length": 3}), fields(feldart="hidden", praezisierung=None)),
    (1103, fields(datentyp="num", praezisierung=None), num("num", max_value="1")),
    (1105, chosen(URN, "3"), chosen(URN, None)),
    (1105, chosen(URN, "2026-W01-1"), chosen(URN)),
    (1106, schema(group(field(1))), schema()),
    (1107, profile(hilfetext=""), profile()),
    (1109, label(), label(inhalt="x")),
    (1116, fields(freigabestatus=Freigabestatus.INAKTIV), schema()),
    (1117, fields(status_gesetzt_durch=""), schema()),
    (1117, ruled("Text", fachlicher_ersteller=""), ruled("Text")),
    (1118, schema(group(put(field(1), MAYBE), field(2), choice=True)), schema(group_of_two())),
    (1120, fields(datentyp="file", praezisierung={"pattern": "x"}), fields(praezisierung={"pattern": "x"})),
    (1122, chosen(URN, name_key="titel"), chosen(URN, name_key="name")),
    (1124, schema(dokumentsteckbrief=Identifikation("D01000000001")), schema()),
    (1127, fields(veroeffentlichungsdatum=None), group_of_two(veroeffentlichungsdatum=None)),
    (1128, group(field(1, veroeffentlichungsdatum=None), field(2)), fields()),
    (1129, fields(freigabestatus=WORKING), fields(freigabestatus=DRAFT)),
    (1130, group(field(1, freigabestatus=WORKING), field(2)), group_of_two()),
    (1131, schema(name="Straße – Ωmega"), schema(name="Straße Ñ")),
    (1132, cited("§ 1 TestG; § 2 TestG"), cited("§ 1 TestG")),
    (1133, cited(link="www.gesetze.example"), cited(link="http://gesetze.example/a?b=c")),
    (1134, schema(identifikation=ident("S", 1, None)), schema(identifikation=OTHER_RANGE)),
    (1135, fields(identifikation=ident("F", 1, None)), schema()),
    (1136, schema(name="x" * 256), schema(name="x" * 255)),
    (1136, fields(praezisierung={"min_length": 1, "max_length": 2, "pattern": "x" * 501}), schema()),
    (1136, schema(stichwort=(Stichwort("x" * 501),)), schema()),
    (1137, schema(stichwort=(Stichwort("x", "urn:x:" + "x" * 250),)), schema(stichwort=(Stichwort("x", "urn:x"),))),
    (1137, chosen("urn:x:" + "x" * 250), schema()),
    (1139, fields(datentyp="file", praezisierung=None), beside(put(FILE, MANY))),
    (1140, fields(status_gesetzt_durch=KIT), fields(identifikation=OF_THE_KIT, status_gesetzt_durch=KIT)),
    (1141, schema(status_gesetzt_durch=KIT), schema()),
    (1142, fields(status_gesetzt_am=None), fields(status_gesetzt_am=None, freigabestatus=WORKING)),
    (1143, schema(status_gesetzt_am=None), schema(status_gesetzt_am=None, freigabestatus=WORKING)),
    (1144, profile(status_gesetzt_am=None), profile(status_gesetzt_am=None, freigabestatus=None)),
]  # fmt: skip
IDS = [str(number) for number, _, _ in TABLE]


def numbers(content: Content, lists: dict[str, Codelist] | None = None) -> set[str]:
    found = check_content(content, codelists=COLOURS if lists is None else lists)
    return {each.code for each in found if each.code.startswith("FIM-")}


def test_the_clean_samples_break_no_check() -> None:
    assert check_content(schema(regel=(rule("F01000000001 ist leer"),))) == ()
    assert check_content(profile()) == ()
    assert check_content(group_of_two()) == ()
    assert check_content(field()) == ()


@pytest.mark.parametrize(("number", "broken", "kept"), TABLE, ids=IDS)
def test_a_check_finds_what_breaks_it_and_nothing_else(number: int, broken: Content, kept: Content) -> None:
    assert f"FIM-{number}" in numbers(broken)
    assert f"FIM-{number}" not in numbers(kept)


@pytest.mark.parametrize("number", [1076, 1122])
def test_checks_1076_and_1122_are_not_run_without_the_list(number: int) -> None:
    broken = next(broken for each, broken, _ in TABLE if each == number)
    assert f"FIM-{number}" not in numbers(broken, {})


def test_a_list_at_hand_is_checked_like_an_inline_one() -> None:
    one = {"any": codelist(URN, "2026-01-01", ("1", "rot", ""))}
    assert "FIM-1044" in numbers(chosen(URN), one)
    assert "FIM-1044" not in numbers(chosen(URN, None), one)
