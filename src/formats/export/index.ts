import type { Format } from "./entry.ts";
import { openaiChat } from "./openai-chat.ts";
import { openaiPreference } from "./openai-preference.ts";
import { raw } from "./raw.ts";
import { table } from "./table.ts";
import { trlLanguageModeling } from "./trl-language-modeling.ts";
import { trlPreference } from "./trl-preference.ts";
import { trlPromptCompletion } from "./trl-prompt-completion.ts";
import { trlPromptOnly } from "./trl-prompt-only.ts";
import { trlUnpairedPreference } from "./trl-unpaired-preference.ts";

export {
  type Entry,
  type EntryAnswer,
  type EntryReview,
  FILE_TYPES,
  type Format,
  type OutputRow,
} from "./entry.ts";
export { csvLine, tableColumns } from "./write-csv.ts";

const written: readonly Format[] = [
  raw,
  trlLanguageModeling,
  trlPromptCompletion,
  trlPreference,
  trlUnpairedPreference,
  trlPromptOnly,
  openaiChat,
  openaiPreference,
  table,
];

/** Every format, listed once; each also as Parquet. */
export const formats: readonly Format[] = [...written, ...written.map(inParquet)];

/** A format by name; undefined for an unknown one. */
export function formatNamed(name: string): Format | undefined {
  return formats.find((format) => format.name === name);
}

function inParquet(format: Format): Format {
  const title = `${format.title.replace(/ \((raw JSONL|CSV)\)$/, "")}, Parquet`;
  return {
    ...format,
    name: `${format.name === "csv" ? "table" : format.name}-parquet`,
    title,
    container: "parquet",
  };
}
