"""A citizen's errand as the portal drives it: begin a draft, fill in page by page, attach files, submit."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.test import override_settings

from rathaus.core.antrag.drafting import Upload, attach_file, save_page, start_entwurf
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.queries import content_of, entwurf_by_public_id, evaluate_entwurf
from rathaus.core.leistung.queries import leistung_by_slug
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.path import is_within, question_of, template_of
from rathaus.engine.formular.typed import show_typed
from tests.cast import NOW, TODAY, Member
from tests.core.datei.samples import JPEG, PNG, pdf

CONTENT = Path(__file__).parents[1] / "leistungen"
EXAMPLES = sorted(CONTENT.glob("*/beispiele/*.yaml"))
FILES = {"application/pdf": pdf(), "image/png": PNG, "image/jpeg": JPEG}


@cache
def example(slug: str, name: str) -> dict[str, Any]:
    """Read one example of a Leistung by slug and file name."""
    (path,) = CONTENT.glob(f"*-{slug}/beispiele/{name}.yaml")
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def begin(member: Member, slug: str, place: str, *, now: datetime = NOW) -> Entwurf:
    """Begin a draft at a place, in the open scope of the person; as in a demonstration, a Konto may sign."""
    stelle = Stelle.objects.get(name=place, mode=Stelle.Mode.LIVE)
    with override_settings(RATHAUS_DEMO=True):
        return start_entwurf(
            actor=member.actor, bearer=member.bearer, leistung=leistung_by_slug(slug), place=stelle, language="de",
            now=now,
        )  # fmt: skip


def fill_in(member: Member, entwurf: Entwurf, answers: Mapping[str, Any], *, now: datetime = NOW) -> Entwurf:
    """Save every page that can be reached, in order, then attach the files."""
    formular, done = content_of(entwurf).formular, set[str]()
    while pages := [page for page in evaluate_entwurf(entwurf, today=TODAY).pages if page not in done]:
        done.add(pages[0])
        form = posted(formular, pages[0], answers)
        entwurf = save_page(actor=member.actor, entwurf=entwurf, page=pages[0], form=form, now=now).entwurf
    for key, value in answers.items():
        if isinstance(value, dict) and "datei" in value:
            upload = Upload(value["name"], FILES[value["media_type"]] + key.encode())  # no two are the same
            finding = attach_file(actor=member.actor, entwurf=entwurf, path=question_of(key), upload=upload, now=now)
            assert finding is None, finding
    return entwurf_by_public_id(entwurf.public_id, today=TODAY)


def posted(formular: Formular, page: str, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return what a browser posts for one page."""
    items = formular.page(page).items
    on_page = [key for key in answers if any(is_within(template_of(key), item) for item in items)]
    typed = {key: value for key, value in answers.items() if key in on_page and not isinstance(value, dict)}
    return {key: [show_typed(formular.fields[template_of(key)], value)] for key, value in typed.items()}


def drafted(member: Member, slug: str, name: str, *, now: datetime = NOW) -> Entwurf:
    """Return a draft that holds an example, in the open scope of the person."""
    one = example(slug, name)
    return fill_in(member, begin(member, slug, one["ort"], now=now), one["antworten"], now=now)


def submitted(member: Member, slug: str, name: str, *, now: datetime = NOW) -> Antrag:
    """Return a submitted example; opens the scope of the person."""
    with open_scope(member.scope):
        return receive_antrag(actor=member.actor, entwurf=drafted(member, slug, name, now=now), now=now)
