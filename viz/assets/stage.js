// The stage: vis-network holds the nodes, the view and the gestures; what is seen is painted by paint.js beneath it.
// (Of a crowd it holds none: going through 10,000 nodes for every frame takes it longer than a frame lasts.)
// A scene that is slow to paint is painted once, with a margin, and that picture moves along until the hand rests.

import { bowed, nodeRadius, paint } from "./paint.js";

const SLOW = 12; // milliseconds a painting may take and still be done for every frame
const MANY = 500; // lines from which painting is taken to be slow: much of it happens after the clock has stopped
const REST = 110; // milliseconds without movement after which a slow scene is painted anew
const MARGIN = 0.5; // of the width and height, on each side
const QUIET = { drawNode() {}, nodeDimensions: { width: 10, height: 10 } };

export class Stage {
  constructor(box, on) {
    this.box = box;
    this.on = on;
    this.scene = { nodes: [], lines: [], discs: [], index: new Map(), byRank: [] };
    this.look = {};
    this.cost = 0;
    this.slow = this.again = false; // whether painting is slow; whether it was the last time
    this.picture = null;
    this.frames = 0;
    this.data = new vis.DataSet();
    this.net = new vis.Network(box, { nodes: this.data, edges: new vis.DataSet() }, {
      physics: false,
      autoResize: false,
      layout: { improvedLayout: false },
      nodes: { shape: "custom", ctxRenderer: () => QUIET, size: 5, chosen: false },
      interaction: { hover: false, selectConnectedEdges: false, selectable: false, dragNodes: true, tooltipDelay: 1e9, zoomSpeed: 0.7 },
    });
    this.net.on("beforeDrawing", (ctx) => this.draw(ctx));
    this.net.on("click", (e) => on.pick(this.hit(e.pointer.DOM), e.event));
    this.net.on("doubleClick", (e) => on.enter(this.hit(e.pointer.DOM)));
    this.net.on("dragging", (e) => this.dragged(e.nodes));
    new ResizeObserver(() => this.resize()).observe(box);
    const canvas = this.net.canvas ? this.net.canvas.frame.canvas : box.querySelector("canvas");
    this.canvas = canvas;
    canvas.addEventListener("mousemove", (e) => { if (!e.buttons) on.hover(this.hit({ x: e.offsetX, y: e.offsetY }), e); });
    canvas.addEventListener("mouseleave", () => on.hover(null));
  }

  get view() {
    const at = this.net.getViewPosition();
    const k = this.net.getScale();
    const [w, h] = [this.box.clientWidth, this.box.clientHeight];
    return { k, x: w / 2 - at.x * k, y: h / 2 - at.y * k, w, h };
  }

  // Show a scene; `box` (of what shall be seen) moves the view there, at once or gliding.
  show(scene, look) {
    this.scene = scene;
    this.look = look;
    this.refresh();
    this.net.setOptions({ interaction: { dragNodes: !scene.outline } }); // a place stays where it is
    this.large = scene.crowd || scene.lines.length > MANY;
    this.slow = this.again = this.large;
    const have = new Map(this.data.map((n) => [n.id, n]));
    const held = scene.crowd ? [] : scene.nodes;
    const keys = new Set(held.map((n) => n.key));
    const fresh = held.filter((n) => { const h = have.get(n.key); return !h || h.x !== n.x || h.y !== n.y; });
    const gone = [...have.keys()].filter((key) => !keys.has(key));
    if (gone.length) this.data.remove(gone);
    if (fresh.length) this.data.update(fresh.map((n) => ({ id: n.key, x: n.x, y: n.y })));
  }

  // Take the size that the box has now; what was in the middle stays there.
  resize() {
    const size = `${this.box.clientWidth} ${this.box.clientHeight}`;
    if (size === this.size) return;
    this.size = size;
    const [position, scale] = [this.net.getViewPosition(), this.net.getScale()];
    this.net.setSize("100%", "100%");
    this.net.moveTo({ position, scale });
    this.refresh();
  }

  restyle(look) {
    this.look = look;
    this.refresh();
  }

  // Paint anew before the next frame, once however often it is asked for.
  refresh() {
    this.picture = null;
    this.due ||= requestAnimationFrame(() => {
      this.due = null;
      this.net.redraw();
    });
  }

