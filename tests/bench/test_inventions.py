"""What the measures invent: a large schema."""

from bench.big_schema import large_schema
from bench.town_hall import SLUG, package_folder
from rathaus.engine.compiler.compile import compile_formular
from rathaus.standards.xdatenfelder.read import read_schema


def test_the_large_schema_is_large_and_gives_a_form_with_all_groups() -> None:
    folder = package_folder(SLUG)
    small, _ = large_schema(folder, 1)
    large, rules = large_schema(folder, 3 * len(small) - 20_000)
    forms = [read_schema(each).schema for each in (small, large)]
    assert all(forms)
    groups = [len(form.struktur) for form in forms if form]
    assert groups[1] == 3 * groups[0]
    assert compile_formular(forms[1], rules=rules).formular
