"""Load the package of a Leistung and print what is wrong with it. Exit status 1 when it cannot be published."""

import argparse
from pathlib import Path

from rathaus.cli.database import database
from rathaus.cli.printing import print_findings
from rathaus.core.leistung.actions import load_package
from rathaus.core.leistung.package import read_archive, read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the package."""
    parser.add_argument("package", type=Path, help="folder or ZIP archive with ablauf.toml")


def run(options: argparse.Namespace) -> int:
    """Store the package as a version that is not published yet."""
    path: Path = options.package
    files = read_archive(path.read_bytes()) if path.is_file() else read_folder(path)
    with database(), open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        report = load_package(actor=SYSTEM_ACTOR, files=files)
    print_findings(report.findings)
    if report.version is None:
        print("Nothing was stored: ablauf.toml could not be read.")
        return 1
    state = "loaded" if report.is_new else "known already"
    print(f"{report.version.leistung.slug} {report.version.version}: {state}")
    return 1 if report.version.has_errors else 0
