from dataclasses import replace
from datetime import date

import pytest

from rathaus.recht.bekanntgabe import announce_by_post, announce_by_retrieval
from rathaus.recht.courts import court_for
from rathaus.recht.errors import CourtUnconfirmed
from rathaus.recht.parameters import Status
from rathaus.recht.rechtsbehelf import Remedy, remedy_frist, remedy_notice, remedy_span
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.recht.shipped import load_parameters, parameter

DAY = date(2026, 3, 2)


def test_vwgo_58_2_without_a_notice_one_year_runs() -> None:
    """Vector 13: announced 2026-03-06, remedy notice missing → 2027-03-06 is Saturday → Mon 2027-03-08."""
    frist = remedy_frist(Remedy.WIDERSPRUCH, date(2026, 3, 6), notice_given=False)
    assert (frist.end, frist.shifted) == (date(2027, 3, 8), True)


def test_vwgo_74_a_lawsuit_has_one_month_after_service() -> None:
    """Vector 13: objection decision served 2026-04-10 → Klage until Sunday 2026-05-10 → Mon 2026-05-11."""
    assert remedy_frist(Remedy.KLAGE, date(2026, 4, 10)).end == date(2026, 5, 11)


def test_vwgo_70_both_ends_are_given_where_the_day_is_not_certain() -> None:
    span = remedy_span(Remedy.WIDERSPRUCH, announce_by_post(date(2026, 3, 9)))
    assert span is not None
    assert (span.earliest.end, span.latest.end) == (date(2026, 4, 13), date(2026, 4, 13))
    span = remedy_span(Remedy.WIDERSPRUCH, announce_by_post(date(2026, 3, 10)))
    assert span is not None
    assert (span.earliest.end, span.latest.end) == (date(2026, 4, 13), date(2026, 4, 16))
    assert span.banners


def test_vwgo_70_nothing_runs_while_the_bescheid_is_not_announced() -> None:
    assert remedy_span(Remedy.WIDERSPRUCH, announce_by_retrieval(DAY)) is None


def test_vwgo_58_1_the_notice_of_an_objection_names_remedy_authority_seat_and_period() -> None:
    notice = remedy_notice(Remedy.WIDERSPRUCH, DAY)
    blocks = notice.fill(authority="Magistrat der Stadt Hanau", authority_seat="Hanau")
    german = " ".join(block.de for block in blocks)
    assert "innerhalb eines Monats nach seiner Bekanntgabe Widerspruch" in german
    assert "bei Magistrat der Stadt Hanau, Hanau," in german
    assert "{" not in german + " ".join(block.en for block in blocks)
    assert not notice.needs_court
    assert [banner.de.partition(":")[0] for banner in notice.banners] == ["§ 16a HessAGVwGO"]


def test_vwgo_58_1_the_notice_of_a_lawsuit_names_the_court_with_its_seat() -> None:
    blocks = remedy_notice(Remedy.KLAGE, DAY).fill(
        authority="Kreisausschuss", authority_seat="Friedberg", court=court_for("06440", DAY)
    )
    assert "beim Verwaltungsgericht Gießen in Gießen" in blocks[1].de


def test_vwgo_58_1_a_lawsuit_notice_without_a_confirmed_court_is_refused() -> None:
    notice = remedy_notice(Remedy.KLAGE, DAY)
    assert notice.needs_court
    with pytest.raises(CourtUnconfirmed):
        notice.fill(authority="Magistrat", authority_seat="Hanau", court=court_for("06415", DAY))


def test_ao_355_a_notice_under_a_code_that_is_not_verified_has_a_banner() -> None:
    notice = remedy_notice(Remedy.EINSPRUCH, DAY, regime=Regime(verfahrensrecht=Verfahrensrecht.AO))
    assert "Einspruch" in notice.blocks[0].de
    assert "AO" in notice.banners[0].de


def test_the_period_in_the_notice_follows_the_parameter() -> None:
    changed = replace(parameter("klage.term", "HE", DAY), value=2)
    regime = Regime(parameters=load_parameters().replacing([changed]))
    assert "2 Monate" in remedy_notice(Remedy.KLAGE, DAY, regime=regime).blocks[0].de


def test_vwgo_68_where_no_objection_comes_first_a_notice_that_names_one_says_so() -> None:
    changed = replace(parameter("widerspruch.vorverfahren", "HE", DAY), value=False, status=Status.IN_FORCE)
    regime = Regime(parameters=load_parameters().replacing([changed]))
    notice = remedy_notice(Remedy.WIDERSPRUCH, DAY, regime=regime)
    assert "gibt es hier keinen Widerspruch" in notice.banners[0].de
    assert [row.key for row in notice.parameters] == ["widerspruch.term", "widerspruch.vorverfahren"]


def test_ao_356_2_without_a_notice_one_year_runs_for_an_einspruch_too() -> None:
    regime = Regime(verfahrensrecht=Verfahrensrecht.AO)
    frist = remedy_frist(Remedy.EINSPRUCH, date(2026, 3, 6), notice_given=False, regime=regime)
    assert frist.end == date(2027, 3, 8)
    assert frist.parameter is not None
    assert frist.parameter.citation == "§ 356 Abs. 2 AO"
