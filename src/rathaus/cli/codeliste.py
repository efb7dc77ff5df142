"""Load code lists (genericode) or show which there are. Exit status 1 when a file could not be loaded."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from rathaus.cli.database import database
from rathaus.cli.printing import print_findings
from rathaus.core.codeliste.actions import load_codeliste
from rathaus.core.codeliste.errors import CodelisteIsLoaded, CodelisteTooLong
from rathaus.core.codeliste.own import own_codelisten
from rathaus.core.codeliste.queries import codelisten
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the act and its files."""
    acts = parser.add_subparsers(dest="act", required=True)
    load = acts.add_parser("load", help="store versions of lists; forms that wait for them can be loaded again")
    load.add_argument("files", type=Path, nargs="+", help="genericode files, each with one version of a list")
    acts.add_parser("list", help="show every version of every list")


def run(options: argparse.Namespace) -> int:
    """Load files, or list what is loaded."""
    with database():
        if options.act == "list":
            return _print_all()
        return max([_load(path) for path in options.files])


def _load(path: Path) -> int:
    if not path.is_file():
        print(f"{path.name}: there is no such file")
        return 1
    try:
        with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
            report = load_codeliste(actor=SYSTEM_ACTOR, content=path.read_bytes(), now=timezone.now())
    except (CodelisteIsLoaded, CodelisteTooLong) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return 1
    print_findings(report.findings)
    if report.codeliste is None:
        print(f"{path.name}: not loaded")
        return 1
    state = "loaded" if report.is_new else "known already"
    print(f"{path.name}: {report.codeliste.version_uri}, {report.codeliste.entries} entries, {state}")
    return 0


def _print_all() -> int:
    for row in codelisten():
        print(f"{row.version_uri}  {row.entries} entries  {row.name}")
    loaded = {row.version_uri for row in codelisten()}
    for version_uri, own in own_codelisten().items():
        if version_uri not in loaded:
            source = f", written from {own.written_from.en}" if own.written_from.en else ""
            print(f"{version_uri}  {len(own.rows)} entries  {own.long_name} (comes with the product{source})")
    return 0
