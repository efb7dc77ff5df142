"""Every real schema becomes a package that only lacks code lists, once somebody has said what no file says."""

from pathlib import Path

import pytest

from rathaus.core.leistung.rules import compile_package
from rathaus.engine.package_draft.drafting import draft_package
from rathaus.values.findings import Severity
from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED
from tests.engine.package_draft.samples import ANSWERS

pytestmark = pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)


def uploaded(file: Path) -> dict[str, bytes]:
    """Return a schema as somebody uploads it: those of version 2.0 with the lists beside them."""
    beside = file.parent.glob("*genericode.xml") if file in FILES_2 else ()
    return {each.name: each.read_bytes() for each in (file, *beside)}


@pytest.mark.parametrize("file", [*FILES_3, *FILES_2], ids=lambda file: file.name)
def test_a_real_schema_becomes_a_package(file: Path) -> None:
    own = {key: value for key, value in ANSWERS.items() if key not in {"titel", "teaser", "slug"}}
    draft = draft_package(uploaded(file), own)
    assert draft.title
    assert draft.is_settled, [each.question.key for each in draft.open_values if not each.is_settled]
    errors = {each.code for each in compile_package(draft.files).findings if each.severity is Severity.ERROR}
    assert errors <= {"COM-001"}
