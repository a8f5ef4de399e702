// Everything around the map: search, filters that are the legend too, the year slider, views, and the keyboard.

import { countryName } from "./data.js";
import { byId, el, sample } from "./dom.js";
import { tone } from "./paint.js";
import { searcher } from "./search.js";
import { shapePath } from "./shapes.js";

export function setUpSearch(app) {
  const box = byId("search");
  const list = byId("found");
  const find = searcher(app.model);
  let results = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const take = (i) => {
    if (!results[i]) return;
    const { actor } = results[i];
    box.value = app.model.actors[actor].name;
    close();
    app.choose({ actor }, true);
  };
  const mark = (i) => {
    at = i;
    [...list.children].forEach((c, k) => c.setAttribute("aria-selected", String(k === at)));
    if (list.children[at]) {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const show = () => {
    results = find(box.value);
    list.replaceChildren(...results.map(({ actor, alias }, i) => {
      const a = app.model.actors[actor];
      const about = [a.kind.one, countryName(app.model, a.country), alias && `also ${alias}`].filter(Boolean).join(", ");
      return el("li", { role: "option", id: `found-${i}`, "aria-selected": "false", onmousedown: (e) => { e.preventDefault(); take(i); } },
        a.name, el("small", {}, about));
    }));
    if (!results.length && box.value.trim()) list.append(el("li", { class: "none" }, "No actor is called so."));
    list.hidden = !box.value.trim();
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(results.length ? 0 : -1);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", () => { if (box.value) { box.select(); show(); } });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (results.length) mark((at + (e.key === "ArrowDown" ? 1 : results.length - 1)) % results.length);
    } else if (e.key === "Enter") {
      e.preventDefault();
      take(at);
    } else if (e.key === "Escape") {
      close();
      box.blur();
    }
  });
}

// A row of the legend: a tick that hides, a sample of how it looks, how many there are, and "only".
function row(app, set, key, words, number, picture, all) {
  const tick = el("input", { type: "checkbox", onchange: () => {
    const next = new Set(app.state[set]);
    if (tick.checked) next.delete(key); else next.add(key);
    app.set({ [set]: next });
  } });
  tick.dataset.set = set;
  tick.dataset.key = key;
  const only = el("button", { type: "button", class: "only", "aria-label": `only ${words}`, onclick: () => {
    const others = all.filter((k) => k !== key);
    const now = app.state[set];
    const alone = !now.has(key) && others.every((k) => now.has(k));
    app.set({ [set]: new Set(alone ? [] : others) });
  } }, "only");
  return el("li", {}, el("label", {}, tick, picture, el("span", {}, words), el("small", {}, number.toLocaleString("en"))), only);
}

export function setUpFilters(app) {
  const { model } = app;
  const tally = (list, of) => list.reduce((m, x) => m.set(of(x), (m.get(of(x)) || 0) + 1), new Map());
  const byType = tally(model.ties, (t) => t.type.key);
  const byKind = tally(model.actors, (a) => a.kind.key);
  const byStatus = tally(model.ties, (t) => t.status);
  const keys = (list) => list.map((x) => x.key);
  const line = (color, dashes) => sample([26, 14], (ctx) => {
    Object.assign(ctx, { strokeStyle: tone(color, app.dark), lineWidth: 2.5 });
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(1, 7);
    ctx.lineTo(25, 7);
    ctx.stroke();
  });
  const shape = (k) => sample([26, 14], (ctx) => {
    shapePath(ctx, k.shape, 13, 7, 4.6);
    ctx.fillStyle = tone(k.color, app.dark);
    ctx.fill();
  });
  const draw = () => {
    byId("types").replaceChildren(...model.types.map((t) => {
      const made = row(app, "noTypes", t.key, t.noun, byType.get(t.key), line(t.color, t.dashes), keys(model.types));
      made.title = t.meaning;
      return made;
    }));
    byId("kinds").replaceChildren(...model.kinds.map((k) => row(app, "noKinds", k.key, k.many, byKind.get(k.key), shape(k), keys(model.kinds))));
    const statuses = model.statuses.filter((s) => byStatus.has(s));
    byId("statuses").replaceChildren(...statuses.map((s) =>
      row(app, "noStatuses", s, s, byStatus.get(s), line("#3F4752", s === "planned" ? [8, 6] : s === "ended" ? [1, 4] : []), statuses)));
    syncFilters(app);
  };
  const byCountry = [...tally(model.actors, (a) => a.country || "")].sort((p, q) => q[1] - p[1]);
  byId("countries").replaceChildren(...byCountry.map(([code, n]) => {
    const tick = el("input", { type: "checkbox", onchange: () => {
      const next = new Set(app.state.countries);
      if (tick.checked) next.add(code); else next.delete(code);
      app.set({ countries: next });
    } });
    tick.dataset.set = "countries";
    tick.dataset.key = code;
    return el("li", {}, el("label", {}, tick, el("span", {}, code ? countryName(model, code) : "No country stated"), el("small", {}, n.toLocaleString("en"))));
  }));
  app.redrawLegend = draw;
  draw();
  byId("reset").addEventListener("click", () => app.resetFilters());
  setUpYears(app);
}

