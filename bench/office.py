"""Clerks at their desks: members of a body, signed in, with cases to decide. Needs Django to be set up."""

from collections.abc import Sequence
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from rathaus.core.konto.actions import create_konto
from rathaus.core.konto.models import Konto
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.actions import grant_mitgliedschaft
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.models import Vorgang

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_CHECKS = (("formell", "vollstaendig"), ("fachlich", "erledigt"))
DRAFT = (("ergebnis", "bewilligung"), ("begruendung", "Die Wohnung liegt im Quartier."), ("gebuehr", "30,00"))
"""What the clerk enters to grant a Bewohnerparkausweis."""


class Office:
    """A body with clerks.

    Args:
        stelle: the body.
        size: how many clerks it has.
        login: how their logins begin.
    """

    def __init__(self, stelle: Stelle, *, size: int = 1, login: str = "bench") -> None:
        self.stelle = stelle
        self.clerks: list[Konto] = [_clerk(stelle, number, login) for number in range(size)]

    @property
    def scope(self) -> Scope:
        """What the body sees."""
        return Scope(stellen=frozenset({self.stelle.pk}))

    def sign_in(self, **kept: str) -> dict[str, str]:
        """Return the cookies of its first clerk, whose session keeps something else, too."""
        return signed_in(self.clerks[0], **kept)

    def open_cases(self) -> list[UUID]:
        """Return the cases on which nobody has worked."""
        with open_scope(self.scope):
            return list(Vorgang.objects.filter(state="open", claimed_by=None).values_list("public_id", flat=True))

    def check(self, cases: Sequence[UUID]) -> list[str]:
        """Do all checks of cases; return the addresses where they are decided."""
        actor = Actor(Role.CLERK, self.clerks[0].pk, self.stelle.pk)
        with open_scope(self.scope):
            for vorgang in Vorgang.objects.filter(public_id__in=cases):
                for key, outcome in _CHECKS:
                    complete_task(actor=actor, vorgang=vorgang, key=key, outcome=outcome, now=timezone.now())
        return [reverse("amt:decision", args=[case]) for case in cases]


def signed_in(konto: Konto, **kept: str) -> dict[str, str]:
    """Begin a session that keeps something; return its cookie."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(konto.pk)
    session[BACKEND_SESSION_KEY] = _BACKEND
    session[HASH_SESSION_KEY] = konto.get_session_auth_hash()
    session.update(kept)
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


def _clerk(stelle: Stelle, number: int, login: str) -> Konto:
    konto = create_konto(login=f"{login}-{stelle.slug}-{number}", kind=Konto.Kind.STAFF)
    with open_scope(Scope(stellen=frozenset({stelle.pk}))):
        grant_mitgliedschaft(
            actor=SYSTEM_ACTOR, stelle=stelle, konto_id=konto.pk, role="clerk", display_name=f"Clerk {number}"
        )
    return konto
