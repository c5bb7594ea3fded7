// Offsets: the server counts code points, the browser UTF-16 units; and what the mouse has selected.

export function units(text) {
  // The UTF-16 position of each code point, and of the end.
  const places = [];
  let at = 0;
  for (const letter of text) { places.push(at); at += letter.length; }
  places.push(at);
  return places;
}

export function toUnits(spans, places) {
  return spans.map(([start, end, label]) => [places[start], places[end], label]);
}

export function toPoints(spans, places) {
  const points = new Map(places.map((unit, point) => [unit, point]));
  return spans.map(([start, end, label]) => [points.get(start), points.get(end), label]);
}

export function pieces(text, spans) {
  // The text cut at the spans, in order: [text, span or null].
  const cut = [];
  let at = 0;
  for (const span of [...spans].sort((a, b) => a[0] - b[0])) {
    if (span[0] > at) cut.push([text.slice(at, span[0]), null]);
    cut.push([text.slice(span[0], span[1]), span]);
    at = span[1];
  }
  if (at < text.length) cut.push([text.slice(at), null]);
  return cut;
}

export function selected(container) {
  // [start, end] of the selection inside the container without blanks at its edges, or null.
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.startContainer) || !container.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.selectNodeContents(container);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const blanks = words.length - words.trimStart().length;
  const start = before.toString().length + blanks;
  const length = words.trim().length;
  return length ? [start, start + length] : null;
}

export function add(spans, start, end, label) {
  // The spans with one more; what it overlaps goes.
  const kept = spans.filter(([a, b]) => b <= start || a >= end);
  return [...kept, [start, end, label]].sort((a, b) => a[0] - b[0]);
}
