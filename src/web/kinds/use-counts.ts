import { useEffect, useState } from "react";
import { countWords } from "#kinds/words.ts";

/** A pause in typing after which counting is worth while. */
const PAUSE_MS = 250;

let worker: Worker | null = null;
let turn = 0;
const waiting = new Map<number, (tokens: number) => void>();

/**
 * Words (as Unicode segments them) and tokens (o200k encoding) of a text that changes.
 * @returns words at once for the first text, then after a short pause; tokens null until the counter has loaded,
 *   and where it cannot be loaded
 */
export function useCounts(text: string): { words: number; tokens: number | null } {
  const [counts, setCounts] = useState(() => ({ words: countWords(text), tokens: null as number | null }));
  useEffect(() => {
    let mine = 0;
    const timer = setTimeout(() => {
      const words = countWords(text);
      setCounts((old) => ({ words, tokens: text === "" ? 0 : old.tokens }));
      if (text !== "") mine = countTokens(text, (tokens) => setCounts((old) => ({ ...old, tokens })));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      waiting.delete(mine);
    };
  }, [text]);
  return counts;
}

function countTokens(text: string, done: (tokens: number) => void): number {
  turn++;
  waiting.set(turn, done);
  counter()?.postMessage({ turn, text });
  return turn;
}

function counter(): Worker | null {
  if (worker || typeof Worker === "undefined") return worker;
  worker = new Worker(new URL("./token-counter.worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<{ turn: number; tokens: number }>) => {
    waiting.get(data.turn)?.(data.tokens);
    waiting.delete(data.turn);
  };
  return worker;
}
