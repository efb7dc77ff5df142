"""The examples of a package: made-up people with their answers, for previews, tests and demonstrations."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from rathaus.core.leistung.package import Package

FOLDER = "beispiele/"


@dataclass(frozen=True, slots=True)
class Example:
    """One made-up case.

    Args:
        key: name of its file without the ending.
        name: heading.
        description: who it is and what they want.
        place: name of the municipality.
        answers: path key to value.
        ergebnis: key of the result that the office comes to; empty when it is left open.
        grund: key of the reason; may be empty.
        begruendung: free text of the clerk; may be empty.
    """

    key: str
    name: str
    description: str
    place: str
    answers: Mapping[str, Any]
    ergebnis: str
    grund: str
    begruendung: str


def read_examples(files: Package) -> tuple[Example, ...]:
    """Return the examples of a package in the order of their file names; unreadable ones are left out."""
    paths = sorted(path for path in files if path.startswith(FOLDER) and path.endswith(".yaml"))
    read = (_read_example(PurePosixPath(path).stem, files[path]) for path in paths)
    return tuple(example for example in read if example is not None)


def _read_example(key: str, content: bytes) -> Example | None:
    try:
        data = yaml.safe_load(content)
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    if not isinstance(data, dict) or not isinstance(data.get("antworten"), dict):
        return None
    found = data.get("entscheidung")
    decision: dict[str, Any] = found if isinstance(found, dict) else {}
    return Example(
        key=key,
        name=str(data.get("name", key)),
        description=str(data.get("beschreibung", "")),
        place=str(data.get("ort", "")),
        answers={str(path): value for path, value in data["antworten"].items()},
        ergebnis=str(decision.get("ergebnis", "")),
        grund=str(decision.get("grund", "")),
        begruendung=str(decision.get("begruendung", "")),
    )
