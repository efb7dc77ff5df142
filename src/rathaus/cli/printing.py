"""How commands print findings."""

from collections import Counter
from collections.abc import Sequence

from rathaus.values.findings import Finding


def print_findings(findings: Sequence[Finding], *, language: str = "en") -> None:
    """Print each finding on a line, the gravest first, then how many there are of each severity."""
    order = ["error", "warning", "hint"]
    for finding in sorted(findings, key=lambda each: order.index(each.severity.value)):
        print(finding.as_line(language))
    counts = Counter(finding.severity.value for finding in findings)
    print(", ".join(f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}" for severity in order))
