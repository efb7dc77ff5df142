"""The law that counts at a body: loaded from files, confirmed by people, and what was known on a day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from rathaus.core.norm.actions import confirm_parameter, load_parameter_file
from rathaus.core.norm.errors import FileTooLarge
from rathaus.core.norm.models import LegalParameter, ParameterConfirmation
from rathaus.core.norm.parameter_rules import Confirmed
from rathaus.core.norm.queries import confirmations_of, law_of_results, parameters_for, regime_of
from rathaus.core.protokoll.models import Record
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.recht.bekanntgabe import announce_by_post
from rathaus.recht.regime import Verfahrensrecht
from tests.cast import Member

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROW = "bekanntgabe.fiction_days@HE/2025-01-01"
KEY = "bekanntgabe.fiction_days"
FROM = date(2026, 12, 1)
FILE = b"""
[[parameter]]
key = "zins.basiszinssatz"
jurisdiction = "federal"
value = "1.27"
unit = "percent"
valid_from = 2025-07-01
status = "in_force"
citation = "\xc2\xa7 247 BGB"
source = "test"
"""


def said(value: int = 4, valid_from: date = FROM) -> Confirmed:
    return Confirmed(value, "GVBl., gesehen im Lesesaal", date(2026, 11, 20), valid_from)


def confirm(member: Member, *, for_body: bool = False, value: int = 4, now: datetime = NOW) -> ParameterConfirmation:
    with open_scope(member.scope):
        return confirm_parameter(actor=member.actor, version_id=ROW, confirmed=said(value), for_body=for_body, now=now)


def value_on(day: date, stelle: Stelle | None = None) -> object:
    return parameters_for(stelle.pk if stelle else None).find(KEY, "HE", day).value


def test_a_confirmation_changes_only_events_from_its_first_day_on(officer: Member) -> None:
    before = parameters_for().find(KEY, "HE", FROM)
    row = confirm(officer)
    regime = regime_of()
    old, new = announce_by_post(FROM - timedelta(days=1), regime=regime), announce_by_post(FROM, regime=regime)
    assert old.parameters[0] == before
    assert old.announced_on != old.earliest_on
    assert (new.parameters[0].value, new.earliest_on) == (4, FROM + timedelta(days=4))
    assert new.parameters[0].version_id == f"{KEY}@HE/2026-12-01+{row.short_id}"
    assert new.parameters[0].banners == ()
    assert "am 20.11.2026 geprüft: GVBl., gesehen im Lesesaal" in new.parameters[0].explanation.de


def test_the_lead_of_a_body_confirms_for_that_body_alone(lead: Member, officer: Member) -> None:
    confirm(officer)
    confirm(lead, for_body=True, value=3)
    maintal = Stelle.objects.get(slug="maintal")
    assert value_on(FROM, lead.stelle) == 3
    assert value_on(FROM, maintal) == value_on(FROM) == 4
    assert [row.value for row in confirmations_of(KEY, "HE", stelle_id=lead.stelle.pk if lead.stelle else None)] == [
        "3",
        "4",
    ]
    assert len(confirmations_of(KEY, "HE", stelle_id=None)) == 1


def test_a_confirmation_twice_is_one_and_is_recorded_once(officer: Member) -> None:
    assert confirm(officer).pk == confirm(officer).pk
    with open_scope(officer.scope):
        assert Record.objects.filter(act="parameter.confirmed").count() == 1


@pytest.mark.parametrize(("who", "for_body"), [("clerk", True), ("clerk", False), ("lead", False), ("citizen", True)])
def test_nobody_else_confirms_law(member, who: str, *, for_body: bool) -> None:
    with pytest.raises(ActorRefused):
        confirm(member(who), for_body=for_body)


def test_what_was_known_on_a_day_stays_known_for_it(officer: Member) -> None:
    row = confirm(officer, now=NOW)
    then, later = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)
    assert parameters_for(known_at=then).find(KEY, "HE", FROM).unverified
    found = parameters_for(known_at=later).find(KEY, "HE", FROM)
    assert found.confirmation == row.short_id
    assert law_of_results([found.version_id, ROW, "unknown@HE/always", found.version_id]) == (
        found,
        parameters_for(known_at=then).find(KEY, "HE", FROM),
    )
    assert law_of_results([]) == ()


def test_a_confirmation_can_be_taken_back_by_nobody(officer: Member) -> None:
    row = confirm(officer)
    for change in ("UPDATE norm_parameterconfirmation SET value = '3'", "DELETE FROM norm_legalparameter"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    row.refresh_from_db()
    assert row.value == "4"


def test_a_loaded_file_adds_rows_once(officer: Member) -> None:
    with open_scope(officer.scope):
        first, again = (
            load_parameter_file(actor=officer.actor, content=FILE, name="zins.toml", now=NOW) for _ in range(2)
        )
    assert ([row.version_id for row in first.rows], first.known) == (["zins.basiszinssatz@federal/2025-07-01"], 0)
    assert (again.rows, again.known) == ((), 1)
    assert str(parameters_for().find("zins.basiszinssatz", "HE", FROM).value) == "1.27"
    assert [str(row) for row in LegalParameter.objects.all()] == ["zins.basiszinssatz@federal/2025-07-01"]


def test_a_row_that_says_something_else_than_a_known_one_is_a_finding(officer: Member) -> None:
    other = FILE.replace(b"1.27", b"2.5")
    with open_scope(officer.scope):
        load_parameter_file(actor=officer.actor, content=FILE, name="zins.toml", now=NOW)
        report = load_parameter_file(actor=officer.actor, content=other, name="anders.toml", now=NOW)
    assert [(each.code, each.where) for each in report.findings] == [
        ("RCH-117", "anders.toml: zins.basiszinssatz@federal/2025-07-01")
    ]
    assert LegalParameter.objects.count() == 1


def test_only_the_coordination_office_loads_files_of_a_bearable_size(lead: Member, officer: Member) -> None:
    with pytest.raises(ActorRefused), open_scope(lead.scope):
        load_parameter_file(actor=lead.actor, content=FILE, name="zins.toml", now=NOW)
    with pytest.raises(FileTooLarge), open_scope(officer.scope):
        load_parameter_file(actor=officer.actor, content=b"#" * 1_048_577, name="zins.toml", now=NOW)


def test_a_code_of_procedure_gives_its_regime() -> None:
    assert regime_of(Verfahrensrecht.SGB_X).banners
    assert regime_of().land == "HE"
