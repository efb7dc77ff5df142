"""An upload in parts goes on where it broke off, arrives once, and is forgotten after a day."""

import hashlib
import uuid
from datetime import timedelta

import pytest

from rathaus.core.datei.errors import (
    PartMisplaced,
    TooManyUploads,
    UploadDamaged,
    UploadEmpty,
    UploadNotFound,
    UploadTooLarge,
)
from rathaus.core.datei.jobs import forget_old_uploads
from rathaus.core.datei.models import PartialUpload, UploadPart
from rathaus.core.datei.uploads import (
    PART_LIMIT_BYTES,
    UNFINISHED_LIMIT,
    Announcement,
    add_part,
    begin_upload,
    delete_old_uploads,
    forget_upload,
    take_out,
    upload_by_public_id,
)
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from tests.cast import NOW

pytestmark = pytest.mark.django_db
DRAFT = uuid.UUID(int=7)
FILE = b"a file that comes in parts"
HASH = hashlib.sha256(FILE).hexdigest()


@pytest.fixture(params=["citizen", "link_bearer"])
def owner(request: pytest.FixtureRequest):
    return request.getfixturevalue(request.param)


def begin(owner, *, size_bytes: int = len(FILE), sha256: str = HASH, question: str = "F1", now=NOW) -> PartialUpload:
    announcement = Announcement(DRAFT, question, "../Scan.pdf", size_bytes, sha256)
    return begin_upload(
        actor=owner.actor, bearer=owner.bearer, announcement=announcement, limit_bytes=2_000_000, now=now
    )


def add(owner, upload: PartialUpload, begins_at: int, content: bytes) -> PartialUpload:
    return add_part(actor=owner.actor, upload=upload, begins_at=begins_at, content=content)


def test_parts_become_one_file_again(owner) -> None:
    with open_scope(owner.scope):
        upload = begin(owner)
        assert (upload.name, upload.received_bytes, upload.is_complete) == ("Scan.pdf", 0, False)
        upload = add(owner, upload, 0, FILE[:10])
        upload = add(owner, upload_by_public_id(upload.public_id, target=DRAFT, now=NOW), 10, FILE[10:])
        assert upload.is_complete
        assert take_out(actor=owner.actor, upload=upload, now=NOW) == FILE
        assert UploadPart.objects.count() == 0
        assert upload_by_public_id(upload.public_id, target=DRAFT, now=NOW).closed_at == NOW


def test_the_same_file_goes_on_where_it_broke_off(owner) -> None:
    with open_scope(owner.scope):
        upload = add(owner, begin(owner), 0, FILE[:10])
        assert (begin(owner).pk, begin(owner).received_bytes) == (upload.pk, 10)
        others = {begin(owner, question="F2").pk, begin(owner, sha256="").pk, begin(owner, sha256="").pk}
        assert len(others | {upload.pk}) == 4


def test_a_part_is_taken_once_and_in_order_alone(owner) -> None:
    with open_scope(owner.scope):
        upload = add(owner, begin(owner), 0, FILE[:10])
        for begins_at in (0, 5, 11):
            with pytest.raises(PartMisplaced) as refused:
                add(owner, upload, begins_at, b"x")
            assert refused.value.facts == {"received_bytes": 10}
        with pytest.raises(PartMisplaced):
            take_out(actor=owner.actor, upload=upload, now=NOW)
        upload = add(owner, upload, 10, FILE[10:])
        take_out(actor=owner.actor, upload=upload, now=NOW)
        with pytest.raises(PartMisplaced):
            add(owner, upload, len(FILE), b"x")
        with pytest.raises(PartMisplaced):
            take_out(actor=owner.actor, upload=PartialUpload.objects.get(), now=NOW)


def test_sizes_have_limits(owner) -> None:
    with open_scope(owner.scope):
        for size_bytes, error in ((0, UploadEmpty), (2_000_001, UploadTooLarge)):
            with pytest.raises(error):
                begin(owner, size_bytes=size_bytes)
        upload = begin(owner, size_bytes=2_000_000, sha256="")
        for content, error in ((b"", UploadEmpty), (bytes(PART_LIMIT_BYTES + 1), UploadTooLarge)):
            with pytest.raises(error):
                add(owner, upload, 0, content)
        with pytest.raises(UploadTooLarge):
            add(owner, begin(owner), 0, FILE + b"x")


def test_one_draft_has_few_unfinished_uploads(owner) -> None:
    with open_scope(owner.scope):
        for _ in range(UNFINISHED_LIMIT):
            begin(owner, sha256="")
        with pytest.raises(TooManyUploads):
            begin(owner)


def test_a_file_that_changed_on_the_way_is_refused_and_forgotten(owner) -> None:
    with open_scope(owner.scope):
        upload = add(owner, begin(owner), 0, FILE[:-1] + b"X")
        with pytest.raises(UploadDamaged):
            take_out(actor=owner.actor, upload=upload, now=NOW)
        forget_upload(actor=owner.actor, upload=upload)
        assert PartialUpload.objects.count() == 0


def test_nobody_adds_to_the_upload_of_somebody_else(citizen, link_bearer) -> None:
    with open_scope(citizen.scope):
        upload = begin(citizen)
    stranger = Actor(Role.CITIZEN, citizen.actor.konto_id + 1)
    with open_scope(citizen.scope):
        with pytest.raises(ActorRefused):
            add_part(actor=stranger, upload=upload, begins_at=0, content=FILE)
        with pytest.raises(ActorRefused):
            take_out(actor=stranger, upload=upload, now=NOW)
        with pytest.raises(UploadNotFound):
            upload_by_public_id(upload.public_id, target=uuid.UUID(int=8), now=NOW)
    with open_scope(link_bearer.scope):
        assert (PartialUpload.objects.count(), UploadPart.objects.count()) == (0, 0)
        with pytest.raises(UploadNotFound):
            upload_by_public_id(upload.public_id, target=DRAFT, now=NOW)
    with open_scope(Scope(konto=citizen.scope.konto)):
        PartialUpload.objects.all().delete()
        with pytest.raises(UploadNotFound):
            add(citizen, upload, 0, FILE)


def test_uploads_are_forgotten_after_a_day(citizen, link_bearer) -> None:
    for owner in (citizen, link_bearer):
        with open_scope(owner.scope):
            old = add(owner, begin(owner, now=NOW - timedelta(days=3)), 0, FILE[:5])
            begin(owner, question="F2")
            with pytest.raises(UploadNotFound):
                upload_by_public_id(old.public_id, target=DRAFT, now=NOW)
            begin(owner, question="F3", now=NOW - timedelta(days=3))
    with pytest.raises(ActorRefused):
        delete_old_uploads(actor=citizen.actor, now=NOW)
    forget_old_uploads(timestamp=0)
    assert delete_old_uploads(actor=SYSTEM_ACTOR, now=NOW) == 0
    for owner in (citizen, link_bearer):
        with open_scope(owner.scope):
            assert list(PartialUpload.objects.values_list("question", flat=True)) == ["F2"]
