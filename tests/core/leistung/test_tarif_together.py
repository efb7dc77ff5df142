"""Two clerks enter a tariff for the same days at once: the database takes one."""

import threading

from django.db import connections

from rathaus.core.leistung.errors import TarifOverlaps
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.leistung.tarif import NewTarif, set_tarif
from rathaus.core.leistung.tarif_queries import tarife_of
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.recht.gebuehren import FeeKind
from tests.cast import NOW, PUBLISHED_ON, TODAY, set_tarife

PARKING = "bewohnerparkausweis"
FIXED = Tarif("§ 2 Parkgebührensatzung", FeeKind.FIXED, 3000, PUBLISHED_ON)


def test_of_four_clerks_at_once_one_enters_the_tariff(committing_database: None) -> None:
    hanau, office = stelle_by_slug("hanau"), coordination_office()
    assert hanau is not None
    leistung, scope = leistung_by_slug(PARKING), Scope(stellen=frozenset({hanau.pk, office.pk}))
    set_tarife(hanau)
    gate = threading.Barrier(4)
    outcomes: list[str] = []

    def enter_at_once() -> None:
        try:
            gate.wait(timeout=20)
            with open_scope(scope):
                set_tarif(
                    actor=SYSTEM_ACTOR, leistung=leistung, stelle=hanau, new=NewTarif(FIXED, Validity(TODAY)), now=NOW
                )
            outcomes.append("entered")
        except TarifOverlaps:
            outcomes.append("overlaps")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=enter_at_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["entered", "overlaps", "overlaps", "overlaps"]
    assert tarife_of(leistung, hanau).count() == 1
