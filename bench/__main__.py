"""`python -m bench`: measure and write docs/reference/performance.md."""

import argparse
import importlib
import os
import sys
import tempfile
from pathlib import Path

import django

from bench.errors import BenchFailed


def main() -> int:
    """Run with a state folder of its own on a real disk; exit status 1 when an answer was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a fifth of the time, and write nothing")
    parts = parser.add_subparsers(dest="what")
    finder = parts.add_parser("finder", help="measure how well services are found")
    finder.add_argument("services", type=Path, help="JSON list of services")
    finder.add_argument("pairs", type=Path, help="CSV of keywords and services")
    standards = parts.add_parser("standards", help="measure large forms and real schemas only")
    standards.add_argument("folder", type=Path, nargs="?", help="holds xdf3/, xdf2/ and perhaps xsd/")
    parts.add_parser("lawful", help="measure steps, decisions, periods and a night of timers only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rathaus-bench-", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        _set_environment(Path(folder))
        django.setup()
        try:
            # Imported only now: what they import needs Django to be set up.
            if options.what == "finder":
                return int(importlib.import_module("bench.finder").run(options.services, options.pairs))
            if options.what == "standards":
                measures = importlib.import_module("bench.standards")
                return int(measures.run(options.folder or measures.FOLDER))
            if options.what == "lawful":
                return int(importlib.import_module("bench.lawful").run(is_quick=options.quick))
            return int(importlib.import_module("bench.run").run(Path(folder), is_quick=options.quick))
        except BenchFailed as error:
            print(f"bench: failed: {error}", file=sys.stderr)
            return 1


def _set_environment(folder: Path) -> None:
    """Set what this process and the servers that it starts read."""
    for name in [name for name in os.environ if name.startswith("RATHAUS_")]:
        del os.environ[name]
    os.environ["DJANGO_SETTINGS_MODULE"] = "rathaus.config.settings"
    os.environ["RATHAUS_STATE_DIR"] = str(folder / "state")
    os.environ["RATHAUS_SIEGEL_DIR"] = str(folder / "siegel")
    # Each visitor has an address of its own, so that limits per sender are counted, and never reached.
    os.environ["RATHAUS_TRUST_FORWARDED"] = "1"


if __name__ == "__main__":
    raise SystemExit(main())
