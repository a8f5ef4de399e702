// A scene is what is drawn: nodes (actors and bubbles) with their places, lines that bundle ties, and discs behind them.
// It is made anew from the model, the state and the ties that pass the filters; nothing of it is kept.

import { countryName, other } from "./data.js";
import { greatCircle, project } from "./geo.js";

const NEUTRAL = "#8A8F98";
const MOST_EGO = 400; // actors in a focus: more is no answer
const RING = 190;
const CORE = 90; // lines that an overview shows strongly: more cannot be followed

export function buildScene(model, state, pass) {
  const make = { overview, network, focus, path, world }[state.view];
  const scene = { nodes: [], lines: [], discs: [], note: "", outline: null, spread: 1, ...make(model, state, pass) };
  scene.crowd = scene.nodes.length > 3000;
  scene.index = new Map(scene.nodes.map((n, i) => [n.key, i]));
  bundle(model, scene, pass, state.view);
  if (state.view === "world") bend(model, scene);
  const strength = new Float64Array(scene.nodes.length);
  for (const line of scene.lines) for (const end of [line.a, line.b]) strength[end] += line.ties.length;
  scene.nodes.forEach((n, i) => { n.rank = n.rank ?? strength[i] * (n.weight || 1); n.lines = []; });
  scene.lines.forEach((line, i) => { scene.nodes[line.a].lines.push(i); scene.nodes[line.b].lines.push(i); });
  scene.byRank = scene.nodes.map((_, i) => i).sort((a, b) => scene.nodes[b].rank - scene.nodes[a].rank || a - b);
  return scene;
}

function actorNode(actor, x, y, more = {}) {
  return {
    key: `a${actor.i}`, actor: actor.i, x, y, r: actor.size, label: actor.name, shape: actor.kind.shape,
    color: actor.kind.color, of: [actor.i], ...more,
  };
}

function overview(model, state, pass) {
  const nodes = [];
  const discs = [];
  const walk = (g) => {
    const shown = shownIn(model, g.i, pass);
    if (!shown.length) return;
    if (g.size === 1 || shown.length === 1) {
      const actor = model.actors[shown[0]];
      nodes.push(actorNode(actor, g.x, g.y, { r: Math.max(actor.size, 9) }));
    } else if (!state.open.has(g.i)) {
      nodes.push({
        key: `g${g.i}`, group: g.i, x: g.x, y: g.y, r: g.r * 0.84, least: 8, label: g.name, count: shown.length,
        weight: g.region ? 3 : 1, // regions are named before companies and the like
        shape: "bubble", color: g.parent < 0 ? "#0072B2" : "#56B4E9", of: shown,
      });
    } else {
      discs.push({ x: g.x, y: g.y, r: g.r, label: g.name, group: g.i });
      g.children.forEach((c) => walk(model.groups[c]));
      for (const i of g.actors) if (pass.actors[i]) nodes.push(actorNode(model.actors[i], model.actors[i].ox, model.actors[i].oy));
    }
  };
  model.groups.filter((g) => g.parent < 0).forEach(walk);
  return { nodes, discs, layered: true };
}

export function shownIn(model, group, pass) {
  const g = model.groups[group];
  return [...g.children.flatMap((c) => shownIn(model, c, pass)), ...g.actors.filter((i) => pass.actors[i])];
}

function network(model, state, pass) {
  const nodes = model.actors.filter((a) => pass.actors[a.i]).map((a) => actorNode(a, a.x, a.y));
  const held = new Set(nodes.map((n) => model.actors[n.actor].disc));
  return { nodes, discs: model.discs.filter((_, i) => held.has(i)).map(([x, y, r]) => ({ x, y, r })) };
}

export function neighbours(model, actor, pass) {
  const found = new Set();
  for (const t of model.actors[actor].ties) if (pass.ties[t]) found.add(other(model.ties[t], actor));
  found.delete(actor);
  return [...found];
}

// The ego network: the actor in the middle, its neighbours around it by country, theirs behind them.
function focus(model, state, pass) {
  const centre = state.focus;
  const parent = new Map([[centre, null]]);
  const rings = [[centre]];
  let left = 0;
  for (let d = 1; d <= state.depth; d++) {
    const next = [];
    for (const a of rings[d - 1]) {
      for (const b of neighbours(model, a, pass).sort(byKinship(model, a))) {
        if (parent.has(b)) continue;
        if (parent.size >= MOST_EGO) { left += 1; continue; }
        parent.set(b, a);
        next.push(b);
      }
    }
    rings.push(next);
  }
  const places = fan(rings, parent);
  const nodes = [...parent.keys()].map((i) => {
    const [x, y, angle] = places.get(i);
    const more = i === centre ? { r: Math.max(model.actors[i].size, 16), rank: 1e9 } : { angle };
    return actorNode(model.actors[i], x, y, more);
  });
  const note = left ? `${left.toLocaleString("en")} more ties lead further than these ${MOST_EGO} actors; filter, or lower the depth.` : "";
  return { nodes, note };
}

