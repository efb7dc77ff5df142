"""Real XDatenfelder 3.0.0 schemas and real code lists, which lie beside the project and are not part of it."""

import csv
import os
from collections import Counter
from pathlib import Path

import pytest

from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld, Datenfeldgruppe, Stammdatenschema
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.findings import has_errors

SHARED = Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[2].parent / "shared"))
SCHEMAS = SHARED / "fim" / "xdf3"
CODELISTS = SHARED / "fim" / "codelists"

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not SCHEMAS.is_dir(), reason=f"real schemas are not at {SCHEMAS}; set RATHAUS_SHARED"),
]


def manifest() -> list[dict[str, str]]:
    path = SCHEMAS / "MANIFEST.csv"
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def real_schema(name: str) -> Stammdatenschema:
    result = read_schema((SCHEMAS / name).read_bytes())
    assert not has_errors(result.findings), [finding.as_line() for finding in result.findings]
    assert result.schema is not None
    return result.schema


def fields(schema: Stammdatenschema) -> list[Datenfeld]:
    return [position.enthaelt for _, position in schema.walk() if isinstance(position.enthaelt, Datenfeld)]


def figures(schema: Stammdatenschema) -> dict[str, str]:
    """The columns of the manifest, counted from the model."""
    positions = list(schema.walk())
    elements = [position.enthaelt for _, position in positions]
    rules = [*schema.regel, *(rule for element in elements for rule in element.regel)]
    kinds = Counter(type(element) for element in elements)
    deepest = max(path.count(".") + isinstance(position.enthaelt, Datenfeldgruppe) for path, position in positions)
    counted = {
        "fields": kinds[Datenfeld],
        "groups": kinds[Datenfeldgruppe],
        "top_level_elements": len(schema.struktur),
        "group_depth": deepest,
        "rule_occurrences": len(rules),
        "distinct_rules": len({rule.identifikation for rule in rules}),
        "inline_value_lists": sum(bool(field.werte) for field in fields(schema)),
        "codelist_references": sum(field.codeliste_referenz is not None for field in fields(schema)),
        "file_fields": sum(field.datentyp is Datentyp.FILE for field in fields(schema)),
        "label_fields": sum(field.feldart is Feldart.LABEL for field in fields(schema)),
    }
    return {name: str(number) for name, number in counted.items()}


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in manifest()])
def test_a_real_schema_is_read_without_errors_and_matches_the_manifest(row: dict[str, str]) -> None:
    schema = real_schema(row["file"])
    assert (schema.id, schema.version, schema.bezeichnung) == (row["id"], row["version"], row["bezeichnung"].strip())
    assert schema.freigabestatus == row["freigabestatus"]
    assert schema.ableitungsmodifikationen_struktur == row["ableitung_struktur"]
    assert schema.ableitungsmodifikationen_repraesentation == row["ableitung_repraesentation"]
    counted = figures(schema)
    assert counted == {name: row[name] for name in counted}


def test_all_real_schemas_together_give_the_known_totals() -> None:
    schemas = [real_schema(path.name) for path in sorted(SCHEMAS.glob("*.xml"))]
    totals: Counter[str] = Counter()
    for schema in schemas:
        totals.update({name: int(number) for name, number in figures(schema).items()})
        totals["struktur"] += sum(1 for _ in schema.walk())
    assert len(schemas) == 42
    wanted = {"fields": 2375, "groups": 791, "struktur": 3166, "rule_occurrences": 509}
    assert {name: totals[name] for name in wanted} == wanted


def test_real_restrictions_and_cardinalities_are_all_kept() -> None:
    schemas = [real_schema(path.name) for path in sorted(SCHEMAS.glob("*.xml"))]
    precise = [field.praezisierung for schema in schemas for field in fields(schema) if field.praezisierung]
    counts = Counter(str(position.anzahl) for schema in schemas for _, position in schema.walk())
    assert len(precise) == 1274
    assert sum(each.min_length is not None or each.max_length is not None for each in precise) == 1089
    assert sum(each.min_value is not None for each in precise) == 185
    assert sum(each.max_value is not None for each in precise) == 153
    assert counts == {"1:1": 1736, "0:1": 1067, "0:*": 148, "1:*": 159, "2:5": 47, "1:5": 5, "1:2": 4}


@pytest.mark.parametrize(
    ("name", "rows", "first"),
    [
        ("default_namespace_zustimmung.xml", 1, ("01", "Ich stimme zu.")),
        ("default_namespace_staat_2020-05-11.xml", 197, ("000", "Deutschland")),
        ("prefixed_anschrift_inland_oder_ausland_2021-06-18.xml", 2, ("001", "in Deutschland")),
        ("prefixed_art_beschaeftigungsverhaeltnis_2018-05-09.xml", 9, ("001", "Arbeitnehmerin")),
        ("unqualified_children_xdfm_1.8.xml", 142, ("1001", "FehlerMethodisch")),
    ],
)
def test_a_real_code_list_is_read_completely(name: str, rows: int, first: tuple[str, str]) -> None:
    result = read_codelist((CODELISTS / name).read_bytes())
    assert result.findings == ()
    assert result.codelist is not None
    assert (len(result.codelist.entries()), result.codelist.entries()[0]) == (rows, first)
    assert result.codelist.version_uri.startswith(result.codelist.uri)
