// Painting a scene. The same code paints the screen, the PNG (a canvas) and the SVG (svg.js offers the same calls).
// Sizes of nodes grow with the root of the zoom, lines and letters keep theirs: what is near gets room, not bulk.

import { shapePath } from "./shapes.js";

const DARK = { "#3F4752": "#C3CAD4", "#0072B2": "#3D9BE6", "#56B4E9": "#8CCDF3", "#009E73": "#2FBF95", "#8A8F98": "#A3A9B3" };
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

export function tone(color, dark) {
  return dark ? DARK[color] || color : color;
}

export function nodeRadius(node, view, crowd) {
  if (node.shape === "bubble") return Math.max(node.least, node.r * view.k);
  return Math.max(crowd ? 1.1 : 2, node.r * Math.min(1.6, Math.max(crowd ? 0.16 : 0.34, Math.sqrt(view.k))));
}

// view: k is the zoom, a point p of the scene stands at p * k + (x, y); w and h are the size in pixels.
export function paint(ctx, scene, view, look) {
  const on = look.standing;
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, view.w, view.h);
  ctx.lineJoin = ctx.lineCap = "round";
  const spots = scene.nodes.map((n) => ({ x: n.x * view.k + view.x, y: n.y * view.k + view.y, r: nodeRadius(n, view, scene.crowd) }));
  if (scene.outline) paintOutline(ctx, scene.outline, view, look);
  paintDiscs(ctx, scene, view, look);
  const many = scene.lines.length;
  const alpha = scene.layered ? 0.6 : many > 8000 ? (scene.outline ? 0.06 : 0.14) : many > 2500 ? 0.24 : many > 700 ? 0.4 : 0.62;
  paintLines(ctx, scene, spots, view, look, (i) => !on || !on.lines.has(i), on ? Math.min(alpha, 0.07) : alpha);
  if (on) paintLines(ctx, scene, spots, view, look, (i) => on.lines.has(i), 0.95);
  paintNodes(ctx, scene, spots, view, look);
  return { spots, labels: paintLabels(ctx, scene, spots, view, look) };
}

function paintOutline(ctx, outline, view, look) {
  const trace = (points) => points.forEach(([x, y], i) => ctx[i ? "lineTo" : "moveTo"](x * view.k + view.x, y * view.k + view.y));
  ctx.setLineDash([]);
  ctx.fillStyle = look.land;
  ctx.beginPath();
  for (const ring of outline.land) { trace(ring); ctx.closePath(); }
  ctx.fill();
  ctx.strokeStyle = look.border;
  ctx.lineWidth = 0.8;
  ctx.beginPath();
  outline.borders.forEach(trace);
  ctx.stroke();
}

function paintDiscs(ctx, scene, view, look) {
  ctx.setLineDash([]);
  for (const d of scene.discs) {
    ctx.fillStyle = look.disc;
    ctx.beginPath();
    ctx.arc(d.x * view.k + view.x, d.y * view.k + view.y, d.r * view.k, 0, 2 * Math.PI);
    ctx.fill();
    if (d.label) {
      ctx.strokeStyle = look.border;
      ctx.lineWidth = 1;
      ctx.stroke();
    }
  }
}

function paintLines(ctx, scene, spots, view, look, chosen, alpha) {
  const pad = 40;
  let style = null;
  let drawn = 0;
  const flush = () => { if (drawn) ctx.stroke(); ctx.beginPath(); drawn = 0; };
  ctx.beginPath();
  scene.lines.forEach((line, i) => {
    const [a, b] = [spots[line.a], spots[line.b]];
    if (Math.max(a.x, b.x) < -pad || Math.max(a.y, b.y) < -pad || Math.min(a.x, b.x) > view.w + pad || Math.min(a.y, b.y) > view.h + pad) {
      if (!line.curve) return;
    }
    if (!chosen(i)) return;
    if (line.style !== style || drawn > 400) { // long paths are slow to stroke, so are many short ones
      flush();
      style = line.style;
      ctx.strokeStyle = tone(line.color, look.dark);
      // the weaker lines of an overview step back, so that the strong ones can be followed
      ctx.globalAlpha = (line.ended ? alpha * 0.5 : alpha) * (line.weak && alpha < 0.9 ? 0.25 : 1);
      ctx.lineWidth = line.width;
      ctx.setLineDash(line.dashes);
    }
    trace(ctx, line, a, b, view);
    drawn += 1;
    if (line.arrow && alpha > 0.3) {
      flush();
      arrowHead(ctx, line, a, b, view);
      style = null;
    }
  });
  flush();
  ctx.globalAlpha = 1;
  ctx.setLineDash([]);
}

