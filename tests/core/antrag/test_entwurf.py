"""Drafts: saved page by page, right or wrong; pinned to their version; invisible to everybody else."""

from datetime import date, timedelta

import pytest

from rathaus.core.antrag.drafting import Upload, attach_file, delete_entwurf, remove_file, save_page, start_entwurf
from rathaus.core.antrag.errors import (
    EntwurfExpired,
    EntwurfNotFound,
    NotOfferedHere,
    OnPaperOnly,
    PageNotFound,
    SignInNeeded,
)
from rathaus.core.antrag.models import Entwurf
from rathaus.core.antrag.queries import (
    content_of,
    entwurf_by_public_id,
    evaluate_entwurf,
    open_entwurf_for,
    retention_of,
    review,
)
from rathaus.core.datei.errors import UploadDisguised, UploadTooLarge
from rathaus.core.datei.models import Datei
from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.leistung.adoption import Overlay, adopt
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.queries import coordination_office, stelle_by_slug
from rathaus.values.findings import has_errors
from tests.core.antrag.conftest import ADDRESS, CAR, NOW, PAPERS, PNG, publish_probe
from tests.core.antrag.forms import TODAY, add_papers, fill_in
from tests.core.cast import Owner

PAGE = "angaben-zu-ihnen"
NAME = "G06900002001.F60000000228"


def save(owner, entwurf, form, page=PAGE, now=NOW):
    return save_page(actor=owner.actor, entwurf=entwurf, page=page, form=form, now=now)


def test_a_draft_begins_with_what_the_person_told_us_before(entwurf) -> None:
    assert entwurf.answers[NAME] == "Amira"
    assert entwurf.prefilled == entwurf.answers


def test_a_page_is_saved_and_found_again(person, entwurf) -> None:
    save(person, entwurf, {NAME: ["Amira Sofie"]})
    assert entwurf_by_public_id(entwurf.public_id, today=TODAY).answers[NAME] == "Amira Sofie"


def test_wrong_typing_is_kept_and_explained(person, entwurf) -> None:
    outcome = save(person, entwurf, {"G06900002001.G60000000083": ["31.2.1990"], NAME: ["Amira"]})
    assert has_errors(outcome.findings)
    assert outcome.entwurf.answers["G06900002001.G60000000083"] == "31.2.1990"
    (finding,) = [each for each in outcome.findings if each.path == "G06900002001.G60000000083"]
    assert finding.what.de
    assert finding.remedy.de


@pytest.mark.parametrize(
    "key", ["G999.F999", "__class__", f"{NAME}[7]", CAR, "'; DROP TABLE x", "G06900002001.F60000000228.x"]
)
def test_tampered_names_are_refused_and_change_nothing(person, entwurf, key: str) -> None:
    outcome = save(person, entwurf, {NAME: ["Amira"], key: ["evil"]})
    assert has_errors(outcome.findings)
    assert "evil" not in outcome.entwurf.answers.values()
    assert outcome.entwurf.answers[NAME] == "Amira"


@pytest.mark.parametrize("page", ["gibt-es-nicht", "", "../x"])
def test_a_page_that_the_form_does_not_have_is_refused(person, entwurf, page: str) -> None:
    with pytest.raises(PageNotFound):
        save(person, entwurf, {}, page=page)


def test_a_complete_draft_can_be_reviewed_without_findings(person, entwurf, answers) -> None:
    draft = add_papers(person, fill_in(person, entwurf, answers))
    seen = review(draft, today=TODAY, language="de")
    assert seen.evaluation.is_complete
    assert {row.value for section in seen.sections for row in section.rows} >= {"Amira", "HU-AH 412"}


def test_answers_that_can_no_longer_be_reached_are_left_out(person, entwurf, answers) -> None:
    owner, name = "G06900002010.G06900002004.F06900002033", "G06900002010.G06900002005.F06900002041"
    draft = fill_in(person, entwurf, {**answers, owner: "002", name: "Jonas Haddad"})
    assert evaluate_entwurf(draft, today=TODAY).answers[name] == "Jonas Haddad"
    back = save(person, draft, {owner: ["001"], name: ["Jonas Haddad"]}, page="fahrzeug-und-halter").evaluation
    assert name not in back.answers


def test_a_file_is_kept_with_the_draft_and_removed_with_it(person, entwurf, answers) -> None:
    draft = add_papers(person, fill_in(person, entwurf, answers))
    assert Datei.objects.count() == 1
    remove_file(actor=person.actor, entwurf=draft, key=f"{PAPERS}[0]", now=NOW)
    assert Datei.objects.count() == 0


@pytest.mark.parametrize(
    ("upload", "error"),
    [
        (Upload("schein.png", b"%PDF-1.7 no picture"), UploadDisguised),
        (Upload("schein.png", PNG + bytes(10_000_001)), UploadTooLarge),
    ],
)
def test_a_bad_upload_is_refused_and_the_draft_stays(person, entwurf, answers, upload, error) -> None:
    draft = fill_in(person, entwurf, answers)
    with pytest.raises(error):
        attach_file(actor=person.actor, entwurf=draft, path=PAPERS, upload=upload, now=NOW)
    assert entwurf_by_public_id(entwurf.public_id, today=TODAY).answers == draft.answers


