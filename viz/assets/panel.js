// The panel beside the map: what an actor, a tie, a line or a bubble stands for, down to each statement and its source.

import { countryName, describeFigure, other, safeLink, statementsOf } from "./data.js";
import { count, el, link, longList } from "./dom.js";
import { shownIn } from "./scene.js";

export function renderPanel(app) {
  const { state, model } = app;
  if (state.tie !== null) return tiePanel(app, model.ties[state.tie]);
  if (state.line != null && app.scene.lines[state.line]) return linePanel(app, app.scene.lines[state.line]);
  if (state.actor !== null) return actorPanel(app, model.actors[state.actor]);
  if (state.group != null) return groupPanel(app, model.groups[state.group]);
  return summary(app);
}

function actorButton(app, i, ...more) {
  const a = app.model.actors[i];
  return el("button", { type: "button", class: "name", onclick: () => app.choose({ actor: i }, true) }, a.name, ...more);
}

function where(app, a) {
  return [a.kind.one, countryName(app.model, a.country)].filter(Boolean).join(", ");
}

function summary(app) {
  const { model, pass, scene, state } = app;
  const actors = model.actors.filter((a) => pass.actors[a.i]);
  const ties = pass.ties.reduce((a, b) => a + b, 0);
  const live = (a) => a.ties.reduce((n, t) => n + pass.ties[t], 0);
  const top = actors.map((a) => [a, live(a)]).sort((p, q) => q[1] - p[1] || p[0].i - q[0].i).slice(0, 300);
  const words = {
    overview: "Each bubble stands for the actors of a country or a part of it; a line is as wide as its ties are many, and the strongest stand out. Click a bubble to see what it holds, click a line to read the ties.",
    network: "Every actor. Those tied closely stand together; names appear as you zoom in. Click an actor or a line.",
    focus: "One actor, and those it is tied to, by country. Double-click another actor to move on to it.",
    path: "Every shortest chain of ties between the two actors you chose.",
    world: "Each actor at its place; ties are great circles, the shortest way over the globe.",
  }[state.view];
  const unplaced = state.view === "world" ? actors.filter((a) => a.lat == null || a.lon == null) : [];
  return [
    el("h2", {}, `${count(actors.length, "actor")}, ${count(ties, "tie")}`),
    el("p", {}, words),
    scene.note && el("p", { class: "note" }, scene.note),
    app.model.left_out && el("p", { class: "note" }, app.model.left_out),
    !actors.length && el("p", { class: "note" }, "Nothing passes the filters."),
    unplaced.length > 0 && el("h3", {}, "Without coordinates"),
    unplaced.length > 0 && longList(unplaced, (a) => el("li", {}, actorButton(app, a.i), el("small", {}, where(app, a))), 8),
    state.view === "path" && chain(app),
    el("h3", {}, "Most ties"),
    longList(top, ([a, n]) => el("li", {}, actorButton(app, a.i), el("small", {}, `${where(app, a)} · ${count(n, "tie")}`)), 10),
  ];
}

// The steps of the chains on show, each leading to its ties.
function chain(app) {
  const { scene } = app;
  const steps = scene.lines.map((line, i) => [line, i]).sort((p, q) => scene.nodes[p[0].a].x - scene.nodes[q[0].a].x || p[1] - q[1]);
  return [
    el("h3", {}, "Steps"),
    longList(steps, ([line, i]) => el("li", {},
      el("button", { type: "button", class: "name", onclick: () => app.choose({ line: i }) }, `${scene.nodes[line.a].label} – ${scene.nodes[line.b].label}`),
      el("small", {}, [app.model.ties[line.ties[0]].type.noun, line.ties.length > 1 && count(line.ties.length, "tie")].filter(Boolean).join(" · "))), 20),
  ];
}

