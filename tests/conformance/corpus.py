"""The real files that lie beside the project: schemas of both versions with their code lists."""

import os
from collections.abc import Iterator
from pathlib import Path

from rathaus.standards.genericode.model import Codelist, Column
from rathaus.standards.xdatenfelder.model import CodelisteReferenz, Datenfeld, Stammdatenschema
from rathaus.standards.xdatenfelder.read import read_schema

FIM = Path(os.environ.get("RATHAUS_SHARED", Path(__file__).parents[2].parent / "shared")) / "fim"
FILES_3 = sorted((FIM / "xdf3").glob("*.xml"))
FILES_2 = sorted((FIM / "xdf2").glob("*/S*.xml"))
XSD = FIM / "xsd"
WHY_SKIPPED = f"real schemas are not in {FIM}: they are not ours to distribute; set RATHAUS_SHARED"


def name_of(file: Path) -> str:
    return file.name.partition(".")[0]


def schema_of(file: Path) -> Stammdatenschema:
    schema = read_schema(file.read_bytes()).schema
    assert schema is not None
    return schema


def referenced(schema: Stammdatenschema) -> Iterator[CodelisteReferenz]:
    for _, position in schema.walk():
        element = position.enthaelt
        if isinstance(element, Datenfeld) and element.codeliste_referenz is not None:
            yield element.codeliste_referenz


def invented_lists(schema: Stammdatenschema) -> dict[str, Codelist]:
    """Lists of two entries for everything that a schema refers to, where only the form matters."""
    lists = {}
    for reference in referenced(schema):
        uri, version = reference.canonical_identification or "", reference.version or "1"
        lists[f"{uri}_{version}"] = Codelist(
            uri=uri,
            version=version,
            version_uri=reference.canonical_version_uri or f"{uri}_{version}",
            columns=(Column("code"), Column("name")),
            code_column="code",
            name_column="name",
            rows=({"code": "000", "name": "A"}, {"code": "999", "name": "B"}),
        )
    return lists
