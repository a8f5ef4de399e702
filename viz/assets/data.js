// The page's data: viz/payload.py writes columns, here they become objects. The two change together.

const STATEMENT = ["document", "first", "last", "page", "row", "date", "status", "instrument", "from", "to",
  "number", "title", "url", "citedYear", "details", "confidence"];
const IN_TABLE = new Set(["document", "instrument", "from", "to", "number", "title", "url", "details"]);

export function unpack(raw) {
  const actors = rows(raw.actors, raw.actors.id.length);
  const ties = rows(raw.ties, raw.ties.a ? raw.ties.a.length : 0);
  const groups = rows(raw.groups, raw.groups.name.length);
  const width = raw.ties.id_width;
  actors.forEach((a, i) => {
    Object.assign(a, { i, ties: [], kind: raw.kinds[a.kind], aliases: a.aliases || [] });
  });
  ties.forEach((t, i) => {
    t.i = i;
    t.id = typeof raw.ties.id === "string" ? raw.ties.id.slice(i * width, (i + 1) * width) : raw.ties.id[i];
    t.type = raw.types[t.type];
    t.status = raw.statuses[t.status];
    for (const name of ["instrument", "flow", "unit"]) t[name] = t[name] == null ? null : raw.strings[t[name]];
    t.begins = yearOf(t.since) || yearOf(t.year);
    t.ends = yearOf(t.until);
    actors[t.a].ties.push(i);
    if (t.a !== t.b) actors[t.b].ties.push(i);
  });
  groups.forEach((g, i) => Object.assign(g, { i, children: [], actors: [], size: 0 }));
  groups.forEach((g) => { if (g.parent >= 0) groups[g.parent].children.push(g.i); });
  actors.forEach((a) => {
    groups[a.group].actors.push(a.i);
    for (let g = a.group; g >= 0; g = groups[g].parent) groups[g].size += 1;
  });
  const model = { ...raw, actors, ties, groups };
  model.byId = new Map(actors.map((a) => [a.id, a.i]));
  model.titles = new Map(raw.documents.map(([name, title, url]) => [raw.strings[name], { title: raw.strings[title], url: raw.strings[url] }]));
  model.tieById = new Map(ties.map((t) => [t.id, t.i]));
  const years = ties.flatMap((t) => (t.begins ? [t.begins] : [])).sort((a, b) => a - b);
  model.years = years.length ? [years[0], years[years.length - 1]] : null;
  model.playFrom = years[Math.floor(years.length / 50)]; // a few early years would make the play long and empty
  return model;
}

function rows(columns, count) {
  const names = Object.keys(columns).filter((n) => Array.isArray(columns[n]));
  return Array.from({ length: count }, (_, i) => {
    const row = {};
    for (const name of names) row[name] = columns[name][i];
    return row;
  });
}

// The statements behind a tie, as objects with the names above.
export function statementsOf(model, tie) {
  return (tie.evidence || []).map((list) => {
    const s = {};
    STATEMENT.forEach((name, i) => {
      const value = list[i] ?? null;
      s[name] = value !== null && IN_TABLE.has(name) ? model.strings[value] : value;
    });
    s.status = model.statuses[s.status];
    return s;
  });
}

export function yearOf(date) {
  return date ? Number(String(date).slice(0, 4)) : null;
}

export function other(tie, actor) {
  return tie.a === actor ? tie.b : tie.a;
}

export function countryName(model, code) {
  return code ? model.countries[code] || code : "";
}

// A figure of trade in words: "export 91 million USD (2020)".
export function describeFigure(tie) {
  if (tie.value == null) return tie.flow || "";
  const value = tie.value.toLocaleString("en", { maximumFractionDigits: 2 });
  return [tie.flow, value, tie.unit, tie.year && `(${tie.year})`].filter(Boolean).join(" ");
}

// Only addresses that a browser may safely open; anything else stays text.
export function safeLink(text) {
  if (!text) return null;
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
