"""Hands on the keyboard only: Tab, Shift, Enter, Space, arrows, letters. Each stop must show where it is."""

from typing import Self

from playwright.sync_api import FilePayload, Page, expect

from tests.journeys.person import Person

MOST_STOPS = 80

_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at);
  const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
  const group = at.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
  const plain = (text) => text.replace(/\\s+/g, " ").replace(/ – Optional/, "").trim();
  return {
    kind: at.matches("input[type=radio]") ? "radio" : at.tagName.toLowerCase(),
    words: plain(label), group: plain(group),
    shown: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}"""


class Keyboard:
    """Moves through the pages of a person with the Tab key, forwards from where the focus is."""

    def __init__(self, person: Person) -> None:
        self.page: Page = person.page
        self._stop: dict[str, object] = {}

    def tab(self) -> Self:
        self.page.keyboard.press("Tab")
        self._look()
        return self

    def focused_words(self) -> str:
        return str(self._stop.get("words", ""))

    def _look(self) -> None:
        self._stop = self.page.evaluate(_FOCUS) or {}
        if self._stop:
            where = f"„{self._stop['words']}“ on {self.page.url}"
            assert self._stop["shown"], f"the focus cannot be seen at {where}"
            expect(self.page.locator(":focus")).to_be_in_viewport()

    def _go_to(self, kind: tuple[str, ...], words: str, group: str = "") -> Self:
        for _ in range(MOST_STOPS):
            if self._is_at(kind, words, group):
                return self
            self.tab()
        raise AssertionError(f"Tab does not lead to „{group} {words}“ on {self.page.url}")

    def _is_at(self, kind: tuple[str, ...], words: str, group: str) -> bool:
        stop = self._stop
        return bool(stop) and stop["kind"] in kind and stop["words"] == words and (not group or stop["group"] == group)

    def type_into(self, label: str, text: str) -> Self:
        self._go_to(("input", "textarea", "select"), label)
        self.page.keyboard.type(text)
        return self

    def type_date(self, question: str, day: str, month: str, year: str) -> Self:
        for box, text in (("Tag", day), ("Monat", month), ("Jahr", year)):
            self._go_to(("input",), box, question)
            self.page.keyboard.type(text)
        return self

    def choose(self, option: str) -> Self:
        """Tab to the first option of a question, then arrows to the one that is meant."""
        for _ in range(MOST_STOPS):
            self.tab()
            if self._stop.get("kind") == "radio" and self._arrow_to(option):
                expect(self.page.locator("form[aria-busy=true]")).to_have_count(0)
                return self
        raise AssertionError(f"the keyboard does not reach „{option}“ on {self.page.url}")

    def _arrow_to(self, option: str) -> bool:
        """Choose an option of the question that has the focus; False where it has no such option."""
        group, first = self._stop["group"], self._stop["words"]
        self.page.keyboard.press("Space")
        while self._stop["words"] != option:
            self.page.keyboard.press("ArrowDown")
            self._look()
            if self._stop["words"] == first or self._stop["group"] != group:
                return False
        return True

    def tick(self, label: str) -> Self:
        self._go_to(("input",), label)
        self.page.keyboard.press("Space")
        return self

    def upload(self, label: str, file: FilePayload) -> Self:
        """Open the chooser of files with the space bar."""
        self._go_to(("input",), label)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files([file])
        return self

    def follow(self, words: str) -> Self:
        self._go_to(("a",), words)
        return self.press_enter()

    def press_button(self, words: str) -> Self:
        self._go_to(("button",), words)
        return self.press_enter()

    def unfold(self, words: str) -> Self:
        """Open what is folded together under these words."""
        self._go_to(("summary",), words)
        self.page.keyboard.press("Enter")
        return self

    def press_enter(self) -> Self:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._stop = {}
        return self
