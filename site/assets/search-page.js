/* The search page: the query in the URL, results as one types. Words stand in the form's data-… attributes. */
(function (root) {
  "use strict";

  const PAGE = 10;    // results at a time: each costs a reader a file of texts
  const PAUSE = 150;  // ms without a key before a search
  const ECHO = 60;    // characters of a query that are said again

  // --- Pure ---------------------------------------------------------------------------------------------------------

  /** `sentence` with {name} replaced by values.name. */
  function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/gu, (all, name) => name in values ? String(values[name]) : all);
  }

  /** A query as a sentence names it: a pasted page only by its beginning. */
  function echoed(query) {
    const characters = [...query.trim()];
    return characters.length > ECHO ? `${characters.slice(0, ECHO).join("")}…` : query;
  }

  /** The same between the sentence's own quotes: a query that is one phrase without its. */
  function quoted(query) {
    return echoed(query.trim().replace(/^["“「『]([^"“”「」『』]+)["”」』]$/u, "$1"));
  }

  /** What a last word that ends in letters or digits is the beginning of in the results shown: whole queries. */
  function continued(query, results) {
    const [word] = query.match(/[0-9a-z]+(?:\.[0-9a-z]+)*$/iu) ?? [];
    if (!word) return [];
    const longer = new RegExp(`(?<![0-9a-z.])${word.replaceAll(".", "\\.")}[0-9a-z%‰+#]+`, "giu");
    const texts = results.flatMap(({title, snippet}) => [title, snippet.map(part => part.text).join("")]);
    const found = new Set(texts.flatMap(text => text.match(longer) ?? []));
    return [...found].map(run => query.slice(0, query.length - word.length) + run);
  }

  /** A day, a month or a year as the site says it. */
  function time(date, words) {
    const [year, month, day] = date.split("-").map(Number), form = day ? words.date : month ? words.month : words.year;
    return form ? filled(form, {year, month, day, month_name: words.months?.split("|")[month - 1]}) : date;
  }

  /** What stands above a result: date · page · authors. */
  function place({date, page, authors}, words) {
    return [time(date, words),
      page && filled(words.page, {page: page.replace(/^0+(?=.)/, "").toUpperCase()}),
      authors.join(words.listing)].filter(Boolean);
  }

  /** The query and filters of a URL's search part, and back. */
  const asked = search => Object.fromEntries(new URLSearchParams(search));
  const address = wish => {  // without what is empty
    const kept = Object.entries(wish).filter(([, value]) => value);
    return kept.length ? `?${new URLSearchParams(kept)}` : "";
  };

  const limited = wish => ["from", "to", "page", "author"].some(name => wish[name]);

  // --- Page ---------------------------------------------------------------------------------------------------------

  function mount(document, banmian) {
    const form = document.querySelector("form.search"), words = form.dataset, input = form.elements.q;
    const hits = document.querySelector(".hits"), list = document.querySelector(".results");
    const history = root.history, location = root.location, title = document.title;
    const suggestions = document.querySelector("#completions"), help = document.querySelector("#help"), limits = document.querySelector(".filters details");
    let turn = 0, timer = 0, composing = false, more = null, shown = [];

    function element(name, className, ...children) {
      const made = document.createElement(name);
      if (className) made.className = className;
      made.append(...children);
      return made;
    }

    const marked = parts => parts.map(part => part.hit ? element("mark", "", part.text) : part.text);

    function row(result, query, found) {
      const around = result.snippet.length ? result.snippet : [{text: result.url}];  // a picture without a word
      const link = element("a", "", ...marked(result.title ? found(result.title) : around));
      link.href = `${result.url}${address({q: query})}`;
      const body = element("div", "");
      if (result.kicker) body.append(element("p", "kicker", ...marked(found(result.kicker))));
      body.append(element("h2", "", link));
      if (result.title) body.append(element("p", "snippet", ...marked(result.snippet)));
      const meta = element("p", "result-meta");
      place(result, words).forEach((part, number) => {
        if (number) meta.append(element("span", "dot", " · "));
        meta.append(element("span", "", part));
      });
      return element("li", "result", meta, body);
    }

    function said(sentence, ...children) {
      hits.replaceChildren(sentence, ...children);
    }

    /** A link to the editions of a time. */
    function leading({date, number, url}) {
      const link = element("a", "papers", filled(words.editions, {date: time(date, words), count: number}));
      link.href = url;
      return link;
    }

    function button(className, word, action) {
      const made = element("button", className, word);
      made.type = "button";
      made.addEventListener("click", action);
      return made;
    }

    /** Search, and show results from `offset` on: 0 replaces what stands there. */
    async function show(wish, offset) {
      const mine = ++turn, {q = "", ...filters} = wish;
      help.hidden = q.trim() !== "";
      document.title = q.trim() ? `${echoed(q.trim())} · ${title}` : title;  // of bookmarks, tabs, the list of visited pages
      if (!q.trim()) {
        said("");
        list.replaceChildren();
        more?.remove();
        return;
      }
      const slow = setTimeout(() => mine === turn && said(words.loading), 200);
      try {
        const answer = await banmian.search(q, {...filters, limit: PAGE, offset});
        if (mine !== turn) return;
        const exact = answer.results[0]?.exact ?? true;
        const [found, named] = await Promise.all([banmian.finder(q, exact), banmian.editions(q)]);
        if (mine !== turn) return;
        const papers = named && words.editions ? [" ", leading(named)] : [];
        if (!answer.terms.length) said(words.empty);
        else if (!answer.total) said(filled(limited(filters) ? words.nonehere : words.none, {query: quoted(q)}), ...papers);
        else said(filled(exact ? words.count : words.inexact, {count: answer.total, query: quoted(q)}), ...papers);
        shown = answer.results;
        const rows = answer.results.map(result => row(result, q, found));
        if (offset) list.append(...rows);
        else list.replaceChildren(...rows);
        more?.remove();
        more = offset + PAGE < answer.total ? button("more", words.more, () => show(wish, offset + PAGE)) : null;
        if (more) list.after(more);
        if (offset) rows[0]?.querySelector("a").focus();
      } catch (error) {
        if (mine !== turn) return;
        if (!offset) list.replaceChildren();
        said(filled(words.failed, {file: error.file ?? error.message}), " ",
          button("retry", words.retry, () => show(wish, offset)));
      } finally {
        clearTimeout(slow);
      }
    }

    /** The wish of the page as it stands. */
    const wish = () => Object.fromEntries(new FormData(form));

    /** What the last word may become; a part of the index that cannot be read is told by the search itself. */
    async function suggest() {
      const typed = input.value, found = await banmian.completions(typed).catch(() => []);
      if (typed !== input.value) return;
      const known = new Set([...found, ...continued(typed, shown)]);
      suggestions.replaceChildren(...[...known].map(query => Object.assign(element("option", ""), {value: query})));
    }

    function go(push) {
      clearTimeout(timer);
      const wanted = wish(), target = location.pathname + address(wanted);
      if (push && address(wanted) !== (history.state?.settled ?? null)) history.pushState({settled: address(wanted)}, "", target);
      else history.replaceState(history.state, "", target);
      show(wanted, 0).then(suggest);
    }

    function read() {
      const wanted = asked(location.search);
      for (const field of form.elements) {
        if (field.type === "checkbox") field.checked = wanted[field.name] === field.value;
        else if (field.name) field.value = wanted[field.name] ?? "";
      }
      if (limited(wanted)) limits.open = true;
      show(wish(), 0);
    }

    function soon() {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(go, PAUSE, false);
    }

    input.addEventListener("compositionstart", () => { composing = true; });
    input.addEventListener("compositionend", () => { composing = false; soon(); });
    for (const field of form.elements) if (field.name) field.addEventListener("input", soon);
    form.addEventListener("submit", event => { event.preventDefault(); go(true); });
    root.addEventListener("popstate", read);
    document.addEventListener("keydown", event => {
      const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey || composing) return;
      const stops = [input, ...list.querySelectorAll("h2 a")], at = stops.indexOf(document.activeElement);
      if (at < 0 || !stops[at + step]) return;
      event.preventDefault();
      stops[at + step].focus();
    });
    banmian.begin();
    history.replaceState({settled: location.search}, "", location.href);
    read();
  }

  if (root.document?.querySelector("form.search")) mount(root.document, root.banmian);
})(globalThis);
