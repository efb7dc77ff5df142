"""Fill in a draft as a browser would: page by page, as typed text."""

from rathaus.core.antrag.drafting import Upload, attach_file, save_page
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id, evaluate_entwurf
from rathaus.engine.formular.path import is_within, template_of
from rathaus.engine.formular.typed import show_typed
from tests.core.antrag.conftest import NOW, PAPERS, PNG

TODAY = NOW.date()


def posted(formular, page: str, answers: dict[str, object]) -> dict[str, list[str]]:
    """Return what a browser posts for one page."""
    items = formular.page(page).items
    on_page = [key for key in answers if any(is_within(template_of(key), item) for item in items)]
    return {key: [show_typed(formular.fields[template_of(key)], answers[key])] for key in on_page}


def fill_in(owner, entwurf, answers: dict[str, object]):
    """Save every page that can be reached, in order, and return the draft."""
    formular = content_of(entwurf).formular
    done: set[str] = set()
    while pages := [p for p in evaluate_entwurf(entwurf, today=TODAY).pages if p not in done]:
        done.add(pages[0])
        form = posted(formular, pages[0], answers)
        entwurf = save_page(actor=owner.actor, entwurf=entwurf, page=pages[0], form=form, now=NOW).entwurf
    return entwurf_by_public_id(entwurf.public_id, today=TODAY)


def add_papers(owner, entwurf):
    """Upload the vehicle's papers."""
    upload = Upload("schein.png", PNG)
    assert attach_file(actor=owner.actor, entwurf=entwurf, path=PAPERS, upload=upload, now=NOW) is None
    return entwurf_by_public_id(entwurf.public_id, today=TODAY)
