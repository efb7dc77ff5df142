"""Everything that a run found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.bodies import Published
from bench.export import Exported
from bench.figures import Measured
from bench.jobs import JobsDone
from bench.loads import Row
from bench.rows import FinderAlone, InboxPoint

LIMIT_OF = {"final submission": "durable insert", "decision with PDF": "durable insert"}
"""Name of a row → the limit that it is compared with, where that is not raw WSGI."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a run found.

    Args:
        hello: the limit for pages.
        insert: the limit for submissions and decisions.
        insert_bytes: size of the payload of a row of that limit.
        rows: what people do.
        inbox: the inbox at each size, ascending.
        exported: lists of cases taken out; None when that was not measured.
        finder: the finder without a page.
        published: publishing to few and to many bodies, ascending.
        schema_bytes: size of the large schema.
        compile_s: reading and compiling it, each time.
        receipts: what a worker did with the receipts of the submissions.
        proved: how many Antraege were acknowledged, and stored with Vorgang and queued receipt, once each.
        web_memory_bytes: proportional memory of the web server at the end.
        facts: about the machine.
    """

    hello: Measured
    insert: Measured
    insert_bytes: int
    rows: Sequence[Row]
    inbox: Sequence[InboxPoint]
    exported: Exported | None
    finder: FinderAlone
    published: Sequence[Published]
    schema_bytes: int
    compile_s: Sequence[float]
    receipts: JobsDone
    proved: int
    web_memory_bytes: int
    facts: Mapping[str, str]

    def limit_of(self, row: Row) -> Measured:
        """Return the limit that a row is compared with."""
        return self.insert if row.name in LIMIT_OF else self.hello

    def row(self, name: str) -> Row | None:
        """Return the row whose name begins so; None when it was not measured."""
        return next((row for row in self.rows if row.name.startswith(name)), None)
