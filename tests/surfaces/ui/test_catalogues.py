"""Translations: nothing is lost, nothing is missing, the same input gives the same file."""

from pathlib import Path

import pytest

from rathaus.surfaces.ui import catalogues


@pytest.fixture
def surface(tmp_path: Path) -> Path:
    """A surface with one template."""
    folder = tmp_path / "portal"
    (folder / "templates" / "portal").mkdir(parents=True)
    write(
        folder, '{{ _("Hallo") }} {% trans %}Guten Tag{% endtrans %} {{ ngettext("%(num)s Hund", "%(num)s Hunde", 2) }}'
    )
    return folder


def write(surface: Path, source: str) -> None:
    (surface / "templates" / "portal" / "a.html").write_text(source)


def test_all_shared_texts_are_translated() -> None:
    assert catalogues.missing_texts(Path(catalogues.__file__).parent) == ()


def test_texts_of_templates_reach_the_catalogue(surface: Path) -> None:
    catalogue, changed = catalogues.update_catalogue(surface)
    assert changed
    assert set(catalogues.untranslated(catalogue)) == {"Guten Tag", "Hallo", "%(num)s Hund"}
    assert len(catalogues.missing_texts(surface)) == 3


def test_a_translation_survives_the_next_run_and_a_text_that_is_gone_goes(surface: Path) -> None:
    catalogue, _ = catalogues.update_catalogue(surface)
    catalogue["Hallo"].string = "Hello"
    catalogues.write_catalogue(surface, catalogue)
    write(surface, '{{ _("Hallo") }}')
    catalogue, _ = catalogues.update_catalogue(surface)
    assert catalogue["Hallo"].string == "Hello"
    assert "Guten Tag" not in catalogue


def test_the_same_texts_give_the_same_file(surface: Path) -> None:
    catalogues.update_catalogue(surface)
    before = catalogues.catalogue_path(surface).read_bytes()
    _, changed = catalogues.update_catalogue(surface)
    assert not changed
    assert catalogues.catalogue_path(surface).read_bytes() == before


def test_another_surface_lends_its_translation(surface: Path) -> None:
    catalogue, _ = catalogues.update_catalogue(surface, {"Hallo": "Hello"})
    assert catalogue["Hallo"].string == "Hello"


def test_catalogues_are_compiled_for_django(surface: Path) -> None:
    catalogues.update_catalogue(surface)
    assert [path.name for path in catalogues.compile_catalogues(surface.parent)] == ["django.mo"]


def test_the_command_reports_what_is_missing(
    surface: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(catalogues, "surfaces", lambda *_: iter([surface]))
    assert catalogues.main() == 0
    assert "portal: 3 texts, 3 untranslated (updated)" in capsys.readouterr().out
