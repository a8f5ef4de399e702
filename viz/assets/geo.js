// The globe on paper: the Equal Earth projection (Šavrič, Patterson and Jenny 2018), great circles, Natural Earth's land.

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
const RAD = Math.PI / 180;
const SIZE = 1000;

export function project(lon, lat) {
  const p = Math.asin(M * Math.sin(lat * RAD));
  const q = p * p;
  const s = q * q * q;
  const x = (lon * RAD * Math.cos(p)) / (M * (A1 + 3 * A2 * q + s * (7 * A3 + 9 * A4 * q)));
  return [x * SIZE, -p * (A1 + A2 * q + s * (A3 + A4 * q)) * SIZE];
}

// The shortest way over the sphere, as one or two polylines (two where it crosses the edge of the map).
export function greatCircle(lon1, lat1, lon2, lat2) {
  const [a, b] = [vector(lon1, lat1), vector(lon2, lat2)];
  const dot = Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2]));
  const angle = Math.acos(dot);
  if (angle < 1e-6 || Math.PI - angle < 1e-6) return [[project(lon1, lat1), project(lon2, lat2)]];
  const steps = Math.max(1, Math.ceil(angle / (6 * RAD)));
  const lines = [[]];
  let before = null;
  for (let i = 0; i <= steps; i++) {
    const f = i / steps;
    const [u, v] = [Math.sin((1 - f) * angle) / Math.sin(angle), Math.sin(f * angle) / Math.sin(angle)];
    const [x, y, z] = [0, 1, 2].map((n) => u * a[n] + v * b[n]);
    const [lon, lat] = [Math.atan2(y, x) / RAD, Math.asin(Math.min(1, Math.max(-1, z))) / RAD];
    if (before && Math.abs(lon - before[0]) > 180) {
      const side = before[0] > 0 ? 180 : -180;
      const part = (side - before[0]) / (lon + 2 * side - before[0]);
      const edge = before[1] + (lat - before[1]) * part;
      lines[lines.length - 1].push(project(side, edge));
      lines.push([project(-side, edge)]);
    }
    lines[lines.length - 1].push(project(lon, lat));
    before = [lon, lat];
  }
  return lines;
}

function vector(lon, lat) {
  const c = Math.cos(lat * RAD);
  return [c * Math.cos(lon * RAD), c * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

// Land as projected rings and borders as projected lines, from scripts/world_outline.py's form.
export function outline(world) {
  const arcs = world.arcs.map((flat) => {
    const points = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < flat.length; i += 2) {
      [x, y] = [x + flat[i], y + flat[i + 1]];
      points.push([x / 20, y / 20]);
    }
    return points;
  });
  const flat = (points) => whole(points).map(([lon, lat]) => project(lon, lat));
  const coast = new Set();
  const land = world.land.map((ring) => {
    const points = [];
    for (const i of ring) {
      coast.add(i < 0 ? ~i : i);
      const arc = i < 0 ? arcs[~i].slice().reverse() : arcs[i];
      points.push(...(points.length ? arc.slice(1) : arc));
    }
    return flat(points);
  });
  return { land, borders: arcs.filter((_, i) => !coast.has(i)).map(flat) };
}

// Land that crosses the edge of the map (Chukotka, Fiji) goes on beyond it instead of jumping to the other side.
function whole(points) {
  let turn = 0;
  return points.map(([lon, lat], i) => {
    const step = i ? lon - points[i - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lon + turn, lat];
  });
}
