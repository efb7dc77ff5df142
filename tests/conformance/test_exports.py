"""Every real form and every form of ours through all exports: schemas are schemas, answers validate against both."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from lxml import etree

from rathaus.core.datei.pdf import render_pdf
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.export_xml import answers_to_xml
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.logic_text import logic_text
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.paper import paper_form
from rathaus.engine.formular.xml_schema import xml_schema
from rathaus.values.document import Document, Letterhead
from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED, invented_lists, name_of, schema_of
from tests.conformance.valid_answers import fill_form

TODAY = date(2026, 11, 22)
SHARES = (0.15, 0.4, 0.0, 0.7, 0.25, 0.05)
OURS = sorted(path for path in (Path(__file__).parents[2] / "leistungen").iterdir() if path.is_dir())
PRINTED = random.Random("paper").sample([*FILES_3, *FILES_2], 5) if FILES_3 else []

pytestmark = pytest.mark.conformance
real = pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)


@cache
def ours(folder: Path) -> Formular:
    formular = compile_package(read_folder(folder)).formular
    assert formular is not None
    return formular


@cache
def theirs(file: Path) -> Formular:
    schema = schema_of(file)
    formular = compile_formular(schema, codelists=invented_lists(schema)).formular
    assert formular is not None
    return formular


def demanded(schema: dict[str, Any], data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places of all answers that the schema itself demands."""
    if schema.get("type") == "array":
        for number, entry in enumerate(data):
            yield from demanded(schema["items"], entry, (*path, number))
    elif schema.get("type") == "object":
        yield from ((*path, name) for name in schema.get("required", ()))
        for name, value in data.items():
            yield from demanded(schema["properties"][name], value, (*path, name))


def without(data: Any, path: tuple[Any, ...]) -> Any:
    changed = json.loads(json.dumps(data))
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return changed


def check_json(formular: Formular, complete: Evaluation) -> list[tuple[Any, ...]]:
    schema = json_schema(formular, address="https://rathaus.example/schema.json")
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema)
    data = json.loads(json.dumps(answers_to_json(formular, complete.answers)))
    validator.validate(data)
    places = list(demanded(schema, data))
    assert [place for place in places if validator.is_valid(without(data, place))] == []
    return places


def check_xml(formular: Formular, complete: Evaluation, places: list[tuple[Any, ...]]) -> None:
    schema = etree.XMLSchema(etree.fromstring(xml_schema(formular)))
    root = etree.fromstring(answers_to_xml(formular, complete.answers))
    schema.assertValid(root)
    for place in places:
        element = element_at(root, place)
        parent, position = element.getparent(), element.getparent().index(element)
        parent.remove(element)
        assert not schema.validate(root), place
        parent.insert(position, element)


def element_at(root: Any, place: tuple[Any, ...]) -> Any:
    """The element of the XML that stands for a place of the JSON."""
    found = root
    steps = list(place)
    while steps:
        name = steps.pop(0)
        number = steps.pop(0) if steps and isinstance(steps[0], int) else 0
        found = found.findall(f"{{*}}{name}")[number]
    return found


def check_texts(formular: Formular) -> None:
    text = logic_text(formular)
    assert text == logic_text(formular)
    assert all(f"[{path}]" in text for path in formular.fields)
    rules = text.partition("\n## Rules\n")[2]
    assert all(f"\n{number}. " in rules for number in range(1, len(formular.rules) + 1))
    for language in ("de", "en"):
        assert paper_form(formular, language=language).blocks


@pytest.mark.clause("JSON Schema 2020-12", "meta-schema; answers valid, without a demanded one not")
@pytest.mark.clause("XML Schema 1.0", "answers valid, without a demanded one not")
@pytest.mark.parametrize("folder", OURS, ids=lambda folder: folder.name)
def test_a_form_of_ours_goes_through_all_exports(folder: Path) -> None:
    complete = fill_form(ours(folder), seed=1, today=TODAY, shares=SHARES)
    check_xml(ours(folder), complete, check_json(ours(folder), complete))
    check_texts(ours(folder))


@pytest.mark.clause("JSON Schema 2020-12", "meta-schema; answers valid, without a demanded one not")
@pytest.mark.clause("XML Schema 1.0", "answers valid, without a demanded one not")
@real
@pytest.mark.parametrize("file", [*FILES_3, *FILES_2], ids=name_of)
def test_a_real_form_goes_through_all_exports(file: Path) -> None:
    for seed in (1, 2):
        complete = fill_form(theirs(file), seed=seed, today=TODAY, shares=SHARES)
        places = check_json(theirs(file), complete)
        assert places
        check_xml(theirs(file), complete, places)
    check_texts(theirs(file))


@real
@pytest.mark.parametrize("file", PRINTED, ids=name_of)
def test_a_real_form_is_printed(file: Path) -> None:
    paper = paper_form(theirs(file), language="de")
    document = Document("de", theirs(file).title.de, Letterhead("Amt"), paper.blocks)
    assert render_pdf(document, created_at=datetime(2026, 11, 22, tzinfo=UTC)).startswith(b"%PDF")
