"""Bring the database to this version: tables, policies, and the register of bodies. Safe to repeat."""

import argparse

from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from rathaus.cli.database import database
from rathaus.core.leistung.actions import follow_published
from rathaus.core.stelle.actions import load_facts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no options."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Migrate as the owner, then load the facts as the application."""
    del options
    with database():
        migrate_and_load_facts()
    print("The database is up to date.")
    return 0


def migrate_and_load_facts() -> None:
    """Run all migrations as the owner of the tables, load the register of bodies, fill what searches need anew."""
    call_command("migrate", database="owner", verbosity=0)
    connections["owner"].close()
    load_facts()
    follow_published(day=timezone.localdate())
