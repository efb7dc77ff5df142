"""A timer names a legal parameter that exists for its procedure and is a length of time."""

from dataclasses import replace

import pytest

from rathaus.engine.prozess.check_law import check_parameters
from rathaus.recht.parameters import Parameters, ParameterVersion, Status
from rathaus.recht.regime import Regime, Verfahrensrecht
from tests.engine.prozess.test_notation import timer

ROW = ParameterVersion("probe.frist", "HE", 3, "months", Status.IN_FORCE, "§ 1", "Probe")


def found(changed, key, *rows, land="HE", law=Verfahrensrecht.VWVFG):
    prozess = timer(changed, "erinnern", ('dauer = "3 Monate"', f'parameter = "{key}"')).prozess
    regime = Regime(land=land, verfahrensrecht=law, parameters=Parameters(rows))
    return [(f.code, f.where, f.remedy.de) for f in check_parameters(prozess, regime)]


def test_a_length_of_the_land_or_the_federation_is_fine(changed):
    assert found(changed, "probe.frist", ROW) == []
    assert found(changed, "probe.frist", replace(ROW, jurisdiction="federal"), law=Verfahrensrecht.AO) == []
    assert found(changed, "probe.frist", replace(ROW, jurisdiction="BY"), land="BY") == []


@pytest.mark.parametrize(
    ("row", "law"),
    [
        (replace(ROW, status=Status.DRAFT), Verfahrensrecht.VWVFG),
        (replace(ROW, jurisdiction="SH"), Verfahrensrecht.VWVFG),
        (ROW, Verfahrensrecht.AO),
        (replace(ROW, key="probe.fristen"), Verfahrensrecht.VWVFG),
    ],
)
def test_a_parameter_that_could_never_apply_is_named_with_the_nearest(changed, row, law):
    ((code, where, remedy),) = found(changed, "probe.frist", row, law=law)
    assert (code, where) == ("PRO-027", "zeitgeber[uhr].parameter")
    assert ("probe.fristen" in remedy) is (row.key == "probe.fristen")


def test_an_amount_is_no_length(changed):
    assert [each[0] for each in found(changed, "probe.frist", replace(ROW, unit="eur"))] == ["PRO-028"]
    assert [each[0] for each in found(changed, "probe.frist", ROW, replace(ROW, unit="eur"))] == ["PRO-028"]


def test_a_timer_with_a_length_of_its_own_asks_no_law(changed):
    assert list(check_parameters(timer(changed, "erinnern").prozess, Regime(parameters=Parameters(())))) == []
