"""Reading a Leistung: the sample in full, the other version, and each way to get it wrong."""

import json
from pathlib import Path

import pytest

from rathaus.standards.xzufi.messages import MESSAGES
from rathaus.standards.xzufi.model import (
    Dauer,
    Formularhinweise,
    KostenKind,
    LeistungDescription,
    Link,
    SearchWords,
    Status,
    Zeiteinheit,
)
from rathaus.standards.xzufi.read import read_leistung
from rathaus.values.text import Text

HERE = Path(__file__).parent
SAMPLE = (HERE / "sample.xzufi.xml").read_text(encoding="utf-8")
REFERENCE = HERE.parents[2] / "docs" / "reference" / "standards" / "xzufi.md"


@pytest.fixture(scope="module")
def leistung():
    return read_leistung(SAMPLE.encode()).leistung


def codes(old, new):
    assert old in SAMPLE, old
    return {finding.code for finding in read_leistung(SAMPLE.replace(old, new).encode()).findings}


def inside(body, *, root='<leistung xmlns="http://xoev.de/schemata/xzufi/2_2_0">'):
    """Return the Leistung with this content and the two things without which nothing is returned."""
    name = "<modulText><leikaTextmodul><code>02</code></leikaTextmodul><inhalt>Name</inhalt></modulText>"
    key = "<referenzLeiKa><code>99115005104000</code></referenzLeiKa>"
    return read_leistung(f"{root}{key}{name}{body}</leistung>".encode())


def test_the_sample_has_no_findings():
    assert read_leistung(SAMPLE.encode()).findings == ()


def test_names_and_keys_are_read(leistung):
    assert leistung.name == Text("Neue Wohnung anmelden", "Register your new address")
    assert leistung.official_name.de == "Wohnsitz Anmeldung"
    assert leistung.teaser.en == "Have you moved? Register your new address here."
    assert leistung.leika_keys == ("99115005104000",)
    assert (leistung.id, leistung.version, leistung.xzufi_version) == ("wohnsitz-anmeldung", "1.0.0", "2.3.1")
    assert leistung.sprachen == ("de", "en", "de-simple")
    assert (leistung.typisierung, leistung.adressaten) == (("2/3",), ("001",))


def test_every_chapter_of_the_page_is_there(leistung):
    assert leistung.requirements.prose.plain.de == "Sie haben in der Gemeinde eine Wohnung bezogen."
    assert leistung.needed.prose.html.en.startswith("<ul><li>Confirmation by the landlord")
    assert leistung.steps.prose.html.de.startswith("<ol><li>Formular ausfüllen</li>")
    assert leistung.next_steps.heading == Text("Wie es weitergeht", "What happens then")
    assert leistung.special_cases.prose.plain.en == "Families with the same new home register together."
    assert leistung.competent_body.prose.plain.de.startswith("Die Gemeinde")
    assert leistung.remedy.prose.plain.de == "Widerspruch innerhalb eines Monats"
    assert leistung.description.code == "06"
    assert leistung.legal_basis.links == (Link("https://www.gesetze-im-internet.de/bmg/__17.html", "§ 17 BMG", "de"),)


def test_leichte_sprache_is_one_text(leistung):
    assert leistung.leichte_sprache.plain.de.splitlines() == [
        "Sie haben eine neue Wohnung? Dann müssen Sie das dem Amt sagen.",
        "Sie haben dafür 2 Wochen Zeit.",
    ]
    assert leistung.leichte_sprache.html.de.startswith("<p>Sie haben eine neue Wohnung?")


def test_figures_are_read(leistung):
    (frist,), (dauer,), (kosten,) = leistung.fristen, leistung.bearbeitungsdauern, leistung.kosten
    assert frist.dauer == Dauer(2, Zeiteinheit.WOCHE)
    assert frist.beschreibung.plain.de == "Nach dem Einzug"
    assert dauer.dauer == Dauer(1, Zeiteinheit.TAG, 3, Zeiteinheit.TAG)
    assert (kosten.kind, kosten.betrag_cent, kosten.waehrung, kosten.vorkasse) == (KostenKind.FIX, 0, "EUR", None)


def test_documents_are_needed_or_given(leistung):
    assert [dokument.bezeichnung.de for dokument in leistung.dokumente] == [
        "Bestätigung des Wohnungsgebers",
        "Meldebestätigung",
    ]
    (needed,) = leistung.needed_documents
    assert (needed.pflichtangabe, needed.art) == ("01", "999")
    assert needed.beschreibung.plain.en == "Photo or PDF, signed by the landlord"


