"""Prove the hash chains and what the program made: every record is recomputed, every head and file compared.

Exit status 1 when a chain does not hold, or a file is not the one that was recorded.
"""

import argparse

from rathaus.cli.database import database
from rathaus.core.akte.deletion import erasure_of
from rathaus.core.bescheid.proof import changed_bescheide
from rathaus.core.datei.proof import damaged_files
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import all_stelle_ids


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no options."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Verify the chains and the made files of every body and print the outcome."""
    del options
    with database(), open_scope(Scope(stellen=all_stelle_ids())):
        report, damaged, altered = verify_chains(erasure_of), damaged_files(), changed_bescheide()
    print(f"{report.chains} chains, {report.records} records, {len(report.faults)} faults")
    for fault in report.faults:
        print(f"  {fault.subject}, record {fault.seq}: {fault.reason}")
    for each in damaged:
        print(f"  file {each}: its bytes are missing or others")
    for each in altered:
        print(f"  Bescheid {each}: its file is not the one that was recorded")
    return 1 if report.faults or damaged or altered else 0