function actorPanel(app, a) {
  const { model, pass, state } = app;
  const ties = a.ties.map((t) => model.ties[t]).filter((t) => pass.ties[t.i]);
  const hidden = a.ties.length - ties.length;
  const wikidata = /^Q\d+$/.test(a.wikidata || "") ? `https://www.wikidata.org/wiki/${a.wikidata}` : null;
  const ends = { from: state.from, to: state.to };
  const route = (end) => {
    ends[end] = a.i;
    if (ends.from !== null && ends.to !== null && ends.from !== ends.to) app.set({ view: "path", ...ends, tie: null, line: null }, "fit");
    else app.set(ends);
    app.say(end === "from" ? `Path from ${a.name}. Now choose where it leads.` : `Path to ${a.name}.`);
  };
  const partners = new Map();
  for (const t of ties) {
    const key = t.type.key;
    partners.set(key, [...(partners.get(key) || []), t]);
  }
  const documents = new Map();
  for (const t of ties) for (const s of t.evidence || []) documents.set(s[0], (documents.get(s[0]) || 0) + 1);
  return [
    el("h2", {}, a.name),
    el("p", { class: "sub" }, where(app, a), ` · ${count(ties.length, "tie")}`, documents.size ? ` · ${count(documents.size, "source")}` : ""),
    a.aliases.length > 0 && el("p", { class: "aliases" }, "Also: ", a.aliases.filter((n) => n !== a.name).slice(0, 8).join(" · ")),
    wikidata && el("p", {}, link(wikidata, `Wikidata ${a.wikidata}`)),
    el("div", { class: "actions" },
      el("button", { type: "button", onclick: () => app.focus(a.i, 1) }, "Focus"),
      el("button", { type: "button", onclick: () => app.focus(a.i, 2) }, "Two steps"),
      el("button", { type: "button", "aria-pressed": String(state.from === a.i), onclick: () => route("from") }, "Path from here"),
      el("button", { type: "button", "aria-pressed": String(state.to === a.i), onclick: () => route("to") }, "Path to here"),
      el("button", { type: "button", onclick: () => app.choose({}) }, "Close")),
    hidden > 0 && el("p", { class: "note" }, `${count(hidden, "more tie")} hidden by the filters.`),
    [...partners.values()].sort((p, q) => q.length - p.length).map((list) => [
      el("h3", {}, `${capital(list[0].type.noun)} (${list.length})`),
      longList(list.sort(byName(app, a.i)), (t) => tieRow(app, t, a.i), 8),
    ]),
    documents.size > 0 && el("h3", {}, "Sources"),
    longList([...documents].sort((p, q) => q[1] - p[1]), ([name, n]) => el("li", {}, source(model, model.strings[name]), el("small", {}, count(n, "statement"))), 8),
  ];
}

function byName(app, from) {
  const name = (t) => app.model.actors[other(t, from)].name;
  return (s, t) => (t.evidence || []).length - (s.evidence || []).length || name(s).localeCompare(name(t)) || s.i - t.i;
}

function tieRow(app, t, from) {
  const partner = app.model.actors[other(t, from)];
  const way = t.arrow && !t.type.symmetric ? (t.a === from ? "→ " : "← ") : "";
  return el("li", {},
    el("button", { type: "button", class: "name", onclick: () => app.choose({ actor: from, tie: t.i }) }, way + partner.name),
    el("small", {}, facts(t).concat(where(app, partner)).filter(Boolean).join(" · ")));
}

function facts(t) {
  const sources = (t.evidence || []).length;
  return [t.since, t.status === "agreed" ? null : t.status, describeFigure(t), sources > 1 ? `${sources} statements` : null,
    t.conflict ? `sources disagree: ${t.conflict}` : null].filter(Boolean);
}

function tiePanel(app, t) {
  const { model } = app;
  const statements = statementsOf(model, t);
  const row = (name, value) => value && [el("dt", {}, name), el("dd", {}, value)];
  return [
    el("h2", {}, actorButton(app, t.a), el("span", { class: "verb" }, ` ${t.type.verb} `), actorButton(app, t.b)),
    el("dl", {},
      row("Since", t.since), row("Last affirmed", t.last), row("Until", t.until), row("Status", t.status),
      row("Instrument", t.instrument), row("Figure", describeFigure(t)), row("Sources disagree", t.conflict)),
    el("div", { class: "actions" },
      app.state.line != null && el("button", { type: "button", onclick: () => app.choose({ line: app.state.line }) }, "Back to all ties"),
      app.state.actor !== null && el("button", { type: "button", onclick: () => app.choose({ actor: app.state.actor }) }, `Back to ${model.actors[app.state.actor].name}`),
      el("button", { type: "button", onclick: () => app.choose({}) }, "Close")),
    el("h3", {}, statements.length ? `Who says so: ${count(statements.length, "statement")}` : "No evidence was kept for this tie."),
    el("ol", { class: "evidence" }, statements.map((s) => statementItem(model, s))),
  ];
}

