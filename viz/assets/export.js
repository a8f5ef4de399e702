// Pictures to send on: the view as it is, with its title above, the legend and the source below.

import { byId, el } from "./dom.js";
import { FONT, paint, tone } from "./paint.js";
import { shapePath } from "./shapes.js";
import { SvgContext } from "./svg.js";

const TOP = 46;
const BOTTOM = 62;

export function savePng(app) {
  const { view } = app.stage;
  const canvas = el("canvas", { width: view.w * 2, height: (view.h + TOP + BOTTOM) * 2 });
  const ctx = canvas.getContext("2d");
  ctx.scale(2, 2);
  paintPicture(ctx, app, view);
  canvas.toBlob((blob) => save(app, blob, "png"), "image/png");
}

export function saveSvg(app) {
  const { view } = app.stage;
  const svg = new SvgContext(view.w, view.h + TOP + BOTTOM);
  paintPicture(svg, app, view);
  save(app, new Blob([svg.toString(document.title)], { type: "image/svg+xml" }), "svg");
}

function paintPicture(ctx, app, view) {
  const look = { ...app.look(), frame: [0, TOP, view.w, TOP + view.h] };
  paint(ctx, app.scene, { ...view, y: view.y + TOP, h: view.h + TOP + BOTTOM }, look);
  ctx.fillStyle = look.paper;
  ctx.fillRect(0, 0, view.w, TOP);
  ctx.fillRect(0, TOP + view.h, view.w, BOTTOM);
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const write = (text, x, y, size, weight) => {
    ctx.font = `${weight} ${size}px ${FONT}`;
    ctx.fillStyle = look.ink;
    ctx.fillText(text, x, y);
    return ctx.measureText(text).width;
  };
  write(document.title, 14, TOP / 2, 18, 600);
  const until = app.state.year === null ? "" : ` Until ${app.state.year}.`;
  write(byId("source").textContent + until, 14, TOP + view.h + BOTTOM - 14, 11, 400);
  legend(ctx, app, look, TOP + view.h + 14, write);
}

// One or two rows: the types of ties on show, then the kinds of actors, as far as there is room.
function legend(ctx, app, look, top, write) {
  const kinds = new Set(app.scene.nodes.filter((n) => n.actor !== undefined).map((n) => app.model.actors[n.actor].kind));
  const types = new Set(app.scene.lines.flatMap((line) => line.ties.map((t) => app.model.ties[t].type)));
  let [x, y] = [14, top];
  const entry = (text, draw) => {
    if (x + 40 + text.length * 6.5 > app.stage.view.w) [x, y] = [14, y + 18];
    if (y > top + 18) return;
    draw(x + 11, y);
    x += 27;
    x += write(text, x, y, 11, 400) + 14;
  };
  for (const type of app.model.types.filter((t) => types.has(t))) {
    entry(type.noun, (cx, cy) => {
      Object.assign(ctx, { strokeStyle: tone(type.color, look.dark), lineWidth: 2.5 });
      ctx.setLineDash(type.dashes);
      ctx.beginPath();
      ctx.moveTo(cx - 11, cy);
      ctx.lineTo(cx + 11, cy);
      ctx.stroke();
      ctx.setLineDash([]);
    });
  }
  for (const kind of app.model.kinds.filter((k) => kinds.has(k))) {
    entry(kind.one, (cx, cy) => {
      shapePath(ctx, kind.shape, cx + 4, cy, 4.5);
      ctx.fillStyle = tone(kind.color, look.dark);
      ctx.fill();
    });
  }
}

function save(app, blob, ending) {
  const href = URL.createObjectURL(blob);
  const name = document.title.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  el("a", { href, download: `${name.slice(0, 60) || "map"}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  app.say(`The picture is saved as ${ending.toUpperCase()}.`);
}
