/**
 * Where the characters of what is drawn of a source stand in it: markup between them is passed over. Where both are
 * the same this is the place itself.
 */
function align(source: string, drawn: string): number[] {
  let at = 0;
  return Array.from({ length: drawn.length }, (_, n) => {
    const found = source.indexOf(drawn[n]!, at);
    if (found < 0) return at;
    at = found + 1;
    return found;
  });
}

/** From a stretch of what is drawn, in UTF-16 units, to the source. */
export function toSource(source: string, drawn: string, start: number, end: number): [number, number] {
  if (source === drawn) return [start, end];
  const places = align(source, drawn);
  return [places[start] ?? source.length, end === 0 ? 0 : Math.min(source.length, places[end - 1]! + 1)];
}

/** From a stretch of the source to what is drawn of it; empty where nothing is. */
export function toDrawn(source: string, drawn: string, start: number, end: number): [number, number] {
  if (source === drawn) return [start, Math.min(end, drawn.length)];
  const places = align(source, drawn);
  const behind = (offset: number) => places.filter((place) => place < offset).length;
  return [behind(start), behind(end)];
}
