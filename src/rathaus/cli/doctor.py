"""Say what is wrong with this town hall and what to do about it. Exit status 1 when something does not work."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import psycopg

from rathaus.adapters.postgres.supervisor import open_cluster
from rathaus.cli.database import database
from rathaus.cli.doctor_check import Check, State, fault, look_at
from rathaus.cli.doctor_database import DATABASE_LOOKS, TOWN_LOOKS
from rathaus.cli.doctor_machine import MACHINE_LOOKS
from rathaus.config import environment
from rathaus.config.database import state_dir, uses_embedded_server
from rathaus.values.errors import RathausError

_SIGNS = {State.WELL: "✓", State.WARNING: "!", State.FAULT: "✗"}
_CONNECT_TIMEOUT_S = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form of the report."""
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of lines")


def run(options: argparse.Namespace) -> int:
    """Look at everything and report."""
    checks = [*look_at(MACHINE_LOOKS), *_look_at_database()]
    if options.json:
        print(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=2))
    else:
        _print(checks)
    return 1 if any(check.state is State.FAULT for check in checks) else 0


def _look_at_database() -> Iterator[Check]:
    """Look into the database, or say why nobody can."""
    if uses_embedded_server() and not (open_cluster(state_dir()).data_dir / "PG_VERSION").exists():
        yield fault(
            "database",
            f"There is none in {state_dir()} yet.",
            remedy="Run `rathaus migrate`, or `rathaus restore FILE`.",
        )
        return
    try:
        with database():
            _connect_in_time()
            checks = list(look_at(DATABASE_LOOKS))
            yield from checks
            if not any(check.state is State.FAULT for check in checks if check.name in {"database", "migrations"}):
                yield from look_at(TOWN_LOOKS)
    except psycopg.OperationalError as error:
        remedy = "Check RATHAUS_DATABASE_URL, and that the server runs and lets us in."
        yield fault("database", f"It does not answer: {str(error).splitlines()[0]}", remedy=remedy)
    except RathausError as error:
        says, _, remedy = str(error).partition("\n")
        yield fault("database", says, remedy=remedy or "Do what the sentence says, then look again.")


def _connect_in_time() -> None:
    """Connect once with an end to the wait; whoever works later waits as long as the network likes."""
    url = environment.text("DATABASE_URL")
    with psycopg.connect(url, connect_timeout=_CONNECT_TIMEOUT_S):
        pass


def _print(checks: Sequence[Check]) -> None:
    width = max(len(check.name) for check in checks)
    for check in checks:
        print(f"{_SIGNS[check.state]} {check.name:<{width}}  {check.says}")
        for line in check.remedy.splitlines():
            print(f"  {'':<{width}}  → {line}")
    counts = Counter(check.state for check in checks)
    print(f"{counts[State.WELL]} well, {counts[State.WARNING]} to look at, {counts[State.FAULT]} at fault")
