import { createWriteStream, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createRandom } from "#stats/index.ts";

const ENGLISH = (
  "the a of to and in that it is was for on with as at by an be this from or have one had not but what all were when " +
  "we there can your which their said if do will each about how up out them then she many some so these would other " +
  "into has more her two like him see time could no make than first been its who now people my made over did down only " +
  "way find use may water long little very after words called just where most know river letter harbour question"
).split(" ");
/** One pair in ten is not in English. */
const OTHERS =
  "straße Brücke señal año élève fenêtre мост вопрос ответ письмо 質問 答え 川 γέφυρα ερώτηση".split(" ");

/** Preference pairs as JSON lines, 1.15 KB each on average, about a megabyte at a time. */
export function* pairLines(count: number, seed = 7): Generator<Buffer> {
  const { uniform } = createRandom(seed);
  const sentence = (words: readonly string[], length: number) => {
    const chosen: string[] = [];
    for (let n = 0; n < length; n++) chosen.push(words[Math.floor(uniform() * uniform() * words.length)]!);
    return chosen.join(" ");
  };
  let lines: string[] = [];
  for (let n = 0; n < count; n++) {
    const words = n % 10 === 9 ? OTHERS : ENGLISH;
    const prompt = sentence(words, 22 + Math.floor(uniform() * 66));
    const [chosen, rejected] = [0, 1].map(() => sentence(words, 52 + Math.floor(uniform() * 87)));
    lines.push(JSON.stringify({ id: `pair-${n}`, prompt, chosen, rejected, category: `c${n % 80}` }));
    if (lines.length === 1000 || n === count - 1) {
      yield Buffer.from(`${lines.join("\n")}\n`);
      lines = [];
    }
  }
}

/** The file of so many pairs in a folder, written once. */
export async function pairFile(folder: string, count: number): Promise<{ path: string; bytes: number }> {
  const path = join(folder, `pairs-${count}.jsonl`);
  if (!existsSync(path)) await pipeline(Readable.from(pairLines(count)), createWriteStream(path));
  return { path, bytes: statSync(path).size };
}