function trace(ctx, line, a, b, view) {
  if (line.curve) {
    for (const part of line.curve) part.forEach(([x, y], i) => ctx[i ? "lineTo" : "moveTo"](x * view.k + view.x, y * view.k + view.y));
  } else {
    ctx.moveTo(a.x, a.y);
    if (line.bow) ctx.quadraticCurveTo(...bowed(line, a, b), b.x, b.y);
    else ctx.lineTo(b.x, b.y);
  }
}

export function bowed(line, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const bow = Math.min(Math.abs(line.bow), length / 3) * Math.sign(line.bow) * 1.6;
  return [(a.x + b.x) / 2 - (dy / length) * bow, (a.y + b.y) / 2 + (dx / length) * bow];
}

function arrowHead(ctx, line, a, b, view) {
  const [from, to] = line.arrow > 0 ? [a, b] : [b, a];
  let near = line.bow ? bowed(line, a, b) : [from.x, from.y];
  if (line.curve) {
    const part = line.arrow > 0 ? line.curve[line.curve.length - 1] : line.curve[0];
    const p = line.arrow > 0 ? part[part.length - 2] : part[1];
    near = [p[0] * view.k + view.x, p[1] * view.k + view.y];
  }
  const length = Math.hypot(to.x - near[0], to.y - near[1]);
  if (length < to.r + 6) return;
  const [ux, uy] = [(to.x - near[0]) / length, (to.y - near[1]) / length];
  const size = 5 + line.width;
  const [tx, ty] = [to.x - ux * (to.r + 1), to.y - uy * (to.r + 1)];
  ctx.setLineDash([]);
  ctx.fillStyle = ctx.strokeStyle;
  ctx.beginPath();
  ctx.moveTo(tx, ty);
  ctx.lineTo(tx - ux * size - uy * size * 0.5, ty - uy * size + ux * size * 0.5);
  ctx.lineTo(tx - ux * size + uy * size * 0.5, ty - uy * size - ux * size * 0.5);
  ctx.closePath();
  ctx.fill();
  ctx.beginPath();
}

function paintNodes(ctx, scene, spots, view, look) {
  const on = look.standing;
  const order = [...scene.byRank].reverse();
  const one = (i) => {
    const [n, s] = [scene.nodes[i], spots[i]];
    if (s.x + s.r < 0 || s.y + s.r < 0 || s.x - s.r > view.w || s.y - s.r > view.h) return;
    ctx.globalAlpha = on && !on.nodes.has(i) ? 0.16 : 1;
    const color = tone(n.color, look.dark);
    if (scene.crowd && s.r < 3.5) { // far away, a shape is a speck
      ctx.fillStyle = color;
      ctx.fillRect(s.x - s.r * 0.9, s.y - s.r * 0.9, s.r * 1.8, s.r * 1.8);
      return;
    }
    shapePath(ctx, n.shape, s.x, s.y, s.r);
    ctx.fillStyle = n.shape === "bubble" ? look.bubble : color;
    ctx.fill();
    ctx.lineWidth = n.shape === "bubble" ? 1.6 : 1;
    ctx.strokeStyle = n.shape === "bubble" ? color : look.paper;
    ctx.stroke();
  };
  order.forEach((i) => { if (!on || !on.nodes.has(i)) one(i); });
  if (on) order.forEach((i) => { if (on.nodes.has(i)) one(i); });
  ctx.globalAlpha = 1;
  for (const [key, width] of [[look.hover, 2], [look.chosen, 3]]) {
    const i = key == null ? undefined : scene.index.get(key);
    if (i === undefined) continue;
    ctx.strokeStyle = look.accent;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.arc(spots[i].x, spots[i].y, spots[i].r + 3.5, 0, 2 * Math.PI);
    ctx.stroke();
  }
}

