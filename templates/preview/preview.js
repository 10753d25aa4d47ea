// What a page of the preview does beside reading: it reloads where it stands when its content has changed, shows what
// is wrong with the content over the last good page, and copies the place of a line. The published site has none of it.
(function () {
  "use strict";
  const own = document.currentScript.dataset;
  const words = JSON.parse(own.words);
  const SCROLL = "banmian-preview-scroll", NOTES = "banmian-preview-notes";

  // --- Pure ---

  /** `sentence` with {name} replaced by values.name. */
  function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/gu, (all, name) => name in values ? String(values[name]) : all);
  }

  function headline(faults) {
    return faults.length === 1 ? words.fault_one : filled(words.fault_many, { count: faults.length });
  }

  // --- Page ---

  const memory = {
    get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
    set(name, value) { try { sessionStorage.setItem(name, value); } catch {} },
    drop(name) { try { sessionStorage.removeItem(name); } catch {} },
  };

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // --- The same place after a reload ---

  let leaving = false;

  function reload() {
    if (leaving) return;
    leaving = true;
    memory.set(SCROLL, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  function takePlace() {
    const [path, x, y] = JSON.parse(memory.get(SCROLL) ?? "[]");
    if (path !== location.pathname) return;
    if (document.readyState === "complete") memory.drop(SCROLL);
    scrollTo({ left: x, top: y, behavior: "instant" });
  }

  // --- What is wrong ---

  let dialog = null, shown = "[]", again = null;

  /** A place in a file: a link where the user's editor has an address, else a button that copies it. */
  function place({ name, copy: text, href }) {
    const made = element(href ? "a" : "button", "preview-place", name);
    if (href) made.href = href;
    else {
      made.type = "button";
      made.dataset.copy = text;
      made.title = `${words.copy_place} ${text}`;
    }
    return made;
  }

  function listed(fault) {
    const item = element("li", "");
    if (fault.place) item.append(element("p", "preview-where", place(fault.place)));
    item.append(element("p", "preview-what", fault.what));
    if (fault.hint) item.append(element("p", "preview-hint", fault.hint));
    return item;
  }

  function tell(faults) {
    const now = JSON.stringify(faults);
    if (now === shown) return;
    shown = now;
    dialog?.remove();
    again?.remove();
    dialog = again = null;
    if (!faults.length) return;
    const title = element("h2", "", headline(faults)), close = element("button", "preview-close", words.close);
    title.id = "preview-title";
    close.type = "button";
    dialog = element("dialog", "preview-faults", title, element("ol", "", ...faults.map(listed)),
      element("p", "preview-behind", words.fault_behind), element("p", "preview-said-here"), close);
    dialog.lastElementChild.previousElementSibling.setAttribute("role", "status");
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", title.id);
    const mine = dialog;
    close.addEventListener("click", () => mine.close());
    again = element("button", "preview-again", headline(faults));
    again.type = "button";
    again.addEventListener("click", () => mine.showModal());
    document.body.append(dialog);
    (document.querySelector(".preview-bar") ?? document.body).append(again);
    dialog.showModal();
    close.focus({ preventScroll: true });
  }

  // --- What is new ---

  let asking = false, oncemore = false;

  /** Ask how this page stands now: another version is loaded, faults are shown. */
  async function ask() {
    if (asking) {
      oncemore = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch(`/_preview/state?path=${encodeURIComponent(own.path)}`, { cache: "no-store" });
      if (answer.ok) {
        const { version, faults } = await answer.json();
        if (version !== own.version) reload();
        else tell(faults);
      }
    } catch {}  // the preview has ended, or begins again
    asking = false;
    if (oncemore) {
      oncemore = false;
      ask();
    }
  }

  /** One tab listens for all: a browser opens few connections to one server. When it closes, another does. */
  function listen() {
    const channel = new BroadcastChannel("banmian-preview");
    channel.addEventListener("message", ask);
    const stream = () => new Promise(() => {
      const events = new EventSource("/_preview/events");
      events.addEventListener("message", () => {
        channel.postMessage("");
        ask();
      });
    });
    if (navigator.locks) navigator.locks.request("banmian-preview", stream).catch(() => {});
    else stream();
    document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
    addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  }

  async function copy(text, status) {
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = filled(words.copied, { what: text });
    } catch {
      status.textContent = words.not_copied;
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    const status = button.closest("dialog")?.querySelector("[role=status]") ?? document.querySelector(".preview-status");
    copy(button.dataset.copy, status ?? button);
  });

  const notes = document.querySelector(".preview-notes");
  if (notes) {
    notes.open = memory.get(NOTES) === "open";
    notes.addEventListener("toggle", () => memory.set(NOTES, notes.open ? "open" : ""));
  }
  takePlace();
  addEventListener("load", takePlace);
  listen();
  ask();
})();
