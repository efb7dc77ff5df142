"""Two clerks post the same letters at the same moment, with real commits."""

from collections.abc import Callable, Sequence
from time import sleep
from uuid import UUID

from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.zustellung.actions import mark_posted, queue_for_post
from rathaus.core.zustellung.errors import PostsendungNotFound
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.printing import print_letters
from rathaus.core.zustellung.queries import postings_in_order
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.bescheid.conftest import examined
from tests.core.vorgang.test_concurrency import at_once
from tests.errand import submitted


def printed(clerk: Member, login: str) -> UUID:
    antrag = submitted(make_citizen(login), "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        case = examined(clerk, antrag)
        draft = draft_bescheid(actor=clerk.actor, vorgang=case, draft=Draft("bewilligung"), now=NOW)
        draft = confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        bescheid = issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
        address = "Amira Haddad\nNordstraße 12\n63450 Hanau"
        row = queue_for_post(actor=clerk.actor, bescheid=bescheid, address=address, now=NOW)
        print_letters(actor=clerk.actor, postings=[row], now=NOW)
    return row.public_id


def test_two_who_post_the_same_letters_in_different_order_block_nobody(committing_database: None) -> None:
    clerk, colleague = make_staff("hanau", "jonas", "Jonas Becker"), make_staff("hanau", "selin", "Selin Aydin")
    letters = [printed(clerk, login) for login in ("amira", "karl")]

    def dispatch(member: Member, chosen: Sequence[UUID]) -> tuple[Member, Callable[[], object]]:
        def act() -> object:
            try:
                for row in postings_in_order(chosen):
                    mark_posted(actor=member.actor, posting=row, posted_on=TODAY, now=NOW)
                    sleep(0.5)
            except PostsendungNotFound as error:
                return error
            return None

        return member, act

    results = at_once(dispatch(clerk, letters), dispatch(colleague, letters[::-1]))
    assert sorted(type(each).__name__ for each in results) == ["NoneType", "PostsendungNotFound"]
    with open_scope(clerk.scope):
        assert [row.state for row in Postsendung.objects.all()] == ["posted", "posted"]