function byKinship(model, from) {
  const key = (i) => {
    const a = model.actors[i];
    return [a.country === model.actors[from].country ? "" : countryName(model, a.country), a.kind.key, a.name];
  };
  return (a, b) => {
    const [x, y] = [key(a), key(b)];
    for (let n = 0; n < 3; n++) if (x[n] !== y[n]) return x[n] < y[n] ? -1 : 1;
    return a - b;
  };
}

// Places on rings: each actor gets the share of the circle that what hangs on it needs.
function fan(rings, parent) {
  const children = new Map();
  for (const [child, p] of parent) if (p !== null) children.set(p, [...(children.get(p) || []), child]);
  const need = new Map();
  const count = (i) => {
    const held = children.get(i) || [];
    const n = Math.max(1, held.reduce((sum, c) => sum + count(c), 0));
    need.set(i, n);
    return n;
  };
  const total = count(rings[0][0]);
  const places = new Map([[rings[0][0], [0, 0, 0]]]);
  const radius = (d, n) => Math.max(d * RING, (d * n * 30) / (2 * Math.PI) / 2.2);
  const put = (i, from, to, d) => {
    let at = from;
    (children.get(i) || []).forEach((c, k) => {
      const width = ((to - from) * need.get(c)) / need.get(i);
      const angle = at + width / 2;
      // many on one ring stand on two or three levels in turn, so that names do not touch
      const levels = total > 120 ? 3 : total > 40 ? 2 : 1;
      const r = radius(d, total) + (k % levels) * 64 * (total > 40 ? 1 : 0);
      places.set(c, [r * Math.cos(angle), r * Math.sin(angle), angle]);
      put(c, at, at + width, d + 1);
      at += width;
    });
  };
  put(rings[0][0], -Math.PI / 2, 1.5 * Math.PI, 1);
  return places;
}

// Every shortest chain between two actors, from left to right.
function path(model, state, pass) {
  const forth = distances(model, state.from, pass);
  const back = distances(model, state.to, pass);
  const length = forth.get(state.to);
  const ends = [model.actors[state.from], model.actors[state.to]];
  if (length === undefined) {
    const nodes = ends.map((a, i) => actorNode(a, i * 400, 0, { rank: 1e6 }));
    return { nodes, note: "No chain of ties links these two with the present filters." };
  }
  const layers = Array.from({ length: length + 1 }, () => []);
  for (const [i, d] of forth) if (back.get(i) === length - d && d <= length) layers[d].push(i);
  const most = 14;
  let left = 0;
  const nodes = layers.flatMap((layer, d) => {
    const best = layer.sort((a, b) => model.actors[b].size - model.actors[a].size || a - b);
    left += Math.max(0, best.length - most);
    const kept = best.slice(0, most);
    return kept.map((i, k) => actorNode(model.actors[i], d * 300, (k - (kept.length - 1) / 2) * 62 + (d % 2) * 8,
      { r: Math.max(model.actors[i].size, 9), rank: i === state.from || i === state.to ? 1e6 : 1e5 - k }));
  });
  const steps = length === 1 ? "one tie" : `${length} ties`;
  const more = left ? ` ${left} more actors stand on chains as short.` : "";
  return { nodes, note: `The shortest chain has ${steps}.${more}`, layer: new Map(layers.flatMap((l, d) => l.map((i) => [i, d]))) };
}

export function distances(model, start, pass) {
  const found = new Map([[start, 0]]);
  let edge = [start];
  while (edge.length) {
    const next = [];
    for (const a of edge) {
      for (const b of neighbours(model, a, pass)) {
        if (!found.has(b)) { found.set(b, found.get(a) + 1); next.push(b); }
      }
    }
    edge = next;
  }
  return found;
}

function world(model, state, pass) {
  const at = new Map();
  const nodes = [];
  let lost = 0;
  for (const a of model.actors) {
    if (!pass.actors[a.i]) continue;
    if (a.lat == null || a.lon == null) { lost += 1; continue; }
    const key = `${a.lat},${a.lon}`;
    at.set(key, [...(at.get(key) || []), a]);
  }
  for (const here of at.values()) {
    const [x, y] = project(here[0].lon, here[0].lat);
    here.sort((a, b) => b.size - a.size || a.i - b.i).forEach((a, i) => {
      const [r, angle] = [i ? 2.2 * Math.sqrt(i) : 0, i * 2.39996]; // actors of one place stand around it
      nodes.push(actorNode(a, x + r * Math.cos(angle), y + r * Math.sin(angle), { r: a.size * 0.6 }));
    });
  }
  const note = lost ? `${lost.toLocaleString("en")} actors without coordinates are listed, not drawn.` : "";
  return { nodes, outline: model.world, note, spread: 0.35 };
}

