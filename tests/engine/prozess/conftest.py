"""The example of the reference page, and one function that makes variations."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.read import AblaufResult, read_ablauf

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "ablauf.md"


@pytest.fixture(scope="session")
def example() -> str:
    """Return the complete example that the reference page shows."""
    match = re.search(r"```toml\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    return match[1]


@pytest.fixture(scope="session")
def prozess(example: str) -> Prozess:
    result = read_ablauf(example.encode())
    assert result.prozess is not None, [finding.as_line() for finding in result.findings]
    return result.prozess


@pytest.fixture
def changed(example: str) -> Callable[..., AblaufResult]:
    """Return a function that replaces text in the example and reads it."""

    def read(*replacements: tuple[str, str], append: str = "") -> AblaufResult:
        source = example
        for old, new in replacements:
            assert old in source, old
            source = source.replace(old, new, 1)
        return read_ablauf((source + append).encode())

    return read


@pytest.fixture
def codes(changed: Callable[..., AblaufResult]) -> Callable[..., set[str]]:
    """Return a function that gives the codes of the findings of a variation."""

    def read(*replacements: tuple[str, str], append: str = "") -> set[str]:
        return {finding.code for finding in changed(*replacements, append=append).findings}

    return read
