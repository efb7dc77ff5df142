"""Serve web pages and work on jobs. Refuses to start when settings or database would break a promise."""

import argparse
import os

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


def run(options: argparse.Namespace) -> int:
    """Collect static files, check that it is safe to start, and run until asked to stop."""
    collect_static_files()
    with own_database():
        refuse_unsafe_start_within(_DATABASE_RESTARTS_WITHIN_S)
        serve(host=options.host, port=options.port, workers=options.workers)
    return 0


def serve(*, host: str, port: int, workers: int) -> None:
    """Run web server and worker until SIGTERM or SIGINT."""
    web = web_command(host=host, port=port, workers=workers)
    processes = Processes({"web": web, "worker": worker_command()})
    processes.start()
    processes.watch()
