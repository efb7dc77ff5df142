"""Every read of public bodies that other rooms need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from rathaus.core.scope.actor import Actor, Role
from rathaus.core.stelle.fact_tables import BEZIRK_DIGITS, praesidien
from rathaus.core.stelle.models import Mitgliedschaft, Nachfolge, Stelle, StelleKey, kreis_level_ars
from rathaus.core.stelle.place_search import PlaceHit, find_places
from rathaus.core.stelle.rules import Body, PlaceFacts, decide_competence
from rathaus.engine.prozess.model import Ebene
from rathaus.values.text import Text

__all__ = [
    "PlaceHit",
    "ZustaendigkeitResult",
    "acts_for_coordination",
    "all_stelle_ids",
    "body_on",
    "competent_stellen",
    "find_places",
    "key_on",
    "kreis_of",
    "kreise_of",
    "live_body_id",
    "memberships_of",
    "resolve_zustaendigkeit",
    "scope_ids_of",
    "stelle_by_slug",
    "stellen_by_kind",
    "successors",
    "twin_of",
]


def stelle_by_slug(slug: str) -> Stelle | None:
    """Return the body with this public id, live or test twin, or None."""
    return Stelle.objects.filter(slug=slug).first()


def stellen_by_kind(kind: str, *, day: date | None = None) -> QuerySet[Stelle]:
    """Return the live bodies of a kind in the order of DIN 5007.

    Args:
        kind: one of ``Stelle.Kind``.
        day: local day on which they exist; None for all that ever existed.
    """
    rows = Stelle.objects.filter(kind=kind, mode=Stelle.Mode.LIVE)
    return rows.on(day) if day is not None else rows


def coordination_office() -> Stelle:
    """Return the state's coordination office."""
    return Stelle.objects.get(kind=Stelle.Kind.KOORDINIERUNGSSTELLE, mode=Stelle.Mode.LIVE)


def acts_for_coordination(actor: Actor) -> bool:
    """Return whether somebody acts for the coordination office: its officer, or the system.

    An officer of any other body has no power over the whole state.
    """
    if actor.role is Role.SYSTEM:
        return True
    return actor.role is Role.OFFICER and actor.stelle_id == coordination_office().pk


def live_body_id(stelle: Stelle) -> int:
    """Return the id of the live body: of the body itself, or of the one whose test twin it is."""
    return stelle.twin_id if stelle.twin_id is not None else stelle.pk


def key_on(stelle: Stelle, day: date) -> StelleKey | None:
    """Return the official keys of a body, or of a test twin's live body, on a local day; None without keys."""
    return StelleKey.objects.on(day).filter(stelle_id=live_body_id(stelle)).first()


def kreis_of(stelle: Stelle, day: date) -> Stelle | None:
    """Return the body that acts as county for a municipality: its county, or itself when it is county-free.

    The county follows from the first five digits of the key that holds on the day.
    """
    key = key_on(stelle, day)
    return None if key is None else _kreis_holder(key, day)


def kreise_of(stellen: Sequence[Stelle], day: date) -> dict[int, Stelle]:
    """Return for live municipalities, by id, the body that acts as their county, in two queries.

    Args:
        stellen: municipalities.
        day: local date Europe/Berlin.
    """
    keys = {key.stelle_id: key for key in StelleKey.objects.on(day).filter(stelle__in=[each.pk for each in stellen])}
    wanted = {kreis_level_ars(key.kreis_key) for key in keys.values()}
    rows = StelleKey.objects.on(day).filter(ars__in=wanted).select_related("stelle")
    holders = {row.kreis_key: row.stelle for row in rows}
    return {pk: holders[key.kreis_key] for pk, key in keys.items() if key.kreis_key in holders}


def successors(stelle: Stelle) -> list[Nachfolge]:
    """Return what became of a body, oldest first: new keys of its own, and mergers into others."""
    return list(
        Nachfolge.objects.filter(predecessor_id=live_body_id(stelle)).select_related("successor").order_by("on")
    )


def body_on(stelle: Stelle, day: date) -> Stelle:
    """Return what a live body is on a day: itself, or the one into which it was merged by then; a test twin stays."""
    seen: set[int] = set()
    while stelle.twin_id is None and stelle.pk not in seen:
        seen.add(stelle.pk)
        merger = next((each for each in successors(stelle) if each.kind == "merged" and each.on <= day), None)
        stelle = merger.successor if merger else stelle
    return stelle


def scope_ids_of(stelle: Stelle, day: date) -> frozenset[int]:
    """Return the ids whose rows a body sees on a day: its own, and those of bodies merged into it by then.

    Args:
        stelle: the body.
        day: local date Europe/Berlin; a merger counts from its own day on.
    """
    ids, waiting = {stelle.pk}, {stelle.pk}
    while waiting:
        merged = Nachfolge.objects.filter(successor_id__in=waiting, kind=Nachfolge.Kind.MERGED, on__lte=day)
        waiting = set(merged.values_list("predecessor_id", flat=True)) - ids
        ids |= waiting
    return frozenset(ids)


