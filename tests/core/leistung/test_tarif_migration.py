"""The one amount that a body had set becomes a fixed tariff from the day of its adoption."""

from importlib import import_module

from django.db import connections

from rathaus.core.leistung.models import Tarifstelle
from rathaus.core.stelle.queries import stelle_by_slug
from tests.cast import TODAY, set_tarife

MOVE = import_module("rathaus.core.leistung.migrations.0010_tariffs_by_date").MOVE


def test_the_amount_of_a_body_becomes_its_tariff(committing_database: None) -> None:
    hanau = stelle_by_slug("hanau")
    assert hanau is not None
    set_tarife(hanau)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE leistung_uebernahme ADD COLUMN gebuehr_cent integer")
        cursor.execute(
            "UPDATE leistung_uebernahme u SET gebuehr_cent = 4550 FROM leistung_leistung l, stelle_stelle s"
            " WHERE l.id = u.leistung_id AND s.id = u.stelle_id AND s.slug = 'hanau'"
            " AND l.slug = 'bewohnerparkausweis'"
        )
        assert cursor.rowcount == 1
        cursor.execute(MOVE)
    connections["owner"].close()
    [row] = Tarifstelle.objects.filter(taken_back_at=None, stelle=hanau)
    assert (row.kind, row.betrag_cent, row.valid_from, row.valid_to) == ("fixed", 4550, TODAY, None)
    assert row.satzung == "§ 6a Abs. 5a StVG mit der Gebührenordnung der Stadt oder Gemeinde"
    assert row.tarif.exemptions == ()
