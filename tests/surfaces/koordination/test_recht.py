"""The pages of the law that counts: what they show, and who confirms for whom."""

import re
from datetime import date

import pytest

from rathaus.core.norm.models import ParameterConfirmation
from rathaus.core.norm.queries import parameters_for
from tests.cast import Member
from tests.surfaces.portal.browser import Browser

KEY = "bekanntgabe.fiction_days"
PAGE = f"/recht/HE/{KEY}/"
FORM = {
    "wert": "4", "quelle": "GVBl. 2025 S. 12", "geprueft_am.tag": "20", "geprueft_am.monat": "11",
    "geprueft_am.jahr": "2026", "gilt_ab.tag": "1", "gilt_ab.monat": "12", "gilt_ab.jahr": "2026",
}  # fmt: skip
FROM = date(2026, 12, 1)


def test_the_list_shows_value_citation_and_what_is_planned_beside(office) -> None:
    page = office.page("/koordination/recht/")
    assert "Direktauftrag bis 10.000 Euro geplant: 100.000 Euro Hessen HVTG Gilt" in page
    assert re.search(r"\d Werte sind nicht am Gesetzestext geprüft", page)
    assert "Nicht geprüft" in page
    assert "LVwG SH" not in page


def test_one_parameter_shows_its_versions_source_and_banner(office) -> None:
    page = office.page(f"/koordination{PAGE}")
    assert "§ 41 Abs. 2 HVwVfG: Diese Regel ist nicht am Gesetzestext geprüft" in page
    assert "4 Tage (vielleicht 3 Tage)" in page
    assert "Wert bestätigen" in page
    assert "Geplant, noch kein Recht" in office.page("/koordination/recht/HE/vergabe.direct_award/")


def test_the_coordination_office_confirms_for_the_state(office) -> None:
    address = f"/koordination{PAGE}bestaetigung/"
    assert "Was steht im Gesetz?" in office.page(address)
    assert office.post(address, FORM).status_code == 302
    page = office.page(f"/koordination{PAGE}")
    assert "GVBl. 2025 S. 12" in page
    assert "ganzes Land" in page
    assert parameters_for().find(KEY, "HE", FROM).value == 4


def test_who_leads_a_body_confirms_for_it_alone(lead: Member, clerk: Member) -> None:
    address = f"/amt{PAGE}bestaetigung/"
    assert Browser().sign_in(clerk).post(address, FORM).status_code == 302
    assert not ParameterConfirmation.objects.exists()
    assert "Bestätigen kann, wer diese Stelle leitet." in Browser().sign_in(clerk).page(f"/amt{PAGE}")
    leader = Browser().sign_in(lead)
    assert leader.post(address, FORM).status_code == 302
    assert "Hanau" in leader.page(f"/amt{PAGE}")
    assert leader.page("/amt/recht/")
    assert lead.stelle is not None
    assert not parameters_for(lead.stelle.pk).find(KEY, "HE", FROM).unverified
    assert parameters_for().find(KEY, "HE", FROM).unverified


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"wert": "9"}, "Wählen Sie den Wert, den das Gesetz nennt."),
        ({"quelle": " "}, "Nennen Sie, wo Sie den Gesetzestext gesehen haben."),
        ({"gilt_ab.tag": "40"}, "Diesen Tag gibt es nicht."),
        ({"geprueft_am.jahr": "2099"}, "Einer der beiden Tage passt nicht."),
    ],
)
def test_what_is_wrong_with_a_confirmation_is_said_and_nothing_typed_is_lost(
    office, changes: dict[str, str], says: str
) -> None:
    response = office.post(f"/koordination{PAGE}bestaetigung/", {**FORM, **changes})
    page = response.content.decode()
    assert response.status_code == 422
    assert says in page
    assert not ParameterConfirmation.objects.exists()
    assert changes.get("quelle", "GVBl. 2025 S. 12") in page


def test_law_in_force_has_nothing_to_confirm_and_other_laws_no_page(office) -> None:
    assert office.get("/koordination/recht/federal/widerspruch.term/bestaetigung/").status_code == 302
    assert "Wert bestätigen" not in office.page("/koordination/recht/federal/widerspruch.term/")
    assert office.get("/koordination/recht/SH/bekanntgabe.fiction_days/").status_code == 404
    assert office.get("/koordination/recht/HE/gibt.es.nicht/").status_code == 404
