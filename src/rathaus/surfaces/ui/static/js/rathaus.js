/* Calmer pages, never different ones: everything here also works without it. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* Nothing moves under a finger or a key that is down, or the press would be lost: whoever changes the page waits. */
  /* A touch becomes a click only some milliseconds after the finger is lifted. */
  const TOUCH_BECOMES_CLICK_MS = 60;
  let isPressed = false, lifting;
  const waiting = [];
  const press = () => { clearTimeout(lifting); isPressed = true; };
  const lift = () => {
    clearTimeout(lifting);
    lifting = setTimeout(() => { isPressed = false; waiting.splice(0).forEach((go) => go()); }, TOUCH_BECOMES_CLICK_MS);
  };
  ["pointerdown", "keydown"].forEach((name) => addEventListener(name, press, true));
  ["pointerup", "pointercancel", "keyup"].forEach((name) => addEventListener(name, lift, true));
  addEventListener("blur", lift);
  document.whenLifted = () => new Promise((go) => { if (isPressed) waiting.push(go); else go(); });

  /* After a refused form the summary of errors gets the focus. */
  document.querySelector("[data-focus]")?.focus();

  /* Warn before leaving a page with typing that was not sent. */
  let unsaved = false;
  all("form[data-guard]").forEach((form) => {
    form.addEventListener("input", () => { unsaved = true; });
    form.addEventListener("submit", () => { unsaved = false; });
  });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  /* One click sends once: a second submit of the same form within five seconds is ignored. */
  all("form[method=post]").forEach((form) => {
    let sentAt = -Infinity;
    form.addEventListener("submit", (event) => {
      if (event.timeStamp - sentAt < 5000) event.preventDefault(); else sentAt = event.timeStamp;
    });
  });
  addEventListener("pageshow", (event) => { if (event.persisted) unsaved = false; });

  /* Copy a reference number. */
  all("[data-copy]").forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.querySelector(".kern-label");
      const before = label.textContent;
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      label.textContent = button.dataset.copied;
      setTimeout(() => { label.textContent = before; }, 4000);
    });
  });

  all("[data-print]").forEach((button) => { button.hidden = false; button.addEventListener("click", () => print()); });

  /* Tell at once that a file is too large, before it is sent. */
  all("input[type=file][data-max-bytes]").forEach((input) => {
    input.addEventListener("change", () => {
      const tooLarge = [...input.files].some((file) => file.size > Number(input.dataset.maxBytes));
      let note = document.getElementById(`${input.id}-size`);
      if (!note) {
        note = Object.assign(document.createElement("div"), { id: `${input.id}-size`, className: "kern-error" });
        note.setAttribute("role", "alert");
        input.after(note);
      }
      note.textContent = tooLarge ? input.dataset.tooLarge : "";
      if (tooLarge) input.value = "";
    });
  });

  /* A box that narrows a long list. */
  all("select[data-narrow]").forEach((select) => {
    const box = Object.assign(document.createElement("input"), { type: "search", className: "kern-form-input__input r-narrow-box", autocomplete: "off" });
    box.setAttribute("aria-label", select.dataset.narrow);
    box.placeholder = select.dataset.narrow;
    select.parentElement.before(box);
    box.addEventListener("input", () => {
      const wanted = box.value.trim().toLocaleLowerCase();
      all("option", select).forEach((option) => {
        option.hidden = Boolean(wanted && option.value && !option.selected && !option.text.toLocaleLowerCase().includes(wanted));
      });
      all("optgroup", select).forEach((group) => { group.hidden = all("option", group).every((option) => option.hidden); });
      const left = all("option", select).filter((option) => option.value && !option.hidden);
      if (wanted && left.length === 1) { select.value = left[0].value; select.dispatchEvent(new Event("change", { bubbles: true })); }
    });
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); select.focus(); } });
  });

  /* A form whose answers show or hide other questions is saved and shown anew; the focus stays where it was. */
  const watch = (form) => {
    let missed = false, running = 0, uploads = 0;
    /* While files are coming, their rows stay; the form is shown anew when they are there. */
    const isUploading = () => form.querySelector("[data-upload][aria-busy]") !== null;
    const refresh = async () => {
      if (isUploading()) { missed = true; return; }
      const content = () => {
        const typed = new FormData(form);
        all("input[type=file]", form).forEach((input) => typed.delete(input.name));
        typed.set(form.dataset.refresh, "1");
        return typed;
      };
      const typed = content();
      const state = JSON.stringify([uploads, ...typed.entries()]);
      form.setAttribute("aria-busy", String(Boolean(++running)));
      try {
        const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(typed) });
        if (!answer.ok) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(form.id);
        await document.whenLifted();
        /* Whoever went on typing keeps that; the next answer asks again. */
        missed = isUploading() || JSON.stringify([uploads, ...content().entries()]) !== state;
        if (!fresh || missed || all("input[type=file]", form).some((input) => input.files.length)) return;
        const focused = document.activeElement?.id, around = document.activeElement?.closest("fieldset")?.id;
        form.replaceChildren(...fresh.childNodes);
        all("input[data-suggest]", form).forEach(suggest);
        if (focused) (document.getElementById(focused) || document.getElementById(around))?.focus({ preventScroll: true });
      } catch { /* without the network the page stays as it is; sending it says so */ }
      finally { form.setAttribute("aria-busy", String(Boolean(--running))); }
    };
    form.addEventListener("change", (event) => {
      if (missed || event.target.matches("input[type=radio], input[type=checkbox], select")) refresh();
    });
    form.addEventListener("r-chosen", refresh);
    document.addEventListener("r-uploaded", () => { uploads++; if (missed) refresh(); });
  };
  all("form[data-refresh]").forEach(watch);

  /* A part of the page that a job still works on: looked for again until it is there, for a minute at most. */
  all("[data-await]").forEach((part) => {
    let tries = 0;
    const look = async () => {
      try {
        const answer = await fetch(location.href);
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
        if (answer.ok && fresh && !("await" in fresh.dataset)) { await document.whenLifted(); part.replaceWith(fresh); return; }
      } catch { /* the link to look again stays */ }
      if (++tries < 20) setTimeout(look, 3000);
    };
    setTimeout(look, 2000);
  });

  /* Suggestions for places and entries of long lists: a combobox; what is sent stays the text in the field. */
  const suggest = (input) => {
    const search = document.querySelector(`[data-search="${input.id}"]`);
    const list = Object.assign(document.createElement("ul"), { id: `${input.id}-list`, className: "r-suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0].textContent.trim());
    input.closest(".r-place").append(list);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);
    let timer, asked = 0, active = -1;
    const mark = (index) => {
      const options = all("[role=option]", list);
      active = index;
      options.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
      if (active < 0) { input.removeAttribute("aria-activedescendant"); return; }
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    };
    const move = (step) => { const count = list.children.length; mark((active + step + count + (active < 0 && step < 0 ? 1 : 0)) % count); };
    const show = (visible) => { list.hidden = !visible; input.setAttribute("aria-expanded", String(visible)); mark(-1); };
    const choose = (option) => {
      input.value = option.dataset.name;
      show(false);
      for (const name of ["change", "r-chosen"]) input.dispatchEvent(new Event(name, { bubbles: true }));
    };
    const fill = (places) => {
      list.replaceChildren(...places.map((place, index) => {
        const item = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: place.name });
        item.setAttribute("role", "option");
        item.dataset.name = place.name;
        if (place.hint) item.append(Object.assign(document.createElement("span"), { textContent: place.hint }));
        item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(item); });
        return item;
      }));
      show(places.length > 0);
    };
    const ask = async () => {
      const query = input.value.trim(), turn = ++asked;
      if (query.length < 2) return show(false);
      try {
        const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: query })}`, { headers: { Accept: "application/json" } });
        const places = answer.ok ? await answer.json() : [];
        if (turn === asked && document.activeElement === input) fill(places.slice(0, 8));
      } catch { show(false); }
    };
    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
    input.addEventListener("blur", () => show(false));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && search && active < 0) { event.preventDefault(); search.click(); }
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); move(event.key === "ArrowDown" ? 1 : -1); }
      else if (event.key === "Enter" && active >= 0) { event.preventDefault(); choose(all("[role=option]", list)[active]); }
      else if (event.key === "Escape") show(false);
    });
  };
  all("input[data-suggest]").forEach(suggest);
})();
