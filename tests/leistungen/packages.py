"""The packages in `leistungen/`, read with the real readers, once each."""

import json
import os
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.formular.model import Formular
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.read import AblaufResult, read_ablauf
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from rathaus.standards.xdatenfelder.read import ReadResult, read_schema
from rathaus.standards.xzufi.read import LeistungResult, read_leistung

CLONE = Path(__file__).parents[2]
CONTENT = CLONE / "leistungen"
SHARED = Path(os.environ.get("RATHAUS_SHARED", CLONE.parent / "shared"))
FOLDERS = sorted(path.parent for path in CONTENT.glob("*/daten.xdf3.xml"))
LETTERS = sorted(path for folder in FOLDERS for path in (folder / "bescheid").glob("*.md"))
EXAMPLES = sorted(path for folder in FOLDERS for path in (folder / "beispiele").glob("*.yaml"))


@dataclass(frozen=True)
class Package:
    """One folder of `leistungen/`, read."""

    folder: Path
    schema_result: ReadResult
    compiled: Compiled
    ablauf_result: AblaufResult
    leistung_result: LeistungResult
    english: dict[str, Any]

    @property
    def schema(self) -> Stammdatenschema:
        assert self.schema_result.schema is not None
        return self.schema_result.schema

    @property
    def formular(self) -> Formular:
        assert self.compiled.formular is not None
        return self.compiled.formular

    @property
    def prozess(self) -> Prozess:
        assert self.ablauf_result.prozess is not None
        return self.ablauf_result.prozess


@cache
def package(folder: Path) -> Package:
    """Read one folder."""
    result = read_schema((folder / "daten.xdf3.xml").read_bytes())
    assert result.schema is not None
    english = json.loads((folder / "texts.en.json").read_text(encoding="utf-8"))
    ablauf = read_ablauf((folder / "ablauf.toml").read_bytes())
    weich = tomllib.loads((folder / "ablauf.toml").read_text(encoding="utf-8"))["weich"]["felder"]
    compiled = compile_formular(
        result.schema,
        rules=(folder / "regeln.json").read_bytes(),
        codelists={},
        texts=english,
        soft_fields=weich,
    )
    return Package(
        folder, result, compiled, ablauf, read_leistung((folder / "leistung.xzufi.xml").read_bytes()), english
    )


@cache
def example(path: Path) -> dict[str, Any]:
    """Read one example."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data
