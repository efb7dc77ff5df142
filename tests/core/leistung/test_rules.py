"""Compiling a package: every fault of every file is found at once, with the file in front of the place."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import pytest

from rathaus.core.leistung.package import Package
from rathaus.core.leistung.rules import (
    OPEN_FEE,
    Fee,
    FeeKind,
    OwnTarif,
    advance_norm,
    chain_id,
    compile_package,
    fee_at,
    finding_from_json,
    finding_to_json,
    hash_package,
    letter_names,
)
from rathaus.core.leistung.tarif_rules import Tarif
from rathaus.engine.prozess.model import Gebuehr, GebuehrKind
from rathaus.engine.regeltext.model import Decisions, RuleText
from rathaus.recht.gebuehren import FeeKind as MeasureKind
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.regime import Regime
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.text import Text
from tests.core.leistung.conftest import in_prose, probe
from tests.standards.genericode.samples import codelist, row
from tests.standards.xdatenfelder import samples_2 as xdf2
from tests.standards.xdatenfelder.samples import message

XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
REFERENCE = (
    "<xdf3:codelisteReferenz><xdf3:canonicalIdentification>urn:test:farbe</xdf3:canonicalIdentification>"
    "<xdf3:version>2</xdf3:version><xdf3:canonicalVersionUri>urn:test:farbe_2</xdf3:canonicalVersionUri>"
    "</xdf3:codelisteReferenz>"
)
INTERNAL = "urn:de:fim:codeliste:wahl"
LIST = "codelisten/halter.xml"
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def test_the_shipped_package_is_sound() -> None:
    outcome = compile_package(probe())
    assert outcome.is_sound
    assert outcome.prozess is not None
    assert outcome.prozess.leistung.slug == "probe"


@pytest.mark.parametrize("content", [b"", b"<open>", b"no xml", XXE, BOMB, b"<other/>"])
@pytest.mark.parametrize("path", ["daten.xdf3.xml", "leistung.xzufi.xml"])
def test_a_wrong_xml_file_becomes_a_finding_that_names_the_file(path: str, content: bytes) -> None:
    outcome = compile_package({**probe(), path: content})
    assert not outcome.is_sound
    assert any(finding.where.startswith(path) and finding.remedy.de for finding in outcome.findings)


def test_several_faults_are_shown_together() -> None:
    files = {**probe(), "daten.xdf3.xml": b"<x/>", "leistung.xzufi.xml": b"<y/>", "texts.en.json": b"{"}
    places = {finding.where.split()[0] for finding in compile_package(files).findings}
    assert {"daten.xdf3.xml", "leistung.xzufi.xml"} <= places


def test_texts_that_are_no_json_are_a_finding() -> None:
    outcome = compile_package({**probe(), "texts.en.json": b"{"})
    assert [finding.code for finding in outcome.findings if finding.where == "texts.en.json"] == ["LEI-101"]


def test_a_letter_that_names_an_unknown_question_is_a_finding_with_its_line() -> None:
    outcome = compile_package({**probe(), "bescheid/bewilligung.md": b"# Bescheid\n\n{{ unbekannt }}\n"})
    assert not outcome.is_sound
    assert any("bewilligung.md:3" in finding.where for finding in outcome.findings)


def test_a_legal_basis_longer_than_its_column_is_a_finding() -> None:
    ablauf = re.sub(
        r"(?m)^rechtsgrundlage = .*$", f'rechtsgrundlage = "§ 1 {"a" * 300}"', probe()["ablauf.toml"].decode()
    )
    outcome = compile_package({**probe(), "ablauf.toml": ablauf.encode()})
    assert "LEI-102" in {finding.code for finding in outcome.findings}
    assert not outcome.is_sound


def test_a_timer_that_names_no_length_of_the_law_hinders_publishing_and_rows_at_hand_count() -> None:
    timer = """
