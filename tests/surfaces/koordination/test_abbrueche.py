"""The page of a service tells where people stop, and never a small number."""

from datetime import timedelta

from rathaus.core.antrag.models import DraftEnd
from rathaus.core.antrag.rules import Outcome
from rathaus.core.leistung.queries import compiled, current_version, leistung_by_slug
from tests.cast import TODAY
from tests.surfaces.portal.browser import Browser

PAGE = "/koordination/leistungen/hundesteuer-anmeldung/"


def test_the_office_sees_where_people_stop(office: Browser) -> None:
    version = current_version(leistung_by_slug("hundesteuer-anmeldung"), TODAY)
    assert version is not None
    first, second = compiled(version.pk).formular.pages[:2]
    assert "hat niemand einen Entwurf dieser Version aufgegeben" in office.page(PAGE)
    for page, outcome, count, days in (
        (first.key, Outcome.DELETED, 41, 1), (first.key, Outcome.EXPIRED, 1, 1), (second.key, Outcome.EXPIRED, 3, 1),
        ("", Outcome.SUBMITTED, 7, 1), ("", Outcome.SUBMITTED, 9000, 400),
    ):  # fmt: skip
        day = TODAY - timedelta(days=days)
        DraftEnd.objects.create(version=version, page=page, day=day, outcome=outcome, count=count)
    page = office.page(PAGE)
    assert f"{first.title.de} 42" in page
    assert f"{second.title.de} weniger als fünf" in page
    assert "Abgesendet wurden 7 Entwürfe." in page
    assert "Where people stop" in office.page(f"/en{PAGE}")
