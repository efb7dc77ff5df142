"""Pure decisions about certificates: how long they hold, where they stand, what may be done with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rathaus.core.bescheid.errors import (
    HolderDiffers,
    HolderNotCompared,
    NachweisBeginsTooEarly,
    NachweisGivenWay,
    NachweisIncomplete,
    NachweisTermRefused,
)
from rathaus.core.konto.bearer import Bearer
from rathaus.engine.prozess.nachweis import NachweisFollowUp, NachweisRule
from rathaus.recht.fristen import add_months

MOST_CHARACTERS = 60
"""Of one line: more cannot be read through a windscreen."""


class Occasion(StrEnum):
    """What an Antrag for a certificate is about."""

    FIRST = "first"
    RENEWAL = "renewal"
    CHANGE = "change"


class Standing(StrEnum):
    """Where a certificate stands on a day."""

    FUTURE = "future"
    VALID = "valid"
    EXPIRED = "expired"
    REPLACED = "replaced"
    ENDED = "ended"

    @property
    def is_running(self) -> bool:
        """Whether it holds, or will hold without anybody's doing."""
        return self in {Standing.FUTURE, Standing.VALID}


class EndKind(StrEnum):
    """Who ended a certificate before its last day."""

    RETURNED = "returned"
    REVOKED = "revoked"


class Holder(StrEnum):
    """Whether the certificate that an Antrag names belongs to the person who applies."""

    SAME = "same"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """First and last local day on which a certificate holds."""

    valid_from: date
    valid_to: date


@dataclass(frozen=True, slots=True)
class CertificateDraft:
    """What a clerk hands out with a grant.

    Args:
        term: first and last day.
        facts: key of the line → value.
        replaces: public id of the certificate that it takes the place of; empty when of none.
        holder_compared: whether the clerk has compared the holder of that certificate with the person who applies.
    """

    term: Term
    facts: Mapping[str, str]
    replaces: str = ""
    holder_compared: bool = False

    def to_json(self) -> dict[str, object]:
        """Return the JSON form."""
        days = {"valid_from": self.term.valid_from.isoformat(), "valid_to": self.term.valid_to.isoformat()}
        former = {"replaces": self.replaces, "holder_compared": self.holder_compared}
        return {**days, "facts": dict(self.facts), **former}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> "CertificateDraft":
        """Read the form that :meth:`to_json` writes."""
        first, last = (date.fromisoformat(str(data[name])) for name in ("valid_from", "valid_to"))
        facts = data["facts"]
        lines = {str(key): str(value) for key, value in facts.items()} if isinstance(facts, Mapping) else {}
        return cls(Term(first, last), lines, str(data.get("replaces", "")), data.get("holder_compared") is True)


def occasion_of(follow_up: NachweisFollowUp | None, answers: Mapping[str, object]) -> Occasion:
    """Return what an Antrag is about.

    Args:
        follow_up: how the form asks for it; None when every certificate begins anew.
        answers: path key → value, as they count.
    """
    if follow_up is None:
        return Occasion.FIRST
    codes = {follow_up.verlaengerung: Occasion.RENEWAL, follow_up.aenderung: Occasion.CHANGE}
    return codes.get(str(answers.get(follow_up.anlass, "")), Occasion.FIRST)


def former_number(rule: NachweisRule, answers: Mapping[str, object]) -> str:
    """Return the number of the certificate that an Antrag wants to renew or change; empty when it names none."""
    if rule.follow_up is None or occasion_of(rule.follow_up, answers) is Occasion.FIRST:
        return ""
    return "".join(str(answers.get(rule.follow_up.nummer, "")).split()).upper()


def suggest_term(rule: NachweisRule, answers: Mapping[str, object], *, former: Term | None, on: date) -> Term:
    """Return first and last day as the answers ask for them. A change keeps the last day of what it changes.

    Args:
        rule: the certificate of the Leistung.
        answers: path key → value, as they count.
        former: the term of the certificate that is renewed or changed; None when it is not known.
        on: local day of the decision; no certificate begins before it.
    """
    occasion = occasion_of(rule.follow_up, answers)
    if occasion is Occasion.CHANGE and former is not None and former.valid_to >= on:
        return Term(max(on, former.valid_from), former.valid_to)
    asked = answers.get(rule.term.beginn)
    first = max(on, date.fromisoformat(asked)) if isinstance(asked, str) and asked else on
    if occasion is Occasion.RENEWAL and former is not None:
        first = max(first, former.valid_to + timedelta(days=1))
    return Term(first, add_months(first, rule.term.months_for(answers)) - timedelta(days=1))


