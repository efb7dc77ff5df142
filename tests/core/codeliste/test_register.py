"""Versions of code lists are stored once, never change, and complete the forms that wait for them."""

import pytest
from django.db import ProgrammingError, connection, transaction

from rathaus.core.codeliste.actions import LoadedCodeliste, load_codeliste
from rathaus.core.codeliste.errors import CodelisteIsLoaded, CodelisteTooLong
from rathaus.core.codeliste.models import Codeliste
from rathaus.core.codeliste.queries import codelisten, read_codelisten
from rathaus.core.leistung.actions import LoadReport, load_package
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.engine.formular.model import Formular
from tests.cast import NOW, Member
from tests.core.leistung.conftest import probe
from tests.standards.genericode.samples import IDENTIFICATION, codelist, row

URI = "urn:test:farbe"
SCHEMA = "daten.xdf3.xml"
PERSONS = row("001", "Privatperson") + row("002", "Organisation")


def load(member: Member, content: bytes) -> LoadedCodeliste:
    with open_scope(member.scope):
        return load_codeliste(actor=member.actor, content=content, now=NOW)


def version(number: str, rows: str = PERSONS) -> bytes:
    head = IDENTIFICATION.replace("<Version>2<", f"<Version>{number}<").replace("farbe_2", f"farbe_{number}")
    return codelist(identification=head, rows=rows)


def load_form(member: Member, list_version: str | None, *, uri: str = URI) -> LoadReport:
    """Load the dog tax with its first choice taken from the list."""
    before, _, rest = probe()[SCHEMA].decode().partition("<xdf3:werte>")
    _, _, after = rest.partition("</xdf3:werte>")
    named = f"<xdf3:version>{list_version}</xdf3:version>" if list_version else ""
    reference = f"<xdf3:canonicalIdentification>{uri}</xdf3:canonicalIdentification>{named}"
    schema = f"{before}<xdf3:codelisteReferenz>{reference}</xdf3:codelisteReferenz>{after}"
    with open_scope(member.scope):
        return load_package(actor=member.actor, files=probe("1.0.0", **{SCHEMA: schema.encode()}))


def codes(report: LoadReport) -> list[str]:
    return [each.code for each in report.findings]


def options(report: LoadReport) -> list[str]:
    """Return the names of the choice that comes from the list."""
    assert report.version is not None and report.version.formular is not None
    fields = Formular.from_json(report.version.formular).fields.values()
    (field,) = (each for each in fields if (each.codelist or "").startswith(URI))
    return [option.label.de for option in field.options]


def test_a_list_is_stored_once_with_what_it_says_of_itself(officer: Member) -> None:
    first, second = load(officer, version("2")), load(officer, version("2"))
    assert (first.is_new, second.is_new, first.codeliste) == (True, False, second.codeliste)
    (found,) = codelisten()
    assert (found.version_uri, found.entries, found.name) == ("urn:test:farbe_2", 2, "Liste der Farben")
    assert str(found) == "urn:test:farbe_2"
    with open_scope(officer.scope):
        assert Record.objects.filter(act="codeliste.loaded").count() == 1
        assert verify_chains().faults == ()


def test_a_version_never_changes(officer: Member) -> None:
    load(officer, version("2"))
    with pytest.raises(CodelisteIsLoaded):
        load(officer, version("2", row("001", "Anders")))
    assert read_codelisten([URI])["urn:test:farbe_2"].entries()[0] == ("001", "Privatperson")


def test_forms_find_one_list_by_the_name_of_its_version(officer: Member) -> None:
    load(officer, version("2"))
    same_name = version("2", row("001", "Anders")).replace(b"<Version>2<", b"<Version>3<")
    with pytest.raises(CodelisteIsLoaded):
        load(officer, same_name)
    assert Codeliste.objects.count() == 1


def test_a_list_without_the_name_of_its_version_gets_the_one_by_which_forms_ask(officer: Member) -> None:
    for number in ("2", "3"):
        named = f"<CanonicalVersionUri>urn:test:farbe_{number}</CanonicalVersionUri>".encode()
        load(officer, version(number).replace(named, b""))
    assert {each.version_uri for each in codelisten()} == {"urn:test:farbe_2", "urn:test:farbe_3"}


@pytest.mark.parametrize(
    ("short", "long"),
    [(b"<Version>2<", b"<Version>" + b"2" * 61 + b"<"), (b":farbe<", b":" + b"f" * 300 + b"<")],
)
def test_names_that_are_too_long_are_refused_in_words(officer: Member, short: bytes, long: bytes) -> None:
    with pytest.raises(CodelisteTooLong):
        load(officer, version("2").replace(short, long))
    assert not Codeliste.objects.exists()


@pytest.mark.parametrize("statement", ["UPDATE codeliste_codeliste SET name = ''", "DELETE FROM codeliste_codeliste"])
def test_the_database_lets_the_application_change_no_version(officer: Member, statement: str) -> None:
    load(officer, version("2"))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_what_cannot_be_read_is_not_stored(officer: Member) -> None:
    report = load(officer, b"<CodeList")
    assert report.codeliste is None
    assert report.findings
    assert not Codeliste.objects.exists()


def test_only_the_coordination_office_loads_lists(clerk: Member) -> None:
    with pytest.raises(ActorRefused):
        load(clerk, version("2"))


def test_a_form_waits_for_its_list_and_is_complete_when_it_is_loaded_again(officer: Member) -> None:
    waiting = load_form(officer, "2")
    assert "COM-001" in codes(waiting)
    assert waiting.version is not None and waiting.version.has_errors
    assert not load_form(officer, "2").is_new
    load(officer, version("2"))
    complete = load_form(officer, "2")
    assert complete.is_new
    assert options(complete) == ["Privatperson", "Organisation"]
    assert "COM-001" not in codes(complete)


def test_another_version_than_the_one_named_does_not_count(officer: Member) -> None:
    load(officer, version("1"))
    (missing,) = [each for each in load_form(officer, "2").findings if each.code == "COM-001"]
    assert "1" in missing.remedy.de


def test_where_no_version_is_named_the_newest_counts(officer: Member) -> None:
    for number in ("9", "10", "2"):
        load(officer, version(number, row("001", f"Privat {number}") + row("002", "Organisation")))
    assert options(load_form(officer, None))[0] == "Privat 10"


def test_a_general_list_is_there_until_a_published_one_is_loaded(officer: Member) -> None:
    uri = "urn:xpersonenstand:schluesseltabelle:geschlecht"
    assert [len(each.rows) for each in read_codelisten([uri]).values()] == [4]
    load(officer, version("3").replace(URI.encode(), uri.encode()))
    assert [each.entries()[0][1] for each in read_codelisten([uri]).values()] == ["Privatperson"]


STAAT = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staat"


def test_a_published_list_takes_the_place_of_ours_and_the_doubt_goes(officer: Member) -> None:
    """Nobody had version 2023-02-24 at hand: ours says so until the published one is there."""
    before = load_form(officer, "2023-02-24", uri=STAAT).version
    assert before is not None
    assert "COM-046" in {each["code"] for each in before.findings}
    published = version("2023-02-24").replace(b"urn:test:farbe", STAAT.encode())
    assert load(officer, published).is_new
    after = load_form(officer, "2023-02-24", uri=STAAT)
    assert after.is_new
    assert after.version is not None
    assert "COM-046" not in {each["code"] for each in after.version.findings}
    assert not load_form(officer, "2023-02-24", uri=STAAT).is_new
