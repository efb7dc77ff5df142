"""Figures as people read them, in tables of Markdown."""

from collections.abc import Sequence

from bench.figures import Measured, percentile


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, words: int = 1) -> str:
    """Return a table; the first columns, as many as ``words``, hold words, the others figures."""
    rule = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def speed(each: Measured) -> tuple[str, str, str]:
    """Return operations a second, median and 95th percentile."""
    per_s = f"{each.per_s:,.0f}" if each.per_s >= 100 else f"{each.per_s:.1f}"
    return per_s, ms(1000 * percentile(each.durations_s, 0.5)), ms(1000 * percentile(each.durations_s, 0.95))


def ms(value: float) -> str:
    """Return milliseconds."""
    return f"{value:.3f}" if value < 1 else f"{value:.1f}"


def percent(share: float) -> str:
    """Return a share in per cent."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 10 else f"{value:.1f} %" if value >= 1 else f"{value:.3f} %"
