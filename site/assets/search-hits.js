/* An article opened from search, `?q=…`: its hits marked, and a way from one to the next. Loads search.js for that alone.
   Words stand in the data-… attributes of this script's element: count, next, previous. */
(function (root) {
  "use strict";

  const script = root.document.currentScript, query = new URLSearchParams(root.location.search).get("q");
  if (!query) return;

  // --- Pure ---------------------------------------------------------------------------------------------------------

  /** Where hits stand: [{text, hit}, …] → [[start, end], …]. */
  function spans(parts) {
    let place = 0;
    return parts.flatMap(({text, hit}) => {
      const start = place;
      place += text.length;
      return hit ? [[start, place]] : [];
    });
  }

  // --- Page ---------------------------------------------------------------------------------------------------------

  const BLOCKS = "h1, h2, h3, p, li, figcaption, .kicker, .byline";

  /** Marks the hits of a block, which may begin in one text node and end in another: the marks of each hit. */
  function mark(document, block, find) {
    const nodes = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const hits = spans(find(nodes.map(node => node.data).join("")));
    const marks = hits.map(() => []);
    let place = 0;
    for (let node of nodes) {
      const begins = place, ends = place += node.data.length;
      let cut = begins;
      hits.forEach(([start, end], number) => {
        if (end <= begins || start >= ends) return;
        const range = document.createRange(), own = document.createElement("mark");
        const from = Math.max(start, begins), to = Math.min(end, ends);
        const hit = from > cut ? node.splitText(from - cut) : node;
        node = to < ends ? hit.splitText(to - from) : hit;
        cut = to;
        range.selectNode(hit);
        range.surroundContents(own);
        marks[number].push(own);
      });
    }
    return marks;
  }

  function tools(document, hits, words) {
    const bar = document.createElement("p"), place = document.createElement("span");
    let at = -1;
    function go(step) {
      hits[at]?.forEach(own => own.removeAttribute("aria-current"));
      at = (at + step + hits.length) % hits.length;
      hits[at].forEach(own => own.setAttribute("aria-current", "true"));
      hits[at][0].scrollIntoView({block: "center"});
      place.textContent = words.count.replace("{place}", at + 1).replace("{count}", hits.length);
    }
    bar.className = "hit-tools";
    bar.setAttribute("role", "status");
    bar.append(place);
    for (const [word, step] of [[words.previous, -1], [words.next, 1]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = word;
      button.addEventListener("click", () => go(step));
      bar.append(" ", button);
    }
    document.querySelector("article").before(bar);
    go(1);
  }

  async function mount(document) {
    const blocks = [...document.querySelectorAll("article")].flatMap(article => [...article.querySelectorAll(BLOCKS)])
      .filter((block, _, all) => !all.some(other => other !== block && block.contains(other)));
    for (const exact of [true, false]) {
      const find = await root.banmian.finder(query, exact);
      const hits = blocks.flatMap(block => mark(document, block, find));
      if (hits.length) return tools(document, hits, {count: "{place}/{count}", next: "↓", previous: "↑", ...script.dataset});
    }
  }

  const loader = root.document.createElement("script");
  loader.src = new URL("search.js", script.src);
  loader.onload = () => mount(root.document).catch(() => {});  // an article reads as well without its hits marked
  root.document.head.append(loader);
})(globalThis);
