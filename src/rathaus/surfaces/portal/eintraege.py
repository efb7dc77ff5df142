"""Addresses of questions in a draft: pages, and the steps of entries that ask too much for one page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

from rathaus.engine.formular.model import Page
from rathaus.surfaces.ui.form_spot import Spot, Spots

if TYPE_CHECKING:
    from rathaus.core.antrag.models import Entwurf


def address_of(row: "Entwurf", spot: Spot) -> str:
    """Return the address of a page or step of a draft."""
    if spot.step is None:
        return reverse("portal:draft_page", args=[row.public_id, spot.page.key])
    return reverse("portal:draft_entry", args=[row.public_id, spot.page.key, spot.entry, spot.step.page.key])


def go_to_spot(row: "Entwurf", spot: Spot, *, query: str = "", anchor: str = "") -> HttpResponseRedirect:
    """Redirect to a page or step of a draft after a POST."""
    return HttpResponseRedirect(
        address_of(row, spot) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
    )


def entry_address(row: "Entwurf", spots: Spots, *, page: Page) -> Callable[[str], str]:
    """Return the function from the path key of an entry in steps to where it is opened."""

    def address(entry: str) -> str:
        step = spots.begin_of(entry)
        return address_of(row, Spot(page, step)) if step else ""

    return address


def question_address(row: "Entwurf", spots: Spots) -> Callable[[str, str], str]:
    """Return the function from key of the page and path key of a question to where it is answered.

    What stands on no page leads to the list of tasks.
    """

    def address(page_key: str, path: str) -> str:
        page = spots.formular.page(page_key)
        if page is None:
            return reverse("portal:draft", args=[row.public_id])
        return address_of(row, spots.of(page, path))

    return address
