"""Messages in both directions while a case runs, and corrections before the decision."""

from datetime import timedelta

import pytest

from rathaus.core.antrag.drafting import Upload
from rathaus.core.antrag.errors import NothingAsked
from rathaus.core.antrag.models import Antrag, AntragRevision
from rathaus.core.antrag.queries import content_of, sections_before
from rathaus.core.postfach.errors import MessageEmpty, MessageTooLong, TooManyFiles
from rathaus.core.postfach.queries import letters_with_files
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task, withdraw
from rathaus.core.vorgang.correspondence import (
    Correction,
    Message,
    correct_answers,
    write_to_citizen,
    write_to_office,
)
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague
from rathaus.core.vorgang.inbox import today
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, standing, vorgang_of
from rathaus.values.errors import RathausError
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.datei.samples import PNG, pdf
from tests.core.vorgang.test_work import PLATE


def page_of(antrag: Antrag, path: str) -> str:
    formular = content_of(antrag).formular
    return next(page.key for page in formular.pages if any(path.startswith(item) for item in page.items))


def filled(antrag: Antrag, page: str, **changes: str) -> dict[str, list[str]]:
    """What the page would post with the stored answers, and some of them changed."""
    items = content_of(antrag).formular.page(page).items  # type: ignore[union-attr]
    kept = {key: value for key, value in antrag.answers.items() if any(key.startswith(item) for item in items)}
    return {key: [str(value)] for key, value in {**kept, **changes}.items() if not isinstance(value, dict)}


def test_a_message_of_the_person_reaches_the_clerk_who_sees_it_today(
    vorgang: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        message = Message("Ich ziehe nächste Woche um.", (("neu.png", PNG), ("alt.pdf", pdf())))
        letter = write_to_office(actor=citizen.actor, antrag=antrag, message=message, now=NOW)
        assert (letter.kind, letter.direction) == ("message", "to_office")
    with open_scope(clerk.scope):
        assert clerk.konto is not None
        shown = today(stelle_ids=clerk.scope.stellen, konto_id=clerk.konto.pk, day=TODAY)
        assert [row.public_id for row in shown.answered] == [vorgang.public_id]
        (letter,) = letters_with_files(antrag.public_id)
        assert [each.datei.name for each in letter.anlagen.all()] == ["neu.png", "alt.pdf"]


@pytest.mark.parametrize(
    ("message", "error"),
    [
        (Message("  "), MessageEmpty),
        (Message("x" * 5001), MessageTooLong),
        (Message("x", (("a.png", PNG),) * 6), TooManyFiles),
        (Message("x", (("a.exe", b"MZ" + b"0" * 200),)), RathausError),
    ],
)
def test_a_message_that_is_none_is_refused_whole(
    message: Message, error: type[Exception], vorgang: Vorgang, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        with pytest.raises(error):
            write_to_office(actor=citizen.actor, antrag=antrag, message=message, now=NOW)
        assert not letters_with_files(antrag.public_id)


def test_nobody_writes_about_the_antrag_of_somebody_else(vorgang: Vorgang, antrag: Antrag) -> None:
    stranger = make_citizen("karl")
    with open_scope(stranger.scope), pytest.raises(ActorRefused):
        write_to_office(actor=stranger.actor, antrag=antrag, message=Message("Hallo"), now=NOW)


def test_the_clerk_writes_without_asking_and_the_case_goes_on(
    vorgang: Vorgang, citizen: Member, clerk: Member, colleague: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        write_to_citizen(actor=clerk.actor, vorgang=vorgang, text="Alles da, danke.", now=NOW)
        assert vorgang_of(antrag).state == "open"
        for text, error in ((" ", MessageEmpty), ("x" * 5001, MessageTooLong)):
            with pytest.raises(error):
                write_to_citizen(actor=clerk.actor, vorgang=vorgang, text=text, now=NOW)
        with pytest.raises(ClaimedByColleague):
            write_to_citizen(actor=colleague.actor, vorgang=vorgang, text="Hallo", now=NOW)
    with open_scope(citizen.scope):
        assert [letter.body for letter in letters_with_files(antrag.public_id)] == ["Alles da, danke."]


def test_a_correction_keeps_the_old_answers_and_opens_the_checks_again(
    vorgang: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(clerk.scope):
        complete_task(actor=clerk.actor, vorgang=vorgang, key="formell", outcome="vollstaendig", now=NOW)
    page = page_of(antrag, PLATE)
    with open_scope(citizen.scope):
        correction = Correction((page,), filled(antrag, page, **{PLATE: "HU-AH 999"}))
        later = NOW + timedelta(days=1)
        assert correct_answers(actor=citizen.actor, antrag=antrag, correction=correction, now=later) == ()
        assert (antrag.answers[PLATE], antrag.revision) == ("HU-AH 999", 2)
        assert AntragRevision.objects.filter(antrag=antrag).count() == 2
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert [step.key for step in standing(row).open] == ["formell"]
        assert row.answered_at == later
        assert "vorgang.corrected" in [record.act for record in history(row)]
        before = [line.value for section in sections_before(antrag, language="de") for line in section.rows]
        assert "HU-AH 999" not in before
        assert len(before) > 3


def test_a_wrong_correction_is_named_and_changes_nothing(
    vorgang: Vorgang, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    page = page_of(antrag, PLATE)
    with open_scope(citizen.scope):
        correction = Correction((page,), filled(antrag, page, **{PLATE: "X" * 300}))
        findings = correct_answers(actor=citizen.actor, antrag=antrag, correction=correction, now=NOW)
        assert [each.path for each in findings] == [PLATE]
        assert (Antrag.objects.get().revision, sections_before(antrag, language="de")) == (1, ())
        other = Correction((), {}, {PLATE: Upload("a.png", PNG)})
        with pytest.raises(NothingAsked):
            correct_answers(actor=citizen.actor, antrag=antrag, correction=other, now=NOW)


def test_after_a_withdrawal_nothing_is_corrected_and_nobody_writes(
    vorgang: Vorgang, citizen: Member, antrag: Antrag
) -> None:
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
        with pytest.raises(AntragWithdrawn):
            correct_answers(actor=citizen.actor, antrag=antrag, correction=Correction(("x",), {}), now=NOW)
        with pytest.raises(AntragWithdrawn):
            write_to_office(actor=citizen.actor, antrag=antrag, message=Message("Hallo"), now=NOW)
