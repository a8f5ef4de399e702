// What is looked at and how: kept in the address's fragment, so that a link shows the same to someone else.

export const VIEWS = ["overview", "network", "focus", "path", "world"];

export function initialState(model) {
  return {
    view: "overview",
    actor: null, // selected
    tie: null, // selected
    focus: null,
    depth: 1,
    from: null, // ends of a path
    to: null,
    open: new Set(model.groups.filter((g) => g.open).map((g) => g.i)),
    noTypes: new Set(),
    noKinds: new Set(),
    noStatuses: new Set(["ended"]),
    countries: new Set(), // none: all
    year: null,
    undated: true,
  };
}

const LISTS = { "hide-type": "noTypes", "hide-kind": "noKinds", "hide-status": "noStatuses", country: "countries" };

export function toFragment(state, model, start) {
  const q = new URLSearchParams();
  const idOf = (i) => model.actors[i].id;
  if (state.view !== start.view) q.set("view", state.view);
  for (const key of ["actor", "focus", "from", "to"]) if (state[key] !== null) q.set(key, idOf(state[key]));
  if (state.tie !== null) q.set("tie", model.ties[state.tie].id);
  if (state.view === "focus" && state.depth !== 1) q.set("depth", state.depth);
  for (const [key, name] of Object.entries(LISTS)) {
    if (!same(state[name], start[name])) q.set(key, [...state[name]].sort().join(","));
  }
  if (!same(state.open, start.open)) q.set("open", [...state.open].sort((a, b) => a - b).map((g) => groupKey(model, g)).join("|"));
  if (state.year !== null) q.set("year", state.year);
  if (!state.undated) q.set("undated", "0");
  return q.toString();
}

// Unknown actors, ties and groups of an older link are left out: the rest of it still holds.
export function fromFragment(text, model, start) {
  const q = new URLSearchParams(text.replace(/^#/, ""));
  const state = { ...start, open: new Set(start.open) };
  for (const name of Object.values(LISTS)) state[name] = new Set(start[name]);
  if (VIEWS.includes(q.get("view"))) state.view = q.get("view");
  for (const key of ["actor", "focus", "from", "to"]) if (q.has(key)) state[key] = model.byId.get(q.get(key)) ?? null;
  if (q.has("tie")) state.tie = model.tieById.get(q.get("tie")) ?? null;
  if (/^[1-3]$/.test(q.get("depth") || "")) state.depth = Number(q.get("depth"));
  for (const [key, name] of Object.entries(LISTS)) {
    if (q.has(key)) state[name] = new Set(q.get(key).split(",").filter(Boolean));
  }
  if (q.has("open")) {
    const wanted = new Set(q.get("open").split("|"));
    state.open = new Set(model.groups.filter((g) => wanted.has(groupKey(model, g.i))).map((g) => g.i));
  }
  if (/^\d{4}$/.test(q.get("year") || "")) state.year = Number(q.get("year"));
  if (q.get("undated") === "0") state.undated = false;
  if (state.view === "focus" && state.focus === null) state.view = "overview";
  if (state.view === "path" && (state.from === null || state.to === null)) state.view = "overview";
  if (state.view === "world" && !model.world) state.view = "overview";
  return state;
}

function groupKey(model, i) {
  const g = model.groups[i];
  return g.parent < 0 ? g.country || g.name : `${g.country || ""}/${g.name}`;
}

function same(a, b) {
  return a.size === b.size && [...a].every((x) => b.has(x));
}

// Which ties and actors pass the filters. An actor is shown when it has a tie that is.
export function passing(model, state) {
  const ties = new Uint8Array(model.ties.length);
  const actors = new Uint8Array(model.actors.length);
  const kindOff = model.actors.map((a) => state.noKinds.has(a.kind.key));
  const touches = (i) => state.countries.has(model.actors[i].country || "");
  for (const t of model.ties) {
    if (kindOff[t.a] || kindOff[t.b] || state.noTypes.has(t.type.key) || state.noStatuses.has(t.status)) continue;
    if (state.countries.size && !touches(t.a) && !touches(t.b)) continue;
    if (t.begins === null ? !state.undated : state.year !== null && t.begins > state.year) continue;
    if (state.year !== null && t.ends !== null && t.ends < state.year) continue;
    ties[t.i] = 1;
    actors[t.a] = actors[t.b] = 1;
  }
  return { ties, actors };
}
