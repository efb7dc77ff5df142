"""Show legal parameters, check files with them, or load them. Exit status 1 when a file has findings."""

import argparse
import sys
from pathlib import Path

from django.utils import timezone

from rathaus.cli.database import database
from rathaus.cli.printing import print_findings
from rathaus.core.norm.actions import LoadedParameters, check_parameter_file, load_parameter_file
from rathaus.core.norm.errors import FileTooLarge
from rathaus.core.norm.queries import parameters_for
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the act and its files."""
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list", help="show every row of law, with status and time")
    for act, says in (("check", "print what is wrong with files; nothing is stored"), ("load", "store rows of law")):
        parser_of_act = acts.add_parser(act, help=says)
        parser_of_act.add_argument("files", type=Path, nargs="+", help="TOML files, each row a [[parameter]]")


def run(options: argparse.Namespace) -> int:
    """List rows, or check or load files."""
    with database():
        if options.act == "list":
            return _print_all()
        return max(_one(path, is_load=options.act == "load") for path in options.files)


def _print_all() -> int:
    parameters = parameters_for()
    for key, jurisdiction in parameters.places():
        for row in parameters.history(key, jurisdiction):
            print(f"{row.version_id}  {row.status.value}  {row.words.en}  {row.citation}")
    return 0


def _one(path: Path, *, is_load: bool) -> int:
    if not path.is_file():
        print(f"{path.name}: there is no such file", file=sys.stderr)
        return 1
    try:
        report = _load(path) if is_load else check_parameter_file(path.read_bytes(), path.name)
    except FileTooLarge as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return 1
    print_findings(report.findings)
    if report.findings:
        print(f"{path.name}: not loaded" if is_load else f"{path.name}: not in order")
        return 1
    done = f"{len(report.rows)} rows loaded, {report.known} known already" if is_load else f"{len(report.rows)} rows"
    print(f"{path.name}: {done}")
    return 0


def _load(path: Path) -> LoadedParameters:
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        return load_parameter_file(actor=SYSTEM_ACTOR, content=path.read_bytes(), name=path.name, now=timezone.now())
