// The shapes of nodes, by vis-network's names, as paths; each covers about the area of a dot of radius r.

const CORNERS = {
  square: polygon(4, Math.PI / 4, 1.25),
  diamond: polygon(4, 0, 1.3),
  triangle: polygon(3, -Math.PI / 2, 1.4),
  triangleDown: polygon(3, Math.PI / 2, 1.4),
  hexagon: polygon(6, 0, 1.12),
  star: Array.from({ length: 10 }, (_, i) => {
    const [a, r] = [(i * Math.PI) / 5 - Math.PI / 2, i % 2 ? 0.62 : 1.5];
    return [r * Math.cos(a), r * Math.sin(a)];
  }),
};

function polygon(n, turn, grow) {
  return Array.from({ length: n }, (_, i) => {
    const a = turn + (i * 2 * Math.PI) / n;
    return [grow * Math.cos(a), grow * Math.sin(a)];
  });
}

export function shapePath(ctx, shape, x, y, r) {
  ctx.beginPath();
  const corners = CORNERS[shape];
  if (!corners) {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([cx, cy], i) => ctx[i ? "lineTo" : "moveTo"](x + cx * r, y + cy * r));
  ctx.closePath();
}
