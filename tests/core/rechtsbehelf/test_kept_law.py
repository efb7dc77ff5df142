"""Whether a remedy is in time is judged by the law that was stored with its Bescheid (VwGO §§ 58, 70)."""

from datetime import timedelta

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.norm.actions import load_parameter_file
from rathaus.core.norm.queries import parameters_for
from rathaus.core.rechtsbehelf.law import judgement_on, span_for
from rathaus.core.rechtsbehelf.rules import InTime, Kind
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member

SHORTER = f"""[[parameter]]
key = "widerspruch.term"
jurisdiction = "HE"
value = 1
unit = "weeks"
valid_from = {TODAY.isoformat()}
status = "in_force"
citation = "§ 70 Abs. 1 VwGO n. F."
source = "invented for the test"
"""


def test_vwgo_70_a_term_that_is_loaded_later_makes_no_remedy_late(
    bescheid: Bescheid, clerk: Member, officer: Member
) -> None:
    with open_scope(officer.scope):
        later = NOW + timedelta(days=9)
        assert not load_parameter_file(
            actor=officer.actor, content=SHORTER.encode(), name="neu.toml", now=later
        ).findings
        assert parameters_for().find("widerspruch.term", "HE", TODAY).unit == "weeks"
    with open_scope(clerk.scope):
        bescheid.refresh_from_db()
        span = span_for(bescheid, Kind.WIDERSPRUCH, notice_given=True)
        assert span is not None
        assert (span.latest.end, span.earliest.end) == (bescheid.remedy_until, bescheid.remedy_until)
        judged = judgement_on(bescheid, Kind.WIDERSPRUCH, filed_on=TODAY + timedelta(days=20), notice_given=True)
        assert judged.in_time is InTime.YES
        assert judged.parameter_versions == ("widerspruch.term@federal/always",)
