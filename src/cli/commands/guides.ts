import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Command, Option } from "commander";
import { ExportFormat, type ReadFile } from "#contract/guide-files.ts";
import { withSession } from "../command.ts";
import { CommandError } from "../errors.ts";
import { findGuide } from "../find.ts";
import { formatBytes } from "../progress.ts";
import { passStream, saveStream } from "../save-stream.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { addGuideVersions } from "./guide-versions.ts";

interface ExportOptions {
  format: ExportFormat;
  guideVersion?: string;
  language?: string;
  tokens?: string;
  stage?: string;
  attributes?: string;
  out?: string;
}

export function addGuides(program: Command, terminal: Terminal): void {
  const group = program.command("guide").description("see, import, export, compare and publish guides");
  addGuideVersions(group, terminal);

  group
    .command("list", { isDefault: true })
    .description("guides that this key may read")
    .action(
      withSession(terminal, async ({ client, print }) => {
        const { rows } = await client.guideDrafts.list();
        const cells = rows.map(({ title, version, projects, id }) => [title, version?.n ?? "", projects, id]);
        print(rows, formatTable(["guide", "version", "projects", "id"], cells));
      }),
    );

  group
    .command("import <file>")
    .description("start a guide from a Word, PDF, Markdown, HTML or JSON file")
    .option("--title <title>", "else the one in the file, else the file's name")
    .option("--compare <guide>", "show how the file differs from a guide instead, and change nothing")
    .action(
      withSession(
        terminal,
        async ({ client, print }, path: string, { title, compare }: { title?: string; compare?: string }) => {
          const guide = compare === undefined ? null : (await findGuide(client, compare)).id;
          const query = { name: basename(path), ...(guide && { guide }) };
          const read = await client.guideFiles.read({ query, file: new Blob([await readFile(path)]) });
          if (read.proposals) return print(read.proposals, proposalsTable(read));
          const entries = read.entries.map(({ id, parent, n, content }) => ({
            id,
            parent,
            content,
            ...(n && { n }),
          }));
          const name = title ?? read.title ?? basename(path).replace(/\.\w+$/, "");
          const made = await client.guideFiles.create({ body: { title: name, entries } });
          print(made, `${made.title}: ${made.entries.length} sections, rules and terms (${made.id})`);
        },
      ),
    );

  group
    .command("export <guide>")
    .description("a version of a guide, or its draft, as a file")
    .addOption(
      new Option("--format <format>", "what to write").choices(ExportFormat.options).default("markdown"),
    )
    .option("--guide-version <n>", "the number of a version; else the draft")
    .option("--language <tag>", "of the words around the text; a prompt leaves out examples in others")
    .option("--tokens <n>", "how long a prompt may be, about")
    .option("--stage <name>", "a prompt for one stage")
    .option("--attributes <json>", "a prompt for items with these attributes")
    .option("--out <file>", "a file that does not exist yet; else standard output")
    .action(
      withSession(terminal, async ({ client, print }, said: string, options: ExportOptions) => {
        const { out, guideVersion, ...rest } = options;
        const query = { ...rest, ...(guideVersion && { version: guideVersion }) };
        if (out && existsSync(out)) throw new CommandError(`${out} exists already: choose another name.`);
        const { id: guide } = await findGuide(client, said);
        const { body } = await client.guideFiles.export({ params: { guide }, query });
        const ignore = () => {};
        if (!out) {
          await passStream(body, terminal.out, ignore);
          return;
        }
        const saved = await saveStream(body, out, { onBytes: ignore });
        print({ file: out, ...saved }, `Exported ${formatBytes(saved.size)} to ${out}`);
      }),
    );
}

function proposalsTable({ proposals, entries }: ReadFile): string {
  const titles = new Map(entries.map(({ id, content }) => [id, content.title]));
  const cells = (proposals ?? [])
    .filter(({ kind }) => kind !== "same")
    .map(({ kind, found, entry }) => [kind, titles.get(found ?? "") ?? "", entry ?? ""]);
  return formatTable(["proposal", "in the file", "in the guide"], cells);
}
