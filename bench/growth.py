"""The growth curves of a run: a drawing each, with the same figures in a table beside it."""

import statistics

from bench.curves import Chart, svg
from bench.figures import percentile
from bench.result import Report
from bench.tables import ms, table

CASES, BODIES = "growth-cases.svg", "growth-bodies.svg"


def drawings(report: Report) -> dict[str, str]:
    """Return file name → drawing."""
    return {CASES: svg(_cases(report)), BODIES: svg(_bodies(report))}


def growth_text(report: Report) -> str:
    """Return the section with drawings and tables."""
    cases = [
        (f"{point.cases:,}", str(point.statements), ms(1000 * percentile(point.half.durations_s, 0.5)),
         ms(1000 * percentile(point.half.durations_s, 0.95)), ms(point.half.cpu_ms_each("web")),
         ms(point.half.cpu_ms_each("database")))
        for point in report.inbox
    ]  # fmt: skip
    bodies = [
        (f"{each.bodies:,}", ms(1000 * statistics.median(each.publish_s)), ms(1000 * statistics.median(each.adopt_s)))
        for each in report.published
    ]
    return "\n\n".join(
        [
            "### Growth",
            "The inbox of a body, its page at half load, by the number of its cases:",
            f"![Inbox by number of cases]({CASES})",
            table(["cases", "statements", "p50 ms", "p95 ms", "web CPU ms", "database CPU ms"], cases, words=0),
            "Publishing a Leistung and letting all competent bodies offer it, each a transaction, by their number:",
            f"![Publishing by number of bodies]({BODIES})",
            table(["bodies", "publish ms", "adopt ms"], bodies, words=0),
        ]
    )


def _cases(report: Report) -> Chart:
    lines = {
        f"p{100 * share:.0f}": [
            (point.cases, 1000 * percentile(point.half.durations_s, share)) for point in report.inbox
        ]
        for share in (0.5, 0.95)
    }
    return Chart("Inbox page at half load", "cases of the body", "ms", lines, aim=60)


def _bodies(report: Report) -> Chart:
    lines = {
        "publish": [(each.bodies, 1000 * statistics.median(each.publish_s)) for each in report.published],
        "adopt": [(each.bodies, 1000 * statistics.median(each.adopt_s)) for each in report.published],
    }
    return Chart("Publish a Leistung, adopt it everywhere", "bodies", "ms", lines, aim=1000)
