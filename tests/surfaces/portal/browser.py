"""A browser with the words of this suite: it drives an Antrag through the forms."""

import re
from html import unescape
from http.cookies import Morsel

from django.http import HttpResponse
from django.test import Client

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.queries import compiled, current_version, leistung_by_slug
from rathaus.core.scope.session import Scope, open_scope
from rathaus.engine.formular.model import Formular
from rathaus.surfaces.portal.orte import PLACE_COOKIE
from rathaus.surfaces.ui.link_cookies import LINK_COOKIE
from tests.cast import TODAY, Member
from tests.errand import example, posted

BACKEND = "django.contrib.auth.backends.ModelBackend"


class Browser(Client):
    """A browser with the words of this suite."""

    def sign_in(self, member: Member) -> "Browser":
        """Begin the session of a member of the cast."""
        assert member.konto is not None
        self.force_login(member.konto, backend=BACKEND)
        return self

    def live_in(self, slug: str) -> "Browser":
        """Remember a place."""
        self.cookies[PLACE_COOKIE] = slug
        return self

    def links(self) -> "dict[str, Morsel[str]]":
        """Return the cookies of secret links that are kept, by name."""
        return {name: cookie for name, cookie in self.cookies.items() if name.startswith(LINK_COOKIE) and cookie.value}

    def secrets(self) -> list[str]:
        """Return the secrets of the links that are kept."""
        return [cookie.value for cookie in self.links().values()]

    def page(self, path: str, status: int = 200) -> str:
        """Return the text of a page."""
        response = self.get(path)
        assert response.status_code == status, response.content.decode()[:500]
        return text_of(response)

    def start(self, slug: str, place: str = "hanau") -> str:
        """Begin a draft; return its address."""
        response = self.live_in(place).post(f"/leistungen/{slug}/antrag/")
        assert response.status_code == 302, text_of(response)
        return str(response["Location"])

    def fill_in(self, draft: str, slug: str, name: str) -> str:
        """Send every page of an example, files left out; return where the last one leads."""
        answers = {k: v for k, v in example(slug, name)["antworten"].items() if not isinstance(v, dict)}
        formular = form_of(slug)
        target = f"{draft}seite/{formular.pages[0].key}/"
        for _ in range(2 * len(formular.pages)):
            page = target.split("/seite/")[1].strip("/")
            response = self.post(target, posted(formular, page, answers))
            assert response.status_code == 302, text_of(response)
            target = response["Location"].partition("?")[0].partition("#")[0]
            if "/seite/" not in target:
                return target
        raise AssertionError(f"the form does not end: {target}")

    def submit(self, slug: str = "bewohnerparkausweis", name: str = "bewilligung") -> str:
        """Apply with an example; return the address of the receipt."""
        draft = self.start(slug)
        self.fill_in(draft, slug, name)
        response = self.post(f"{draft}absenden/")
        assert response.status_code == 302, text_of(response)
        return str(response["Location"])


def text_of(response: HttpResponse) -> str:
    """Return the words of a page with single blanks, tags left out."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def form_of(slug: str) -> Formular:
    """Return the published form of a Leistung."""
    version = current_version(leistung_by_slug(slug), TODAY)
    assert version is not None
    return compiled(version.pk).formular


def antrag_at(address: str, scope: Scope) -> Antrag:
    """Return the Antrag behind an address in a scope."""
    (public_id,) = re.findall(r"/antraege/([0-9a-f-]{36})/", address)
    with open_scope(scope):
        return Antrag.objects.select_related("version__leistung", "stelle").get(public_id=public_id)