[[zeitgeber]]
key = "uhr"
name = { de = "Uhr", en = "Clock" }
nach = []
parameter = "probe.frist"
folge = "erinnern"
"""
    files = {**probe(), "ablauf.toml": probe()["ablauf.toml"] + timer.encode()}
    row = ParameterVersion("probe.frist", "federal", 3, "months", Status.IN_FORCE, "§ 1", "Probe")
    assert ("PRO-027", "ablauf.toml zeitgeber[uhr].parameter") in {
        (each.code, each.where) for each in compile_package(files).findings
    }
    assert compile_package(files, find_law=lambda _: Regime(parameters=Parameters((row,)))).is_sound


def test_a_missing_letter_is_a_finding() -> None:
    files = {path: content for path, content in probe().items() if path != "bescheid/ablehnung.md"}
    assert any(finding.where.startswith("ablauf.toml") for finding in compile_package(files).findings)


def test_a_procedure_that_cannot_be_read_gives_no_version() -> None:
    assert compile_package({"ablauf.toml": b"= ="}).prozess is None


def with_a_list(**files: bytes) -> Package:
    """Return the package whose first question takes its options from a code list."""
    schema = probe()["daten.xdf3.xml"].decode()
    referring = re.sub("<xdf3:werte>.*?</xdf3:werte>", REFERENCE, schema, count=1, flags=re.DOTALL)
    return {**probe(**files), "daten.xdf3.xml": referring.encode()}


def keepers(person: str, organisation: str) -> bytes:
    return codelist(rows=row("001", person) + row("002", organisation))


def options_of(files: Package, known: bytes | None = None) -> list[str]:
    """Return what the first question offers when the platform knows this list."""
    platform = read_codelist(known).codelist if known else None

    def find(uris: Collection[str]) -> Mapping[str, Codelist]:
        return {platform.version_uri: platform} if platform is not None and platform.uri in uris else {}

    formular = compile_package(files, find_codelists=find).formular
    assert formular is not None
    return [option.label.de for option in next(iter(formular.fields.values())).options]


def test_a_question_takes_its_options_from_a_code_list_of_the_package() -> None:
    assert options_of(with_a_list(**{LIST: keepers("ich", "wir")})) == ["ich", "wir"]


def test_a_list_of_the_package_comes_before_that_of_the_platform() -> None:
    theirs = keepers("privat", "Verein")
    assert options_of(with_a_list(), known=theirs) == ["privat", "Verein"]
    assert options_of(with_a_list(**{LIST: keepers("ich", "wir")}), known=theirs) == ["ich", "wir"]


def test_a_code_list_that_cannot_be_read_is_a_finding_that_names_its_file() -> None:
    outcome = compile_package(with_a_list(**{LIST: b"<html/>"}))
    assert not outcome.is_sound
    assert any(finding.where.startswith(LIST) for finding in outcome.findings)


def test_without_english_texts_a_package_is_whole() -> None:
    assert compile_package({path: content for path, content in probe().items() if path != "texts.en.json"}).is_sound


def test_a_letter_may_name_facts_questions_and_groups() -> None:
    formular = compile_package(probe()).formular
    assert formular is not None
    names = letter_names(formular)
    assert {"aktenzeichen", next(iter(formular.fields)), next(iter(formular.groups))} <= names
    assert "unbekannt" not in names


def test_each_leistung_has_a_chain_of_its_own_that_stays() -> None:
    assert chain_id("probe") == chain_id("probe")
    assert chain_id("probe") != chain_id("bewohnerparkausweis")


def test_the_hash_changes_with_content_and_name() -> None:
    files = probe()
    assert hash_package(files) == hash_package(dict(reversed(list(files.items()))))
    assert hash_package(files) != hash_package({**files, "bescheid/ja.md": b""})


def test_findings_survive_storage() -> None:
    for finding in compile_package(probe()).findings:
        assert finding_from_json(finding_to_json(finding)) == finding


def own_fee(cents: int | None) -> OwnTarif | None:
    """The fixed tariff of a body; None while it has none."""
    return None if cents is None else OwnTarif(7, replace(TARIF_OF_0, betrag_cent=cents))


def tariff(amount: int, *, is_left_to_the_body: bool, most: int | None = None) -> Gebuehr:
    kind = GebuehrKind.FEST if amount else GebuehrKind.KEINE
    return Gebuehr(kind, amount, "§ 6a Abs. 5a StVG", Text("Gebühr"), is_left_to_the_body, 0, most)


TARIF_OF_45, TARIF_OF_0 = (Tarif("§ 2 Satzung", MeasureKind.FIXED, cents, date(2026, 1, 1)) for cents in (4500, 0))


@pytest.mark.parametrize(
    ("gebuehr", "own", "fee"),
    [
        (tariff(0, is_left_to_the_body=False), None, Fee(0)),
        (tariff(3000, is_left_to_the_body=False), None, Fee(3000)),
        (tariff(3000, is_left_to_the_body=False), 4500, Fee(3000)),
        (tariff(3000, is_left_to_the_body=True), None, OPEN_FEE),
        (tariff(3000, is_left_to_the_body=True), 4500, Fee(4500, TARIF_OF_45, 7)),
        (tariff(3000, is_left_to_the_body=True), 0, Fee(0, TARIF_OF_0, 7)),
        (tariff(3000, is_left_to_the_body=True, most=4000), 4500, OPEN_FEE),
    ],
)
def test_where_the_body_sets_the_fee_the_amount_of_the_package_is_only_a_suggestion(
    gebuehr: Gebuehr, own: int | None, fee: Fee
) -> None:
    assert fee_at(gebuehr, own_fee(own)) == fee


@pytest.mark.parametrize(
    ("own", "wants", "norm"), [(4500, True, "§ 16"), (4500, False, ""), (None, True, ""), (0, True, "")]
)
def test_a_fee_is_requested_ahead_where_the_body_wants_it_and_knows_it(
    own: int | None, wants: object, norm: str
) -> None:
    gebuehr = replace(tariff(3000, is_left_to_the_body=True), vorschuss="§ 16")
    assert advance_norm(gebuehr, fee_at(gebuehr, own_fee(own)), takes_advance=bool(wants)) == norm


def test_no_fee_a_known_amount_and_nothing_fixed_yet_are_three_things() -> None:
    assert [Fee(cents).kind for cents in (0, 3000, None)] == [FeeKind.NONE, FeeKind.KNOWN, FeeKind.OPEN]


def test_a_procedure_with_a_stand_in_cannot_be_published() -> None:
    ablauf = probe()["ablauf.toml"].replace(b"minuten = 8", b"minuten = 8  # TODO")
    outcome = compile_package({**probe(), "ablauf.toml": ablauf})
    assert not outcome.is_sound
    assert [each.code for each in outcome.findings if each.where.startswith("ablauf.toml line")] == ["PRO-026"]


def test_a_letter_with_a_stand_in_cannot_be_published() -> None:
    outcome = compile_package({**probe(), "bescheid/ablehnung.md": b"# Ablehnung\n\nTODO\n"})
    assert "bescheid/ablehnung.md line 3" in [each.where for each in outcome.findings]


def test_a_text_block_and_a_condition_with_unknown_fields_cannot_be_published() -> None:
    ablauf = (
        probe()["ablauf.toml"]
        + b"""
