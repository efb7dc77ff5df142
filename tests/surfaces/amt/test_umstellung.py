"""A case that moved to a newer version while its Bescheid was being drafted: the clerk goes on, and no text is lost."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import DraftOutdated
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.leistung.actions import load_package, publish_version
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.package import read_folder
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.relocation import move_case
from tests.cast import CONTENT, NOW, TODAY, Member
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser

TEXT = "Das Quartier endet an der Nussallee."


def newer(old: str, new: str) -> LeistungVersion:
    """Publish a version of the parking permit in which one key has another name."""
    (folder,) = CONTENT.glob("*-bewohnerparkausweis")
    files = dict(read_folder(folder))
    lines = files["ablauf.toml"].decode().splitlines()
    lines = ['version = "9.0.0"' if line.startswith("version = ") else line.replace(old, new) for line in lines]
    files["ablauf.toml"] = "\n".join(lines).encode()
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        report = load_package(actor=SYSTEM_ACTOR, files=files)
        assert report.version is not None, report.findings
        return publish_version(actor=SYSTEM_ACTOR, version=report.version, valid_from=TODAY, now=NOW)


@pytest.fixture
def antrag(citizen: Member, clerk: Member) -> Antrag:
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        complete_task(actor=clerk.actor, vorgang=row, key="formell", outcome="vollstaendig", now=NOW)
        complete_task(actor=clerk.actor, vorgang=row, key="fachlich", now=NOW)
        draft = Draft("ablehnung", ("kein_quartier",), TEXT)
        confirm_remedy(
            actor=clerk.actor, bescheid=draft_bescheid(actor=clerk.actor, vorgang=row, draft=draft, now=NOW), now=NOW
        )
    return antrag


@pytest.mark.parametrize(("old", "new"), [('"kein_quartier"', '"kein_bereich"'), ('"ablehnung"', '"versagung"')])
def test_a_draft_that_no_longer_fits_is_said_so_and_its_text_stays(
    antrag: Antrag, clerk: Member, old: str, new: str
) -> None:
    version = newer(old, new)
    with open_scope(clerk.scope):
        move_case(actor=clerk.actor, vorgang=vorgang_of(antrag), version=version, now=NOW)
        row = Bescheid.objects.get()
        assert (row.remedy_confirmed_at, row.cosign_asked_at) == (None, None)
        with pytest.raises(DraftOutdated):
            issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        address = f"/amt/vorgaenge/{vorgang_of(antrag).public_id}/"
    desk = Browser().sign_in(clerk)
    page = desk.page(address + "bescheid/")
    assert "Der Entwurf passt nicht mehr zum Ablauf" in page
    assert TEXT in page
    assert desk.get(address).status_code == 200
    for rest in ("bescheid/erlass/", "bescheid/entwurf.pdf"):
        assert desk.get(address + rest).status_code == 302


def test_a_draft_that_still_fits_needs_its_remedy_confirmed_again(antrag: Antrag, clerk: Member) -> None:
    version = newer('"niemals"', '"auch_nie"')
    with open_scope(clerk.scope):
        move_case(actor=clerk.actor, vorgang=vorgang_of(antrag), version=version, now=NOW)
        assert Bescheid.objects.get().remedy_confirmed_at is None
        address = f"/amt/vorgaenge/{vorgang_of(antrag).public_id}/"
    page = Browser().sign_in(clerk).page(address + "bescheid/")
    assert "Der Entwurf passt nicht mehr" not in page
    assert TEXT in page
