// Building elements. Text is only ever text: nothing here reads a string as markup.

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

export function link(href, text) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text);
}

// A sample of how a kind or a type is drawn, as a small picture.
export function sample(size, draw) {
  const canvas = el("canvas", { class: "sample", width: size[0] * 2, height: size[1] * 2, "aria-hidden": "true" });
  const ctx = canvas.getContext("2d");
  ctx.scale(2, 2);
  draw(ctx);
  return canvas;
}

// A list that shows its first entries and, when asked, the rest.
export function longList(items, make, first = 12) {
  const list = el("ul", { class: "rows" }, items.slice(0, first).map(make));
  if (items.length <= first) return list;
  const more = el("button", { class: "more", type: "button", onclick: () => {
    list.append(...items.slice(first).map(make));
    const next = list.children[first].querySelector("button, a");
    more.remove();
    if (next) next.focus();
  } }, `Show all ${items.length.toLocaleString("en")}`);
  return [list, more];
}
