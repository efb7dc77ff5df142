"""Work on queued jobs until asked to stop."""

import argparse

from django.core.management import call_command

from rathaus.cli.database import database
from rathaus.config.start import refuse_unsafe_start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the number of jobs at once."""
    parser.add_argument("--concurrency", type=int, default=1, help="jobs at the same time")


def run(options: argparse.Namespace) -> int:
    """Run the queue's worker; a job that is under way is finished before the end."""
    with database():
        refuse_unsafe_start()
        call_command("procrastinate", "worker", concurrency=options.concurrency, verbosity=0)
    return 0
