// The page's behaviour. What comes from articles reaches the page through textContent and the canvas alone: never as HTML.
(function () {
  "use strict";

  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const { articles, actors, claims, statements, disputes, contradictions } = data;
  const narrow = matchMedia("(max-width: 720px)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  // ---- small helpers -----------------------------------------------------------------------------------------------

  // Characters that could turn the direction of the text around them, or end its paragraph; they have no look of their own.
  const visibleText = (text) => text.replace(/[\u2028\u2029]/g, " ").replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

  /** An element with attributes, listeners ("onclick" takes a function) and children; strings become text. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== "").map((child) => (typeof child === "string" ? visibleText(child) : child)));
    return element;
  }

  const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many || one + "s"}`;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  /** "2019-12-10" as "10 December 2019", as precise as it is. */
  function written(date) {
    const [year, month, day] = date.split("-").map(Number);
    return [day, month && MONTHS[month - 1], year].filter(Boolean).join(" ");
  }

  const KINDS = { person: "Person", organization: "Organisation", government: "Government", group: "Group", unknown: "Actor" };
  const BASES = { stated: "date given in the text", published: "date of the article; the text gives none" };

  // ---- what belongs to what ----------------------------------------------------------------------------------------

  const ofActor = actors.map(() => []);
  const ofClaim = claims.map(() => []);
  statements.forEach((s, i) => {
    ofActor[s.actor].push(i);
    ofClaim[s.claim].push(i);
  });
  const dayOf = (i) => statements[i].first || "9999-99"; // undated ones last
  const byDate = (a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a - b);
  ofActor.forEach((list) => list.sort(byDate));
  ofClaim.forEach((list) => list.sort(byDate));
  const rivals = claims.map(() => []);
  contradictions.forEach(([a, b]) => { rivals[a].push(b); rivals[b].push(a); });

  const edges = data.network.edges;
  const edgeOf = new Map(edges.map((e) => [e.id, e]));
  const disputeOf = new Map(disputes.map((d) => [`a${d.denier} a${d.asserter}`, d]));
  const place = (id) => Number(id.slice(1));
  const nameOf = (id) => (id[0] === "a" ? actors[place(id)].name : claims[place(id)].text);

  // ---- filters -----------------------------------------------------------------------------------------------------

  const filter = { asserts: true, denies: true, from: "", to: "", undated: true, outlet: "", contradicts: true, disputes: false };
  const initial = { ...filter };
  let passing = new Set(); // places of the statements that pass

  const evidencePasses = (e) => !filter.outlet || articles[e.article].outlet === filter.outlet;
  function passes(s) {
    if (!filter[s.stance]) return false;
    if (s.first === null ? !filter.undated : (filter.from && s.last < filter.from) || (filter.to && s.first > filter.to)) return false;
    return s.evidence.some(evidencePasses);
  }
  const some = (actor, claim, stance) => ofClaim[claim].some((i) => passing.has(i) && statements[i].actor === actor && statements[i].stance === stance);
  const disputeHolds = (d) => d.over.some(([claim, rival]) =>
    some(d.asserter, claim, "asserts") && (rival === null ? some(d.denier, claim, "denies") : some(d.denier, rival, "asserts")));

  /** Which nodes and edges are to be seen; fills `passing`. */
  function visible() {
    passing = new Set();
    statements.forEach((s, i) => { if (passes(s)) passing.add(i); });
    const nodes = new Set();
    passing.forEach((i) => { nodes.add(`a${statements[i].actor}`); nodes.add(`c${statements[i].claim}`); });
    const shown = new Set();
    for (const e of edges) {
      const seen = e.statements ? e.statements.some((i) => passing.has(i))
        : e.kind === "contradicts" ? filter.contradicts && nodes.has(e.from) && nodes.has(e.to)
        : filter.disputes && disputeHolds(disputeOf.get(`${e.from} ${e.to}`));
      if (seen) shown.add(e.id);
    }
    return { nodes, shown };
  }

  // ---- the canvas --------------------------------------------------------------------------------------------------

  const nodeSet = new vis.DataSet();
  const edgeSet = new vis.DataSet();
  let theme = {};
  let seen = visible();
  let selected = null; // id of a node or an edge
  let hits = null; // set of node ids that the search found, or null
  const drawn = new Map(); // id -> how it was last drawn, so that only changes reach vis-network

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    theme = Object.fromEntries(["ground", "ink", "soft", "actor", "actor-edge", "card", "card-line", "dim", "dim-ink", "asserts", "denies", "disputes",
      "contradicts", "hit"].map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
    theme.face = style.getPropertyValue("--sans").trim();
  }

  // Lines keep some width on screen where a large picture is first seen from afar.
  const thickness = Math.min(6, Math.max(2, Math.sqrt(data.network.nodes.length) / 7));

  function focusSet() {
    if (selected === null) return null;
    const ends = edgeOf.has(selected) ? [edgeOf.get(selected).from, edgeOf.get(selected).to] : [selected];
    const near = new Set(ends);
    if (!edgeOf.has(selected)) for (const e of edges) {
      if (seen.shown.has(e.id) && (e.from === selected || e.to === selected)) { near.add(e.from); near.add(e.to); }
    }
    return near;
  }

  function nodeStyle(node, near) {
    const hidden = !seen.nodes.has(node.id);
    const isHit = hits !== null && hits.has(node.id);
    const dim = near ? !near.has(node.id) : hits !== null && !isHit;
    const isClaim = node.group === "claim";
    const border = isHit || node.id === selected;
    const fill = isClaim ? (dim ? theme.ground : theme.card) : dim ? theme.dim : theme.actor;
    const line = node.id === selected ? theme.ink : isHit ? theme.ink : dim ? theme.dim : isClaim ? theme["card-line"] : theme["actor-edge"];
    return {
      id: node.id, hidden,
      color: { background: isHit && !dim ? theme.hit : fill, border: line },
      borderWidth: border ? 3 : isClaim ? 1 : 1.5,
      font: { ...node.font, face: theme.face, color: isHit && isClaim && !dim ? "#1d1d1b" : dim ? theme["dim-ink"] : theme.ink,
        strokeWidth: isClaim ? 0 : 4, strokeColor: theme.ground },
    };
  }

  function edgeStyle(edge, near) {
    const inFocus = selected === edge.id || (near && !edgeOf.has(selected) && (edge.from === selected || edge.to === selected));
    const dim = near ? !inFocus : hits !== null && !hits.has(edge.from) && !hits.has(edge.to);
    return {
      id: edge.id, hidden: !seen.shown.has(edge.id),
      color: { color: theme[edge.kind], opacity: dim ? 0.13 : 1 },
      width: thickness * (inFocus ? 1.8 : 1) * (edge.statements ? 1 + 0.25 * Math.min(4, edge.statements.length - 1) : 1),
    };
  }

  function changed(styles) {
    return styles.filter((style) => {
      const key = JSON.stringify(style);
      if (drawn.get(style.id) === key) return false;
      drawn.set(style.id, key);
      return true;
    });
  }

  function restyle() {
    const near = focusSet();
    const nodes = changed(data.network.nodes.map((n) => nodeStyle(n, near)));
    const lines = changed(edges.map((e) => edgeStyle(e, near)));
    if (nodes.length) nodeSet.update(nodes);
    if (lines.length) edgeSet.update(lines);
  }

  readTheme();
  const styled = (items, styles) => changed(styles).map((style, i) => ({ ...items[i], ...style }));
  nodeSet.add(styled(data.network.nodes, data.network.nodes.map((n) => nodeStyle(n, null))));
  edgeSet.add(styled(edges, edges.map((e) => edgeStyle(e, null))));
  const network = new vis.Network($("network"), { nodes: nodeSet, edges: edgeSet }, data.network.options);

  const motion = () => (calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  /** Show all that is visible; a picture of a few nodes isn't blown up. */
  function fit(animation) {
    network.fit({ nodes: [...seen.nodes], animation: animation || false, maxZoomLevel: 1.15 });
  }
  network.once("afterDrawing", () => fit());

  function moveTo(id) {
    const scale = Math.max(network.getScale(), 0.85);
    // The panel lies over the picture on narrow screens: to the right, or at the bottom.
    const offset = { x: 0, y: 0 };
    if (narrow.matches) {
      $("network").scrollIntoView({ block: "start" });
      const bottom = $("network").getBoundingClientRect().bottom;
      offset.y = -Math.max(0, bottom - (innerHeight - panel.offsetHeight)) / 2;
    } else if (getComputedStyle(panel).position === "absolute") offset.x = -panel.offsetWidth / 2;
    if (edgeOf.has(id)) network.fit({ nodes: [edgeOf.get(id).from, edgeOf.get(id).to], animation: motion(), maxZoomLevel: 1 });
    else network.focus(id, { scale, offset, animation: motion() });
  }

  // ---- the panel ---------------------------------------------------------------------------------------------------

  const panel = $("panel");
  let opener = null;
  const CHUNK = 25;

  const stanceWord = (stance) => h("span", { class: `stance ${stance}` }, stance);
  const link = (id) => h("button", { type: "button", class: "link", onclick: () => select(id, { move: true }) }, nameOf(id));

  function tally(list) {
    const count = (stance) => list.filter((i) => statements[i].stance === stance).length;
    const [yes, no] = [count("asserts"), count("denies")];
    return h("span", { class: "tally" },
      yes ? h("span", { class: "asserts", "aria-label": `${yes} asserted`, title: `${yes} asserted` }, `+${yes}`) : null,
      no ? h("span", { class: "denies", "aria-label": `${no} denied`, title: `${no} denied` }, `−${no}`) : null);
  }

  function webLink(url, text) {
    let target;
    try { target = new URL(url); } catch { return h("bdi", {}, text); }
    if (target.protocol !== "http:" && target.protocol !== "https:") return h("bdi", {}, text);
    return h("a", { href: target.href, target: "_blank", rel: "noopener noreferrer" }, h("bdi", {}, text));
  }

  function evidenceView(e) {
    const article = articles[e.article];
    const pieces = e.pieces.flatMap((piece, i) => [i ? " … " : "", h("b", {}, piece)]);
    const around = (text) => h("bdi", {}, text.replace(/\s+/g, " "));
    const headline = article.title || (article.url ? article.url : `article ${article.id}`);
    const where = [article.outlet ? h("bdi", {}, article.outlet) : null,
      article.url ? webLink(article.url, headline) : h("bdi", {}, headline),
      article.published ? h("span", {}, written(article.published)) : h("span", {}, "no date")].filter(Boolean);
    const words = [["source", e.source], ["cue", e.cue]].filter(([, text]) => text)
      .flatMap(([what, text], i) => [`${i ? ", " : ""}${what} “`, h("bdi", {}, text), "”"]);
    return h("blockquote", {},
      h("p", { class: "passage", dir: "auto" }, around(e.prefix), ...pieces, around(e.suffix)),
      h("p", { class: "cite" }, ...where.flatMap((part, i) => (i ? [" · ", part] : [part]))),
      words.length ? h("p", { class: "cite said" }, ...words) : null);
  }

  function statementView(i, { actor = true, claim = false } = {}) {
    const s = statements[i];
    const shown = s.evidence.filter(evidencePasses);
    const when = s.date ? `${written(s.date)} (${BASES[s.basis]})` : "no date known";
    return h("div", { class: `statement ${s.stance}` },
      h("p", { class: "who" }, actor ? [link(`a${s.actor}`), " "] : [], stanceWord(s.stance), claim ? [": ", link(`c${s.claim}`)] : [":"],
        h("span", { class: "when" }, when + (shown.length > 1 ? ` · ${shown.length} passages` : ""))),
      shown.map(evidenceView));
  }

  /** Children for a list of statements: the first few, and a button for more. */
  function statementsView(list, options) {
    const box = h("div", {});
    let next = 0;
    const grow = () => {
      box.append(...list.slice(next, next + CHUNK).map((i) => statementView(i, options)));
      next += CHUNK;
      if (next < list.length) {
        const more = h("button", { type: "button", class: "more", onclick: () => { more.remove(); grow(); } }, `Show more (${list.length - next})`);
        box.append(more);
      }
    };
    grow();
    return box;
  }

  function head(kicker, title, ...lead) {
    return h("div", { class: "head" },
      h("div", {}, h("p", { class: "kicker" }, kicker), h("h2", { dir: "auto" }, title), ...lead.filter(Boolean).map((l) => h("p", { class: "lead" }, l))),
      h("button", { type: "button", class: "close", "aria-label": "Close", title: "Close (Escape)", onclick: () => deselect() }, "×"));
  }

  const kept = (list) => list.filter((i) => passing.has(i));
  const left = (list) => { const n = list.length - kept(list).length; return n ? `${plural(n, "statement")} hidden by the filters.` : ""; };

  function actorView(a) {
    const actor = actors[a];
    const list = kept(ofActor[a]);
    const against = disputes.filter((d) => (d.denier === a || d.asserter === a) && disputeHolds(d));
    const row = (d, other, verb) => h("li", {}, verb, " ", link(`a${other}`), ` over ${plural(d.over.length, "claim")} `,
      h("button", { type: "button", class: "link", onclick: () => select(edges.find((e) => e.kind === "disputes" && e.from === `a${d.denier}` && e.to === `a${d.asserter}`).id) }, "show"));
    return [
      head(KINDS[actor.kind], actor.name,
        actor.aliases.length ? `Also: ${actor.aliases.join(", ")}` : "",
        `${plural(list.filter((i) => statements[i].stance === "asserts").length, "assertion")}, ${plural(list.filter((i) => statements[i].stance === "denies").length, "denial")}. ${left(ofActor[a])}`,
        actor.same.length ? h("span", {}, "Elsewhere: ", ...actor.same.flatMap((url, i) => [i ? ", " : "", webLink(url, new URL(url).hostname)])) : ""),
      against.length ? [h("h3", {}, "Disputes"), h("ul", { class: "plain" },
        against.map((d) => (d.denier === a ? row(d, d.asserter, "disputes") : row(d, d.denier, "is disputed by"))))] : [],
      h("h3", {}, "Statements"),
      statementsView(list, { actor: false, claim: true }),
    ];
  }

  function claimView(c) {
    const list = kept(ofClaim[c]);
    const part = (stance, title) => {
      const those = list.filter((i) => statements[i].stance === stance);
      return those.length ? [h("h3", {}, `${title} ${plural(new Set(those.map((i) => statements[i].actor)).size, "actor")}`), statementsView(those)] : [];
    };
    return [
      head("Claim", claims[c].text, left(ofClaim[c])),
      part("denies", "Denied by"), part("asserts", "Asserted by"),
      rivals[c].length ? [h("h3", {}, "Can’t be true together with"), h("ul", { class: "plain" }, rivals[c].map((r) => h("li", {}, link(`c${r}`), " ", tally(kept(ofClaim[r])))))] : [],
    ];
  }

  function edgeView(e) {
    const [from, to] = [place(e.from), place(e.to)];
    if (e.statements) {
      const list = [...e.statements].sort(byDate);
      return [head("Statement", h("span", {}, nameOf(e.from), " ", stanceWord(e.kind), ": ", nameOf(e.to)), left(list)), statementsView(kept(list))];
    }
    if (e.kind === "contradicts") return [
      head("Contradiction", "Two claims that can’t both be true"),
      [from, to].map((c) => [h("h3", {}, link(`c${c}`)), statementsView(kept(ofClaim[c]))])];
    const d = disputeOf.get(`${e.from} ${e.to}`);
    const by = (actor, claim, stance) => kept(ofClaim[claim]).filter((i) => statements[i].actor === actor && statements[i].stance === stance);
    return [
      head("Dispute", `${nameOf(e.from)} disputes ${nameOf(e.to)}`, `Over ${plural(d.over.length, "claim")}.`),
      d.over.map(([claim, rival]) => [
        h("h3", {}, link(`c${claim}`), rival === null ? "" : " against ", rival === null ? "" : link(`c${rival}`)),
        statementsView([...by(d.asserter, claim, "asserts"), ...(rival === null ? by(d.denier, claim, "denies") : by(d.denier, rival, "asserts"))])])];
  }

  /** What the panel shows where nothing is selected: where to begin. */
  function startView() {
    const score = claims.map((_, c) => {
      const of = (stance) => new Set(kept(ofClaim[c]).filter((i) => statements[i].stance === stance).map((i) => statements[i].actor)).size;
      return [c, Math.min(of("asserts"), of("denies")), of("asserts") + of("denies")];
    });
    const contested = score.filter(([, least]) => least > 0).sort((a, b) => b[1] - a[1] || b[2] - a[2] || a[0] - b[0]).slice(0, 8);
    return [
      h("div", { class: "head" }, h("div", {}, h("p", { class: "kicker" }, "How to read this"),
        h("p", { class: "lead" }, "Each line runs from an actor to a claim that the actor asserts or denies. Select a line, an actor or a claim to read the words it rests on."))),
      contested.length ? [h("h3", {}, "Most contested claims"),
        h("ul", { class: "plain" }, contested.map(([c]) => h("li", {}, link(`c${c}`), " ", tally(kept(ofClaim[c])))))] : [],
    ];
  }

  function showPanel() {
    const view = selected === null ? startView() : edgeOf.has(selected) ? edgeView(edgeOf.get(selected)) : selected[0] === "a" ? actorView(place(selected)) : claimView(place(selected));
    panel.classList.toggle("idle", selected === null);
    panel.hidden = selected === null && narrow.matches;
    panel.replaceChildren(...view.flat(3).filter(Boolean));
    panel.scrollTop = 0;
  }

  function select(id, { move = false, focus = true, from = null } = {}) {
    if (selected === null) opener = from || document.activeElement;
    selected = id;
    restyle();
    showPanel();
    markCurrent();
    if (move) moveTo(id);
    if (focus) panel.focus({ preventScroll: true });
  }

  function deselect() {
    if (selected === null) return;
    selected = null;
    restyle();
    showPanel();
    markCurrent();
    if (opener && opener.isConnected && opener !== document.body) opener.focus({ preventScroll: true });
    opener = null;
  }

  network.on("click", (event) => {
    if (event.nodes.length) select(event.nodes[0], { focus: false });
    else if (event.edges.length) select(event.edges[0], { focus: false });
    else deselect();
  });
  for (const [on, off] of [["hoverNode", "blurNode"], ["hoverEdge", "blurEdge"]]) {
    network.on(on, () => $("network").classList.add("pointing"));
    network.on(off, () => $("network").classList.remove("pointing"));
  }

  // ---- lists and search --------------------------------------------------------------------------------------------

  const LISTED = 200;
  const entries = [
    ...actors.map((a, i) => ({ id: `a${i}`, text: a.name, key: fold([a.name, ...a.aliases].join("\n")), list: ofActor[i] })),
    ...claims.map((c, i) => ({ id: `c${i}`, text: c.text, key: fold(c.text), list: ofClaim[i] })),
  ].sort((a, b) => b.list.length - a.list.length || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  let found = entries; // what the lists hold now

  /** Text with the search's words marked. */
  function marked(text, words) {
    if (!words.length) return [text];
    const pattern = new RegExp(`(${words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
    return text.split(pattern).map((part, i) => (i % 2 ? h("mark", {}, part) : part));
  }

  function fill(details, prefix, words, all) {
    const list = found.filter((e) => e.id[0] === prefix && seen.nodes.has(e.id));
    details.querySelector(".count").textContent = String(list.length);
    const shown = all ? list : list.slice(0, LISTED);
    const buttons = shown.map((e, i) => h("li", {}, h("button", {
      type: "button", class: "entry", "data-id": e.id, tabindex: i ? "-1" : "0", onclick: (event) => select(e.id, { move: true, from: event.currentTarget }),
    }, h("span", { class: prefix === "c" ? "name clamp" : "name", dir: "auto" }, ...marked(e.text, words)), tally(kept(e.list)))));
    if (shown.length < list.length) buttons.push(h("li", {}, h("button", { type: "button", class: "more", onclick: () => fill(details, prefix, words, true) }, `Show all ${list.length}`)));
    details.querySelector("ul").replaceChildren(...buttons);
    return list;
  }

  function search() {
    const words = $("search").value.trim().split(/\s+/).filter(Boolean);
    const folded = words.map(fold);
    found = words.length ? entries.filter((e) => folded.every((w) => e.key.includes(w))) : entries;
    hits = words.length ? new Set(found.map((e) => e.id)) : null;
    const list = [...fill($("actor-list"), "a", words), ...fill($("claim-list"), "c", words)];
    if (words.length) {
      for (const [details, prefix] of [["actor-list", "a"], ["claim-list", "c"]]) $(details).open = list.some((e) => e.id[0] === prefix);
      const hidden = found.length - list.length;
      $("hits").textContent = (list.length ? plural(list.length, "hit") : "No hit") + (hidden ? `, ${hidden} more hidden by the filters` : "");
    } else $("hits").textContent = "";
    found = list.length || words.length ? found : entries;
    restyle();
    markCurrent();
    return list;
  }

  function markCurrent() {
    for (const button of document.querySelectorAll(".entry")) {
      if (button.dataset.id === selected) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  $("search").addEventListener("input", search);
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      const [first] = search();
      if (first) select(first.id, { move: true, focus: false, from: $("search") });
    } else if (event.key === "ArrowDown") {
      const first = document.querySelector("#lists details[open] .entry");
      if (first) { event.preventDefault(); first.focus(); }
    }
  });

  // One stop of the Tab key for each list; arrows move inside it.
  $("lists").addEventListener("keydown", (event) => {
    const at = event.target.closest(".entry");
    const all = at && [...at.closest("ul").querySelectorAll(".entry")];
    const to = at && { ArrowDown: all[all.indexOf(at) + 1], ArrowUp: all[all.indexOf(at) - 1], Home: all[0], End: all[all.length - 1] }[event.key];
    if (to) { event.preventDefault(); at.tabIndex = -1; to.tabIndex = 0; to.focus(); }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (selected !== null) { event.preventDefault(); deselect(); }
    else if ($("search").value) { $("search").value = ""; search(); }
  });

  // ---- controls ----------------------------------------------------------------------------------------------------

  const boxes = { asserts: "show-asserts", denies: "show-denies", undated: "undated", contradicts: "show-contradicts", disputes: "show-disputes" };
  const fields = { from: "from", to: "to", outlet: "outlet" };

  function refilter() {
    for (const [key, id] of Object.entries(boxes)) filter[key] = $(id).checked;
    for (const [key, id] of Object.entries(fields)) filter[key] = $(id).value;
    seen = visible();
    const hidden = statements.length - passing.size;
    $("filtered").textContent = hidden ? `hide ${plural(hidden, "statement")}` : "";
    if (selected !== null && !(edgeOf.has(selected) ? seen.shown.has(selected) : seen.nodes.has(selected))) deselect();
    showLegend();
    search();
    showPanel();
  }
  for (const id of [...Object.values(boxes), ...Object.values(fields)]) $(id).addEventListener("change", refilter);
  $("reset").addEventListener("click", () => {
    for (const [key, id] of Object.entries(boxes)) $(id).checked = initial[key];
    for (const [key, id] of Object.entries(fields)) $(id).value = initial[key];
    refilter();
  });

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion() });
  $("zoom-in").addEventListener("click", () => zoom(1.4));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
  $("zoom-fit").addEventListener("click", () => fit(motion()));

  dark.addEventListener("change", () => { readTheme(); restyle(); });
  narrow.addEventListener("change", showPanel);

  // ---- first picture -----------------------------------------------------------------------------------------------

  const outlets = [...new Set(articles.map((a) => a.outlet).filter(Boolean))].sort();
  $("outlet").append(...outlets.map((name) => h("option", { value: name }, name)));
  $("outlet").closest("fieldset").hidden = outlets.length < 2;
  const undated = statements.filter((s) => s.date === null).length;
  $("undated-label").textContent = `without a date (${undated})`;
  $("undated").closest("label").hidden = undated === 0;
  $("show-contradicts").closest("label").hidden = contradictions.length === 0;
  $("show-disputes").closest("label").hidden = disputes.length === 0;
  $("show-disputes").closest("fieldset").hidden = contradictions.length + disputes.length === 0;
  const present = new Set([...actors.map((a) => a.kind), "claim", ...edges.map((e) => e.kind)]);
  function showLegend() {
    for (const item of document.querySelectorAll("#legend li")) {
      const kind = item.dataset.kind;
      item.hidden = !present.has(kind) || filter[kind] === false;
    }
  }

  const dated = statements.filter((s) => s.date !== null);
  const earliest = dated.reduce((best, s) => (best === null || s.first < best.first ? s : best), null);
  const latest = dated.reduce((best, s) => (best === null || s.last > best.last ? s : best), null);
  const span = dated.length ? [...new Set([written(earliest.date), written(latest.date)])].join(" to ") : "";
  $("summary").textContent = [plural(actors.length, "actor"), plural(claims.length, "claim"), plural(statements.length, "statement"),
    plural(articles.length, "article"), span].filter(Boolean).join(" · ");

  if (narrow.matches) $("actor-list").open = false;
  showLegend();
  search();
  showPanel();
  // For the browser's console and the tests.
  window.counterclaim = Object.freeze({ network, nodes: nodeSet, edges: edgeSet, select, deselect });
})();
