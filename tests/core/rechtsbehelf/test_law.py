"""A Widerspruch follows the VwGO and the law of the Land, whatever code of procedure its Bescheid followed."""

from datetime import date

import pytest

from rathaus.core.rechtsbehelf import law
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.rechtsbehelf.rules import Ground, Kind, why_it_decides
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.widerspruch import CommitteeSeat, hearing_committee
from rathaus.recht.wiedereinsetzung import Missed, reinstatement

OF_BESCHEID = Regime(verfahrensrecht=Verfahrensrecht.AO)


@pytest.fixture(autouse=True)
def by_the_fiscal_code(monkeypatch) -> None:
    """The Bescheid followed the AO, as the dog tax does."""
    monkeypatch.setattr(law, "regime_for", lambda _: OF_BESCHEID)
    monkeypatch.setattr(Rechtsbehelf, "bescheid", None)


def test_reinstatement_of_a_widerspruch_is_that_of_the_vwgo_and_of_an_einspruch_that_of_the_ao() -> None:
    ends = {
        kind: reinstatement(
            date(2026, 2, 20), date(2026, 3, 6), missed=Missed.REMEDY, regime=law.court_regime(Rechtsbehelf(kind=kind))
        ).end
        for kind in (Kind.WIDERSPRUCH, Kind.EINSPRUCH)
    }
    assert ends == {Kind.WIDERSPRUCH: date(2026, 3, 20), Kind.EINSPRUCH: date(2026, 4, 7)}


def test_a_committee_hears_before_a_widerspruch_about_a_tax_is_decided() -> None:
    regime = law.court_regime(Rechtsbehelf(kind=Kind.WIDERSPRUCH))
    assert hearing_committee(200_000, date(2026, 11, 23), regime=regime).seat is CommitteeSeat.OWN


def test_the_next_higher_authority_decides_a_widerspruch_about_a_tax() -> None:
    code = law.court_regime(Rechtsbehelf(kind=Kind.WIDERSPRUCH)).verfahrensrecht
    assert "§ 73" in why_it_decides(Ground.NEXT_HIGHER, verfahrensrecht=code).de
