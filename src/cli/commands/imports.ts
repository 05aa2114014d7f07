import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Readable, Transform } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "commander";
import { type Import, Mapping } from "#contract/imports.ts";
import { type Session, withSession } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { findProject } from "../find.ts";
import { checkedName, saveStream, toWeb } from "../save-stream.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

const POLL_MS = 300;

interface ImportOptions {
  mapping?: string;
  name?: string;
  reports: string;
}

export function addImports(program: Command, terminal: Terminal): void {
  program
    .command("import <project> <files...>")
    .description("import JSONL, JSON or CSV files, plain or gzip; what is there already is not added twice")
    .option(
      "--mapping <file>",
      "JSON with the format and the column mapping (default: detected automatically)",
    )
    .option("--name <name>", "file name to use for standard input (-); its extension sets the format")
    .option("--reports <folder>", "where reports on lines that were left out are saved", ".")
    .action(
      withSession(terminal, async (session, said: string, files: string[], options: ImportOptions) => {
        const { id: project } = await findProject(session.client, said);
        const mapping = options.mapping ? await readMapping(options.mapping) : null;
        const done: (Import & { report: string | null })[] = [];
        for (const file of files) {
          const finished = await importOne(session, project, file, mapping, options.name);
          const report = await saveReport(session, project, finished, options.reports);
          done.push({ ...finished, report });
          session.say(describe(finished, report));
        }
        if (session.json) session.print(done, "");
        const failed = done.find(({ state }) => state === "failed");
        if (failed) throw new CommandError(`${failed.name} was not imported to its end: ${failed.failure}`);
      }),
    );

  const group = program.command("imports").description("see imports, take one back, throw an upload away");
  group
    .command("list <project>", { isDefault: true })
    .description("imports, newest first")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.imports.list({ params: { project } });
        const cells = rows.map((row) => [
          row.name,
          row.state,
          row.added,
          row.duplicates,
          row.differing,
          row.problems,
          row.id,
        ]);
        print(rows, formatTable(["file", "state", "added", "known", "differing", "problems", "id"], cells));
      }),
    );
  group
    .command("take-back <project> <import>")
    .description("remove the items of an import while nobody has worked on them")
    .action(
      withSession(terminal, async ({ client, print }, said: string, id: string) => {
        const { id: project } = await findProject(client, said);
        const row = await client.imports.takeBack({ params: { project, import: id } });
        print(row, `Took ${row.name} back.`);
      }),
    );
  group
    .command("discard <project> <import>")
    .description("throw an uploaded file away that was never imported")
    .action(
      withSession(terminal, async ({ client, print }, said: string, id: string) => {
        const { id: project } = await findProject(client, said);
        print(await client.imports.discard({ params: { project, import: id } }), "Thrown away.");
      }),
    );
}

async function importOne(
  session: Session,
  project: string,
  file: string,
  mapping: Mapping | null,
  givenName: string | undefined,
): Promise<Import> {
  const { client, progress, terminal } = session;
  const isPiped = file === "-";
  if (isPiped && !givenName)
    throw new CommandError("Say with --name what is piped in, such as x.jsonl.", EXIT.usage);
  const total = isPiped ? null : (await stat(file)).size;
  const bar = progress(isPiped ? givenName! : basename(file));
  try {
    const source: Readable = isPiped ? terminal.in : createReadStream(file, { highWaterMark: 1 << 18 });
    const uploaded = await client.imports.upload({
      params: { project },
      query: { name: givenName ?? basename(file), start: String(mapping === null) },
      file: toWeb(watched(source, (sent) => bar.set(sent, total))),
    });
    const params = { project, import: uploaded.id };
    let row = mapping ? await client.imports.start({ params, body: { mapping } }) : uploaded;
    while (row.state === "running") {
      await pause(POLL_MS);
      row = await client.imports.get({ params });
      bar.set(row.bytesRead, row.size, `${row.added} added`);
    }
    return row;
  } finally {
    bar.end();
  }
}

/** Counts what is sent; a file that cannot be read ends the upload with its own error. */
function watched(source: Readable, onSent: (sent: number) => void): Transform {
  let sent = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length;
      onSent(sent);
      done(null, chunk);
    },
  });
  source.on("error", (error) => meter.destroy(error));
  return source.pipe(meter);
}

async function saveReport(
  { client }: Session,
  project: string,
  row: Import,
  folder: string,
): Promise<string | null> {
  if (row.problems + row.differing + row.notes === 0) return null;
  const { name, body } = await client.imports.problems({ params: { project, import: row.id } });
  const path = join(folder, checkedName(name));
  await saveStream(body, path, { onBytes: () => {} });
  return path;
}

function describe(row: Import, report: string | null): string {
  const parts = [
    `${row.added} added`,
    ...(row.duplicates > 0 ? [`${row.duplicates} there already`] : []),
    ...(row.differing > 0 ? [`${row.differing} left out, there already with other content`] : []),
    ...(row.problems > 0
      ? [`${row.problems} ${row.problems === 1 ? "line" : "lines"} could not be read`]
      : []),
    ...(row.notes > 0 ? [`${row.notes} ${row.notes === 1 ? "remark" : "remarks"}`] : []),
  ];
  return `${row.name}: ${parts.join(", ")}${report ? ` (${report})` : ""}`;
}

async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, "utf8");
  try {
    return Mapping.parse(JSON.parse(text));
  } catch {
    throw new CommandError(
      `${path} is no mapping: it is JSON such as {"shape": "responses", "columns": {"q": "prompt"}}.`,
    );
  }
}
