import { useRead } from "./api.ts";

/** The entries that the server finds, by the forms of words that the browser does not know; the best first. */
export function useFound(
  project: string,
  version: string,
  { asked, language }: { asked: string; language: string | null },
): string[] {
  const q = asked.trim();
  const query = { q, version, ...(language !== null && { language }) };
  const found = useRead("guides", "search", { params: { project }, query }, { enabled: q.length > 1 });
  return q.length > 1 ? (found.data?.rows.map(({ entry }) => entry) ?? []) : [];
}
