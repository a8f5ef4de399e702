// Finding an actor by any spelling: case, accents, punctuation and small slips do not matter.

const LETTERS = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th" };

export function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[œæßøłđıðþ]/g, (c) => LETTERS[c]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

export function searcher(model) {
  let index = null;
  const build = () => model.actors.map((a) => [a.name, ...a.aliases, a.id].map(fold));
  return (text, limit = 12) => {
    const wanted = fold(text);
    if (!wanted) return [];
    index ||= build();
    const found = [];
    index.forEach((names, i) => {
      let best = null;
      names.forEach((name, n) => {
        const rank = match(name, wanted);
        if (rank !== null && (!best || rank + n * 0.001 < best.rank)) best = { rank: rank + (n ? 0.5 : 0), name: n };
      });
      if (best) found.push({ actor: i, rank: best.rank, alias: nameAt(model.actors[i], best.name) });
    });
    if (!found.length) found.push(...near(model, index, wanted));
    const weight = (f) => model.actors[f.actor].size;
    return found.sort((a, b) => a.rank - b.rank || weight(b) - weight(a) || a.actor - b.actor).slice(0, limit);
  };
}

function nameAt(actor, n) {
  return n > 0 && n <= actor.aliases.length ? actor.aliases[n - 1] : null;
}

function match(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  const at = name.indexOf(wanted);
  if (at > 0) return name[at - 1] === " " ? 2 : 4;
  const words = wanted.split(" ");
  return words.length > 1 && words.every((w) => name.includes(w)) ? 3 : null;
}

// Slips of the pen: at most one edit in five letters.
function near(model, index, wanted) {
  const allowed = Math.floor(wanted.length / 5) + (wanted.length > 3 ? 1 : 0);
  const found = [];
  index.forEach((names, i) => {
    let best = Infinity;
    let which = 0;
    names.forEach((name, n) => {
      const d = edits(name, wanted, allowed);
      if (d < best) [best, which] = [d, n];
    });
    if (best <= allowed) found.push({ actor: i, rank: 10 + best, alias: nameAt(model.actors[i], which) });
  });
  return found;
}

function edits(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, previous[j] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return Infinity;
    previous = row;
  }
  return previous[b.length];
}