def test_search_words_status_and_form_are_read(leistung):
    assert leistung.search_words == SearchWords(("Umzug", "ummelden"), ("moving house",))
    assert leistung.status == Status("6", "6", "102", "2026-01-01", "")
    assert leistung.formular == Formularhinweise("20", schriftform=False)


def test_the_json_form_gives_the_same_description(leistung):
    assert LeistungDescription.from_json(json.loads(json.dumps(leistung.to_json()))) == leistung


def test_version_2_2_with_one_entry_without_wrapper_is_read():
    result = inside(
        "<modulFrist><beschreibung>Bald</beschreibung></modulFrist>"
        "<modulBearbeitungsdauer><fristauswahl><fristDauer><dauer>2</dauer><einheit>monat</einheit>"
        "<dauerBis>3</dauerBis></fristDauer></fristauswahl></modulBearbeitungsdauer>"
        "<modulKosten><beschreibung>Je nach Aufwand</beschreibung></modulKosten>"
        "<modulDokument><dokument><bezeichnung>Ausweis</bezeichnung></dokument><dokument/></modulDokument>"
        "<kennzeichenSchriftformerfordernis>1</kennzeichenSchriftformerfordernis>"
    )
    leistung = result.leistung
    assert leistung.xzufi_version == "2.2.0"
    assert leistung.fristen[0].dauer is None
    assert leistung.bearbeitungsdauern[0].dauer == Dauer(2, Zeiteinheit.MONAT, 3, Zeiteinheit.MONAT)
    assert (leistung.kosten[0].kind, leistung.kosten[0].betrag_cent) == (KostenKind.BESCHRIEBEN, None)
    assert [dokument.bezeichnung.de for dokument in leistung.needed_documents] == ["Ausweis"]
    assert leistung.formular.schriftform is True


def test_a_deadline_may_be_a_day():
    body = "<modulFrist><frist><fristStichtag><von><wert>--04-01</wert></von></fristStichtag></frist></modulFrist>"
    (frist,) = inside(body).leistung.fristen
    assert (frist.von, frist.bis, frist.dauer) == ("--04-01", "", None)


def test_costs_may_vary_or_be_absent():
    leistung = inside(
        '<modulKosten><kosten><variabel><betragUntergrenze currencyCode="EUR">10.20</betragUntergrenze>'
        "<betragObergrenze><value>30.7</value></betragObergrenze>"
        "<beschreibungVariabilitaet>je nach Zone</beschreibungVariabilitaet></variabel>"
        "<vorkasse>true</vorkasse></kosten>"
        "<kosten><frei><beschreibungKostenfreiheit>frei</beschreibungKostenfreiheit></frei></kosten></modulKosten>"
    ).leistung
    variable, free = leistung.kosten
    assert (variable.kind, variable.mindestens_cent, variable.hoechstens_cent) == (KostenKind.VARIABEL, 1020, 3070)
    assert (variable.beschreibung.plain.de, variable.vorkasse) == ("je nach Zone", True)
    assert (free.kind, free.beschreibung.plain.de) == (KostenKind.FREI, "frei")


def test_a_transfer_message_may_be_around_it():
    message = SAMPLE.replace("<xzufi:leistung ", '<m xzufiVersion="2.3.1"><schreibe><xzufi:leistung ', 1)
    message = message.replace("</xzufi:leistung>", "</xzufi:leistung></schreibe></m>")
    assert read_leistung(message.replace(' xzufiVersion="2.3.1">\n', ">\n", 1).encode()).leistung is not None


def test_modules_are_shown_by_their_position():
    both = "".join(
        f"<modulText><positionDarstellung>{position}</positionDarstellung><leikaTextmodul>{code}</leikaTextmodul>"
        f"<inhalt>x</inhalt></modulText>"
        for position, code in ((2, "07"), (1, "09"))
    )
    assert [module.code for module in inside(both).leistung.texts] == ["02", "09", "07"]


def test_missing_chapters_are_empty_and_the_short_text_stands_in():
    leistung = inside(
        "<modulText><leikaTextmodul>05</leikaTextmodul><inhalt>Kurz</inhalt></modulText>"
        "<modulText><leikaTextmodul>07</leikaTextmodul></modulText>"
    ).leistung
    assert leistung.description.prose.plain.de == leistung.teaser.de == "Kurz"
    assert leistung.next_steps.prose.is_empty
    assert leistung.legal_basis.heading == Text("")
    assert leistung.name.de == leistung.official_name.de == "Name"


