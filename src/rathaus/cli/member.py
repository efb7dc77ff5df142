"""Let members of staff work for a body, or end that: what an installation needs before anybody can sign in."""

import argparse
import secrets
from datetime import date
from getpass import getpass

from django.utils import timezone

from rathaus.cli.database import database
from rathaus.cli.errors import BodyUnknown, LoginTaken, MembershipUnknown, PasswordsDiffer
from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.models import Konto
from rathaus.core.konto.queries import konto_by_login
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import end_mitgliedschaft, grant_mitgliedschaft
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.queries import memberships_of, stelle_by_slug

_PASSWORD_BYTES = 15


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and for whom."""
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="let somebody work for a body; creates the account if there is none")
    end = acts.add_parser("end", help="let somebody no longer work for a body")
    for each in (add, end):
        each.add_argument("login", help="technical name of the account")
        each.add_argument("body", help="name of the body in addresses, such as hanau")
        each.add_argument("role", choices=Mitgliedschaft.Role.values)
    add.add_argument("--name", required=True, help="name that colleagues and letters show")
    add.add_argument("--ask-password", action="store_true", help="ask for the password instead of making one")
    end.add_argument("--on", type=date.fromisoformat, help="first day without it, such as 2026-12-01; today")


def run(options: argparse.Namespace) -> int:
    """Grant or end one membership."""
    with database():
        stelle = stelle_by_slug(options.body)
        if stelle is None:
            raise BodyUnknown(body=options.body)
        with open_scope(Scope(stellen=frozenset({stelle.pk}))):
            return _add(options, stelle) if options.act == "add" else _end(options, stelle)


def _add(options: argparse.Namespace, stelle: Stelle) -> int:
    konto, password = konto_by_login(options.login), None
    if konto is None:
        password = _asked_password() if options.ask_password else secrets.token_urlsafe(_PASSWORD_BYTES)
        konto = create_konto(login=options.login, kind=Konto.Kind.STAFF, password=password)
    if konto.kind != Konto.Kind.STAFF:
        raise LoginTaken(login=options.login)
    grant_mitgliedschaft(
        actor=SYSTEM_ACTOR, stelle=stelle, konto_id=konto.pk, role=options.role, display_name=options.name
    )
    print(f"{options.login} works for {stelle.name} as {options.role}")
    if password is not None and not options.ask_password:
        print(f"password, shown this once: {password}")
    return 0


def _asked_password() -> str:
    password = getpass("Password: ")
    if not password or getpass("Again: ") != password:
        raise PasswordsDiffer
    return password


def _end(options: argparse.Namespace, stelle: Stelle) -> int:
    konto, day = konto_by_login(options.login), options.on or timezone.localdate()
    held = memberships_of(konto.pk, timezone.localdate()) if konto is not None else []
    ended = [each for each in held if (each.stelle_id, each.role) == (stelle.pk, options.role)]
    if not ended:
        raise MembershipUnknown(login=options.login, body=options.body, role=options.role)
    for each in ended:
        end_mitgliedschaft(actor=SYSTEM_ACTOR, mitgliedschaft=each, valid_to=day)
    print(f"{options.login} works for {stelle.name} as {options.role} until the day before {day.isoformat()}")
    return 0