def first_day(former: Term, occasion: Occasion, *, on: date) -> date:
    """Return the day from which a person will want the next certificate.

    Args:
        former: the term of the present one.
        occasion: a renewal follows it, a change takes its place at once.
        on: local day.
    """
    return max(on, former.valid_to + timedelta(days=1)) if occasion is Occasion.RENEWAL else max(on, former.valid_from)


def check_term(term: Term) -> Term:
    """Return a term that makes sense.

    Raises:
        NachweisTermRefused: it ends before it begins.
    """
    if term.valid_to < term.valid_from:
        raise NachweisTermRefused(valid_from=term.valid_from.isoformat(), valid_to=term.valid_to.isoformat())
    return term


def check_beginning(term: Term, *, on: date) -> None:
    """Refuse a certificate that would hold before it is decided, or that is over already.

    Args:
        term: first and last day.
        on: local day of the decision.

    Raises:
        NachweisBeginsTooEarly: its first day lies before the decision.
    """
    if term.valid_from < on:
        raise NachweisBeginsTooEarly(valid_from=term.valid_from.isoformat(), on=on.isoformat())


def holder_of(former: Bearer, applicant: Bearer, *, is_for_others: bool) -> Holder:
    """Return whether a certificate belongs to the person who applies.

    A link alone says nothing about who holds it. Nor does a Konto whose owner acts for others: it may be for several.

    Args:
        former: who holds the certificate.
        applicant: who is behind the Antrag.
        is_for_others: whether somebody acts for the person of one of the two forms.
    """
    if is_for_others:
        return Holder.UNKNOWN
    if former == applicant:
        return Holder.SAME
    return Holder.UNKNOWN if former.secret_hash or applicant.secret_hash else Holder.OTHER


def check_holder(holder: Holder, *, is_compared: bool) -> None:
    """Refuse to let a certificate give way to one of somebody else.

    Args:
        holder: whether it belongs to the person who applies.
        is_compared: whether a clerk confirms to have compared the names.

    Raises:
        HolderDiffers: it belongs to another Konto.
        HolderNotCompared: a link or a representative is behind one of the two, and nobody has compared the names.
    """
    if holder is Holder.OTHER:
        raise HolderDiffers
    if holder is Holder.UNKNOWN and not is_compared:
        raise HolderNotCompared


def check_place(number: str, *, is_ended: bool, is_followed: bool) -> None:
    """Refuse to replace what has ended or what another certificate follows: one certificate has one successor.

    Args:
        number: of the certificate that is to be replaced.
        is_ended: whether somebody ended it.
        is_followed: whether it has a successor.

    Raises:
        NachweisGivenWay: it has ended, or has a successor.
    """
    if is_ended or is_followed:
        raise NachweisGivenWay(number=number)


def trim_facts(rule: NachweisRule, facts: Mapping[str, object]) -> dict[str, str]:
    """Return the lines of a certificate, in its order, each on one line of at most 60 characters; others are left out.

    Args:
        rule: the certificate of the Leistung.
        facts: key of the line → value.
    """
    return {line.key: " ".join(str(facts.get(line.key, "")).split())[:MOST_CHARACTERS] for line in rule.facts}


def check_complete(rule: NachweisRule, facts: Mapping[str, str]) -> None:
    """Refuse a certificate that lacks a line which it needs.

    Raises:
        NachweisIncomplete: a required line is empty; the fact ``lines`` names them.
    """
    missing = [line.key for line in rule.facts if line.required and not facts.get(line.key)]
    if missing:
        raise NachweisIncomplete(lines=missing)


def standing_of(term: Term, *, is_ended: bool, replaced_from: date | None, on: date) -> Standing:
    """Return where a certificate stands.

    Args:
        term: first and last day.
        is_ended: whether somebody ended it.
        replaced_from: first local day on which another one takes its place; None when none does.
        on: local day.
    """
    if is_ended:
        return Standing.ENDED
    if replaced_from is not None and on >= replaced_from:
        return Standing.REPLACED
    if on > term.valid_to:
        return Standing.EXPIRED
    return Standing.VALID if on >= term.valid_from else Standing.FUTURE


def replaced_from(former: Term, successor: Term) -> date | None:
    """Return the day from which a successor takes the place of a certificate; None when that has run out before."""
    return successor.valid_from if successor.valid_from <= former.valid_to else None


def may_renew(standing: Standing, *, remind_from: date, on: date) -> bool:
    """Return whether its holder may ask for a renewal: from the reminder on, and after it has expired.

    Args:
        standing: where it stands.
        remind_from: local day of the reminder.
        on: local day.
    """
    return standing in {Standing.VALID, Standing.EXPIRED} and on >= remind_from
