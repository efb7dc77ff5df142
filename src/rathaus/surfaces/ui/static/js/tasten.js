/* Keyboard shortcuts of members of staff. Loaded only while they are switched on (WCAG 2.1.4). */
(() => {
  "use strict";
  const PAUSE_MS = 1500;
  let first = "", timer;
  /* [data-key="n"] is clicked or focused by its key; "g h" is two keys one after the other; "n|x" has two ways. */
  const find = (keys) => [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key.split("|").includes(keys));
  const begins = (key) => [...document.querySelectorAll("[data-key]")].some((each) => each.dataset.key.startsWith(`${key} `));
  const wait = (key) => { clearTimeout(timer); first = key; timer = setTimeout(() => { first = ""; }, PAUSE_MS); };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.target.closest("input, select, textarea, [contenteditable]") || document.querySelector("dialog[open]")) return;
    if (event.key === "Shift") return;
    const keys = first ? `${first} ${event.key}` : event.key;
    const dialog = document.getElementById("tasten");
    if (keys === "?" && dialog) { event.preventDefault(); dialog.showModal(); return; }
    const target = find(keys);
    if (!target) { wait(first ? "" : begins(event.key) ? event.key : ""); return; }
    wait("");
    event.preventDefault();
    if (target.matches("input, select, textarea")) target.focus(); else target.click();
  });
})();
