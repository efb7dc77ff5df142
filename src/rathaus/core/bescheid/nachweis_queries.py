"""Every read of certificates; the open scope decides which rows there are."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import evaluate_antrag
from rathaus.core.bescheid.errors import NachweisNotFound
from rathaus.core.bescheid.models import Nachweis
from rathaus.core.bescheid.nachweis_rules import Holder, former_number, holder_of, may_renew
from rathaus.core.leistung.queries import compiled
from rathaus.engine.prozess.nachweis import NachweisRule
from rathaus.values.text import Text


def nachweis_by_public_id(public_id: uuid.UUID) -> Nachweis:
    """Return a certificate of the open scope.

    Raises:
        NachweisNotFound: unknown, or of somebody else.
    """
    row = _rows().filter(public_id=public_id).first()
    if row is None:
        raise NachweisNotFound
    return row


def nachweis_of(antrag: Antrag) -> Nachweis | None:
    """Return the certificate that an Antrag led to; None where there is none."""
    return _rows().filter(antrag_id=antrag.pk).first()


def nachweise_of(antraege: Sequence[Antrag]) -> dict[int, Nachweis]:
    """Return the certificates that several Antraege led to, by the id of the Antrag."""
    return {row.antrag_id: row for row in _rows().filter(antrag__in=antraege)}


def nachweis_to_check(check_hash: str) -> Nachweis | None:
    """Return what somebody checks, in a scope that holds the hash of its secret; None when it is of nothing.

    Args:
        check_hash: hash of what stood in the address.
    """
    return Nachweis.objects.select_related("stelle").filter(check_hash=check_hash).first()


def former_of(antrag: Antrag, rule: NachweisRule) -> Nachweis | None:
    """Return the certificate that an Antrag names as its present one, in the scope of the body; None without one.

    Args:
        antrag: the Antrag.
        rule: the certificate of the Leistung.
    """
    number = former_number(rule, evaluate_antrag(antrag).answers)
    return _rows().filter(number=number, kind=rule.kind).first() if number else None


def newest_of(nachweis: Nachweis) -> Nachweis:
    """Return the certificate that stands at the end of what followed a certificate; itself where nothing did."""
    following = _rows().filter(replaces=nachweis).first()
    return newest_of(following) if following is not None else nachweis


def holder_for(former: Nachweis, antrag: Antrag) -> Holder:
    """Return whether a certificate belongs to the person whom an Antrag is about.

    Args:
        former: the certificate that may give way.
        antrag: what the next one is asked for with.
    """
    is_for_others = former.antrag.vertretung is not None or antrag.vertretung is not None
    return holder_of(former.bearer, antrag.bearer, is_for_others=is_for_others)


def rule_of(nachweis: Nachweis) -> NachweisRule | None:
    """Return the certificate as the version of its Antrag has it."""
    return compiled(nachweis.antrag.version_id).prozess.nachweis


def certificate_name(nachweis: Nachweis) -> Text:
    """Return what a certificate is called, in both languages."""
    return Text.from_json(nachweis.name)


def can_renew(nachweis: Nachweis, *, on: date) -> bool:
    """Return whether its holder may ask for a renewal on a local day, and has not got one yet."""
    rule = rule_of(nachweis)
    if rule is None or rule.follow_up is None or _is_followed(nachweis):
        return False
    return may_renew(nachweis.standing(on), remind_from=nachweis.remind_from, on=on)


def can_change(nachweis: Nachweis, *, on: date) -> bool:
    """Return whether its holder may ask for a change on a local day; where another one follows it, that one changes."""
    rule = rule_of(nachweis)
    if rule is None or rule.follow_up is None or _is_followed(nachweis):
        return False
    return nachweis.standing(on).is_running


def _is_followed(nachweis: Nachweis) -> bool:
    """Whether another one follows it; its holder does not see one that somebody has by another link."""
    return nachweis.replaced_from is not None or nachweis.successors.exists()


def _rows() -> QuerySet[Nachweis]:
    return Nachweis.objects.select_related("stelle", "datei", "antrag")
