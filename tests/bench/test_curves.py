"""Growth curves."""

from xml.etree import ElementTree

from bench.curves import Chart, svg

CHART = Chart("Inbox <page>", "cases", "ms", {"p50": [(1_000, 10), (1_000_000, 100)], "p95": [(1_000, 30)]}, aim=60)
SVG = "{http://www.w3.org/2000/svg}"


def test_a_drawing_holds_its_lines_and_words() -> None:
    root = ElementTree.fromstring(svg(CHART))
    words = [each.text for each in root.iter(f"{SVG}text")]
    assert {"Inbox <page>", "cases", "ms", "p50", "p95", "aim 60", "1,000", "1,000,000"} <= set(words)
    assert len(list(root.iter(f"{SVG}circle"))) == 3


def test_both_axes_are_logarithmic_and_small_values_stand_low() -> None:
    circles = [(float(each.get("cx", "")), float(each.get("cy", ""))) for each in
               ElementTree.fromstring(svg(CHART)).iter(f"{SVG}circle")]  # fmt: skip
    assert circles[0] == (70.0, 305.0)
    assert circles[1][0] == 490.0
    assert circles[1][1] == 40.0


def test_lines_that_stay_at_one_value_can_be_drawn() -> None:
    assert "NaN" not in svg(Chart("flat", "x", "y", {"a": [(100, 10)]}))
