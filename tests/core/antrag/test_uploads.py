"""What a question asks of a file."""

import pytest

from rathaus.core.antrag.errors import PageNotFound
from rathaus.core.antrag.queries import content_of
from rathaus.core.antrag.uploads import is_attached, upload_terms
from rathaus.core.scope.session import open_scope
from tests.cast import Member
from tests.errand import begin

PERMIT = "G06900002010.G06900002004.F06900002034"
LENDING = "G06900002010.G06900002005.F06900002042"


def test_the_same_bytes_are_attached_once_to_a_question() -> None:
    answers = {"papers[0]": {"datei": "77aa", "sha256": "ab"}, "other": {"datei": "78aa", "sha256": "cd"}, "name": "x"}
    assert is_attached(answers, "papers", sha256="ab")
    assert is_attached(answers, "papers[1]", sha256="ab")
    assert not is_attached(answers, "papers", sha256="cd")


@pytest.mark.django_db
def test_only_the_questions_that_the_package_names_are_for_identity_documents(citizen: Member) -> None:
    with open_scope(citizen.scope):
        content = content_of(begin(citizen, "bewohnerparkausweis", "Hanau"))
    assert upload_terms(content, PERMIT).copy_for == "Bewohnerparkausweis beantragen"
    assert upload_terms(content, LENDING).copy_for == ""
    assert "image/heic" in upload_terms(content, LENDING).allowed
    assert upload_terms(content, LENDING).max_size <= 20_000_000
    with pytest.raises(PageNotFound):
        upload_terms(content, "G06900002001.F60000000228")
