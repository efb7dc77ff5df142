"""Prove the hash chains: every record is recomputed, every head compared. Exit status 1 when a chain does not hold."""

import argparse

from rathaus.cli.database import database
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no options."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Verify the chains of every body and print the outcome."""
    del options
    with database(), open_scope(Scope(stellen=all_stelle_ids())):
        report = verify_chains()
    print(f"{report.chains} chains, {report.records} records, {len(report.faults)} faults")
    for fault in report.faults:
        print(f"  {fault.subject}, record {fault.seq}: {fault.reason}")
    return 1 if report.faults else 0
