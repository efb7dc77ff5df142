"""Every write to accounts and persons."""

from django.db import transaction

from rathaus.core.konto.models import Konto, Person
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused


@transaction.atomic
def create_konto(*, login: str, kind: str, password: str | None = None) -> Konto:
    """Create an account, or return the one that has this login already.

    Args:
        login: technical name, unique.
        kind: ``person`` or ``staff``.
        password: without one the account cannot sign in by password.
    """
    konto, created = Konto.objects.get_or_create(login=login, defaults={"kind": kind})
    if created:
        if password is None:
            konto.set_unusable_password()
        else:
            konto.set_password(password)
        konto.save(update_fields=["password"])
    return konto


@transaction.atomic
def save_person(*, actor: Actor, attributes: dict[str, object]) -> Person:
    """Store what a person tells about themselves; needs the scope of that person.

    Args:
        actor: the citizen whose attributes these are.
        attributes: column name to value; a name that is no column raises TypeError.

    Raises:
        ActorRefused: the actor is not a signed-in citizen.
    """
    if actor.role is not Role.CITIZEN or actor.konto_id is None:
        raise ActorRefused
    unknown = set(attributes).difference(field.name for field in Person._meta.concrete_fields)
    if unknown:  # Django would pass over it when the row exists
        message = f"Person has no column {sorted(unknown)}"
        raise TypeError(message)
    person, _ = Person.objects.update_or_create(konto_id=actor.konto_id, defaults=attributes)
    return person
