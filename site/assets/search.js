/* Full-text search in the browser, without a server: reads the chunks that builder/search writes, ranks with lunr.js.

   banmian.search("锂矿 湖南", {limit, offset, from, to, page, author, sort})
     → Promise<{query, terms, total, results: [{url, title, kicker, date, page, authors, score, exact, snippet}]}>
   banmian.begin()  // asks for what every query wants, before there is one
   banmian.completions("新款 iph") → Promise<["新款 iphone"]>
   banmian.editions("2018年5月") → Promise<{date: "2018-05", number, url}>  // null: the archive has none of them

   Offsets count UTF-16 units. What a token is, builder/search/words.py says; tests hold both sides to one table. */
(function (root) {
  "use strict";

  // --- Numbers: as in builder/search/numbers.py --------------------------------------------------------------------

  const ALPHABET = Array.from({length: 94}, (_, place) => String.fromCharCode(0x21 + place))
    .filter(character => !"\",\\".includes(character)).join("");
  const DIGITS = new Uint8Array(128);
  for (let digit = 0; digit < ALPHABET.length; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

  /** The bits of packed characters from `place` on, 32 to a number, and their number. */
  function bits(text, place) {
    const words = new Int32Array(((text.length - place) * 13 >> 6) + 3);
    let size = 0;
    for (; place < text.length; place += 2) {
      const first = DIGITS[text.charCodeAt(place)], alone = place + 1 === text.length, taken = alone ? 6 : 13;
      const value = alone ? first : first * 91 + DIGITS[text.charCodeAt(place + 1)], left = 32 - (size & 31) - taken;
      words[size >> 5] |= left < 0 ? value >>> -left : value << left;
      if (left < 0) words[(size >> 5) + 1] = value << (32 + left);
      size += taken;
    }
    return {words, size};
  }

  /** The 32 bits from `at` on. */
  function ahead(words, at) {
    const word = at >> 5, bit = at & 31;
    return bit ? words[word] << bit | words[word + 1] >>> (32 - bit) : words[word];
  }

  /** The numbers of packed characters from `place` on: of one with low bits, then of one with `then`, by turns. Throws
      where they are damaged. Most of what a search decodes passes through here. */
  function decoded(text, place, low, then) {
    const {words, size} = bits(text, place), numbers = new Uint32Array(Math.ceil(2 * size / (low + then + 2)));
    for (let at = 0, count = 0; ; count++) {
      const zeros = Math.clz32(ahead(words, at)), lower = count & 1 ? then : low, own = zeros + 1 + lower;
      if (zeros === 32 && at + 32 >= size) return numbers.subarray(0, count);
      if (own > 32 || at + zeros + own > size) throw new Error("a damaged list of numbers");
      numbers[count] = (ahead(words, at + zeros) >>> (32 - own)) - 2 ** lower;
      at += zeros + own;
    }
  }

  /** Reads a stream: next(low) → the next number, which has so many low bits. Throws at its end. */
  function stream(text) {
    const {words, size} = bits(text, 0);
    let at = 0;
    return low => {
      const zeros = Math.clz32(ahead(words, at)), own = zeros + 1 + low;
      at += zeros + own;
      if (own > 32 || at > size) throw new Error("a stream ends early");
      return (ahead(words, at - own) >>> (32 - own)) - 2 ** low;
    };
  }

  /** The numbers of a packed list; with counts: number, count, number, count … Throws where the list is damaged. */
  function unpacked(text, counted) {
    if (!text) return new Uint32Array(0);
    const low = DIGITS[text.charCodeAt(0)];
    if (low === undefined) throw new Error("a damaged list of numbers");
    const numbers = decoded(text, 1, low, counted ? 0 : low);
    if (counted) for (let at = 1; at < numbers.length; at += 2) numbers[at]++;
    return numbers;
  }

  /** Low bits of `number` gaps that make `total`. */
  function lowBits(total, number) {
    return Math.max(0, 31 - Math.clz32(Math.floor(total * 347 / (1000 * number))));
  }

  /** Gaps → the ascending numbers that leave them. Throws where one is not below `end`. */
  function sums(gaps, end = Infinity) {
    let before = -1;
    const found = gaps.map(gap => (before += gap + 1));
    if (before >= end) throw new Error("a number that is none");
    return found;
  }

  /** The sorted keys of a chunk, each without what it shares with the one before. */
  function unfronted(parts) {
    let before = "";
    return parts.map(part =>
      (before = before.slice(0, DIGITS[part.charCodeAt(0)]) + part.slice(1).replaceAll("\x01", " ")));
  }

  /** The code point whose place among all, sorted by UTF-16 unit, is `rank`. */
  function unranked(rank) {
    return rank < 0xe000 ? rank : rank >= 0x10e000 ? rank - 0x100000 : rank + 0x2000;
  }

  /** The pairs of a chunk: Map pair → where it stands. `total`: the segment's characters. Throws where it is damaged. */
  function pairs({keys: [firsts, numbers, begins, others], sizes, gaps}, total) {
    const characters = [...firsts], counts = unpacked(numbers), seconds = unpacked(begins), after = unpacked(others);
    const often = stream(sizes), next = stream(gaps), found = new Map();
    let other = 0;
    if (characters.length !== counts.length || seconds.length !== counts.length || counts.includes(0)
      || after.length !== counts.reduce((sum, number) => sum + number - 1, 0)) throw new Error("a damaged list of pairs");
    counts.forEach((number, place) => {
      for (let count = 0, second = seconds[place]; count < number; count++) {
        if (count) second += after[other++] + 1;
        const size = often(0) + 1, low = lowBits(total, size), places = new Uint32Array(size);
        let before = -1;
        for (let at = 0; at < size; at++) places[at] = before += next(low) + 1;
        if (before >= total) throw new Error("a place in no article");
        found.set(characters[place] + String.fromCodePoint(unranked(second)), places);
      }
    });
    return found;
  }

  /** Place of the last of the sorted `keys` that is not greater than `key`; -1: none. */
  function shelf(keys, key) {
    let low = 0, high = keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (keys[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  // --- Cuts: as in builder/search/trees.py -------------------------------------------------------------------------

  const KEYS = 48, ARTICLES = 24, SLOT = 256, RARE = 2;

  /** Where a space of so many bits is cut, ascending. Throws where the list is damaged. */
  function cuts(text, width) {
    const {words, size: end} = bits(text, 0), lows = [], sizes = [], waiting = [width];
    for (let at = 0, low = 0; waiting.length;) {
      const size = waiting.pop(), code = ahead(words, at) >>> 29;  // 1…: halved; 010: a chunk; 011: nothing
      if (code < 2 || (code > 3 && !size) || at >= end) throw new Error("a damaged list of chunks");
      if (code > 3) {
        waiting.push(size - 1, size - 1);
        at += 1;
        continue;
      }
      if (code === 2) lows.push(low), sizes.push(size);
      low += 2 ** size;
      at += 3;
    }
    return {width, lows, sizes};
  }

  /** The chunk at a place of `cuts`. */
  function chunkAt({width, lows, sizes}, place) {
    const name = lows[place].toString(16).padStart(width / 4, "0").replace(/0+$/, "") || "0";
    return {low: lows[place], size: sizes[place], name};
  }

  /** The place of a key in the space of keys: in the order of UTF-16. */
  function number(key) {
    const unit = place => key.charCodeAt(place) || 0;
    return (unit(0) * 65536 + unit(1)) * 65536 + unit(2);
  }

  /** The chunk in whose range a number lies; null: none. */
  function holder(cuts, number) {
    const place = shelf(cuts.lows, number);
    return place >= 0 && number < cuts.lows[place] + 2 ** cuts.sizes[place] ? chunkAt(cuts, place) : null;
  }

  // --- Words: as in builder/search/words.py ------------------------------------------------------------------------

  const LETTER = "a-zªµºà-öø-\\u02af\\u0300-\\u037d\\u037f-\\u0386\\u0388-\\u0481\\u0483-\\u052f\\u1e00-\\u1fff";
  const MARK = "\\u0000-\\/:-@\\[-`\\{-©«-´¶-¹»-¿×÷\\u037e\\u0387\\u0482\\u2000-\\u206f\\u3000-\\u3004\\u3008-\\u3020" +
    "\\u3030\\u303d-\\u303f\\ud800-\\uf8ff\\ufe00-\\ufe6f\\ufeff-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65" +
    "\\ufff0-\\uffff\\u{e0000}-\\u{10ffff}";
  const NUMBER = "(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\\.[0-9]+)*";
  const PIECE = `(?:${NUMBER}|[${LETTER}]+)`;
  const GLYPH = `[^0-9${LETTER}${MARK}]`;
  const RUN = `${PIECE}(?:(?:[.&'_@\\/+:~%‰\\-]|[%‰]-)?${PIECE})*[%‰+#]*`;
  const SPACE = "\\t-\\r ";
  const LONGEST = 500;

  const PIECES = new RegExp(PIECE, "gu"), STRINGS = new RegExp(`(?:${GLYPH}|${RUN})+`, "gu");
  const WORDLIKE = new RegExp(`${GLYPH}|${PIECE}`, "u"), RUNS = new RegExp(`(${PIECE})|(${GLYPH}+)`, "gu");
  const QUOTED = [
    '"([^"]*)"', "“([^“”]*)”", "「([^「」]*)」", "『([^『』]*)』",
    '["“”「『]([^"“”「」『』]*)["”」』]',                             // of two kinds, as an input method leaves them
    '"([^"]*)', "[“”]([^“”]*)[“”]?", "[「『]([^「」『』]*)[「『]?",  // without an end
  ].join("|");
  const PART = new RegExp(`[${SPACE}]*(-(?=[^${SPACE}-]))?(?:${QUOTED}|([^${SPACE}]+))`, "gu");
  const EDGES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "gu");

  const DATE = /^([0-9]{4})(?:年|[-./年]([0-9]{1,2})(?:月|[-./月]([0-9]{1,2})日?)?)?$/u;

  const pieces = text => [...text.matchAll(PIECES)];
  const wordlike = text => WORDLIKE.test(text);

  /** `text` with each character replaced by the one that search takes it for; `folds`: Map. */
  function fold(text, folds) {
    let folded = "";
    for (const character of text) folded += folds.get(character) ?? character;
    return folded;
  }

  /** The strings that a folded query asks for: [{text, without}]. */
  function parsed(query) {
    const wishes = new Map();
    for (const [, without, ...inside] of query.slice(0, LONGEST).matchAll(PART)) {
      const plain = inside.pop(), quoted = inside.find(text => text !== undefined)?.replace(EDGES, "");
      const strings = quoted === undefined ? plain.match(STRINGS) ?? [] : [...quoted].length > 1 || wordlike(quoted) ? [quoted] : [];
      for (const text of strings) wishes.set((without ? "-" : "+") + text, {text, without: Boolean(without)});
    }
    return [...wishes.values()];
  }

  /** A run of glyphs cut into the likeliest words; `frequencies`: Map of the dictionary's words that stand in it. */
  function route(text, frequencies, total) {
    const characters = [...text], size = characters.length, logtotal = Math.log(total);
    const longest = Math.max(1, ...[...frequencies.keys()].map(word => [...word].length));
    const scores = new Float64Array(size + 1), ends = new Uint32Array(size + 1);
    for (let start = size - 1; start >= 0; start--) {
      let known = false;
      scores[start] = -Infinity;
      const weigh = (end, frequency) => {
        const score = Math.log(frequency || 1) - logtotal + scores[end];
        if (score >= scores[start]) [scores[start], ends[start]] = [score, end];
        known = true;
      };
      for (let end = start + 1, word = ""; end <= Math.min(size, start + longest); end++) {
        word += characters[end - 1];
        const frequency = frequencies.get(word);
        if (frequency) weigh(end, frequency);
      }
      if (!known) weigh(start + 1, 0);
    }
    const words = [];
    for (let start = 0; start < size; start = ends[start]) words.push(characters.slice(start, ends[start]).join(""));
    return words;
  }

  /** The words of a folded query string, in order. */
  function terms(text, frequencies, total) {
    const found = [];
    for (const [, piece, glyphs] of text.matchAll(RUNS)) {
      if (piece !== undefined) found.push(piece);
      else found.push(...route(glyphs, frequencies, total));
    }
    return found;
  }

  /** Pairs and pieces that together prove that `text` stands somewhere: [[key, offset], …]. */
  function cover(text) {
    const inside = new Map(), found = [];
    for (const piece of pieces(text)) {
      for (let place = piece.index; place < piece.index + piece[0].length; place++) inside.set(place, piece);
    }
    const width = place => text.codePointAt(place) > 0xffff ? 2 : 1;
    for (let place = 0, before = -1; place < text.length;) {
      const piece = inside.get(place), next = place + width(place);
      if (piece) {
        found.push([piece[0], place]);
        before = piece.index + piece[0].length - 1;
        place = before + 1;
      } else if (next < text.length) {
        const after = next + width(next);
        found.push([text.slice(place, after), place]);
        before = inside.has(next) ? place : next;
        place = inside.has(next) ? next : after;
      } else {
        found.push([text.slice(before, next), before]);
        place = next;
      }
    }
    return found;
  }

  /** Where `needle` stands in `text`, both folded: never beginning or ending inside a piece. */
  function occurrences(text, needle) {
    const found = [];
    let inside = null;
    for (let start = needle ? text.indexOf(needle) : -1; start >= 0; start = text.indexOf(needle, start + 1)) {
      if (!inside) {
        inside = new Set();
        for (const piece of pieces(text)) for (let place = 1; place < piece[0].length; place++) inside.add(piece.index + place);
      }
      if (!inside.has(start) && !inside.has(start + needle.length)) found.push(start);
    }
    return found;
  }

  // --- Showing: as in builder/search/query.py ----------------------------------------------------------------------

  const BEFORE = 30, AFTER = 110;

  /** `text` cut at the places where the folded `needles` stand: [{text, hit}, …]. */
  function parts(text, needles, folds) {
    const folded = fold(text, folds), marked = new Uint8Array(text.length + 1), found = [];
    for (const needle of needles) {
      for (const start of occurrences(folded, needle)) marked.fill(1, start, start + needle.length);
    }
    for (let start = 0, end = 1; end <= text.length; end++) {
      if (end === text.length || marked[end] !== marked[start]) {
        found.push({text: text.slice(start, end), hit: marked[start] === 1});
        start = end;
      }
    }
    return found;
  }

  /** The words around the first hit, from a stop on; the text's beginning where there is none. */
  function snippet(texts, needles, folds) {
    let text = texts[0] ?? "", first = 0;
    for (const candidate of texts) {
      const folded = fold(candidate, folds);
      const firsts = needles.flatMap(needle => occurrences(folded, needle).slice(0, 1));
      if (firsts.length) {
        [text, first] = [candidate, Math.min(...firsts)];
        break;
      }
    }
    let start = 0;
    if (first > BEFORE) {
      const stop = text.slice(first - BEFORE, first).search(/[。！？；，、：”\s]/u);
      start = stop < 0 ? whole(text, first - BEFORE) : first - BEFORE + stop + 1;
    }
    const end = whole(text, Math.min(text.length, start + AFTER)), cut = [];
    let place = 0;
    for (const part of parts(text, needles, folds)) {
      const piece = part.text.slice(Math.max(0, start - place), Math.max(0, end - place));
      place += part.text.length;
      if (piece) cut.push({text: piece, hit: part.hit});
    }
    if (start > 0) cut.unshift({text: "…", hit: false});
    if (end < text.length) cut.push({text: "…", hit: false});
    return cut;
  }

  /** `place`, or the one before where it would cut a character in two. */
  function whole(text, place) {
    return place > 0 && /[\udc00-\udfff]/.test(text[place] ?? "") && /[\ud800-\udbff]/.test(text[place - 1]) ? place - 1 : place;
  }

  // --- Scores: Lunr's own, as in builder/search/query.py -----------------------------------------------------------

  const FIELDS = ["title", "heads", "authors", "body"], BODY = 3, BOOSTS = [8, 3, 4, 1], K1 = 1.2, B = 0.75;

  function weight(idf, count, length, average, boost) {
    let score = idf * ((K1 + 1) * count) / (K1 * (1 - B + B * (length / average)) + count);
    score *= boost;
    return Math.round(score * 1000) / 1000;
  }

  /** The scores that Lunr gives: Map reference → score. `vectors`: Map reference → Map term → weight, for each field.
      Sums of weights depend in their last bit on the order of addition: fields by the order of the query, as in any Lunr,
      terms by their number, which is here their place in UTF-16 order. */
  function scored(lunr, vectors, wanted) {
    const scores = new Map(), words = [...wanted].sort();
    if (!words.length) return scores;
    const invertedIndex = words.map((term, number) => {
      const posting = {_index: number};
      FIELDS.forEach((field, place) => {
        posting[field] = {};
        for (const [reference, fields] of vectors) if (fields[place].has(term)) posting[field][reference] = {};
      });
      return [term, posting];
    });
    const fieldVectors = [];
    for (const [reference, fields] of vectors) {
      FIELDS.forEach((field, place) => fieldVectors.push([`${field}/${reference}`,
        words.flatMap((term, number) => fields[place].has(term) ? [number, fields[place].get(term)] : [])]));
    }
    const index = lunr.Index.load({version: lunr.version, fields: FIELDS, fieldVectors, invertedIndex, pipeline: []});
    const found = index.query(query => wanted.forEach(term => query.term(term, {usePipeline: false})));
    for (const match of found) scores.set(match.ref, match.score);
    return scores;
  }

  // --- Chunks: scripts beside this one -----------------------------------------------------------------------------

  const FORMAT = 3;
  const FEW = 2;      // articles whose texts are read sooner than places are: most of them are shown anyway
  const LEFT = 5;     // after the first places
  const SHORT = 4;    // words of a string whose first places are asked for with them: more words mostly settle it
  const HEAVY = 4;    // average articles that these may weigh: a very long one has any words, and seldom the string
  const GUESSED = 3;  // characters of a string that is taken for a word before the dictionary has come
  const site = root.document?.currentScript ? new URL("../", root.document.currentScript.src) : null;
  const waiting = new Map(), arrived = new Map();

  /** Called by every chunk. */
  function load(name, content) {
    arrived.set(name, content);
  }

  /** A script of the site, run once: a promise that it has. */
  function ran(path, stamp) {
    return new Promise((resolve, reject) => {
      const element = root.document.createElement("script");
      element.src = new URL(path + (stamp ? `?${stamp}` : ""), site);
      element.onload = element.onerror = event => {
        element.remove();
        if (event.type === "load") resolve();
        else reject(fault(path));
      };
      root.document.head.append(element);
    });
  }

  function fault(file) {
    return Object.assign(new Error(`a part of the search index could not be read: ${file}`), {file});
  }

  /** The fault of a chunk. What has been read is forgotten: it may be of another build, or damaged only here. */
  function damage(name) {
    for (const key of waiting.keys()) if (key !== ENGINE) waiting.delete(key);
    renewed = String(Date.now());
    return fault(`search/${name}.js`);
  }

  /** What `read` makes of the content of a chunk; what goes wrong meanwhile is damage of that chunk. */
  function sound(name, read) {
    try {
      return read();
    } catch {
      throw damage(name);
    }
  }

  /** Something read once; asked again where it failed. */
  function once(key, read) {
    if (!waiting.has(key)) {
      waiting.set(key, read().catch(error => {
        waiting.delete(key);
        throw error;
      }));
    }
    return waiting.get(key);
  }

  /** What `read` promises, begun before anyone waits for it: whoever does hears of its failure. */
  function early(read) {
    const promise = read();
    promise.catch(() => {});
    return promise;
  }

  /** What `make` makes, made when it is first wanted. */
  function lazy(make) {
    let made;
    return () => made ??= make();
  }

  let renewed = "";  // asks past the browser's cache for an archive built anew while the page was open

  /** A chunk, made ready by `prepare`. It must have the stamp and the size that the list of chunks says: then it fits to
      the others, though it may know an article as it stood in the last build and they as it stands now. */
  function chunk(name, stamp, size, prepare) {
    return once(name, async () => {
      try {
        await ran(`search/${name}.js`, [stamp, renewed].filter(Boolean).join("-"));
        const content = arrived.get(name);
        if (content.stamp !== stamp || content.size !== size) throw new Error("a chunk of another build");
        return prepare(content);
      } catch {
        throw damage(name);
      } finally {
        arrived.delete(name);
      }
    });
  }

  const ENGINE = "lunr";
  const LUNR = "assets/vendor/lunr/lunr.min.js";
  const engine = () => once(ENGINE, () => ran(LUNR).then(() => root.lunr ?? Promise.reject(fault(LUNR))));

  const folds = new Map();

  function learn([sources, targets]) {
    const into = [...targets];
    [...sources].forEach((source, place) => folds.set(source, into[place]));
  }

  const manifest = () => chunk("manifest", undefined, undefined, content => {
    if (content.format !== FORMAT) throw new Error("another version");
    for (let place = 0; place < content.common.length; place += 4) {
      const [first, step, number, distance] = content.common.slice(place, place + 4);
      for (let count = 0; count < number; count++) {
        const code = first + step * count;
        folds.set(String.fromCodePoint(code), String.fromCodePoint(code + distance));
      }
    }
    learn(content.folds);
    if (content.segments.some(({totals}) => totals.length !== FIELDS.length)) throw new Error("totals of other fields");
    return {...content, words: cuts(content.words, KEYS), segments: content.segments.map(segment)};
  });

  /** The dictionary's words of a range. */
  const lexicon = ({name, size}) => chunk(`words/${name}`, undefined, size, content => {
    const keys = unfronted(content.keys.match(/[!-~][^!-~]+/gu) ?? []), next = stream(content.frequencies);
    learn(content.folds);
    return new Map(keys.map(key => [key, next(RARE) + 1]));
  });

  /** What the dictionary knows of the words of `text`. */
  async function shelves(text, {words}) {
    const wanted = new Map(), characters = [...text];
    characters.forEach((first, start) => {
      if (first < "\u2e80") return;
      for (let end = start + 1; end <= start + 3; end++) {
        const own = holder(words, number(characters.slice(start, end).join("")));
        if (own) wanted.set(own.name, own);
      }
    });
    return Promise.all([...wanted.values()].map(lexicon));
  }

  /** The query folded, and the words of the dictionary that stand in it. */
  async function understood(query, known) {
    const asked = query.slice(0, LONGEST);
    await shelves(asked, known);
    const folded = fold(asked, folds), frequencies = new Map();
    const books = await shelves(folded, known), characters = [...folded];
    for (const book of books) {
      for (let start = 0; start < characters.length; start++) {
        for (let end = start + 1, word = ""; end <= Math.min(characters.length, start + 16); end++) {
          word += characters[end - 1];
          if (book.has(word)) frequencies.set(word, book.get(word));
        }
      }
    }
    return {folded, frequencies};
  }

  /** The index of some editions. Articles are known by their place in it. */
  function segment(summary) {
    const {name, stamp, documents} = summary, terms = cuts(summary.terms, KEYS);
    const read = (file, prepare, size) => chunk(`${name}/${file}`, stamp, size, prepare);
    const cut = (letter, {name, size}, prepare) => read(letter + name, prepare, size);
    const within = (file, make) => sound(`${name}/${file}`, make);

    /** What each article has. Throws where it is not as many as there are articles. */
    function ofAll(column) {
      if (column.length !== documents) throw new Error("a column of other articles");
      return column;
    }

    /** For places: where each article's text begins. */
    const starts = () => read("places", content => {
      let slot = 0;
      const found = ofAll(unpacked(content.sizes)).map(size => ((slot += size) - size) * SLOT);
      if (slot * SLOT !== summary.room) throw new Error("articles of another length");
      return found;
    });

    function ready({keys, lists}) {
      const content = {keys: unfronted(keys.split(" ")), lists: lists.split(" ")};
      if (content.keys.length !== content.lists.length) throw new Error("keys without lists");
      return content;
    }

    const prepare = {t: ready, r: ready, p: content => pairs(content, summary.room)};

    /** The range in which a key lies, "t" of a term, "p" of a pair, "r" of a piece; null: there is no chunk of it. */
    async function range(letter, key) {
      return holder(letter === "t" ? terms : (await columns()).cuts[letter](), number(key));
    }

    /** The chunk that holds a key; null: none does. */
    async function shelved(letter, key) {
      const own = await range(letter, key);
      return own && cut(letter, own, prepare[letter]);
    }

    /** What `make` makes of the list of a key, "" where there is none. */
    async function list(letter, key, make) {
      const own = await range(letter, key);
      if (!own) return make("");
      const {keys, lists} = await cut(letter, own, prepare[letter]), place = shelf(keys, key);
      return within(letter + own.name, () => make(keys[place] === key ? lists[place] : ""));
    }

    /** For each of FIELDS: [article, count, article, count, …]. */
    const postings = term => list("t", term, packed => {
      const fields = packed.split(",");
      if (fields.length > FIELDS.length) throw new Error("postings of other fields");
      return FIELDS.map((_, place) => {
        const numbers = unpacked(fields[FIELDS.length - 1 - place] ?? "", true);
        let article = -1;
        for (let at = 0; at < numbers.length; at += 2) numbers[at] = article += numbers[at] + 1;
        if (numbers.length % 2 || article >= documents) throw new Error("an article that is none");
        return numbers;
      });
    });

    /** Where a pair of characters or a piece stands in the segment's texts. */
    async function places(key) {
      return kind(key) === "r" ? list("r", key, packed => sums(unpacked(packed), summary.room))
        : (await shelved("p", key))?.get(key) ?? [];
    }

    const columns = () => read("columns", content => {
      const dates = new Array(documents), pages = new Array(documents), {lengths, places, runs, texts} = content;
      const later = make => lazy(() => within("columns", make));
      let number = 0;
      for (const [date, ...pieces] of content.pages) {
        for (let run = 0; run < pieces.length; run += 2) {
          const end = number + pieces[run + 1];
          if (!(number < end && end <= documents)) throw new Error("pages of other articles");
          dates.fill(date, number, end);
          pages.fill(pieces[run], number, end);
          number = end;
        }
      }
      if (number !== documents || lengths.length !== FIELDS.length) throw new Error("a column of other articles");
      return {dates, pages, lengths: lengths.map(field => later(() => ofAll(unpacked(field)))), cuts: {
        p: later(() => cuts(places, KEYS)), r: later(() => cuts(runs, KEYS)), x: later(() => cuts(texts, ARTICLES)),
      }};
    });

    /** The articles of an author, named as filters compare names. */
    async function by(author) {
      const lists = await read("authors", content => new Map(Object.entries(content.authors)));
      return within("authors", () => sums(unpacked(lists.get(author) ?? ""), documents));
    }

    /** An article as results show it. */
    async function article(number) {
      const {dates, pages, cuts} = await columns(), own = holder(cuts.x(), number);
      if (!own) throw damage(`${name}/columns`);
      const articles = await cut("x", own, content => content.articles);
      return within(`x${own.name}`, () => {
        const [url, title, kicker, authors, heads, paragraphs] = articles[number - own.low];
        return {
          url, title, kicker, date: dates[number], page: pages[number], authors: [...authors],
          heads: heads.filter(head => head !== null), paragraphs: [...paragraphs],
        };
      });
    }

    /** The terms that begin with `start`, with the number of their postings: [[term, number], …], of two chunks at most. */
    async function beginning(start) {
      const low = number(start), high = low + 65536 ** Math.max(0, 3 - start.length), {lows, sizes} = terms, own = [];
      for (let place = Math.max(0, shelf(lows, low)); own.length < 2 && (lows[place] < high || lows[place] === low); place++) {
        if (lows[place] + 2 ** sizes[place] > low) own.push(chunkAt(terms, place));
      }
      const found = await Promise.all(own.map(chunk => cut("t", chunk, ready)));
      return found.flatMap(({keys, lists}, at) => within(`t${own[at].name}`, () => keys.flatMap((key, place) =>
        key.startsWith(start)
          ? [[key, lists[place].split(",").reduce((sum, field) => sum + unpacked(field, true).length / 2, 0)]] : [])));
    }

    return {documents, totals: summary.totals, beginning, shelved, postings, places, columns, starts, by, article};
  }

  // --- The query ---------------------------------------------------------------------------------------------------

  /** The articles that answer `query`, best first. Rejects with {file} where a part of the index cannot be read. */
  async function search(query, options) {
    const asked = String(query ?? ""), {from, to, page, author, ...rest} = options ?? {};
    const offset = Math.max(0, Math.floor(Number(rest.offset) || 0));
    const limit = rest.limit === undefined || Number.isNaN(Number(rest.limit)) ? 20 : Math.max(0, Math.floor(Number(rest.limit)));
    const lunr = early(engine), known = await manifest();
    // What most queries come to want is asked for as soon as it can be named: a page waits for round trips more than for
    // bytes. The postings of what looks like a word come with the dictionary; where a string stands, with its words'.
    const strings = parsed(fold(asked, folds)).map(wish => wish.text), guesses = strings.flatMap(guessed);
    if (strings.length) known.segments.forEach(part => early(part.columns));
    for (const part of known.segments) for (const word of guesses) early(() => part.shelved("t", word));
    const {folded, frequencies} = await understood(asked, known);
    const wishes = parsed(folded).map(wish => ({...wish, words: terms(wish.text, frequencies, known.total)}));
    for (const {text, words} of wishes.filter(({text, words}) => words[0] !== text)) {
      for (const part of known.segments) {
        early(part.starts);
        if (words.length <= SHORT) for (const [key] of steps(text, words)[0]) early(() => part.shelved(kind(key), key));
      }
    }
    const wanted = [...new Set(wishes.filter(wish => !wish.without).flatMap(wish => wish.words))];
    const lists = new Map();
    await Promise.all(known.segments.flatMap((part, place) => [
      ...new Set(wishes.flatMap(wish => wish.words)),
    ].map(async term => lists.set(`${place} ${term}`, await part.postings(term)))));
    const postings = (place, term) => lists.get(`${place} ${term}`);
    const filter = {from: from && String(from), to: to && String(to), page: page && String(page), author: author && String(author)};
    const {found, exact} = await matched(known.segments, wishes, wanted, postings, filter);
    const ranked = await ranking(await lunr, known.segments, wanted, postings, found, offset + limit, rest.sort === "date");
    const needles = exact ? wishes.filter(wish => !wish.without).map(wish => wish.text) : wanted;
    const results = await Promise.all(ranked.slice(offset, offset + limit).map(async ({place, number, score}) => {
      const {heads, paragraphs, ...article} = await known.segments[place].article(number);
      return {...article, score, exact, snippet: snippet([...paragraphs, ...heads], needles, folds)};
    }));
    return {query: asked, terms: wanted, total: found.reduce((sum, set) => sum + set.length, 0), results};
  }

  /** The articles of each segment, ascending, and whether they hold every string. */
  async function matched(segments, wishes, wanted, postings, filter) {
    const holding = wishes.filter(wish => !wish.without), unwanted = wishes.filter(wish => wish.without);
    const none = {found: segments.map(() => []), exact: true};
    if (!holding.length) return none;
    const barred = await Promise.all(segments.map((part, place) => bars(part, place, unwanted, postings, filter)));
    let left = false;  // whether an article is left out by an unwanted string alone
    const choose = async each => {
      const found = await Promise.all(segments.map(async (part, place) => {
        const articles = await each(part, place), kept = [];
        for (let number = 0; number < part.documents; number++) {
          if (articles[number] && !barred[place][number]) kept.push(number);
          left ||= articles[number] === 1 && barred[place][number] === UNWANTED;
        }
        return kept;
      }));
      return found.some(articles => articles.length) ? found : null;
    };
    const having = (part, place) => wanted.map(term => articles(part.documents, postings(place, term)));
    let found = await choose(async (part, place) => {
      const every = both(part.documents, having(part, place));
      return both(part.documents, [every, ...await Promise.all(holding.map(wish => standing(part, place, wish, postings, every)))]);
    });
    if (found || left || !wanted.length) return found ? {found, exact: true} : none;
    found = await choose((part, place) => both(part.documents, having(part, place)))
      ?? await choose((part, place) => either(part.documents, having(part, place)));
    return found ? {found, exact: false} : none;
  }

  function numbered(flags) {
    const found = [];
    for (let number = flags.indexOf(1); number >= 0; number = flags.indexOf(1, number + 1)) found.push(number);
    return found;
  }

  /** The articles with a term, as flags. */
  function articles(documents, fields) {
    const flags = new Uint8Array(documents);
    for (const field of fields) for (let at = 0; at < field.length; at += 2) flags[field[at]] = 1;
    return flags;
  }

  function both(documents, sets) {
    const flags = new Uint8Array(documents).fill(1);
    for (const set of sets) for (let number = 0; number < documents; number++) flags[number] &= set[number];
    return flags;
  }

  function either(documents, sets) {
    const flags = new Uint8Array(documents);
    for (const set of sets) for (let number = 0; number < documents; number++) flags[number] |= set[number];
    return flags;
  }

  /** Those of some articles in which a string stands, as flags. A word of the dictionary, a glyph, a piece: the postings
      know. */
  async function standing(part, place, {text, words}, postings, among) {
    const sets = words.map(term => articles(part.documents, postings(place, term)));
    if (words.length === 1 && words[0] === text) return sets[0];
    const flags = among ?? both(part.documents, sets), lengths = (await part.columns()).lengths[BODY]();
    const light = (numbers, few) => numbers.length <= few
      && numbers.reduce((sum, number) => sum + lengths[number], 0) * part.documents <= HEAVY * part.totals[BODY];
    const holding = numbered(flags);
    if (!holding.length || (words.length > SHORT && light(holding, FEW))) return reread(part, text, holding);
    let here = null;
    const starts = await part.starts(), needed = steps(text, words);
    for (const step of needed) {
      const lists = await Promise.all(step.map(async ([key, offset]) => ({places: await part.places(key), offset})));
      for (const {places, offset} of lists) {
        const at = Array.from(places, place => place - offset);
        here = here === null ? at : common(here, at);
      }
      const left = new Set(here.map(at => shelf(starts, at)).filter(at => flags[at]));
      if (step !== needed.at(-1) && light([...left], LEFT)) return reread(part, text, [...left]);
    }
    const standing = new Uint8Array(part.documents);
    for (const at of here) standing[shelf(starts, at)] = 1;
    return standing;
  }

  /** The kind of a chunk that says where `key` stands: of a pair of characters or a piece. */
  function kind(key) {
    return pieces(key)[0]?.[0] === key ? "r" : "p";
  }

  /** What of a string is surely a word, or likely, before the dictionary has come: pieces; glyphs alone, a few together. */
  function guessed(text) {
    return (text.match(RUNS) ?? []).filter(run => pieces(run).length || [...run].length <= GUESSED);
  }

  /** What proves that a string stands, in the order of asking: at first a pair or two between words, then all that cover
      it. */
  function steps(text, words) {
    const all = cover(text), first = [];
    if (all.length <= 2) return [all];
    for (let place = 0, at = 0; at < words.length - 1 && first.length < 2; at++) {
      place = text.indexOf(words[at], place) + words[at].length;
      const before = [...text.slice(0, place)].at(-1), after = [...text.slice(place)][0];
      if (before && after && pieces(before + after).length === 0) first.push([before + after, place - before.length]);
    }
    return first.length ? [first, all] : [all];
  }

  /** Those of a few articles in whose texts a string stands, as flags: cheaper than the places of every pair. */
  async function reread(part, text, numbers) {
    const standing = new Uint8Array(part.documents);
    await Promise.all(numbers.map(async number => {
      const {title, heads, kicker, authors, paragraphs} = await part.article(number);
      const texts = [title, kicker, ...heads, ...authors, ...paragraphs];
      if (texts.some(own => occurrences(fold(own, folds), text).length)) standing[number] = 1;
    }));
    return standing;
  }

  /** The numbers that stand in both ascending lists. */
  function common(one, other) {
    const found = [];
    for (let left = 0, right = 0; left < one.length && right < other.length;) {
      if (one[left] === other[right]) found.push(one[left]), left++, right++;
      else if (one[left] < other[right]) left++;
      else right++;
    }
    return found;
  }

  const FILTERED = 1, UNWANTED = 2;

  /** The articles that a filter or an unwanted string keeps out, as flags: FILTERED, UNWANTED or both. */
  async function bars(part, place, unwanted, postings, {from, to, page, author}) {
    const flags = new Uint8Array(part.documents), plain = name => name.trim().toLowerCase().replace(/^0+/, "");
    if (from || to || page) {
      const {dates, pages} = await part.columns();
      for (let number = 0; number < part.documents; number++) {
        if ((from && dates[number] < from) || (to && dates[number].slice(0, to.length) > to)
          || (page && plain(pages[number]) !== plain(page))) flags[number] = FILTERED;
      }
    }
    if (author) {
      const name = fold(author, folds).replace(/\s/gu, ""), own = new Set(await part.by(name));
      for (let number = 0; number < part.documents; number++) if (!own.has(number)) flags[number] = FILTERED;
    }
    for (const wish of unwanted) {
      (await standing(part, place, wish, postings)).forEach((stands, number) => { if (stands) flags[number] |= UNWANTED; });
    }
    return flags;
  }

  /** The first `needed` of the articles found, [{place, number, score}]: by Lunr's score unless `dated`, then newer, then
      by URL. */
  async function ranking(lunr, segments, wanted, postings, found, needed, dated) {
    const documents = segments.reduce((sum, part) => sum + part.documents, 0);
    const averages = FIELDS.map((_, field) => segments.reduce((sum, part) => sum + part.totals[field], 0) / (documents || 1));
    const words = wanted.filter(term => segments.some((_, place) => postings(place, term).some(field => field.length)));
    const idfs = words.map(term => {
      const holding = segments.reduce((sum, _, place) => sum + postings(place, term).reduce((all, field) => all + field.length / 2, 0), 0);
      return Math.log(1 + Math.abs((documents - holding + 0.5) / (holding + 0.5)));
    });
    const columns = await Promise.all(segments.map((part, place) => found[place].length ? part.columns() : null));
    const magnitude = Math.sqrt(words.length) || 1;

    /** Calls with (article, field, term, weight) for every posting of those articles of a segment that `among` marks. */
    function each(place, among, call) {
      words.forEach((term, number) => postings(place, term).forEach((field, at) => {
        if (!field.length) return;
        const lengths = columns[place].lengths[at](), idf = idfs[number], average = averages[at], boost = BOOSTS[at];
        for (let entry = 0; entry < field.length; entry += 2) {
          const article = field[entry];
          if (among[article]) call(article, at, term, weight(idf, field[entry + 1], lengths[article], average, boost));
        }
      }));
    }

    const date = ({place, number}) => columns[place].dates[number];
    const newer = (one, other) => date(one) < date(other) ? 1 : date(one) > date(other) ? -1
      : one.place - other.place || one.number - other.number;

    // Lunr's own index over thousands of articles is slow: a sum that errs by less than 1e-9 chooses those it ranks.
    const marks = segments.map(part => new Uint8Array(part.documents));
    found.forEach((numbers, place) => numbers.forEach(number => { marks[place][number] = 1; }));
    let candidates;
    if (dated) candidates = found.flatMap((numbers, place) => numbers.map(number => ({place, number}))).sort(newer).slice(0, needed);
    else {
      const sums = segments.map((part, place) => {
        const rough = new Float64Array(found[place].length ? part.documents : 0);
        if (rough.length) each(place, marks[place], (article, at, term, value) => { rough[article] += value / magnitude; });
        return rough;
      });
      const least = nth(needed, found.map((numbers, place) => numbers.map(number => sums[place][number]))) - 1e-9;
      candidates = found.flatMap((numbers, place) =>
        numbers.filter(number => sums[place][number] >= least).map(number => ({place, number})));
    }
    const vectors = new Map(candidates.map(({place, number}) => [`${place}-${number}`, FIELDS.map(() => new Map())]));
    segments.forEach((_, place) => {
      marks[place].fill(0);
      for (const candidate of candidates) if (candidate.place === place) marks[place][candidate.number] = 1;
      if (columns[place]) each(place, marks[place], (article, at, term, value) => vectors.get(`${place}-${article}`)[at].set(term, value));
    });
    const scores = scored(lunr, vectors, words);
    const ranked = candidates.map(({place, number}) => ({place, number, score: scores.get(`${place}-${number}`) ?? 0}));
    ranked.sort((one, other) => (dated ? 0 : other.score - one.score) || newer(one, other));
    return ranked.slice(0, needed);
  }

  /** The `needed`-th largest of numbers in several lists; -Infinity where there are no more. */
  function nth(needed, lists) {
    const all = new Float64Array(lists.reduce((sum, list) => sum + list.length, 0));
    let size = 0;
    for (const list of lists) {
      all.set(list, size);
      size += list.length;
    }
    if (needed === 0) return Infinity;
    return size > needed ? all.sort()[size - needed] : -Infinity;
  }

  /** A function that cuts a text at the places where the query stands: text → [{text, hit}, …]. */
  async function finder(query, exact) {
    const known = await manifest(), {folded, frequencies} = await understood(String(query ?? ""), known);
    const wishes = parsed(folded).filter(wish => !wish.without);
    const needles = wishes.flatMap(wish => exact ? [wish.text] : terms(wish.text, frequencies, known.total));
    return text => parts(text, needles, folds);
  }

  /** What a query may become whose last word is half typed, Latin or a number: whole queries, the most frequent first. */
  async function completions(query, most = 8) {
    const asked = String(query ?? ""), {segments} = await manifest();
    const start = fold(asked, folds).match(new RegExp(`${PIECE}$`, "u"))?.[0];
    if (!start || asked.length > LONGEST) return [];
    const found = new Map();
    for (const terms of await Promise.all(segments.map(part => part.beginning(start)))) {
      for (const [term, number] of terms) found.set(term, (found.get(term) ?? 0) + number);
    }
    found.delete(start);
    const ranked = [...found].sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1));
    return ranked.slice(0, most).map(([term]) => asked.slice(0, asked.length - start.length) + term);
  }

  /** The editions of the time that a query names, and nothing else: {date, number, url}, null where there are none. The
      index holds the articles' words, not their dates: who asks for a year is led to its newspapers. */
  async function editions(query) {
    const asked = String(query ?? ""), {segments} = await manifest();
    const named = asked.length > LONGEST ? null : fold(asked, folds).replace(EDGES, "").match(DATE);
    if (!named) return null;
    const date = named.slice(1).filter(Boolean).map(part => part.padStart(2, "0")).join("-"), found = new Set();
    for (const {dates} of await Promise.all(segments.map(part => part.columns()))) {
      for (const own of dates) if (`${own}-`.startsWith(`${date}-`)) found.add(own);
    }
    return found.size ? {date, number: found.size, url: `${found.has(date) ? date : date.slice(0, 4)}/index.html`} : null;
  }

  /** Asks for what every query wants, before there is one. */
  function begin() {
    early(engine);
    early(manifest);
  }

  /** `text` as search compares it. */
  async function folded(text) {
    const known = await manifest();
    await shelves(text, known);
    return fold(text, folds);
  }

  const pure = {unpacked, sums, unfronted, fold, parsed, route, terms, cover, occurrences, parts, snippet, pieces, wordlike};
  root.banmian = Object.assign(root.banmian ?? {}, {begin, search, completions, editions, finder, folded, load, pure});
})(globalThis);
