/* Keyboard shortcuts of members of staff. Loaded only while they are switched on (WCAG 2.1.4). */
(() => {
  "use strict";
  const PAUSE_MS = 1500;
  let first = "", timer;
  /* [data-key="n"] is clicked or focused by its key; "g h" is two keys one after the other; "n|x" has two ways. */
  const find = (keys) => [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key.split("|").includes(keys));
  const begins = (key) => [...document.querySelectorAll("[data-key]")].some((each) => each.dataset.key.startsWith(`${key} `));
  /* j and k go from line to line of a list, x ticks the line: the link of a line is what has the focus. */
  const LINES = "tbody tr th a, .r-worklist li a";
  const step = (by) => {
    const lines = [...document.querySelectorAll(LINES)], at = lines.indexOf(document.activeElement);
    const line = lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : at + by];
    if (line) line.focus();
  };
  const tick = () => { const box = document.activeElement.closest("tr")?.querySelector("input[type=checkbox]"); if (box) box.click(); };
  const moves = { j: () => step(1), k: () => step(-1), x: tick };
  const wait = (key) => { clearTimeout(timer); first = key; timer = setTimeout(() => { first = ""; }, PAUSE_MS); };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]")) return;
    if (event.key === "Shift") return;
    const keys = first ? `${first} ${event.key}` : event.key;
    const dialog = document.getElementById("tasten");
    if (keys === "?" && dialog) { event.preventDefault(); dialog.showModal(); return; }
    const target = find(keys);
    if (!target && !first && moves[keys] && document.querySelector(LINES)) { event.preventDefault(); moves[keys](); return; }
    if (!target) { wait(first ? "" : begins(event.key) ? event.key : ""); return; }
    wait("");
    event.preventDefault();
    if (target.matches("input, select, textarea")) target.focus(); else target.click();
  });
})();
