/*
 * Text as words and as sets of shingles (runs of words), by number, so that a million texts fit in memory. A word is a
 * run of letters, marks and digits in lower case; in scripts written without spaces each character is a word.
 */

const SEPARATOR = 0;
const WORD = 1;
const ALONE = 2;
const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The class of each UTF-16 code unit, filled as units are met (255: not yet). */
const classes = new Uint8Array(65536).fill(255);

function classify(unit: number): number {
  // Surrogates stand for characters beyond the basic plane; each pair is taken for a word of its own.
  const text = String.fromCharCode(unit);
  let found = SEPARATOR;
  if (unit >= 0xd800 && unit <= 0xdfff) found = WORD;
  else if (UNSPACED.test(text)) found = ALONE;
  else if (WORD_CHARACTER.test(text)) found = WORD;
  classes[unit] = found;
  return found;
}

/** Stirs 32 bits so that each input bit reaches all (the finaliser of MurmurHash3, A. Appleby). */
export function stir(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

let buffer = new Int32Array(1024);

/** Hashes of the words of a text, in order. The result is valid until the next call. */
export function hashWords(text: string): Int32Array {
  const lower = text.toLowerCase();
  let count = 0;
  let hash = 0;
  let open = false;
  const end = () => {
    if (!open) return;
    if (count === buffer.length) {
      const larger = new Int32Array(2 * count);
      larger.set(buffer);
      buffer = larger;
    }
    buffer[count++] = stir(hash);
    open = false;
  };
  for (let i = 0; i < lower.length; i++) {
    const unit = lower.charCodeAt(i);
    let kind = classes[unit]!;
    if (kind === 255) kind = classify(unit);
    if (kind === SEPARATOR) {
      end();
      continue;
    }
    if (kind === ALONE) end();
    // FNV-1a over code units.
    hash = Math.imul((open ? hash : 0x811c9dc5) ^ unit, 0x01000193);
    open = true;
    if (kind === ALONE) end();
  }
  end();
  return buffer.subarray(0, count);
}

/**
 * The set of shingles of a text: ascending hashes of its runs of `width` words. A text of fewer words has one
 * shingle, all of it; a text without words has none. Source: Broder 1997, "On the resemblance and containment of
 * documents". Two different shingles share a hash with probability 2^-32.
 */
export function shingles(text: string, width = 5): Int32Array<ArrayBuffer> {
  return asSet(shingleRuns(text, width));
}

/** The shingles of a text in their order, repeats included: enough for a signature, and quicker than the set. */
export function shingleRuns(text: string, width: number): Int32Array<ArrayBuffer> {
  const words = hashWords(text);
  const runs = words.length === 0 ? 0 : Math.max(1, words.length - width + 1);
  const list = new Int32Array(runs);
  for (let i = 0; i < runs; i++) {
    let hash = 0;
    const end = Math.min(words.length, i + width);
    for (let k = i; k < end; k++) hash = Math.imul(hash, 0x2c9277b5) + words[k]!;
    list[i] = stir(hash);
  }
  return list;
}

/** Sorts hashes in place and leaves repeats out. */
export function asSet(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  list.sort();
  let kept = 0;
  for (let i = 0; i < list.length; i++) if (i === 0 || list[i] !== list[i - 1]) list[kept++] = list[i]!;
  return kept === list.length ? list : list.slice(0, kept);
}

/** Size of the intersection over size of the union of two ascending sets; 0 where either is empty. */
export function jaccard(x: Int32Array, y: Int32Array): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < x.length && j < y.length) {
    const a = x[i]!;
    const b = y[j]!;
    if (a === b) both++;
    if (a <= b) i++;
    if (b <= a) j++;
  }
  const union = x.length + y.length - both;
  return union === 0 ? 0 : both / union;
}