[[baustein]]
key = "hinweis"
text = { de = "Erste Zeile.\\n\\nZweite: {{ G9.F9 }}.", en = "Text." }
wenn = "G9.F8"
"""
    )
    letter = b"# Ablehnung\n\n{{ baustein.hinweis }}\n\n{{ baustein.fehlt }}\n"
    outcome = compile_package({**probe(), "ablauf.toml": ablauf, "bescheid/ablehnung.md": letter})
    assert not outcome.is_sound
    assert [each.where for each in outcome.findings if each.code == "PRO-031"] == [
        "bescheid/ablehnung.md:5",
        "ablauf.toml baustein[hinweis].wenn",
        "ablauf.toml baustein[hinweis].text.de:3",
    ]


def xdf2_with_a_list() -> bytes:
    """Return a schema of version 2.0 whose only question takes its answers from a list of its own."""
    question = xdf2.feld(art="select", extra=xdf2.reference(INTERNAL))
    return xdf2.message_2(xdf2.schema(xdf2.struktur(question)))


def internal_list() -> bytes:
    identification = (
        f"<Identification><ShortName>Wahl</ShortName><Version>2021-01-11</Version><CanonicalUri>{INTERNAL}</CanonicalUri>"
        f"<CanonicalVersionUri>{INTERNAL}_2021-01-11</CanonicalVersionUri></Identification>"
    )
    return codelist(identification=identification, rows=row("1", "Ja, gern") + row("2", "Nein, danke"))


def test_a_schema_of_version_2_takes_its_internal_lists_from_the_package() -> None:
    others = {"daten.xdf3.xml", "regeln.json", "texts.en.json", "ablauf.toml"}
    files = {path: content for path, content in probe().items() if path not in others and "bescheid/" not in path}
    ablauf = re.sub(rb"(?s)felder = \[.*?\]", b"felder = []", probe()["ablauf.toml"], count=1)
    files |= {"ablauf.toml": ablauf}
    old = {**files, "daten.xdf2.xml": xdf2_with_a_list(), "codelisten/a.xml": internal_list()}
    formular = compile_package(old).formular
    assert formular is not None, [each.as_line() for each in compile_package(old).findings]
    (field,) = formular.fields.values()
    assert [option.label.de for option in field.options] == ["Ja, gern", "Nein, danke"]


def test_a_translation_of_the_package_gives_the_english_texts() -> None:
    files = {path: content for path, content in probe().items() if path != "texts.en.json"}
    about = read_schema(files["daten.xdf3.xml"]).schema
    assert about is not None
    english = message(
        f"<x:uebersetzt><x:id>{about.id}</x:id></x:uebersetzt><x:sprache lang='en' version='1'>"
        f"<x:element><x:uebersetzt><x:id>{about.id}</x:id></x:uebersetzt>"
        "<x:bezeichnungEingabe>Registration of a dog</x:bezeichnungEingabe>"
        "</x:element></x:sprache>",
        root="xdatenfelder.uebersetzung.0106",
    )
    formular = compile_package({**files, "uebersetzungen/en.xml": english}).formular
    assert formular is not None
    assert formular.title.en == "Registration of a dog"


def test_another_message_among_the_translations_changes_nothing() -> None:
    files = {**probe(), "uebersetzungen/en.xml": probe()["daten.xdf3.xml"]}
    assert compile_package(files).formular == compile_package(probe()).formular


def test_decisions_about_prose_are_asked_for_where_prose_is_read_and_change_the_hash() -> None:
    rejected = RuleText.of("G1", "R1", text="Ein Satz.")
    asked: list[str] = []

    def find(slug: str) -> Decisions:
        asked.append(slug)
        return Decisions(rejected=frozenset({rejected}))

    prose, machine = in_prose(), probe()
    with_decisions = compile_package(prose, find_decisions=find)
    assert asked == ["probe"]
    assert with_decisions.source_hash != compile_package(prose).source_hash
    assert compile_package(machine, find_decisions=find).source_hash == compile_package(machine).source_hash
    assert asked == ["probe"]
