import { countTokens } from "gpt-tokenizer/encoding/o200k_base";

/** Counts in a thread of its own: the tables of the encoding are large, and typing must not wait for them. */
self.onmessage = ({ data }: MessageEvent<{ turn: number; text: string }>) => {
  self.postMessage({ turn: data.turn, tokens: countTokens(data.text, { allowedSpecial: "all" }) });
};
