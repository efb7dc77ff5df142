"""Show the keys of electronic seals, or give bodies keys of a test authority. Exit status 1 when one is unfit."""

import argparse

from django.conf import settings
from django.utils import timezone

from rathaus.adapters.siegel.key import KeyFolder
from rathaus.adapters.siegel.self_check import self_check
from rathaus.adapters.siegel.test_authority import make_test_keys
from rathaus.cli.database import database
from rathaus.core.stelle.models import Stelle


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and for which bodies."""
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("zeige", help="say of every key whether it can seal")
    test = acts.add_parser("test", help="make keys that everybody recognises as a test")
    test.add_argument("stelle", nargs="+", help="slug of a body, such as hanau")


def run(options: argparse.Namespace) -> int:
    """Show or make keys."""
    keys = KeyFolder(settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE)
    if options.act == "zeige":
        return _show(keys)
    with database():
        known = dict(Stelle.objects.filter(slug__in=options.stelle).values_list("slug", "official_name"))
    unknown = [slug for slug in options.stelle if slug not in known]
    made = make_test_keys(keys.path, known.items(), passphrase=keys.passphrase, now=timezone.now())
    print(f"{len(made)} test keys made in {keys.path}: {', '.join(made) or 'none, they have one'}")
    if unknown:
        print(f"There is no body called {', '.join(unknown)}.")
    return 1 if unknown else 0


def _show(keys: KeyFolder) -> int:
    found = self_check(keys, now=timezone.now())
    for finding in found:
        print(f"{finding.where}: {finding.what.en} {finding.remedy.en}")
    if not found:
        print(f"{len(list(keys.path.glob('*.p12')))} keys in {keys.path} can seal.")
    return 1 if found else 0