def test_a_single_procedure_with_a_heading_of_its_own_is_the_steps():
    heading = "<leikaTextmodulAbweichendeBezeichnung>So geht es</leikaTextmodulAbweichendeBezeichnung>"
    body = f"<modulText><leikaTextmodul>11</leikaTextmodul>{heading}<inhalt> </inhalt><inhalt>x</inhalt></modulText>"
    leistung = inside(body).leistung
    assert leistung.steps.heading.de == "So geht es"
    assert leistung.next_steps.prose.is_empty


def test_markup_that_is_xml_of_its_own_is_read():
    inner = '<inhalt>a &lt; b <p xmlns="x">c</p><q:b xmlns:q="y">d</q:b></inhalt>'
    leistung = inside(f"<modulText><leikaTextmodul>06</leikaTextmodul>{inner}</modulText>").leistung
    assert leistung.description.prose.html.de == "<p>a &lt; b</p><p>c</p><p><strong>d</strong></p>"


def test_search_words_may_stand_in_one_element():
    body = "<modulBegriffImKontext><begriff>Hund, Marke;Hund|Welpe</begriff></modulBegriffImKontext>"
    assert inside(body).leistung.search_words.de == ("Hund", "Marke", "Welpe")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<leistung", "XZU-001"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "XZU-001"),
        (b"<schema/>", "XZU-002"),
    ],
)
def test_a_file_without_a_leistung_is_one_finding(data, code):
    result = read_leistung(data)
    assert result.leistung is None
    assert [finding.code for finding in result.findings] == [code]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("XZU-003", 'xzufiVersion="2.3.1"', 'xzufiVersion="3.0"'),
        ("XZU-004", "</xzufi:leistung>", "<xzufi:leistung/></xzufi:leistung>"),
        ("XZU-005", "xzufi:referenzLeistungsschluessel", "xzufi:referenz"),
        ("XZU-006", "99115005104000", "115005104000"),
        ("XZU-010", '<xzufi:inhalt languageCode="de">Neue Wohnung anmelden</xzufi:inhalt>', ""),
        ("XZU-011", '<xzufi:beschreibung languageCode="de">Nach dem Einzug', '<xzufi:beschreibung languageCode="en">x'),
        ("XZU-012", '<xzufi:inhalt languageCode="en">The municipality of your new home.</xzufi:inhalt>', ""),
        ("XZU-013", "xzufi:modulKosten", "xzufi:modulGeld"),
        ("XZU-013", "xzufi:modulBearbeitungsdauer", "xzufi:modulDauer"),
        ("XZU-013", "<code>09</code>", "<code>15</code>"),
        ("XZU-014", "<code>16</code>", "<code>99</code>"),
        ("XZU-015", "<xzufi:dauer>2</xzufi:dauer>", "<xzufi:dauer>zwei</xzufi:dauer>"),
        ("XZU-015", "<code>WOCHE</code>", "<code>FORTNIGHT</code>"),
        ("XZU-015", "<xzufi:einheit><code>WOCHE</code></xzufi:einheit>", ""),
        ("XZU-015", "0.00", "zehn"),
        ("XZU-015", "0.00", "0.005"),
        ("XZU-015", "0.00", "-1"),
        ("XZU-016", "<![CDATA[<ol>", "<![CDATA[<script>x</script><ol>"),
        ("XZU-017", "https://www.gesetze-im-internet.de/bmg/__17.html", "javascript:x"),
        ("XZU-018", 'languageCode="en">Objection', 'languageCode="fr">Opposition'),
        ("XZU-019", 'begriff languageCode="de"', 'begriff languageCode="en"'),
        ("XZU-020", 'languageCode="de-simple">', 'languageCode="de-CH">'),
    ],
)
def test_each_mistake_has_its_finding(code, old, new):
    assert code in codes(old, new)


def test_a_foreign_language_is_named_once():
    text = '<inhalt languageCode="fr">x</inhalt>'
    module = f"<modulText><leikaTextmodul>06</leikaTextmodul><inhalt>a</inhalt>{text}</modulText>"
    assert [f.code for f in inside(module + module).findings].count("XZU-018") == 1


def test_a_range_without_its_own_unit_is_in_the_same_unit():
    changed = SAMPLE.replace("<xzufi:einheitBis><code>TAG</code></xzufi:einheitBis>", "")
    assert read_leistung(changed.encode()).leistung.bearbeitungsdauern[0].dauer.bis_einheit is Zeiteinheit.TAG


def test_every_finding_stands_on_the_reference_page():
    page = REFERENCE.read_text(encoding="utf-8")
    assert [code for code in MESSAGES if f"`{code}`" not in page] == []
