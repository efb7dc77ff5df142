"""Every text that a page shows in German exists in English too."""

from pathlib import Path

import pytest

from rathaus.surfaces.ui.catalogues import missing_texts, read_catalogue, surfaces
from tests.architecture.source_tree import SOURCE, files_below

SURFACES = list(surfaces())


def test_every_surface_with_templates_is_examined() -> None:
    with_templates = {path.relative_to(SOURCE / "surfaces").parts[0] for path in files_below(SOURCE, "*.html")}
    assert {surface.name for surface in SURFACES} == with_templates != set()


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_no_text_of_a_surface_lacks_its_translation(surface: Path) -> None:
    assert missing_texts(surface) == ()


@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.name)
def test_no_translation_is_a_guess(surface: Path) -> None:
    assert [message.id for message in read_catalogue(surface) if message.fuzzy and message.id] == []