function setUpYears(app) {
  const part = byId("years");
  if (!app.model.years || app.model.years[0] === app.model.years[1]) {
    part.hidden = true;
    return;
  }
  const [first, last] = app.model.years;
  const slider = byId("year");
  const play = byId("play");
  Object.assign(slider, { min: first, max: last + 1, step: 1, value: last + 1 });
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    play.textContent = "▶";
    play.setAttribute("aria-label", "Play the years");
  };
  const setYear = (y) => app.set({ year: y > last ? null : y });
  slider.addEventListener("input", () => { stop(); setYear(Number(slider.value)); });
  play.addEventListener("click", () => {
    if (timer) return stop();
    play.textContent = "❚❚";
    play.setAttribute("aria-label", "Stop");
    let year = app.state.year === null ? app.model.playFrom : app.state.year;
    setYear(year);
    timer = setInterval(() => {
      year += 1;
      setYear(year);
      if (year > last) stop();
    }, 700);
    return undefined;
  });
  byId("undated").addEventListener("change", (e) => app.set({ undated: e.target.checked }));
}

// Bring ticks, slider and view buttons in line with the state.
export function syncFilters(app) {
  const { state, model } = app;
  for (const tick of document.querySelectorAll("input[data-set]")) {
    const has = state[tick.dataset.set].has(tick.dataset.key);
    tick.checked = tick.dataset.set === "countries" ? has : !has;
  }
  if (model.years) {
    const year = byId("year");
    year.value = state.year ?? model.years[1] + 1;
    year.setAttribute("aria-valuetext", state.year === null ? "all years" : `until ${state.year}`);
    byId("year-now").textContent = state.year === null ? "all years" : `until ${state.year}`;
  }
  byId("undated").checked = state.undated;
  for (const b of document.querySelectorAll("#views button")) {
    const here = b.dataset.view === state.view;
    b.setAttribute("aria-pressed", String(here));
    if (b.dataset.view === "world") b.hidden = !model.world;
    if (b.dataset.view === "focus") b.hidden = state.focus === null;
    if (b.dataset.view === "path") b.hidden = state.from === null || state.to === null;
  }
  const start = app.start;
  const changed = ["noTypes", "noKinds", "noStatuses", "countries"].some((n) => [...state[n]].sort().join() !== [...start[n]].sort().join());
  byId("reset").hidden = !changed && state.year === null && state.undated;
}

export function setUpKeys(app) {
  const stage = byId("stage");
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = e.target.matches("input[type=search], select, textarea");
    if (e.key === "/" && !typing) {
      e.preventDefault();
      byId("search").focus();
    } else if (e.key === "Escape" && !typing) {
      app.back();
    } else if (e.key === "?" && !typing) {
      app.help(true);
    } else if (document.activeElement === stage) {
      mapKey(app, e);
    }
  });
}

function mapKey(app, e) {
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (arrows[e.key]) {
    e.preventDefault();
    const [dx, dy] = arrows[e.key];
    if (e.shiftKey) app.stage.pan(dx * 80, dy * 80);
    else app.step(dx, dy);
  } else if (e.key === "Enter" || e.key === " ") {
    e.preventDefault();
    app.enter(app.current());
  } else if (e.key === "+" || e.key === "=") app.stage.zoom(1.4);
  else if (e.key === "-") app.stage.zoom(1 / 1.4);
  else if (e.key === "0") app.stage.fit();
  else if (e.key === "f" && app.state.actor !== null) app.focus(app.state.actor, 1);
}
