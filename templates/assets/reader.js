// What reading pages can do with a script: size of type, light and dark, reading aloud, printing, citing.
// Without it they read and navigate all the same. The builder puts the archive's words before this file.
(function (root) {
  "use strict";
  const words = root.banmian?.words ?? {};
  const own = document.currentScript;

  // --- Pure: what a page says about itself in, text for a reference manager out ---

  /** The article of a page from its `meta` tags: [[name, content], …] and its address, "" where it has none. */
  function item(tags, url) {
    const one = (name) => tags.find(([key]) => key === name)?.[1] ?? "";
    return {
      title: one("citation_title"),
      authors: tags.filter(([key]) => key === "citation_author").map(([, name]) => name),
      date: one("citation_publication_date"),
      newspaper: one("prism.publicationName"),
      page: one("citation_firstpage"),
      language: one("citation_language"),
      url,
    };
  }

  function bibtex(item) {
    const special = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
    const plain = (text) => text.replace(/[\\~^{}%$&#_]/g, (mark) => special[mark] ?? `\\${mark}`);
    const fields = [
      ["title", `{${plain(item.title)}}`], ["author", item.authors.map((name) => `{${plain(name)}}`).join(" and ")],
      ["journal", plain(item.newspaper)], ["date", item.date], ["year", item.date.slice(0, 4)],
      ["pages", plain(item.page)], ["url", item.url], ["langid", item.language.startsWith("zh") ? "chinese" : ""],
    ].filter(([, value]) => value);
    const key = `${item.date}-${(item.url || item.title).replace(/\.html$/, "").split("/").pop()}`.replace(/[^\w-]/g, "");
    return `@article{${key},\n${fields.map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n`;
  }

  function ris(item) {
    return [
      ["TY", "NEWS"], ["TI", item.title], ...item.authors.map((name) => ["AU", name]), ["T2", item.newspaper],
      ["DA", item.date.replaceAll("-", "/")], ["PY", item.date.slice(0, 4)], ["SP", item.page],
      ["LA", item.language], ["UR", item.url],
    ].filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`).join("") + "ER  - \r\n";
  }

  function csl(item) {
    const said = {
      id: item.url || `${item.date} ${item.title}`, type: "article-newspaper", title: item.title,
      author: item.authors.map((name) => ({ literal: name })), "container-title": item.newspaper,
      issued: { "date-parts": [item.date.split("-").map(Number)] }, page: item.page, language: item.language,
      URL: item.url,
    };
    return JSON.stringify([Object.fromEntries(Object.entries(said).filter(([, value]) => value.length !== 0))], null, 1);
  }

  const BREATH = 120;  // characters of an utterance at most: browsers break off long ones

  /** A text as a voice reads it to the end: sentence by sentence, a long one cut at its commas. */
  function spoken(text) {
    const found = [];
    for (const clause of text.trim().match(/[^。！？；，、]+[。！？；，、]*[”’）》]*|[。！？；，、”’）》]+/gu) ?? []) {
      for (const part of clause.match(/[^]{1,120}/gu)) {
        const last = found.length - 1;
        if (last < 0 || /[。！？][”’）》]*$/u.test(found[last]) || found[last].length + part.length > BREATH) found.push(part);
        else found[last] += part;
      }
    }
    return found;
  }

  // --- Page ---

  const READ = ".heads > *, .text p, .text h2, .text h3, .text li:not(:has(p, li)), .text figcaption";

  /** A choice remembered from page to page; a browser that keeps nothing simply forgets it. */
  const memory = {
    get(name) { try { return localStorage.getItem(`banmian-${name}`) ?? ""; } catch { return ""; } },
    set(name, value) {
      try { value ? localStorage.setItem(`banmian-${name}`, value) : localStorage.removeItem(`banmian-${name}`); } catch {}
    },
  };

  function apply(name) {
    const value = memory.get(name);
    if (value) document.documentElement.dataset[name] = value;
    else delete document.documentElement.dataset[name];
  }

  function button(text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", () => action(made));
    return made;
  }

  /** One of several words is pressed: [["small", "小"], ["", "中"], …]. */
  function choice(name, label, values) {
    const group = document.createElement("span");
    group.className = "choice";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    const heading = document.createElement("span");
    heading.textContent = label;
    const buttons = values.map(([value, text]) => button(text, () => {
      memory.set(name, value);
      show();
    }));
    function show() {
      apply(name);
      const now = memory.get(name);
      buttons.forEach((made, at) => made.setAttribute("aria-pressed", String(values[at][0] === now)));
    }
    show();
    group.append(heading, ...buttons);
    return group;
  }

  /** The page's own address, where it has one that others can open. */
  function address() {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    return canonical ?? (location.protocol.startsWith("http") ? location.href.replace(/#.*/, "") : "");
  }

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) throw new Error("copy");
  }

  /** A voice of this machine that speaks Chinese: a remote voice would send the text away. */
  function voice() {
    return root.speechSynthesis?.getVoices().find((one) => one.localService && /^(zh|cmn)/i.test(one.lang));
  }

  /** 朗读, on `place.before`: it starts, pauses and goes on with the sentence where it paused; 停止 while there is more to
      read. Pausing is our own: on telephones a browser's pause is an end. */
  function mountAloud(place) {
    const synthesis = root.speechSynthesis;
    let left = [], now = null;  // what is still to be read; the utterance that is being read

    function next() {
      const chosen = voice();
      now = left.length && chosen ? new SpeechSynthesisUtterance(left[0]) : null;
      if (now) {
        const mine = Object.assign(now, { voice: chosen, lang: chosen.lang });
        mine.onend = () => { if (now === mine) { left.shift(); next(); } };
        mine.onerror = () => { if (now === mine) hush(); };
        synthesis.speak(mine);
      }
      show();
    }
    function hush() {
      now = null;
      synthesis.cancel();
      show();
    }
    const speak = button("", () => {
      if (now) return hush();
      if (!left.length) left = [...document.querySelectorAll(READ)].flatMap((element) => spoken(element.textContent));
      next();
    });
    const stop = button(words.silent, () => {
      left = [];
      hush();
      speak.focus();
    });
    function show() {
      speak.textContent = now ? words.pause : left.length ? words.resume : words.aloud;
      if (!left.length) stop.remove();
      else if (!stop.isConnected) speak.after(stop);
    }
    function offer() {
      if (voice() && !speak.isConnected) place.before(speak);
    }
    show();
    synthesis.addEventListener?.("voiceschanged", offer);
    addEventListener("pagehide", hush);
    offer();
  }

  function mountTools(tools) {
    tools.prepend(choice("size", words.size, [["small", words.small], ["", words.medium], ["large", words.large]]));
    const paper = button(words.print, () => print());
    tools.append(paper);
    if (root.speechSynthesis) mountAloud(paper);
  }

  function mountCite(box) {
    const tags = [...document.querySelectorAll("meta[name]")].map((tag) => [tag.name, tag.content]);
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    const line = box.querySelector("p");
    const url = address();
    if (url && !line.textContent.includes(url)) line.append(` ${url}.`);
    const actions = document.createElement("p");
    const offers = [
      [words.copy, () => line.textContent, words.citation], ["BibTeX", () => bibtex(item(tags, url))],
      ["RIS", () => ris(item(tags, url))], ["CSL-JSON", () => csl(item(tags, url))],
      ...(url ? [[words.copyLink, () => url, words.address]] : []),
    ];
    for (const [text, made, what = text] of offers) {
      actions.append(button(text, () => copy(made()).then(
        () => { said.textContent = words.copied.replace("{what}", what); },
        () => { said.textContent = words.notCopied; })));
    }
    box.append(actions, said);
  }

  /** The number in a paragraph's margin leads to its raw line. */
  function mountMargin(text) {
    text.addEventListener("click", (event) => {
      const paragraph = event.target.closest("p[id]");
      if (paragraph && event.clientX < paragraph.getBoundingClientRect().left) {
        location.href = `raw.html#L${paragraph.id}`;
      }
    });
  }

  /** An article opened from a search: its hits marked by search's own script, which nobody else loads. */
  function mountHits() {
    const script = document.createElement("script");
    script.src = new URL("search-hits.js", own.src);
    Object.assign(script.dataset, { count: words.hits, next: words.nextHit, previous: words.previousHit });
    document.head.append(script);
  }

  function mount() {
    const box = document.querySelector(".cite");
    if (box) mountCite(box);
    const text = document.querySelector(".tools ~ article .text");
    if (text) mountMargin(text);
    if (text && new URLSearchParams(location.search).get("q")) mountHits();
    const footer = document.querySelector("footer");
    footer?.append(choice("theme", words.theme, [["", words.system], ["light", words.light], ["dark", words.dark]]));
  }

  /** As soon as the parser has passed them: tools that grow under the reader's eyes would push the text down. */
  function watchTools() {
    const watch = new MutationObserver(found);
    let waiting = true;
    function found() {
      const tools = document.querySelector(".tools"), parsed = document.readyState !== "loading";
      if (!waiting || !(parsed || tools?.nextElementSibling)) return;
      waiting = false;
      watch.disconnect();
      if (tools) mountTools(tools);
    }
    watch.observe(document, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", found);
    found();
  }

  apply("theme");
  apply("size");
  watchTools();
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", mount);
  else mount();
  root.banmian = Object.assign(root.banmian ?? {}, { item, bibtex, ris, csl, spoken });
})(globalThis);
