"""Make viz/assets/world.json from Natural Earth's countries at 1:110 million (public domain).

The source is `countries-110m.json` of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0 as TopoJSON):

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/world_outline.py package/countries-110m.json

Coordinates are rounded to a twentieth of a degree, Antarctica is left out. The result holds `arcs` (each a flat list
of differences of longitude and latitude in units of 1/20 degree) and `land` (rings of arc numbers, as in TopoJSON: ~i
is arc i backwards).
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

STEP = 20  # units a degree
ANTARCTICA = -60  # degrees of latitude


def main(source: Path, target: Path) -> None:
    world = json.loads(source.read_text("utf-8"))
    (sx, sy), (tx, ty) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = [rounded(arc, sx, sy, tx, ty) for arc in world["arcs"]]
    (land,) = world["objects"]["land"]["geometries"]
    rings = [ring for polygon in land["arcs"] for ring in polygon]
    rings = [r for r in rings if max(lat(arcs[i if i >= 0 else ~i]) for i in r) > ANTARCTICA]
    kept = sorted({i if i >= 0 else ~i for r in rings for i in r} | borders(world, arcs))
    number = {old: new for new, old in enumerate(kept)}
    result = {
        "arcs": [differences(arcs[i]) for i in kept],
        "land": [[number[i] if i >= 0 else ~number[~i] for i in r] for r in rings],
    }
    target.write_text(json.dumps(result, separators=(",", ":")) + "\n", "utf-8")
    print(f"{target}: {target.stat().st_size:,} bytes, {len(kept)} arcs, {len(rings)} rings")


def rounded(arc: list[list[int]], sx: float, sy: float, tx: float, ty: float) -> list[tuple[int, int]]:
    """Undo TopoJSON's differences and quantization; points that fall together are one."""
    x = y = 0
    points: list[tuple[int, int]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        point = (round((x * sx + tx) * STEP), round((y * sy + ty) * STEP))
        if not points or points[-1] != point:
            points.append(point)
    return points


def borders(world: dict, arcs: list[list[tuple[int, int]]]) -> set[int]:
    """Return the arcs that two countries share."""
    uses: dict[int, int] = {}
    for country in world["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for i in {i if i >= 0 else ~i for polygon in polygons for ring in polygon for i in ring}:
            uses[i] = uses.get(i, 0) + 1
    return {i for i, n in uses.items() if n > 1 and lat(arcs[i]) > ANTARCTICA}


def lat(points: list[tuple[int, int]]) -> float:
    """Return the northernmost latitude of `points`."""
    return max(y for _, y in points) / STEP


def differences(points: list[tuple[int, int]]) -> list[int]:
    """Return the first point and then the steps, in one flat list."""
    flat = list(points[0])
    for (x0, y0), (x1, y1) in pairwise(points):
        flat += [x1 - x0, y1 - y0]
    return flat


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).parent.parent / "viz" / "assets" / "world.json")
