"""Start the whole town hall with demo data and print its address; Ctrl-C ends it, the data stay for the next time."""

import argparse
import os
import socket
import time
import urllib.error
import urllib.request

from django.conf import settings

from rathaus.cli.database import own_database
from rathaus.cli.demo_content import fill_demo
from rathaus.cli.errors import NoFreePort, ServerSilent
from rathaus.cli.migrate import migrate_and_load_facts
from rathaus.cli.processes import (
    Processes,
    mail_catcher_command,
    payment_simulator_command,
    web_command,
    worker_command,
)
from rathaus.cli.static_files import collect_static_files
from rathaus.config.start import refuse_unsafe_start

_WAIT_S = 60.0
_PORTS_TO_TRY = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take address and number of processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to bind to")
    parser.add_argument("--port", type=int, default=8000, help="first port to try")
    parser.add_argument("--workers", type=int, default=min(os.cpu_count() or 1, 4), help="web processes")


def run(options: argparse.Namespace) -> int:
    """Prepare the database, fill it, start web server and worker, and run until asked to stop."""
    print("Rathaus: preparing the town hall …", flush=True)
    collect_static_files()
    with own_database():
        migrate_and_load_facts()
        fill_demo()
        refuse_unsafe_start()
        port = _free_port(options.host, options.port)
        os.environ.setdefault("RATHAUS_BASE_URL", f"http://{options.host}:{port}")
        web = web_command(host=options.host, port=port, workers=options.workers)
        log = settings.RATHAUS_STATE_DIR / "demo.log"
        beside = {**_mail_catcher(), **_payment_simulator()}
        processes = Processes({**beside, "web": web, "worker": worker_command()}, log=log)
        processes.start()
        try:
            _wait_for(f"http://{options.host}:{port}/gesund/")
            print(f"Rathaus: ready at http://{options.host}:{port}/ (Ctrl-C ends it)", flush=True)
            print(f"Rathaus: what it logs stands in {log}", flush=True)
        except ServerSilent:
            processes.stop()
            raise
        processes.watch()
    return 0


def _mail_catcher() -> dict[str, tuple[str, ...]]:
    """Return the server that keeps mails, and let the other processes send to it; nothing where one is named."""
    if settings.RATHAUS_SMTP_HOST:
        return {}
    port = _any_free_port()
    os.environ |= {
        "RATHAUS_SMTP_HOST": "127.0.0.1", "RATHAUS_SMTP_PORT": str(port), "RATHAUS_SMTP_SECURITY": "none",
    }  # fmt: skip
    return {"mail": mail_catcher_command(port=port, folder=settings.RATHAUS_MAIL_DIR)}


def _payment_simulator() -> dict[str, tuple[str, ...]]:
    """Return the payment provider that moves no money, and let the others ask it; nothing where one is named."""
    if settings.RATHAUS_PAYMENT_ADDRESS:
        return {}
    port = _any_free_port()
    os.environ["RATHAUS_PAYMENT_ADDRESS"] = f"http://127.0.0.1:{port}"
    return {"payment": payment_simulator_command(port=port)}


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _free_port(host: str, first: int) -> int:
    for port in range(first, first + _PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise NoFreePort(first=first)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + _WAIT_S
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own address, built above
                if answer.status == 200:  # HTTP OK
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise ServerSilent(address=address)