// A document by its title, linked where it has an address, and by its name, which the positions refer to.
function source(model, name) {
  const known = model.titles.get(name);
  if (!known) return [el("b", {}, name)];
  const href = safeLink(known.url);
  return [href ? link(href, known.title) : el("b", {}, known.title), ` (${name})`];
}

function statementItem(model, s) {
  const at = [
    s.first && (s.last ? `lines ${s.first}–${s.last}` : `line ${s.first}`), s.page && `page ${s.page}`, s.row && `row ${s.row}`,
  ].filter(Boolean).join(", ");
  const href = safeLink(s.url);
  const cited = [s.number && `[${s.number}]`, s.title, s.citedYear].filter(Boolean).join(" ");
  return el("li", {},
    el("p", {}, source(model, s.document), at && `, ${at}`),
    el("p", { class: "said" }, `“${s.from}” – “${s.to}”`),
    el("p", { class: "meta" }, [s.date || "undated", s.status, s.instrument, s.details, s.confidence !== null && `confidence ${s.confidence}`].filter(Boolean).join(" · ")),
    (cited || s.url) && el("p", { class: "cites" }, "Cites ", cited, cited && s.url && ": ", href ? link(href, s.url) : s.url));
}

function linePanel(app, line) {
  const { model, scene } = app;
  const [a, b] = [scene.nodes[line.a], scene.nodes[line.b]];
  if (line.ties.length === 1) return tiePanel(app, model.ties[line.ties[0]]);
  const ties = line.ties.map((i) => model.ties[i]).sort((s, t) => (t.evidence || []).length - (s.evidence || []).length || s.i - t.i);
  const tally = new Map();
  for (const t of ties) tally.set(t.type, (tally.get(t.type) || 0) + 1);
  const title = (n) => (n.group === undefined ? n.label : groupName(model, model.groups[n.group]));
  return [
    el("h2", {}, `${title(a)} – ${title(b)}`),
    el("p", { class: "sub" }, [...tally].sort((p, q) => q[1] - p[1]).map(([type, n]) => `${type.noun} ${n}`).join(" · ")),
    el("div", { class: "actions" }, el("button", { type: "button", onclick: () => app.choose({}) }, "Close")),
    longList(ties, (t) => el("li", {},
      el("button", { type: "button", class: "name", onclick: () => app.choose({ line: app.state.line, tie: t.i }) },
        `${model.actors[t.a].name} – ${model.actors[t.b].name}`),
      el("small", {}, [t.type.verb, ...facts(t)].join(" · "))), 20),
  ];
}

export function groupName(model, g) {
  return g.parent < 0 ? g.name : `${g.name}, ${model.groups[g.parent].name}`;
}

function groupPanel(app, g) {
  const { model, pass, state } = app;
  const shown = shownIn(model, g.i, pass).map((i) => model.actors[i]);
  const inside = new Set(shown.map((a) => a.i));
  const beyond = new Map();
  let within = 0;
  const tally = (t, mine) => {
    const far = model.groups[model.actors[other(model.ties[t], mine)].group];
    const top = far.parent < 0 ? far : model.groups[far.parent];
    beyond.set(top.i, (beyond.get(top.i) || 0) + 1);
  };
  for (const a of shown) {
    for (const t of a.ties) {
      if (!pass.ties[t]) continue;
      if (inside.has(other(model.ties[t], a.i))) within += 0.5;
      else tally(t, a.i);
    }
  }
  const open = state.open.has(g.i);
  const links = [...beyond].sort((p, q) => q[1] - p[1] || p[0] - q[0]);
  return [
    el("h2", {}, groupName(model, g)),
    el("p", { class: "sub" }, `${count(shown.length, "actor")} · ${count(links.reduce((n, l) => n + l[1], 0), "tie")} to others · ${Math.round(within)} among themselves`),
    el("div", { class: "actions" },
      state.view === "overview" && el("button", { type: "button", onclick: () => app.unfold(g.i, !open) }, open ? "Fold" : "Unfold"),
      el("button", { type: "button", onclick: () => app.choose({}) }, "Close")),
    links.length > 0 && el("h3", {}, "Tied to"),
    longList(links, ([i, n]) => el("li", {},
      el("button", { type: "button", class: "name", onclick: () => app.choose({ group: i }) }, model.groups[i].name),
      el("small", {}, count(n, "tie"))), 8),
    el("h3", {}, "Actors"),
    longList(shown.sort((a, b) => b.size - a.size || a.i - b.i), (a) => el("li", {}, actorButton(app, a.i), el("small", {}, a.kind.one)), 10),
  ];
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
