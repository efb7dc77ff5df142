"""Work on queued jobs until asked to stop."""

import argparse

from django.core.management import call_command

from rathaus.cli.database import database
from rathaus.config.parent import end_with
from rathaus.config.start import refuse_unsafe_start


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the number of jobs at once, and with whom to end."""
    parser.add_argument("--concurrency", type=int, default=1, help="jobs at the same time")
    parser.add_argument("--parent", type=int, help="id of the process that started this one, to end with it")


def run(options: argparse.Namespace) -> int:
    """Run the queue's worker; a job that is under way is finished before the end."""
    if options.parent is not None:
        end_with(options.parent)
    with database():
        refuse_unsafe_start()
        call_command("procrastinate", "worker", concurrency=options.concurrency, verbosity=0)
    return 0