def test_a_file_for_a_question_that_takes_none_is_refused(person, entwurf) -> None:
    with pytest.raises(PageNotFound):
        attach_file(actor=person.actor, entwurf=entwurf, path=NAME, upload=Upload("a.png", PNG), now=NOW)


def test_the_draft_for_the_same_errand_is_found(entwurf, leistung, hanau) -> None:
    assert open_entwurf_for(leistung, hanau, today=TODAY) == entwurf
    assert open_entwurf_for(leistung, stelle_by_slug("maintal"), today=TODAY) is None


def test_a_draft_stays_on_the_version_it_began_with(person, entwurf) -> None:
    publish_probe("bewohnerparkausweis", "probe-parken", "2.0.0", valid_from=TODAY)
    again = entwurf_by_public_id(entwurf.public_id, today=TODAY)
    assert again.version_id == entwurf.version_id
    save(person, again, {NAME: ["Amira"]})


def test_an_old_draft_has_expired(person, entwurf) -> None:
    last_day = retention_of(entwurf).last_day
    assert last_day == date(2026, 12, 22)
    assert entwurf_by_public_id(entwurf.public_id, today=last_day) == entwurf
    with pytest.raises(EntwurfExpired):
        entwurf_by_public_id(entwurf.public_id, today=last_day + timedelta(days=1))
    with pytest.raises(EntwurfExpired):
        save(person, entwurf, {NAME: ["x"]}, now=NOW + timedelta(days=31))


def test_a_deleted_draft_takes_its_files_along(person, entwurf, answers) -> None:
    draft = add_papers(person, fill_in(person, entwurf, answers))
    delete_entwurf(actor=person.actor, entwurf=draft, day=TODAY)
    assert (Entwurf.objects.count(), Datei.objects.count()) == (0, 0)


@pytest.mark.parametrize("stellen", [frozenset(), frozenset(range(2000))])
def test_nobody_else_sees_a_draft(entwurf, stellen) -> None:
    with open_scope(Scope(konto=entwurf.konto_id + 1, stellen=stellen)), pytest.raises(EntwurfNotFound):
        entwurf_by_public_id(entwurf.public_id, today=TODAY)


@pytest.mark.parametrize("role", [Role.CLERK, Role.OFFICER, Role.AUDITOR, Role.SYSTEM, Role.LINK])
def test_nobody_else_changes_a_draft(entwurf, role: Role) -> None:
    with pytest.raises(ActorRefused):
        save_page(actor=Actor(role, entwurf.konto_id), entwurf=entwurf, page=PAGE, form={}, now=NOW)


def test_the_bearer_of_a_link_has_a_draft_without_a_konto(leistung, hanau) -> None:
    secret_hash = hash_link_secret("a very secret link")
    with open_scope(Scope(secrets=frozenset({secret_hash}))):
        draft = start_entwurf(
            actor=Actor(Role.LINK), bearer=Bearer(secret_hash=secret_hash), leistung=leistung, place=hanau,
            language="de", now=NOW,
        )  # fmt: skip
        assert entwurf_by_public_id(draft.public_id, today=TODAY).konto_id is None
    with open_scope(Scope(secrets=frozenset({hash_link_secret("another")}))), pytest.raises(EntwurfNotFound):
        entwurf_by_public_id(draft.public_id, today=TODAY)


def test_a_body_that_does_not_offer_the_service_is_refused(leistung, person) -> None:
    with pytest.raises(NotOfferedHere):
        start_entwurf(
            actor=person.actor, bearer=person.bearer, leistung=leistung, place=stelle_by_slug("maintal"),
            language="de", now=NOW,
        )  # fmt: skip


@pytest.fixture
def written(leistung, hanau):
    """A Leistung for which the law demands written form."""
    strict = publish_probe("unterhaltsvorschuss", "probe-uvg")
    with open_scope(Scope(stellen=frozenset({coordination_office().pk}))):
        adopt(actor=Actor(Role.SYSTEM), leistung=strict, stelle=hanau, overlay=Overlay(), now=NOW)
    return strict


def start(owner, leistung, place) -> Entwurf:
    with open_scope(owner.scope):
        return start_entwurf(
            actor=owner.actor, bearer=owner.bearer, leistung=leistung, place=place, language="de", now=NOW
        )


def test_a_konto_of_our_own_replaces_no_signature(written, hanau, person, settings) -> None:
    settings.RATHAUS_DEMO = False
    with pytest.raises(OnPaperOnly):
        start(person, written, hanau)
    assert not Entwurf.objects.exists()


def test_a_demonstration_takes_its_konto_for_a_signature_but_no_link(written, hanau, person, settings) -> None:
    settings.RATHAUS_DEMO = True
    assert start(person, written, hanau).version.leistung == written
    secret_hash = hash_link_secret("link")
    holder = Owner(Actor(Role.LINK), Bearer(secret_hash=secret_hash), Scope(secrets=frozenset({secret_hash})))
    with pytest.raises(SignInNeeded):
        start(holder, written, hanau)


def test_the_address_is_asked_where_it_belongs(entwurf) -> None:
    formular = content_of(entwurf).formular
    assert any(path.startswith(ADDRESS) for path in formular.fields)
    assert evaluate_entwurf(entwurf, today=TODAY).pages[0] == PAGE
