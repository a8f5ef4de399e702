// As much of a canvas' drawing context as paint.js uses, writing SVG instead.

export class SvgContext {
  constructor(width, height) {
    Object.assign(this, {
      width, height, parts: [], path: "", dash: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1,
      font: "12px sans-serif", ruler: document.createElement("canvas").getContext("2d"),
    });
  }

  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${n(x)} ${n(y)}`; }
  lineTo(x, y) { this.path += `L${n(x)} ${n(y)}`; }
  quadraticCurveTo(cx, cy, x, y) { this.path += `Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`; }
  closePath() { this.path += "Z"; }
  setLineDash(dash) { this.dash = dash; }

  arc(x, y, r) { // only ever whole circles
    this.path += `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
  }

  fillRect(x, y, w, h) {
    this.parts.push(`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${escape(this.fillStyle)}"${this.alpha()}/>`);
  }

  fill() { if (this.path) this.parts.push(`<path d="${this.path}" fill="${escape(this.fillStyle)}"${this.alpha()}/>`); }

  stroke() {
    if (!this.path) return;
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.parts.push(`<path d="${this.path}" fill="none" stroke="${escape(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}"${dash}${this.alpha()}/>`);
  }

  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  strokeText(text, x, y) { this.text(text, x, y, `fill="none" stroke="${escape(this.strokeStyle)}" stroke-width="${n(this.lineWidth)}" stroke-linejoin="round"`); }
  fillText(text, x, y) { this.text(text, x, y, `fill="${escape(this.fillStyle)}"`); }

  text(text, x, y, style) {
    const [, weight, size] = this.font.match(/^(\d+) ([\d.]+)px/);
    this.parts.push(`<text x="${n(x)}" y="${n(y)}" dominant-baseline="central" font-size="${n(Number(size))}" font-weight="${weight}" ${style}${this.alpha()}>${escape(text)}</text>`);
  }

  alpha() { return this.globalAlpha < 1 ? ` opacity="${n(this.globalAlpha)}"` : ""; }

  toString(title) {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" `
      + `viewBox="0 0 ${this.width} ${this.height}" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif" role="img">`
      + `<title>${escape(title)}</title>\n${this.parts.join("\n")}\n</svg>\n`;
  }
}

function n(x) { return String(Math.round(x * 10) / 10); }

function escape(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
