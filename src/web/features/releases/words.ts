import { translator } from "../../ui/messages/index.ts";
import { messages } from "./messages.en.ts";

/** The words of releases in the reader's language. */
export const t = translator(messages);

/** What a format is called; where the catalogue does not know it yet, what the server calls it. */
export function formatTitle(name: string, otherwise = name): string {
  const known = (format: string) => {
    const key = `releases.format.${format}`;
    return key in messages ? t(key as "releases.format.raw") : null;
  };
  const parquetOf = known(name.replace(/-parquet$/, ""));
  const parquet = name.endsWith("-parquet") && parquetOf ? t("releases.parquet", { title: parquetOf }) : null;
  return known(name) ?? parquet ?? otherwise;
}