// Lines: the ties of one pair, one line a type between actors, one for all where an end is a bubble.
function bundle(model, scene, pass, view) {
  const at = new Int32Array(model.actors.length).fill(-1);
  scene.nodes.forEach((n, i) => n.of.forEach((a) => { at[a] = i; }));
  const lines = new Map();
  for (const t of model.ties) {
    const [a, b] = [at[t.a], at[t.b]];
    if (!pass.ties[t.i] || a < 0 || b < 0 || a === b) continue;
    if (view === "path" && scene.layer && scene.layer.get(t.a) === scene.layer.get(t.b)) continue;
    const [low, high] = a < b ? [a, b] : [b, a];
    const apart = scene.nodes[a].of.length === 1 && scene.nodes[b].of.length === 1 ? t.type.key : "";
    const key = `${low} ${high} ${apart}`;
    const line = lines.get(key);
    if (line) line.ties.push(t.i);
    else lines.set(key, { a: low, b: high, ties: [t.i] });
  }
  const beside = new Map();
  const most = Math.max(2, ...[...lines.values()].map((line) => line.ties.length));
  const steep = Math.min(0.95, 6.5 / Math.log2(most)); // how much wider a line is for twice the ties
  for (const line of lines.values()) {
    const pair = line.a * scene.nodes.length + line.b;
    beside.set(pair, [...(beside.get(pair) || []), line]);
    Object.assign(line, lineStyle(model, line, at, steep));
  }
  for (const group of beside.values()) {
    group.forEach((line, i) => { line.bow = group.length > 1 ? (i - (group.length - 1) / 2) * 26 : 0; });
  }
  if (scene.layered) {
    const weaker = [...lines.values()].sort((p, q) => q.ties.length - p.ties.length).slice(CORE);
    weaker.forEach((line) => { line.weak = true; line.style += "weak"; });
  }
  scene.lines = [...lines.values()].sort((p, q) => p.width - q.width || (p.style < q.style ? -1 : p.style > q.style ? 1 : 0));
}

function lineStyle(model, line, at, steep) {
  const ties = line.ties.map((i) => model.ties[i]);
  const byType = new Map();
  for (const t of ties) byType.set(t.type, (byType.get(t.type) || 0) + 1);
  const [type, most] = [...byType].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  const color = most > 0.6 * ties.length ? type.color : NEUTRAL;
  const planned = ties.every((t) => t.status === "planned");
  const dashes = planned ? [8, 6] : byType.size === 1 ? type.dashes : [];
  const single = ties.length === 1 ? ties[0].width : 1;
  const width = Math.min(9, single + steep * Math.log2(ties.length));
  const ends = new Set(ties.map((t) => (t.arrow ? (at[t.a] === line.a ? 1 : -1) : 0)));
  const arrow = ends.size === 1 ? [...ends][0] : 0;
  const ended = ties.every((t) => t.status === "ended");
  return { color, dashes, width: Math.round(width * 2) / 2, arrow, ended, style: `${width.toFixed(1)}${color}|${dashes.join()}|${ended}` };
}

function bend(model, scene) {
  for (const line of scene.lines) {
    const [a, b] = [scene.nodes[line.a], scene.nodes[line.b]].map((n) => model.actors[n.actor]);
    line.curve = greatCircle(a.lon, a.lat, b.lon, b.lat);
    const [first, last] = [line.curve[0], line.curve[line.curve.length - 1]];
    const [p, q] = [scene.nodes[line.a], scene.nodes[line.b]];
    first[0] = [p.x, p.y];
    last[last.length - 1] = [q.x, q.y];
  }
}

// What stands out when something is chosen: its lines and the nodes at their ends. Null when nothing is.
export function standsOut(model, scene, state) {
  const nodes = new Set();
  const lines = new Set();
  if (state.tie !== null) {
    scene.lines.forEach((line, i) => { if (line.ties.includes(state.tie)) lines.add(i); });
  } else if (state.actor !== null) {
    const i = scene.nodes.findIndex((n) => n.of.includes(state.actor));
    if (i < 0 || (state.view === "focus" && state.actor === state.focus)) return null; // all there is about it
    nodes.add(i);
    if (scene.nodes[i].group === undefined) scene.nodes[i].lines.forEach((l) => lines.add(l));
    else scene.nodes[i].lines.forEach((l) => { if (scene.lines[l].ties.some((t) => touches(model, t, state.actor))) lines.add(l); });
  } else if (state.group != null) {
    const i = scene.index.get(`g${state.group}`);
    if (i === undefined) return null;
    nodes.add(i);
    scene.nodes[i].lines.forEach((l) => lines.add(l));
  } else if (state.line != null && scene.lines[state.line]) {
    lines.add(state.line);
  } else {
    return null;
  }
  for (const l of lines) { nodes.add(scene.lines[l].a); nodes.add(scene.lines[l].b); }
  return nodes.size ? { nodes, lines } : null;
}

function touches(model, tie, actor) {
  return model.ties[tie].a === actor || model.ties[tie].b === actor;
}
