"""Internal lists of version 2.0 become values of their fields."""

from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.engine.compiler.resolve import missing_codelists, referenced_codelists
from rathaus.standards.xdatenfelder.model import Datenfeld, Stammdatenschema, Wert
from tests.engine.schemas import codelist, f, g, listed, schema, select

INTERNAL, EXTERNAL = "urn:de:fim:codeliste:x", "urn:de:bund:liste"
SCHEMA = schema(f("1"), g("1", listed("2", INTERNAL, "1"), listed("3", EXTERNAL, "1")))


def fields(of: Stammdatenschema) -> list[Datenfeld]:
    return [position.enthaelt for _, position in of.walk() if isinstance(position.enthaelt, Datenfeld)]


def test_an_internal_list_becomes_values_and_an_external_one_stays_a_reference() -> None:
    lists = [
        codelist(INTERNAL, "1", ("01", "Eins", "Hilfe"), ("02", "Zwei", "")),
        codelist(EXTERNAL, "1", ("1", "A", "")),
    ]
    plain, internal, external = fields(inline_internal_lists(SCHEMA, lists))
    assert plain.werte == external.werte == ()
    assert (internal.werte, internal.codeliste_referenz) == ((Wert("01", "Eins", "Hilfe"), Wert("02", "Zwei")), None)
    assert external.codeliste_referenz is not None


def test_without_the_list_or_in_another_version_the_reference_stays() -> None:
    assert inline_internal_lists(SCHEMA, []) == SCHEMA
    assert inline_internal_lists(SCHEMA, [codelist(INTERNAL, "2", ("01", "Eins", ""))]) == SCHEMA


def test_the_lists_that_a_schema_waits_for_are_named_once_each() -> None:
    waiting = schema(
        select("1", "a"), listed("2", EXTERNAL, "1"), listed("3", EXTERNAL, "1"), listed("4", INTERNAL, None)
    )
    assert missing_codelists(waiting, {}) == (f"{EXTERNAL}_1", INTERNAL)
    assert missing_codelists(waiting, {"any": codelist(EXTERNAL, "1", ("1", "A", ""))}) == (INTERNAL,)


def test_the_lists_that_questions_refer_to_are_named_without_version() -> None:
    nameless = listed("5", "", "1")
    assert referenced_codelists(schema(f("1"), g("1", listed("2", EXTERNAL, "1"), nameless))) == {EXTERNAL}