// Names by importance: each is written where nothing stands yet, or not at all.
function paintLabels(ctx, scene, spots, view, look) {
  const on = look.standing;
  const CELL = 6;
  const wide = Math.ceil(view.w / CELL);
  const high = Math.ceil(view.h / CELL);
  const taken = new Uint8Array(wide * high);
  const cells = (x0, y0, x1, y1, visit) => {
    for (let y = Math.max(0, Math.floor(y0 / CELL)); y <= Math.min(high - 1, Math.floor(y1 / CELL)); y++) {
      for (let x = Math.max(0, Math.floor(x0 / CELL)); x <= Math.min(wide - 1, Math.floor(x1 / CELL)); x++) {
        if (visit(y * wide + x)) return true;
      }
    }
    return false;
  };
  const SHAPE = 1;
  const NAME = 2;
  const frame = look.frame || [0, 0, view.w, view.h]; // what is seen at rest: no name is cut by its edge
  const whole = (low, high, from, to) => (low >= from + 2 && high <= to - 2) || high < from || low > to;
  const free = (box, of = 0) => whole(box[0], box[2], frame[0], frame[2]) && whole(box[1], box[3], frame[1], frame[3])
    && box[2] > 0 && box[0] < view.w && !cells(...box, (c) => taken[c] > of);
  const take = (box, as = NAME) => cells(...box, (c) => { taken[c] = Math.max(taken[c], as); return false; });
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const placed = [];
  const discs = scene.discs.filter((d) => d.label);
  for (const d of discs) {
    const [x, y] = [d.x * view.k + view.x, (d.y - d.r) * view.k + view.y];
    write(ctx, look, `${d.label}  −`, x, Math.max(14, y + 2), 13, 700, "center", 0.85, (box) => {
      if (!free(box)) return false;
      take(box);
      placed.push({ box, disc: d.group });
      return true;
    });
  }
  const order = on ? [...scene.byRank.filter((i) => on.nodes.has(i)), ...scene.byRank.filter((i) => !on.nodes.has(i))] : scene.byRank;
  for (const i of order.slice(0, 400)) {
    const s = spots[i];
    if (s.r > 5) take([s.x - s.r * 0.7, s.y - s.r * 0.7, s.x + s.r * 0.7, s.y + s.r * 0.7], SHAPE);
  }
  let most = Math.round(((frame[2] - frame[0]) * (frame[3] - frame[1])) / 11000) + (on ? 30 : 0);
  let tries = most * 12;
  let labelled = 0;
  for (const i of order) {
    if (most <= 0 || --tries < 0) break;
    const [n, s] = [scene.nodes[i], spots[i]];
    if (s.x < 0 || s.y < 0 || s.x > view.w || s.y > view.h) continue;
    const faded = on && !on.nodes.has(i);
    if (faded || (s.r < 3.3 && view.k < 0.7 && !on && !scene.layered && !scene.outline && labelled++ > 60)) continue;
    const bubble = n.shape === "bubble";
    const size = bubble ? Math.min(17, 11 + s.r / 16) : n.rank >= 1e5 ? 14 : 12;
    const weight = bubble || n.rank >= 1e5 ? 600 : 400;
    const text = shorten(n.label, i === look.first ? 60 : 30);
    const done = placing(n, s, bubble, size).some(([x, y, align, last]) =>
      write(ctx, look, text, x, y, size, weight, align, 1, (box) => {
        const inside = bubble && align === "center" && y === s.y;
        if (inside && !last && box[2] - box[0] > 2 * s.r + 6) return false;
        if (!free(box, inside ? SHAPE : 0)) return false;
        take(box);
        placed.push({ box, node: i, inside });
        return true;
      }));
    if (done) most -= 1;
    if (done && bubble && s.r > 38 && placed[placed.length - 1].inside) {
      write(ctx, look, `${n.count.toLocaleString("en")} actors`, s.x, s.y + size * 1.15, 12, 400, "center", 0.75, () => true);
    }
  }
  return placed;
}

function placing(n, s, bubble, size) {
  const gap = s.r + 4;
  const around = [[s.x + gap, s.y, "left"], [s.x - gap, s.y, "right"], [s.x, s.y + gap + size * 0.5, "center"], [s.x, s.y - gap - size * 0.5, "center"]];
  if (bubble) return [[s.x, s.y, "center"], around[2], around[0], around[1], around[3], [s.x, s.y, "center", true]];
  if (n.angle !== undefined && Math.cos(n.angle) < 0) return [around[1], around[0], around[2], around[3]];
  return n.rank >= 1e5 ? [around[2], around[3], around[0]] : around;
}

function write(ctx, look, text, x, y, size, weight, align, alpha, accept) {
  ctx.font = `${weight} ${size}px ${FONT}`;
  const width = measure(ctx, text);
  const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
  if (!accept([left - 1, y - size * 0.55, left + width + 1, y + size * 0.55])) return false;
  ctx.globalAlpha = alpha;
  ctx.textAlign = "left";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = look.paper;
  ctx.strokeText(text, left, y);
  ctx.fillStyle = look.ink;
  ctx.fillText(text, left, y);
  ctx.globalAlpha = 1;
  return true;
}

const widths = new Map();

function measure(ctx, text) {
  const key = ctx.font + text;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
}

export function shorten(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : text;
}
