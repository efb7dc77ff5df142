"""The general lists that come with the product: read, complete, with a source, and second to what was loaded."""

import pytest

from rathaus.core.codeliste.own import own_codelisten, read_own, with_own
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from tests.standards.genericode.samples import codelist

DESTATIS = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:"
GENDER = "urn:xpersonenstand:schluesseltabelle:geschlecht"
PLAIN = 'uri = "urn:x"\nversion = "1"\nname = "X"\ncolumns = ["code", "name"]\nsources = ["here"]\nrows = [%s]\n'


def theirs(uri: str, version: str) -> Codelist:
    content = (
        codelist().replace(b"urn:test:farbe", uri.encode()).replace(b"<Version>2<", f"<Version>{version}<".encode())
    )
    found = read_codelist(content).codelist
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("uri", "rows", "entry"),
    [
        (f"{DESTATIS}staat_2023-02-24", 197, ("151", "Österreich")),
        (f"{DESTATIS}staatsangehoerigkeit_2023-02-24", 211, ("997", "staatenlos")),
        (f"{DESTATIS}kreis_2021-07-31", 400, ("06435", "Main-Kinzig-Kreis")),
        (f"{DESTATIS}bundesland_2010-04-01", 16, ("06", "Hessen")),
        (f"{GENDER}_3", 4, ("d", "divers")),
        ("urn:de:dsmeld:schluesseltabelle:familienstand_2", 10, ("LD", "ledig")),
    ],
)
def test_a_general_list_is_there_with_all_its_entries(uri: str, rows: int, entry: tuple[str, str]) -> None:
    entries = own_codelisten()[uri].entries()
    assert len(entries) == rows
    assert entry in entries


def test_the_keys_of_districts_begin_with_those_of_the_laender() -> None:
    laender = dict(own_codelisten()[f"{DESTATIS}bundesland_2010-04-01"].entries())
    districts = own_codelisten()[f"{DESTATIS}kreis_2021-07-31"].entries()
    assert {code[:2] for code, _ in districts} == set(laender)
    assert {len(code) for code, _ in districts} == {5}


def test_every_nationality_of_a_state_has_the_key_of_the_state() -> None:
    states = dict(own_codelisten()[f"{DESTATIS}staat_2023-02-24"].entries())
    nations = dict(own_codelisten()[f"{DESTATIS}staatsangehoerigkeit_2023-02-24"].entries())
    assert states.keys() - nations.keys() == {"527", "533"}  # their citizens are those of New Zealand
    assert all(nations[code] == name for code, name in states.items() if code in nations)


def test_a_list_that_somebody_loaded_goes_before_ours() -> None:
    loaded = theirs(GENDER, "3")
    found = with_own([loaded], uris=[GENDER])
    assert [each for each in found.values() if each.uri == GENDER] == [loaded]
    older = with_own({"any": theirs(GENDER, "2")}, uris=[GENDER])
    assert {each.version for each in older.values()} == {"2", "3"}


def test_only_lists_of_interest_are_given() -> None:
    assert with_own([], uris=["urn:other"]) == {}
    assert with_own([], uris=[GENDER]).keys() == {f"{GENDER}_3"}
    assert with_own([]).keys() == own_codelisten().keys()


def test_a_fault_in_a_list_of_ours_is_noticed() -> None:
    assert read_own((PLAIN % '["1", "a"]').encode()).entries() == (("1", "a"),)
    with pytest.raises(ValueError, match="each code stands once"):
        read_own((PLAIN % '["1", "a"], ["1", "b"]').encode())
    with pytest.raises(ValueError, match="a source is named"):
        read_own((PLAIN % "").replace('["here"]', "[]").encode())


def test_only_lists_whose_version_nobody_had_at_hand_say_what_they_were_written_from() -> None:
    doubted = {
        each.uri.rpartition(":")[2]: each.written_from for each in own_codelisten().values() if each.written_from.de
    }
    assert doubted.keys() == {"kreis", "staat", "staatsangehoerigkeit"}
    assert doubted["staat"].de == "Version 2021-02-19"
    with pytest.raises(KeyError, match="written_from"):
        read_own(("verified = false\n" + PLAIN % '["1", "a"]').encode())
