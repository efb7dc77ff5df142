"""Looking at an open page with axe, in light and in dark, on a desk and at the width of a phone."""

from pathlib import Path

from tests.journeys.person import Person

_AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_PHONE, _DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
_RUN = """async (options) => (await axe.run(document, { resultTypes: ["violations"], ...options })).violations
  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} (${rule.help})`))"""
_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
_SETTLED = "Promise.allSettled(document.getAnimations().map((each) => each.finished))"
_EXCESS = "document.scrollingElement.scrollWidth - document.documentElement.clientWidth"


def complaints(person: Person, name: str) -> list[str]:
    """Return what is wrong with the open page, each with the name of the page."""
    page = person.page
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate(_RUN, {})
    page.emulate_media(color_scheme="dark")
    page.evaluate(_SETTLED)
    found += [f"dark {each}" for each in page.evaluate(_RUN, _COLOURS)]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(_PHONE)
    page.evaluate(_SETTLED)
    found += [f"at 360 {each}" for each in page.evaluate(_RUN, {})]
    if excess := page.evaluate(_EXCESS):
        found.append(f"scrolls sideways by {excess} pixels at 360")
    page.set_viewport_size(_DESK)
    return [f"{name} {page.url}: {each}" for each in found]
