"""Loading, deciding and publishing of one Leistung take turns: none misses the other, none waits for ever."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event

import pytest
from django.db import connections
from django.utils import timezone

from rathaus.core.leistung import actions, workbench
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.errors import VersionNotFound
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.regel.rules import Decision, Seen, Verdict
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.engine.formular.model import Effect
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.leistung.conftest import SURE, in_prose
from tests.core.leistung.test_workbench import NAME, acting, bench, rule

A_WHILE_S = 2
"""How long one has the chance to overtake the other."""


@pytest.fixture
def office(committing_database: None) -> Member:
    """An officer of the coordination office, whose dog tax waits to be published."""
    member = make_staff(coordination_office().slug, "lena", "Dr. Lena Vogt", role="officer")
    with open_scope(member.scope):
        load_package(actor=member.actor, files=in_prose())
    return member


def reject(member: Member) -> None:
    found = rule(SURE)
    verdict, seen = Verdict(Decision.REJECTED, found.reading, "gilt nicht mehr"), Seen(found.number, found.reading.key)
    workbench.decide_on_version(actor=member.actor, bench=bench(), verdict=verdict, seen=seen, now=timezone.now())


def publish(member: Member) -> None:
    version = LeistungVersion.objects.select_related("leistung").get(leistung__slug="probe")
    publish_version(actor=member.actor, version=version, valid_from=TODAY, now=NOW)


def as_somebody(member: Member, act: Callable[[], object]) -> None:
    try:
        with open_scope(member.scope):
            act()
    finally:
        connections.close_all()


def let_meet(member: Member, first: Callable[[], object], second: Callable[[], object], *, met: Event) -> None:
    """Begin the first, and once it is where they meet the second; both must end well."""
    with ThreadPoolExecutor(2) as pool:
        begun: list[Future[None]] = [pool.submit(as_somebody, member, first)]
        assert met.wait(30)
        begun.append(pool.submit(as_somebody, member, second))
        done, _ = wait(begun, timeout=60)
        assert len(done) == len(begun)
        for each in done:
            each.result()


def paused(act: Callable[..., object], *, met: Event) -> Callable[..., object]:
    """Return an act that gives others a while when it is reached for the first time."""

    def pausing(*args: object, **named: object) -> object:
        found = act(*args, **named)
        if not met.is_set():
            met.set()
            Event().wait(A_WHILE_S)
        return found

    return pausing


def test_a_decision_that_comes_while_a_package_is_compiled_reaches_it(office, monkeypatch) -> None:
    met = Event()
    monkeypatch.setattr(actions, "compile_package", paused(actions.compile_package, met=met))
    let_meet(
        office,
        lambda: load_package(actor=office.actor, files=in_prose("1.1.0")),
        lambda: reject(office),
        met=met,
    )
    with open_scope(office.scope):
        assert not rule(SURE, "1.1.0").acts
        assert (Effect.SHOW, NAME) not in acting("1.1.0")


def test_a_decision_waits_for_whoever_publishes(office, monkeypatch) -> None:
    met = Event()
    monkeypatch.setattr(actions, "_one_at_a_time", paused(actions._one_at_a_time, met=met))
    let_meet(office, lambda: publish(office), lambda: reject(office), met=met)
    with open_scope(office.scope):
        assert (rule(SURE).acts, rule(SURE).will_act) == (True, False)


def test_nobody_publishes_what_a_decision_changes_meanwhile(office, monkeypatch) -> None:
    met = Event()
    monkeypatch.setattr(workbench, "decide_rule", paused(workbench.decide_rule, met=met))

    def publish_too_late() -> None:
        with pytest.raises(VersionNotFound):
            publish(office)

    let_meet(office, lambda: reject(office), publish_too_late, met=met)
    with open_scope(office.scope):
        assert (Effect.SHOW, NAME) not in acting()
