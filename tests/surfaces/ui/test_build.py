"""The build gives small files, the same bytes each time, and says what is missing."""

import gzip
from pathlib import Path

import pytest

from rathaus.surfaces.ui.build import __main__ as command
from rathaus.surfaces.ui.build import assets, styles

NODE_MODULES = Path(__file__).resolve().parents[3] / "node_modules"
needs_kern = pytest.mark.skipif(not (NODE_MODULES / "@kern-ux").is_dir(), reason="npm ci has not run")


def test_a_missing_package_is_named_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--node-modules", str(tmp_path)]) == 1
    assert "npm ci" in capsys.readouterr().err


def test_blocks_that_no_macro_uses_are_left_out() -> None:
    css = ":root{--a:1}.kern-btn,.kern-mx-sm{b:c}.kern-col{d:e}@media (min-width:1px){.kern-gap-1{f:g}}"
    assert styles.keep_used_blocks(css) == ":root{--a:1}.kern-btn{b:c}"


def test_a_rule_with_brackets_stays_whole_while_any_part_is_used() -> None:
    css = ".kern-col:not(.kern-a,.kern-row){a:b}:is(.kern-dark,.kern-light){c:d}"
    assert styles.keep_used_blocks(css) == ":is(.kern-dark,.kern-light){c:d}"


def test_braces_in_strings_do_not_end_a_rule() -> None:
    assert list(styles.split_rules('a{b:url("}")}c{d:e}')) == ['a{b:url("}")}', "c{d:e}"]


def test_keyframes_and_media_with_used_rules_stay() -> None:
    css = "@keyframes x{to{a:b}}@media print{.kern-btn{c:d}.kern-col{e:f}}"
    assert styles.keep_used_blocks(css) == "@keyframes x{to{a:b}}@media print{.kern-btn{c:d}}"


def test_our_sources_lose_comments_and_space() -> None:
    assert styles.minify("/* a */ b { c: d; }\n\ne ,f{ g:h }") == "b{c: d}e,f{g:h}"


@needs_kern
def test_the_build_is_deterministic_and_small(tmp_path: Path) -> None:
    first = assets.build_assets(NODE_MODULES, tmp_path / "a")
    second = assets.build_assets(NODE_MODULES, tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in first}
    assert sizes["rathaus.css"] < 32_000
    assert sizes["rathaus.js"] < 3_200
    assert all(size < 26_000 for name, size in sizes.items() if name.endswith(".woff2"))
    assert {path.suffix for path in first} == {".css", ".js", ".svg", ".woff2", ".ttf"}


@needs_kern
def test_every_class_of_kern_that_templates_use_is_in_the_style_sheet(tmp_path: Path) -> None:
    assets.build_assets(NODE_MODULES, tmp_path / "a")
    css = (tmp_path / "a" / "rathaus.css").read_text()
    assert all(
        f".{name}" in css for name in ("kern-btn--primary", "kern-alert--danger", "kern-icon--download", "r-tile")
    )
    assert ".kern-col-" not in css
