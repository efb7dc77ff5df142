"""`python -m chaos`: kill parts of a busy town hall for ten minutes, count, and write docs/reference/chaos.md."""

import argparse
import importlib
import random
import sys
import tempfile
from pathlib import Path

import django

from bench.errors import BenchFailed
from chaos.environment import set_environment
from chaos.errors import ChaosFailed


def main() -> int:
    """Run with a state folder of its own on a real disk; exit status 1 when anything was lost, doubled or unkind."""
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how long parts are killed")
    parser.add_argument(
        "--seed", type=int, help="repeats the order of the kills and the pauses; a new one when left out"
    )
    parser.add_argument("--clients", type=int, default=16, help="people at a time")
    parser.add_argument("--queued", type=int, default=500, help="receipts to queue for the measure of the first one")
    options = parser.parse_args()
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    with tempfile.TemporaryDirectory(prefix="rathaus-chaos-", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        set_environment(Path(folder))
        django.setup()
        # Imported only now: what they import needs Django to be set up.
        run, tormentor = importlib.import_module("chaos.run"), importlib.import_module("chaos.tormentor")
        torment = tormentor.Torment(seed, options.minutes * 60)
        try:
            return int(run.run(Path(folder), torment, clients=options.clients, queued=options.queued))
        except (ChaosFailed, BenchFailed) as error:
            print(f"chaos: failed: {error}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    raise SystemExit(main())
