"""Where somebody wants notices: their own affair, kept for that alone, ended by whoever reads the mailbox."""

from datetime import datetime, timedelta

import pytest
from django.core import signing

from rathaus.core.konto.bearer import Bearer
from rathaus.core.konto.errors import EmailIncomplete, EmailUndeliverable, StopLinkBroken
from rathaus.core.konto.models import NoticeAddress
from rathaus.core.konto.notice import (
    note_delivery,
    notice_address_of,
    remove_notice_address,
    scope_of,
    set_notice_address,
    stop_notices,
    stop_token,
    wants_notices,
)
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from tests.cast import NOW, Member


@pytest.fixture(params=["citizen", "link_holder"])
def person(request: pytest.FixtureRequest) -> Member:
    """Somebody with a Konto, then somebody with a link."""
    found: Member = request.getfixturevalue(request.param)
    return found


def give(person: Member, email: str = "ada@example.org", *, now: datetime = NOW) -> NoticeAddress:
    with open_scope(person.scope):
        return set_notice_address(actor=person.actor, bearer=person.bearer, email=email, language="de", now=now)


def test_an_address_is_given_changed_and_taken_back(person: Member) -> None:
    give(person)
    note_delivery(person.bearer, failed_at=NOW)
    give(person, " ada@example.com ")
    assert wants_notices(person.bearer)
    with open_scope(person.scope):
        found = notice_address_of(person.bearer)
        assert found is not None
        assert (found.email, found.failed_at) == ("ada@example.com", None)
        remove_notice_address(actor=person.actor, bearer=person.bearer)
        assert notice_address_of(person.bearer) is None
    assert not wants_notices(person.bearer)


def test_nobody_else_reads_or_changes_it(person: Member, other_citizen: Member, clerk: Member) -> None:
    give(person)
    for stranger in (other_citizen, clerk):
        with open_scope(stranger.scope):
            assert not NoticeAddress.objects.exists()
            with pytest.raises(ActorRefused):
                remove_notice_address(actor=stranger.actor, bearer=person.bearer)
            with pytest.raises(ActorRefused):
                set_notice_address(
                    actor=stranger.actor, bearer=person.bearer, email="x@example.org", language="de", now=NOW
                )
    assert wants_notices(person.bearer)


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada@example.org\nBcc: x@example.org", "a" * 250 + "@x.org"])
def test_an_incomplete_address_is_refused(person: Member, email: str) -> None:
    with pytest.raises(EmailIncomplete):
        give(person, email)


def test_umlauts_are_taken_behind_the_at_and_refused_before_it(person: Member) -> None:
    assert give(person, "ada@müller.de").email == "ada@müller.de"
    with pytest.raises(EmailUndeliverable):
        give(person, "jürgen@example.org")


def test_a_clerk_gives_their_own_address_alone(clerk: Member, colleague: Member) -> None:
    assert clerk.konto is not None and colleague.konto is not None
    own, other = Bearer(clerk.konto.pk), Bearer(colleague.konto.pk)
    with open_scope(clerk.scope):
        set_notice_address(actor=clerk.actor, bearer=own, email="j@example.org", language="de", now=NOW)
        with pytest.raises(ActorRefused):
            set_notice_address(actor=clerk.actor, bearer=other, email="j@example.org", language="de", now=NOW)
    assert (wants_notices(own), wants_notices(other)) == (True, False)


def given(person: Member) -> NoticeAddress:
    with open_scope(scope_of(person.bearer)):
        return NoticeAddress.objects.get()


def test_the_token_of_a_mail_ends_the_notices_and_opens_nothing(person: Member) -> None:
    give(person)
    token = stop_token(given(person))
    with open_scope(Scope()):
        assert stop_notices(token)
        assert not stop_notices(token), "there is nothing left to end"
    assert not wants_notices(person.bearer)


def test_the_token_of_an_earlier_mail_to_the_same_address_ends_the_notices(person: Member) -> None:
    give(person)
    token = stop_token(given(person))
    give(person, now=NOW + timedelta(days=1))
    assert stop_notices(token)
    assert not wants_notices(person.bearer)


def test_the_token_of_a_mail_to_a_mistyped_address_does_not_end_what_goes_to_the_right_one(person: Member) -> None:
    give(person, "stranger@example.org")
    token = stop_token(given(person))
    give(person, "ada@example.org", now=NOW + timedelta(minutes=1))
    assert not stop_notices(token)
    assert wants_notices(person.bearer)


def test_a_damaged_token_ends_nothing(person: Member) -> None:
    give(person)
    row = given(person)
    of_old = signing.dumps([row.konto_id, row.secret_hash], salt="rathaus.notice.stop", compress=True)
    for token in ("", "x", stop_token(row)[:-1], of_old):
        with pytest.raises(StopLinkBroken):
            stop_notices(token)
    assert wants_notices(person.bearer)