def all_stelle_ids() -> frozenset[int]:
    """Return the ids of all bodies and test twins, for trusted runs over everything such as ``rathaus verify``."""
    return frozenset(Stelle.objects.values_list("pk", flat=True))


def memberships_of(konto_id: int, day: date) -> list[Mitgliedschaft]:
    """Return for which bodies somebody works on a local day; needs the scope of that person or of the bodies."""
    holds = Q(valid_to=None) | Q(valid_to__gt=day)
    rows = Mitgliedschaft.objects.filter(holds, konto_id=konto_id).select_related("stelle")
    return list(rows.order_by("stelle__sort_key", "role"))


@dataclass(frozen=True, slots=True)
class ZustaendigkeitResult:
    """Which body does a service at a place on a day; None when nobody can be named, and why."""

    stelle: Stelle | None
    reason: Text


def resolve_zustaendigkeit(
    *, ebene: str, stelle_slug: str | None, place: Stelle | None, day: date
) -> ZustaendigkeitResult:
    """Return which body does a service, at a place, on a day, with the reason.

    A place that is a test twin is answered by test twins, a live place by live bodies.

    Args:
        ebene: ``gemeinde``, ``kreis``, ``sonderstatus``, ``regierungsbezirk`` or ``land``.
        stelle_slug: slug of the live state body, for ``land`` only.
        place: the municipality; None when none was chosen yet.
        day: local date Europe/Berlin.
    """
    state = Stelle.objects.filter(slug=stelle_slug).first() if stelle_slug else None
    candidates = {state.pk: state} if state else {}
    facts = _place_facts(place, Ebene(ebene), day, candidates) if place is not None and ebene != Ebene.LAND else None
    state_body = Body(state.pk, state.name) if state else None
    competence = decide_competence(ebene=Ebene(ebene), place=facts, state_body=state_body, day=day)
    if competence.body is None:
        return ZustaendigkeitResult(None, competence.reason)
    stelle = candidates[competence.body.id]
    as_test = place is not None and place.mode == Stelle.Mode.TEST and stelle.mode == Stelle.Mode.LIVE
    return ZustaendigkeitResult(twin_of(stelle) if as_test else stelle, competence.reason)


def competent_stellen(*, ebene: str, stelle_slug: str | None, day: date) -> QuerySet[Stelle]:
    """Return all live bodies that must do a service on a day: the denominator of its coverage.

    Args:
        ebene: ``gemeinde``, ``kreis``, ``sonderstatus``, ``regierungsbezirk`` or ``land``.
        stelle_slug: slug of the state body, for ``land`` only.
        day: local date Europe/Berlin.
    """
    live = Stelle.objects.filter(mode=Stelle.Mode.LIVE)
    if ebene == Ebene.LAND:
        return live.filter(slug=stelle_slug)
    if ebene == Ebene.REGIERUNGSBEZIRK:
        return live.filter(slug__in=praesidien().values())
    kreis_level = Q(ars__endswith=kreis_level_ars(""))
    condition = {
        Ebene.GEMEINDE: ~Q(ags=""),
        Ebene.KREIS: kreis_level,
        Ebene.SONDERSTATUS: kreis_level | Q(special_status=True),
    }[Ebene(ebene)]
    return live.filter(pk__in=StelleKey.objects.on(day).filter(condition).values("stelle_id"))


def twin_of(stelle: Stelle) -> Stelle:
    """Return the test twin of a live body."""
    return Stelle.objects.get(twin=stelle)


def _place_facts(place: Stelle, ebene: Ebene, day: date, candidates: dict[int, Stelle]) -> PlaceFacts | None:
    """Return the facts of a place, and add the bodies that they name to ``candidates``."""
    asked = place if place.twin is None else place.twin
    gemeinde = body_on(asked, day)
    key = key_on(gemeinde, day)
    if key is None:
        return None
    kreis = _kreis_holder(key, day)
    praesidium = _praesidium(key) if ebene is Ebene.REGIERUNGSBEZIRK else None
    candidates.update({body.pk: body for body in (gemeinde, kreis, praesidium) if body is not None})
    return PlaceFacts(
        asked=asked.name,
        gemeinde=Body(gemeinde.pk, gemeinde.name),
        kreis=Body(kreis.pk, kreis.name) if kreis else None,
        special_status=key.special_status,
        praesidium=Body(praesidium.pk, praesidium.name) if praesidium else None,
    )


def _praesidium(key: StelleKey) -> Stelle | None:
    return Stelle.objects.filter(slug=praesidien().get(key.ars[:BEZIRK_DIGITS], "")).first()


def _kreis_holder(key: StelleKey, day: date) -> Stelle | None:
    holders = StelleKey.objects.on(day).filter(ars=kreis_level_ars(key.kreis_key))
    holder = holders.select_related("stelle").first()
    return holder.stelle if holder else None
