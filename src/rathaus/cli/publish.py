"""Publish a loaded version of a Leistung, and let all competent bodies adopt it if asked to."""

import argparse
from datetime import date

from django.utils import timezone

from rathaus.cli.database import database
from rathaus.core.leistung.actions import publish_version
from rathaus.core.leistung.adoption import adopt_for_all
from rathaus.core.leistung.queries import leistung_by_slug, version_by_number
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take Leistung, version and first day."""
    parser.add_argument("slug", help="name of the Leistung in addresses")
    parser.add_argument("version", help="number of the version, such as 1.0.0")
    parser.add_argument(
        "--from", dest="valid_from", type=date.fromisoformat, help="first day, such as 2026-12-01; today"
    )
    parser.add_argument("--adopt-for-all", action="store_true", help="let every competent body offer it")


def run(options: argparse.Namespace) -> int:
    """Publish and adopt."""
    with database(), open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        now = timezone.now()
        version = version_by_number(leistung_by_slug(options.slug), options.version)
        first_day = options.valid_from or timezone.localdate(now)
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=first_day, now=now)
        print(f"{options.slug} {options.version}: published from {first_day.isoformat()}")
        if options.adopt_for_all:
            count = adopt_for_all(actor=SYSTEM_ACTOR, leistung=version.leistung, now=now)
            print(f"{count} bodies offer it now")
    return 0
