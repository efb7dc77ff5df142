"""Serve web pages and work on jobs. Refuses to start when settings or database would break a promise."""

import argparse
import os
from collections.abc import Mapping, Sequence

from rathaus.cli.database import own_database
from rathaus.cli.processes import Processes, web_command, worker_command
from rathaus.cli.static_files import collect_static_files
from rathaus.config.start import refuse_unsafe_start_within

_DATABASE_RESTARTS_WITHIN_S = 30.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take address and number of processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to bind to")
    parser.add_argument("--port", type=int, default=8000, help="port to bind to")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="web processes")
    parser.add_argument("--without-jobs", action="store_true", help="leave jobs waiting: no mail goes out from here")


def run(options: argparse.Namespace) -> int:
    """Collect static files, check that it is safe to start, and run until asked to stop."""
    collect_static_files()
    with own_database():
        refuse_unsafe_start_within(_DATABASE_RESTARTS_WITHIN_S)
        web = web_command(host=options.host, port=options.port, workers=options.workers)
        serve({"web": web} if options.without_jobs else {"web": web, "worker": worker_command()})
    return 0


def serve(commands: Mapping[str, Sequence[str]]) -> None:
    """Run processes until SIGTERM or SIGINT.

    Args:
        commands: name and command of each.
    """
    processes = Processes(commands)
    processes.start()
    processes.watch()