  draw(ctx) {
    if (this.due) return;
    this.frames += 1;
    const view = this.view;
    const ratio = ctx.canvas.width / Math.max(1, view.w);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    const p = this.picture;
    if (p && (p.moved = p.moved || view.k !== p.view.k || view.x !== p.view.x || view.y !== p.view.y)) {
      this.blit(ctx, view);
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.refresh(), REST);
    } else if (p) {
      this.blit(ctx, view);
    } else {
      this.fresh(ctx, view, ratio);
    }
    ctx.restore();
  }

  fresh(ctx, view, ratio) {
    const start = performance.now();
    if (!this.slow) {
      this.seen = { ...paint(ctx, this.scene, view, this.look), view };
      this.cost = performance.now() - start;
      if (this.cost > SLOW) this.measureAgain();
      else this.again = false;
      return;
    }
    const [mx, my] = [Math.round(view.w * MARGIN), Math.round(view.h * MARGIN)];
    const wide = { ...view, x: view.x + mx, y: view.y + my, w: view.w + 2 * mx, h: view.h + 2 * my };
    const bitmap = this.bitmap || (this.bitmap = document.createElement("canvas"));
    bitmap.width = wide.w * ratio;
    bitmap.height = wide.h * ratio;
    const to = bitmap.getContext("2d");
    to.setTransform(ratio, 0, 0, ratio, 0, 0);
    const seen = paint(to, this.scene, wide, { ...this.look, frame: [mx, my, mx + view.w, my + view.h] });
    seen.spots.forEach((s) => { s.x -= mx; s.y -= my; });
    seen.labels.forEach((l) => { l.box = [l.box[0] - mx, l.box[1] - my, l.box[2] - mx, l.box[3] - my]; });
    this.seen = { ...seen, view };
    this.cost = performance.now() - start;
    if (this.cost < SLOW && !this.large) this.slow = this.again = false; // with its margin it is dearer than without
    this.picture = { view, mx, my, w: wide.w, h: wide.h };
    this.blit(ctx, view);
  }

  // One slow painting may be the fault of a busy machine; two in a row decide.
  measureAgain() {
    this.slow = this.again;
    this.again = true;
    if (this.slow) setTimeout(() => this.refresh());
  }

  blit(ctx, view) {
    const p = this.picture;
    const f = view.k / p.view.k;
    ctx.fillStyle = this.look.paper;
    ctx.fillRect(0, 0, view.w, view.h);
    ctx.drawImage(this.bitmap, view.x - (p.view.x + p.mx) * f, view.y - (p.view.y + p.my) * f, p.w * f, p.h * f);
  }

  dragged(keys) {
    if (!keys.length) return;
    for (const [key, at] of Object.entries(this.net.getPositions(keys))) {
      const node = this.scene.nodes[this.scene.index.get(key)];
      if (node) Object.assign(node, at);
    }
    this.picture = null;
  }

  // What stands at a point of the screen: a node, a disc's name, or a line within a few pixels.
  hit(at) {
    const view = this.view;
    let best = null;
    let least = 7;
    this.scene.nodes.forEach((n, i) => {
      const d = Math.hypot(n.x * view.k + view.x - at.x, n.y * view.k + view.y - at.y) - nodeRadius(n, view, this.scene.crowd);
      if (d < least && !(best && d < 0 && least < 0 && n.r > this.scene.nodes[best.node].r)) [best, least] = [{ node: i }, d];
    });
    if (best && least < 2) return best;
    const label = this.seen && sameView(this.seen.view, view) && this.seen.labels.find((l) => inBox(at, l.box, 3));
    if (label) return label.disc === undefined ? { node: label.node } : { disc: label.disc };
    if (best) return best;
    const line = this.lineAt(at, view);
    return line === null ? null : { line };
  }

  lineAt(at, view) {
    let [best, least] = [null, 5];
    const p = (n) => ({ x: n.x * view.k + view.x, y: n.y * view.k + view.y });
    this.scene.lines.forEach((line, i) => {
      const [a, b] = [p(this.scene.nodes[line.a]), p(this.scene.nodes[line.b])];
      const parts = line.curve ? line.curve.map((c) => c.map(([x, y]) => p({ x, y }))) : [line.bow ? curve(line, a, b) : [a, b]];
      for (const part of parts) {
        for (let k = 1; k < part.length; k++) {
          const d = distance(at, part[k - 1], part[k]) - line.width / 2;
          if (d < least) [best, least] = [i, d];
        }
      }
    });
    return best;
  }

  // Bring nodes (all when none are given) into view.
  fit(keys = null, glide = true) {
    const chosen = keys ? keys.map((k) => this.scene.nodes[this.scene.index.get(k)]).filter(Boolean) : this.scene.nodes;
    if (!chosen.length) return;
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const n of chosen) {
      const r = n.shape === "bubble" ? n.r : 0;
      [x0, y0, x1, y1] = [Math.min(x0, n.x - r), Math.min(y0, n.y - r), Math.max(x1, n.x + r), Math.max(y1, n.y + r)];
    }
    this.fitBox([x0, y0, x1, y1], glide);
  }

  fitBox([x0, y0, x1, y1], glide = true) {
    this.resize();
    const [w, h] = [this.box.clientWidth, this.box.clientHeight];
    const room = Math.min(90, w * 0.08); // for names
    const k = Math.min((w - 2 * room) / Math.max(x1 - x0, 1), (h - 90) / Math.max(y1 - y0, 1), 1.6);
    this.moveTo({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, k, glide);
  }

  moveTo(position, scale, glide = true) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || this.slow;
    this.net.moveTo({ position, scale, animation: glide && !still ? { duration: 450, easingFunction: "easeInOutQuad" } : false });
    if (!glide || still) this.refresh();
  }

  zoom(factor) {
    this.moveTo(this.net.getViewPosition(), this.net.getScale() * factor);
  }

  pan(dx, dy) {
    const [at, k] = [this.net.getViewPosition(), this.net.getScale()];
    this.moveTo({ x: at.x + dx / k, y: at.y + dy / k }, k, false);
  }
}

function curve(line, a, b) {
  const [cx, cy] = bowed(line, a, b);
  return Array.from({ length: 9 }, (_, i) => {
    const t = i / 8;
    const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    return { x: p * a.x + q * cx + r * b.x, y: p * a.y + q * cy + r * b.y };
  });
}

function distance(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

function inBox(p, box, pad) {
  return p.x >= box[0] - pad && p.x <= box[2] + pad && p.y >= box[1] - pad && p.y <= box[3] + pad;
}

function sameView(a, b) {
  return a.k === b.k && a.x === b.x && a.y === b.y;
}
