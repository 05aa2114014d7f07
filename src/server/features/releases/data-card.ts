import { formatNamed } from "#formats/export/index.ts";
import type { Manifest } from "./manifest.ts";

/** The data card of a release, in Markdown: what it holds, how and by how many people it was made, and its limits. */
export function dataCard({ project, release, counts, agreement, files, ...manifest }: Manifest): string {
  const lines = [
    `# ${plain(project.name)}: ${plain(release.name)}`,
    "",
    ...(project.description ? [plain(project.description), ""] : []),
    ...(release.notes ? [release.notes.trim(), ""] : []),
    `Release ${release.n}, made on ${release.created_at.slice(0, 10)} with ${manifest.software.name} ${manifest.software.version}.`,
    "",
    "## What it holds",
    "",
    `- ${number(counts.items, "item")} with ${number(counts.answers, "answer")}${
      counts.earlier_versions > 0
        ? ` (and ${number(counts.earlier_versions, "earlier version")} of them in the raw file)`
        : ""
    }`,
    `- ${number(counts.reviews, "review")}`,
    ...listing("Languages", counts.languages),
    ...listing("Parts", counts.splits),
    "",
    "| file | what | rows | bytes | SHA-256 |",
    "|---|---|---:|---:|---|",
    ...files.map(
      (file) =>
        `| ${file.name} | ${formatNamed(file.format)?.title ?? file.format} | ${file.rows} | ${file.size} | \`${file.sha256}\` |`,
    ),
    "",
    "## How it was made",
    "",
    `- By ${number(counts.people, "person", "people")} who answered or reviewed.`,
    ...(manifest.agents ?? []).map(({ kind, name }) => `- With answers by the ${kind} ${plain(name)}.`),
    `- Items in the states ${manifest.filter.states.join(", ")}; ${
      manifest.filter.acceptedOnly
        ? "only answers that were accepted"
        : "submitted answers too, whether accepted or not yet decided on"
    }.`,
    ...manifest.filter.attributes.map(
      ({ name, in: values }) => `- Only items whose ${plain(name)} is ${plain(values.join(" or "))}.`,
    ),
    ...listing("Answers by form version", counts.form_versions),
    ...listing("Answers by version of the instructions", counts.guide_versions),
    ...manifest.policies_in_words.map((text) => `- ${text}`),
    ...listing("Answers without a value, by question", counts.as_of_form?.nulls ?? {}),
    ...listing("Answers that were not asked, by question", counts.as_of_form?.not_asked ?? {}),
    ...listing("Items that gave no row", counts.without_rows),
    "",
    "## How far people agree",
    "",
    ...(agreement.length > 0
      ? agreement.map(
          ({ question, method, level, alpha, interval, items, labels }) =>
            `- ${question}: ${method} (${level}) ${alpha.toFixed(3)}, ${Math.round(interval.level * 100)} % interval ` +
            `${interval.low.toFixed(3)} to ${interval.high.toFixed(3)} (${interval.method}), from ${labels} values on ${items} units`,
        )
      : ["Not known: no question was answered by two people on at least two items with different answers."]),
    "",
    "## Licences and sources",
    "",
    ...(Object.keys(counts.licences).length > 0
      ? listing("Licences", counts.licences)
      : ["- No licence was given with the data."]),
    ...listing("Sources", counts.sources),
    "",
  ];
  return lines.join("\n");
}

function listing(title: string, counts: Record<string, number>): string[] {
  const entries = Object.entries(counts);
  return entries.length === 0
    ? []
    : [`- ${title}: ${entries.map(([name, count]) => `${plain(name)} (${count})`).join(", ")}`];
}

function number(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Text from outside on one line, without Markdown of its own. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
