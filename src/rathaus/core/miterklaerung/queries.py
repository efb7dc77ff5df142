"""Every read of declarations: what a case asks for, where each stands, and what a second person reads."""

from dataclasses import dataclass
from datetime import date

from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import content_of, evaluate_entwurf
from rathaus.core.miterklaerung.errors import DeclarationNotAsked
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.rules import Outcome, State, digest_of, state_of
from rathaus.core.scope.session import widen_scope
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.prozess.miterklaerung import MiterklaerungRule, asked_for


@dataclass(frozen=True, slots=True)
class Standing:
    """One declaration that the answers of an Antrag ask for, and where it stands.

    Args:
        rule: who declares what, and by which norm.
        state: where it stands for the answers as they are now.
        digest: of what would be read now.
        last: what was said last; None when nobody has said anything. It may be about earlier answers.
        link: the open link; None without one.
    """

    rule: MiterklaerungRule
    state: State
    digest: str
    last: Miterklaerung | None
    link: DeclarationLink | None

    @property
    def is_there(self) -> bool:
        """Whether the second person has declared it for the answers as they are now."""
        return self.state is State.DECLARED


def asked_of_draft(entwurf: Entwurf, *, today: date) -> tuple[MiterklaerungRule, ...]:
    """Return what a second person will be asked to declare when a draft is submitted as it is now."""
    rules = content_of(entwurf).prozess.miterklaerungen
    return asked_for(rules, answer_facts(evaluate_entwurf(entwurf, today=today).answers)) if rules else ()


def asked_of(antrag: Antrag) -> tuple[MiterklaerungRule, ...]:
    """Return what the present answers of an Antrag ask a second person to declare."""
    return asked_for(content_of(antrag).prozess.miterklaerungen, answer_facts(antrag.answers))


def standings_of(antrag: Antrag, *, today: date) -> tuple[Standing, ...]:
    """Return where each declaration stands that an Antrag asks for; a scope of its body is open.

    Args:
        antrag: the Antrag with its answers.
        today: local day, for links.
    """
    rules = asked_of(antrag)
    if not rules:
        return ()
    vorgang = vorgang_of(antrag)
    said = {row.key: row for row in Miterklaerung.objects.filter(vorgang_id=vorgang.pk)}  # the last one stays
    links = DeclarationLink.objects.filter(vorgang_id=vorgang.pk, ended_at=None, last_on__gte=today)
    open_links = {link.key: link for link in links}
    return tuple(_standing(antrag, rule, said.get(rule.key), open_links.get(rule.key)) for rule in rules)


def standings_for_person(antrag: Antrag, *, today: date) -> tuple[Standing, ...]:
    """Return the same for the person behind an Antrag; the rows themselves stay with the body.

    Args:
        antrag: the Antrag, in the scope of its person.
        today: local day.
    """
    if not asked_of(antrag):
        return ()
    with widen_scope(stellen=frozenset({antrag.stelle_id})):
        return standings_of(antrag, today=today)


def standing_of(antrag: Antrag, key: str, *, today: date) -> Standing:
    """Return where one declaration stands; a scope of the body is open.

    Raises:
        DeclarationNotAsked: the present answers do not ask for it.
    """
    found = next((each for each in standings_of(antrag, today=today) if each.rule.key == key), None)
    if found is None:
        raise DeclarationNotAsked(key=key)
    return found


def said_before(antrag: Antrag) -> tuple[Miterklaerung, ...]:
    """Return all that second persons have said about an Antrag, the oldest first; a scope of its body is open."""
    return tuple(Miterklaerung.objects.filter(vorgang__antrag_id=antrag.pk).select_related("datei"))


def states_of(antrag: Antrag) -> tuple[tuple[MiterklaerungRule, State], ...]:
    """Return what an Antrag asks for with where it stands; nothing is read where the Leistung asks nobody.

    Args:
        antrag: the Antrag with its answers; a scope of its body is open.
    """
    rules = asked_of(antrag)
    if not rules:
        return ()
    said = {row.key: row for row in Miterklaerung.objects.filter(vorgang__antrag_id=antrag.pk)}
    return tuple((rule, _standing(antrag, rule, said.get(rule.key), None).state) for rule in rules)


def holding_up(antrag: Antrag) -> tuple[MiterklaerungRule, ...]:
    """Return the declarations without which nothing may be granted, and that are not there for the present answers."""
    return tuple(rule for rule, state in states_of(antrag) if rule.pflicht and state is not State.DECLARED)


def is_awaited(antrag: Antrag) -> bool:
    """Return whether a second person still has to say something without which nothing may be granted."""
    open_states = {State.MISSING, State.OUTDATED}
    return any(rule.pflicht and state in open_states for rule, state in states_of(antrag))


def _standing(
    antrag: Antrag, rule: MiterklaerungRule, last: Miterklaerung | None, link: DeclarationLink | None
) -> Standing:
    digest = digest_of(rule, reference=antrag.reference, answers=antrag.answers)
    said = (Outcome(last.outcome), last.content_sha256) if last is not None else None
    return Standing(rule, state_of(said, digest=digest), digest, last, link)
