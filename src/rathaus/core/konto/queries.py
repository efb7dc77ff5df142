"""Every read of accounts and persons that other rooms need."""

from datetime import datetime

from rathaus.core.konto.errors import SignInRefused
from rathaus.core.konto.models import Konto, Person


def person_of(konto_id: int) -> Person | None:
    """Return the attributes of the signed-in person; None outside their scope or when nothing is stored."""
    return Person.objects.filter(konto_id=konto_id).first()


def konto_by_login(login: str) -> Konto | None:
    """Return the open account with this login."""
    return Konto.objects.filter(login=login, is_active=True).first()


def staff_away_since(instant: datetime) -> list[int]:
    """Return the ids of open accounts of staff whose last sign-in lies before an aware instant."""
    rows = Konto.objects.filter(kind=Konto.Kind.STAFF, is_active=True, last_login__lt=instant)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def check_password(*, login: str, password: str) -> Konto:
    """Return the account whose password this is, in the same time whether or not the login exists.

    Raises:
        SignInRefused: unknown login, wrong password, or closed account.
    """
    konto = konto_by_login(login)
    if konto is None:
        Konto().set_password(password)
        raise SignInRefused
    if not konto.check_password(password):
        raise SignInRefused
    return konto
