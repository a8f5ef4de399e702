// Puts the page together: one state, from which the scene, the panel, the filters and the address follow.

import { countryName, unpack } from "./data.js";
import { byId, count, el } from "./dom.js";
import { savePng, saveSvg } from "./export.js";
import { outline } from "./geo.js";
import { groupName, renderPanel } from "./panel.js";
import { buildScene, standsOut } from "./scene.js";
import { setUpFilters, setUpKeys, setUpSearch, syncFilters } from "./controls.js";
import { Stage } from "./stage.js";
import { fromFragment, initialState, passing, toFragment } from "./state.js";

const FILTERS = ["noTypes", "noKinds", "noStatuses", "countries", "year", "undated"];
const SCENE = [...FILTERS, "view", "focus", "depth", "from", "to", "open"];

function readJson(id) {
  return JSON.parse(byId(id).textContent);
}

class App {
  constructor() {
    this.model = unpack(readJson("data"));
    const world = byId("world");
    this.model.world = world ? outline(JSON.parse(world.textContent)) : null;
    this.start = { ...initialState(this.model), ...this.opening() };
    this.state = fromFragment(location.hash, this.model, this.start);
    this.dark = matchMedia("(prefers-color-scheme: dark)").matches;
    this.stage = new Stage(byId("stage"), {
      pick: (hit) => this.pick(hit),
      // the second click of a double click on a bubble meets what the first one unfolded
      enter: (hit) => { if (!(performance.now() - this.unfolded < 600)) this.enter(hit); },
      hover: (hit, e) => this.hover(hit, e),
    });
    setUpSearch(this);
    setUpFilters(this);
    setUpKeys(this);
    this.setUpTools();
    this.rebuild();
    this.stage.fit(null, false);
    this.showChosen();
    addEventListener("hashchange", () => this.fromAddress());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (e) => this.setTheme(e.matches));
    requestAnimationFrame(() => requestAnimationFrame(() => { document.body.dataset.ready = "yes"; }));
  }

  // What the command asked to begin with.
  opening() {
    const { view, focus, depth } = this.model.start;
    const actor = focus === undefined ? null : this.model.byId.get(focus) ?? null;
    return actor === null ? { view: view === "world" && !this.model.world ? "overview" : view } : { view, focus: actor, actor, depth };
  }

  set(changes, move = null) {
    const before = this.state;
    this.state = { ...before, ...changes };
    const changed = (names) => names.some((n) => this.state[n] !== before[n]);
    if (changed(SCENE)) {
      if (!("line" in changes)) this.state.line = null;
      this.rebuild();
    } else {
      this.stage.restyle(this.look());
    }
    this.render();
    if (move === "fit" || this.state.view !== before.view) this.stage.fit();
    this.remember();
  }

  rebuild() {
    this.pass = passing(this.model, this.state);
    this.scene = buildScene(this.model, this.state, this.pass);
    this.stage.show(this.scene, this.look());
    this.render();
  }

  render() {
    syncFilters(this);
    const panel = byId("panel");
    panel.replaceChildren(...renderPanel(this).flat(3).filter(Boolean));
    panel.scrollTop = 0;
    const chosen = ["actor", "tie", "line", "group"].some((n) => this.state[n] != null);
    document.body.dataset.panel = chosen ? "chosen" : "summary";
    byId("note").textContent = this.scene.note;
    byId("note").hidden = !this.scene.note;
    const view = { overview: "Overview", network: "All actors", focus: "Focus", path: "Path", world: "World map" }[this.state.view];
    byId("stage").setAttribute("aria-label",
      `${view}: ${count(this.scene.nodes.length, "node")} and ${count(this.scene.lines.length, "line")}. Arrow keys move from node to node, Enter opens, question mark shows all keys.`);
  }

  look() {
    const style = getComputedStyle(document.documentElement);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    const look = { dark: this.dark };
    for (const name of ["paper", "ink", "land", "border", "disc", "bubble", "accent"]) look[name] = color(name);
    look.standing = standsOut(this.model, this.scene, this.state);
    look.hover = this.hovered ?? null;
    look.chosen = this.chosenKey();
    look.first = look.chosen == null ? -1 : this.scene.index.get(look.chosen) ?? -1;
    return look;
  }

  chosenKey() {
    if (this.state.actor !== null) return this.scene.nodes.find((n) => n.of.includes(this.state.actor))?.key ?? null;
    return this.state.group != null ? `g${this.state.group}` : null;
  }

  // Choose an actor, a tie, a line or a bubble (or nothing, to let go); `seek` brings the actor into view.
  choose(what, seek = false) {
    const chosen = { actor: null, tie: null, line: null, group: null, ...what };
    this.set(chosen);
    if (seek && chosen.actor !== null) this.showChosen();
    const { model } = this;
    if (chosen.tie !== null) this.say(`${model.actors[model.ties[chosen.tie].a].name} ${model.ties[chosen.tie].type.verb} ${model.actors[model.ties[chosen.tie].b].name}`);
    else if (chosen.actor !== null) {
      const a = model.actors[chosen.actor];
      this.say(`${a.name}, ${a.kind.one}, ${countryName(model, a.country)}, ${count(a.ties.length, "tie")}`);
    } else if (chosen.group !== null) this.say(groupName(model, model.groups[chosen.group]));
  }

  // Where the chosen actor is folded away or absent, open what hides it; then move to it.
  showChosen() {
    const { actor } = this.state;
    if (actor === null) return;
    if (this.state.view === "overview") {
      const open = new Set(this.state.open);
      for (let g = this.model.actors[actor].group; g >= 0; g = this.model.groups[g].parent) open.add(g);
      if (open.size !== this.state.open.size) this.set({ open });
    }
    const key = this.chosenKey();
    if (key === null) {
      if (this.pass.actors[actor] && this.state.view !== "overview") this.focus(actor, 1);
      return;
    }
    const node = this.scene.nodes[this.scene.index.get(key)];
    if (this.state.view === "focus" || this.state.view === "path") return;
    const about = node.lines.map((l) => this.scene.lines[l]).flatMap((l) => [this.scene.nodes[l.a].key, this.scene.nodes[l.b].key]);
    this.stage.fit(about.length ? about : [key]);
  }

  focus(actor, depth) {
    this.set({ view: "focus", focus: actor, depth, actor, tie: null, line: null, group: null }, "fit");
  }

  unfold(group, open) {
    const next = new Set(this.state.open);
    if (open) next.add(group); else next.delete(group);
    this.set({ open: next, group, actor: null, tie: null, line: null });
    const g = this.model.groups[group];
    if (open) this.stage.fitBox([g.x - g.r * 1.1, g.y - g.r * 1.1, g.x + g.r * 1.1, g.y + g.r * 1.1]);
    this.say(`${groupName(this.model, g)} ${open ? "unfolded" : "folded"}`);
  }

  pick(hit) {
    byId("stage").focus({ preventScroll: true });
    if (!hit) return this.choose({});
    if (hit.disc !== undefined) return this.unfold(hit.disc, false);
    if (hit.line !== undefined) {
      const { ties } = this.scene.lines[hit.line];
      return this.choose({ line: hit.line, tie: ties.length === 1 ? ties[0] : null });
    }
    const node = this.scene.nodes[hit.node];
    if (node.group === undefined) return this.choose({ actor: node.actor });
    this.unfolded = performance.now();
    return this.unfold(node.group, true);
  }

  enter(hit) {
    const node = hit && hit.node !== undefined ? this.scene.nodes[hit.node] : null;
    if (!node) return;
    if (node.group === undefined) this.focus(node.actor, 1);
    else this.unfold(node.group, true);
  }

  hover(hit, e) {
    const tip = byId("tip");
    const node = hit && hit.node !== undefined ? this.scene.nodes[hit.node] : null;
    const line = hit && hit.line !== undefined ? this.scene.lines[hit.line] : null;
    const key = node ? node.key : null;
    if (key !== (this.hovered ?? null)) {
      this.hovered = key;
      if (!this.stage.slow) this.stage.restyle({ ...this.stage.look, hover: key });
    }
    tip.hidden = !node && !line;
    byId("stage").dataset.over = hit ? "yes" : "no";
    if (tip.hidden) return;
    tip.replaceChildren(...(node ? this.nodeTip(node) : this.lineTip(line)));
    const [w, h] = [this.stage.box.clientWidth, this.stage.box.clientHeight];
    tip.style.left = `${Math.min(e.offsetX + 14, w - tip.offsetWidth - 6)}px`;
    tip.style.top = `${Math.min(e.offsetY + 14, h - tip.offsetHeight - 6)}px`;
  }

  nodeTip(node) {
    const ties = node.lines.reduce((n, l) => n + this.scene.lines[l].ties.length, 0);
    if (node.group !== undefined) {
      return [el("b", {}, groupName(this.model, this.model.groups[node.group])), el("span", {}, `${count(node.count, "actor")}, ${count(ties, "tie")} to others · click to unfold`)];
    }
    const a = this.model.actors[node.actor];
    return [el("b", {}, a.name), el("span", {}, [a.kind.one, countryName(this.model, a.country), count(ties, "tie")].filter(Boolean).join(" · "))];
  }

  lineTip(line) {
    const [a, b] = [this.scene.nodes[line.a], this.scene.nodes[line.b]];
    const tally = new Map();
    for (const i of line.ties) tally.set(this.model.ties[i].type.noun, (tally.get(this.model.ties[i].type.noun) || 0) + 1);
    const first = this.model.ties[line.ties[0]];
    const words = line.ties.length === 1 ? [first.type.verb, first.since, first.status].filter(Boolean).join(" · ") : [...tally].map(([noun, n]) => `${noun} ${n}`).join(" · ");
    return [el("b", {}, `${a.label} – ${b.label}`), el("span", {}, words)];
  }

  // The keyboard's way through the map: to the nearest node in a direction, from the one that is chosen.
  step(dx, dy) {
    const { nodes } = this.scene;
    const here = this.current();
    if (!here) return this.land(this.scene.byRank[0]);
    const from = nodes[here.node];
    let [best, least] = [null, Infinity];
    nodes.forEach((n, i) => {
      const [x, y] = [n.x - from.x, n.y - from.y];
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy - y * dx);
      if (i !== here.node && along > 0 && along + 2.5 * across < least) [best, least] = [i, along + 2.5 * across];
    });
    return best === null ? undefined : this.land(best);
  }

  land(i) {
    const node = this.scene.nodes[i];
    if (!node) return;
    if (node.group === undefined) this.choose({ actor: node.actor }); else this.choose({ group: node.group });
    const { view } = this.stage;
    const [x, y] = [node.x * view.k + view.x, node.y * view.k + view.y];
    if (x < 60 || y < 60 || x > view.w - 60 || y > view.h - 60) this.stage.moveTo({ x: node.x, y: node.y }, view.k);
  }

  current() {
    const key = this.chosenKey();
    const node = key === null ? undefined : this.scene.index.get(key);
    return node === undefined ? null : { node };
  }

  back() {
    if (!byId("help").hidden) return this.help(false);
    if (["actor", "tie", "line", "group"].some((n) => this.state[n] != null)) return this.choose({});
    return this.state.view === this.start.view ? undefined : this.set({ view: this.start.view });
  }

  resetFilters() {
    this.set(Object.fromEntries(FILTERS.map((n) => [n, this.start[n]])));
  }

  remember() {
    this.fragment = toFragment(this.state, this.model, this.start);
    try {
      history.replaceState(null, "", this.fragment ? `#${this.fragment}` : location.pathname + location.search);
    } catch { /* a page inside a notebook has no address of its own */ }
  }

  fromAddress() {
    if (location.hash.replace(/^#/, "") === this.fragment) return;
    this.state = fromFragment(location.hash, this.model, this.start);
    this.rebuild();
    this.stage.fit(null, false);
    this.showChosen();
  }

  setTheme(dark) {
    this.dark = dark;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    this.redrawLegend();
    this.stage.restyle(this.look());
  }

  help(open) {
    byId("help").hidden = !open;
    if (open) byId("help-close").focus(); else byId("stage").focus();
  }

  say(text) {
    byId("said").textContent = text;
  }

  setUpTools() {
    const on = (id, act) => byId(id).addEventListener("click", act);
    for (const b of document.querySelectorAll("#views button")) {
      b.addEventListener("click", () => this.set({ view: b.dataset.view }, "fit"));
    }
    on("zoom-in", () => this.stage.zoom(1.5));
    on("zoom-out", () => this.stage.zoom(1 / 1.5));
    on("zoom-fit", () => this.stage.fit());
    on("theme", () => this.setTheme(!this.dark));
    on("png", () => savePng(this));
    on("svg", () => saveSvg(this));
    on("link", () => this.copyLink());
    on("help-open", () => this.help(true));
    on("help-close", () => this.help(false));
    on("menu", () => {
      const open = document.body.dataset.menu !== "open";
      document.body.dataset.menu = open ? "open" : "closed";
      byId("menu").setAttribute("aria-expanded", String(open));
    });
    on("sheet", () => { document.body.dataset.sheet = document.body.dataset.sheet === "tall" ? "low" : "tall"; });
  }

  copyLink() {
    const done = () => this.say("The link to this view is copied.");
    const by = navigator.clipboard?.writeText(location.href);
    if (by) by.then(done, () => this.say(location.href)); else this.say(location.href);
  }
}

window.pactgraph = new App();
