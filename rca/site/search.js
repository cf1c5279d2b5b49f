// Search of the site: titles and action items at once, all texts where the site is served (pagefind).
(() => {
  "use strict";
  const query = new URLSearchParams(location.search).get("q") || "";
  const input = document.getElementById("query");
  const told = document.getElementById("told");
  const found = document.getElementById("found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = fold(query).split(/\s+/).filter(Boolean);
  const shown = new Map();
  const MOST = 50;

  const add = (parent, tag, text, role) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (role) made.className = role;
    parent.append(made);
    return made;
  };

  const result = (page, title, about) => {
    const entry = document.createElement("li");
    const link = add(entry, "a", title);
    link.href = page;
    if (about) entry.append(" "), add(entry, "span", about, "muted");
    found.append(entry);
    shown.set(page, entry);
    return entry;
  };

  const byTitle = () => {
    for (const [title, page, severity, day, id, items] of window.rcaTitles || []) {
      const head = fold(title + " " + id);
      const hits = items.filter(([, text]) => words.every((word) => (head + " " + fold(text)).includes(word)));
      const inHead = words.every((word) => head.includes(word));
      if (!inHead && !hits.length) continue;
      const entry = result(page, title, [severity, day].filter(Boolean).join(" "));
      for (const [number, text] of inHead ? [] : hits.slice(0, 3)) {
        const line = add(entry, "div", "", "of");
        const link = add(line, "a", number + " " + text);
        link.href = page + "#item-" + encodeURIComponent(number);
      }
    }
  };

  const excerpt = (entry, html) => {
    const line = add(entry, "div", "", "excerpt");
    for (const node of new DOMParser().parseFromString(html, "text/html").body.childNodes) {
      if (node.nodeName === "MARK") add(line, "mark", node.textContent);
      else line.append(node.textContent);
    }
  };

  const inTexts = async (shards) => {
    const place = (name) => new URL(`search/${name}/`, location.href).pathname;
    const engine = await import(new URL(`search/${shards[0]}/pagefind.js`, location.href).href);
    await engine.options({ bundlePath: place(shards[0]), baseUrl: "/" });
    await Promise.all(shards.slice(1).map((name) => engine.mergeIndex(place(name), { baseUrl: "/" })));
    for (const hit of await hitsOf(engine, shards.length > 1 && !query.includes('"'))) {
      const page = hit.raw_url.replace(/^\//, "");
      excerpt(shown.get(page) || result(page, hit.meta.title, ""), hit.excerpt);
    }
  };

  // A part of the index without a word takes the beginning of it, `back` for `backup`. Such a hit counts only
  // where no part has the word itself, in another form, or as the beginning of a longer one.
  const hitsOf = async (engine, inParts) => {
    const results = (await engine.search(query)).results;
    const load = (some) =>
      Promise.all(some.slice(0, MOST).map(async (one) => ({ ...(await one.data()), id: one.id })));
    if (!inParts) return load(results);
    const exact = await Promise.all(words.map((word) => engine.search(`"${word}"`)));
    const ids = exact.map((one) => new Set(one.results.map((hit) => hit.id)));
    const isSure = (one) => ids.every((some) => some.has(one.id));
    const sure = await load(results.filter(isSure));
    const rest = await load(results.filter((one) => !isSure(one)));
    const holds = (hit) => (word, at) => ids[at].has(hit.id) || fold(hit.content).includes(word);
    const found = rest.filter((hit) => words.every(holds(hit)));
    const told = [...sure, ...found];
    return (told.length ? told : rest).slice(0, MOST);
  };

  const tell = (where) => {
    const number = shown.size;
    told.textContent = `${number} incident${number === 1 ? "" : "s"} found in ${where}.`;
  };

  const search = async () => {
    for (const box of document.querySelectorAll("input[name=q]")) box.value = query;
    if (!words.length) return input.focus();
    byTitle();
    const shards = found.dataset.full.split(" ").filter(Boolean);
    if (location.protocol === "file:" || !shards.length) return tell("titles and action items");
    tell("titles and action items so far");
    await inTexts(shards);
    return tell("titles, action items and texts");
  };

  search();
})();
