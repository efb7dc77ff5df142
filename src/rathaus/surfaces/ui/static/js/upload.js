/* Files go to the server as soon as they are chosen, part by part, and go on where a connection broke. */
/* Without this script the form sends them. The protocol: docs/reference/uploads.md */
(() => {
  "use strict";
  const FIRST_WAIT_MS = 1000, LONGEST_WAIT_MS = 15000, MOST_TRIES = 12;
  const queue = [];
  const LATER = [408, 425, 429];
  let isBusy = false, held = null;

  const make = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const say = (box, text) => { const line = box.querySelector("[role=status]"); if (line) line.textContent = text; };
  const wait = (ms) => new Promise((go) => { setTimeout(go, ms); addEventListener("online", go, { once: true }); });
  const size = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`;

  /* What the server refuses for good is told in its words; a pause that it asks for is kept; all else is tried again. */
  class Refused extends Error {}
  class Pause extends Error {
    constructor(seconds) { super(); this.ms = seconds * 1000; }
  }

  const ask = async (address, options = {}) => {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, Accept: "application/json", ...options.headers };
    const answer = await fetch(address, { ...options, headers });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.ok && isJson) return answer.json();
    const told = isJson ? await answer.json() : {}, pause = Number(answer.headers.get("Retry-After"));
    if (answer.status === 409 && "received" in told) return { ...told, isLost: true };
    if (answer.status === 429 && pause > 0) throw new Pause(pause);
    if (answer.status >= 400 && answer.status < 500 && !LATER.includes(answer.status)) throw new Refused(told.message || "");
    throw new Error(String(answer.status));
  };

  const fingerprint = async (file) => {
    if (!globalThis.crypto?.subtle) return "";
    const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  /* Too much came from here in a short time: say when it goes on by itself. */
  const rest = async (job, ms) => {
    const until = new Date(Date.now() + ms).toLocaleTimeString(document.documentElement.lang, { timeStyle: "medium" });
    const text = job.box.dataset.pause.replace("%s", until);
    job.note.textContent = text;
    say(job.box, text);
    await new Promise((go) => { setTimeout(go, ms); });
  };

  /* Send one file; begin again by asking what has arrived whenever something broke. */
  const send = async (job) => {
    let tries = 0, state = null;
    while (!state?.done) {
      try {
        if (!state) {
          job.sha256 ??= await fingerprint(job.file);
          const told = { question: job.question, name: job.file.name, size: job.file.size, sha256: job.sha256 };
          state = await ask(job.box.dataset.upload, { method: "POST", body: new URLSearchParams(told) });
          job.address ??= state.address;
          job.part ??= state.part;
        } else if (state.isLost) {
          state = await ask(job.address);
        } else {
          const body = job.file.slice(state.received, state.received + job.part);
          const headers = { "Upload-Offset": String(state.received), "Content-Type": "application/octet-stream" };
          state = await ask(job.address, { method: "POST", body, headers });
        }
        tries = 0;
        job.progress.value = state.received;
        job.note.textContent = job.box.dataset.sending;
      } catch (problem) {
        if (problem instanceof Pause) { await rest(job, problem.ms); continue; }
        if (problem instanceof Refused || ++tries > MOST_TRIES) throw problem;
        job.note.textContent = job.box.dataset.broken;
        if (tries === 1) say(job.box, job.box.dataset.broken);
        await wait(Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS));
        if (state) state = { ...state, isLost: true };
      }
    }
  };

  /* What the server has now; null where it cannot say. */
  const look = async (box) => {
    const answer = await fetch(location.pathname);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(box.id) : null;
  };

  /* Rows of files that are still coming stay. */
  const show = (box, fresh) => {
    const hadFocus = box.contains(document.activeElement);
    const coming = box.querySelector(".r-files--coming"), status = box.querySelector("[role=status]");
    fresh.querySelector("[role=status]")?.replaceWith(status);
    box.replaceChildren(...fresh.childNodes);
    if (coming?.children.length) box.append(coming);
    if (hadFocus) (box.querySelector("input[type=file]") || box.querySelector("button"))?.focus();
  };

  const refuse = (job, text, mayGoOn) => {
    job.progress.remove();
    job.note.textContent = "";
    const alert = make("div", "kern-error");
    alert.setAttribute("role", "alert");
    alert.append(make("span", "kern-body", text));
    const button = (words, act) => {
      const made = make("button", "kern-btn kern-btn--tertiary");
      made.type = "button";
      made.append(make("span", "kern-label", words));
      made.lastChild.append(make("span", "r-sr-only", ` ${job.file.name}`));
      made.addEventListener("click", () => { job.row.remove(); act(); });
      return made;
    };
    job.row.append(alert);
    if (mayGoOn) job.row.append(button(job.box.dataset.again, () => add(job.box, job.question, job.file)));
    job.row.append(button(job.box.dataset.dismiss, () => job.box.querySelector("input[type=file]")?.focus()));
    held = null;
  };

  /* Send what was held. Its box may stand anew by now, and with it the button; what that acts on may be gone. */
  const release = () => {
    const { form, button, name, value } = held;
    held = null;
    const isSame = (each) => each.type === "submit" && each.name === name && each.value === value;
    const pressed = button?.isConnected ? button : [...form.elements].find(isSame);
    if (pressed || !button) form.requestSubmit(pressed);
  };

  const work = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let job = queue.shift(); job; job = queue.shift()) {
      say(job.box, job.box.dataset.started.replace("%s", job.file.name));
      job.box.setAttribute("aria-busy", "true");
      try {
        await send(job);
        const fresh = await look(job.box).catch(() => null);
        await document.whenLifted();
        job.row.remove();
        if (fresh) show(job.box, fresh);
        say(job.box, job.box.dataset.done.replace("%s", job.file.name));
      } catch (problem) {
        await document.whenLifted();
        if (problem.message && problem instanceof Refused) refuse(job, problem.message, false); else refuse(job, job.box.dataset.failed, true);
      }
      job.box.removeAttribute("aria-busy");
    }
    isBusy = false;
    if (held) release(); else document.dispatchEvent(new Event("r-uploaded"));
  };

  const add = (box, question, file) => {
    let list = box.querySelector(".r-files--coming");
    if (!list) box.append(list = make("ul", "r-files r-files--coming"));
    const row = make("li", "r-files__item"), name = make("span", "r-files__name", `${file.name} `);
    const note = make("span", "r-files__size", box.dataset.waiting), progress = make("progress", "");
    name.append(make("span", "r-files__size", `${size(file.size)} · `), note);
    progress.max = file.size;
    progress.value = 0;
    progress.setAttribute("aria-label", file.name);
    row.append(name, progress);
    list.append(row);
    const job = { box, question, file, row, note, progress };
    const input = box.querySelector("input[type=file]");
    if (input && file.size > Number(input.dataset.maxBytes)) { refuse(job, input.dataset.tooLarge, false); return; }
    queue.push(job);
    work();
  };

  const isOurs = (target) => target instanceof HTMLInputElement && target.type === "file" && target.closest("[data-upload]");
  document.addEventListener("input", (event) => { if (isOurs(event.target)) event.stopPropagation(); }, true);
  document.addEventListener("change", (event) => {
    const input = event.target, box = isOurs(input);
    if (!box) return;
    event.stopPropagation();
    const files = [...input.files];
    input.value = "";
    files.forEach((file) => add(box, input.name, file));
  }, true);

  /* A form that is sent while files are coming is sent when they are there. */
  document.addEventListener("submit", (event) => {
    if (!isBusy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    held = { form: event.target, button, name: button?.name, value: button?.value };
    const box = document.querySelector("[data-upload][aria-busy]");
    if (box) say(box, box.dataset.hold);
  }, true);
  addEventListener("beforeunload", (event) => { if (isBusy) event.preventDefault(); });
})();
