"""The answers of an Antrag as a file for other programs: JSON by the convention of FIM, or XML."""

import json
from dataclasses import dataclass
from enum import StrEnum

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of, evaluate_antrag
from rathaus.core.leistung.exports import ExportKind, export_address
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.export_xml import answers_to_xml


class AnswersFormat(StrEnum):
    """How answers are written; the value is the ending of the file."""

    JSON = "json"
    XML = "xml"


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """A file: name, media type and content."""

    name: str
    media_type: str
    content: bytes


def answers_file(antrag: Antrag, written_as: AnswersFormat) -> AnswersFile:
    """Return the present answers of an Antrag, as the published schema of its version describes them.

    Args:
        antrag: an Antrag of the open scope.
        written_as: JSON or XML.
    """
    content, answers = content_of(antrag), evaluate_antrag(antrag).answers
    name = f"{antrag.reference}.{written_as}"
    if written_as is AnswersFormat.JSON:
        text = json.dumps(answers_to_json(content.formular, answers), ensure_ascii=False, indent=1)
        return AnswersFile(name, "application/json", text.encode())
    head = content.prozess.leistung
    address = export_address(head.slug, head.version, kind=ExportKind.XML_SCHEMA)
    return AnswersFile(name, "application/xml", answers_to_xml(content.formular, answers, schema_address=address))
