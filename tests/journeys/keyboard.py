"""Hands on the keyboard only: Tab, Shift, Enter, Space, arrows, letters. Each stop must show where it is."""

from contextlib import suppress
from pathlib import Path
from typing import Self

from playwright.sync_api import FileChooser, FilePayload, Page, expect
from playwright.sync_api import TimeoutError as Overdue

from tests.journeys.person import Person

MOST_STOPS = 150
MOST_PRESSES, CHOOSER_TIMEOUT_MS = 3, 2_000

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
    inside: at.getBoundingClientRect().bottom > 0 && at.getBoundingClientRect().top < innerHeight,
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
        if self._stop and self._stop["kind"] != "iframe":  # the viewer of documents shows the focus itself
            where = f"{self._stop['kind']} „{self._stop['words']}“ on {self.page.url}"
            assert self._stop["shown"], f"the focus cannot be seen at {where}"
            if not self._stop["inside"]:  # the page is still scrolling
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

    def type_into(self, label: str, text: str, group: str = "") -> Self:
        self._go_to(("input", "textarea", "select"), label, group)
        self.page.keyboard.type(text)
        return self

    def answer(self, question: str, text: str, group: str = "") -> Self:
        """Answer a question of a form, whatever it is answered with: in place of what stands there, or an option."""
        for _ in range(MOST_STOPS):
            if self._is_at(("radio",), str(self._stop.get("words")), question):
                assert self._arrow_to(text), f"„{question}“ on {self.page.url} has no answer „{text}“"
                break
            if self._is_at(("input", "textarea", "select"), question, group):
                self.page.keyboard.press("ControlOrMeta+A")
                self.page.keyboard.type(text)
                break
            self.tab()
        else:
            raise AssertionError(f"Tab does not lead to „{question}“ on {self.page.url}")
        return self.wait()

    def wait(self) -> Self:
        """Wait until files have arrived, and the questions that follow from an answer."""
        expect(self.page.locator("form[aria-busy=true], [data-upload][aria-busy=true]")).to_have_count(0)
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
                return self.wait()
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

    def upload(self, label: str, *files: FilePayload) -> Self:
        """Open the chooser of files with the space bar."""
        self._go_to(("input",), label)
        self._open_chooser().set_files(files)
        return self.wait()

    def _open_chooser(self) -> FileChooser:
        """Press the space bar; the browser ignores it while the chooser before is still closing."""
        for _ in range(MOST_PRESSES):
            with suppress(Overdue), self.page.expect_file_chooser(timeout=CHOOSER_TIMEOUT_MS) as chooser:
                self.page.keyboard.press("Space")
                return chooser.value
        raise AssertionError(f"„{self.focused_words()}“ on {self.page.url} opens no chooser of files")

    def follow(self, words: str) -> Self:
        self._go_to(("a",), words)
        return self.press_enter()

    def press_button(self, words: str) -> Self:
        self._go_to(("button",), words)
        return self.press_enter()

    def download(self, words: str) -> bytes:
        """Press the button that gives a file and return its bytes; the page stays."""
        self._go_to(("button",), words)
        with self.page.expect_download() as started:
            self.page.keyboard.press("Enter")
        return Path(started.value.path()).read_bytes()

    def activate(self, words: str) -> Self:
        """Follow the link or press the button with these words."""
        self._go_to(("a", "button"), words)
        return self.press_enter()

    def unfold(self, words: str) -> Self:
        """Open what is folded together under these words."""
        self._go_to(("summary",), words)
        self.page.keyboard.press("Enter")
        return self

    def forget(self) -> Self:
        """Begin anew at the top of a page that was opened by its address."""
        self._stop = {}
        return self

    def press_enter(self) -> Self:
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self._stop = {}
        return self
