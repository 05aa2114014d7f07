import { type Command, Option } from "commander";
import type { Release } from "#contract/releases.ts";
import { withSession } from "../command.ts";
import { CommandError } from "../errors.ts";
import { findProject, findRelease } from "../find.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { createRelease, type ReleaseOptions } from "./create-release.ts";
import { checkFolder, downloadRelease } from "./download-release.ts";

const repeated = (value: string, before: string[] = []) => [...before, value];

export function addReleases(program: Command, terminal: Terminal): void {
  const group = program.command("release").description("make, download and check releases");

  group
    .command("list <project>", { isDefault: true })
    .description("releases, newest first")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.releases.list({ params: { project } });
        const cells = rows.map((row) => [row.n, row.name, row.state, row.items, row.answers, row.createdAt]);
        print(rows, formatTable(["n", "name", "state", "items", "answers", "made"], cells));
      }),
    );

  group
    .command("formats <project>")
    .description("the formats that a release can be written in")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.releases.formats({ params: { project } });
        const cells = rows.map(({ name, title, fits }) => [name, fits ? "yes" : "no", title]);
        print(rows, formatTable(["format", "fits", "what it is"], cells));
      }),
    );

  group
    .command("create <project> <name>")
    .description("freeze what goes in and write the files")
    .option("--format <name>", "a format; may be repeated; else all that fit the form", repeated)
    .option("--notes <text>", "what the data card says about it")
    .option("--state <state>", "items of this state; may be repeated; else those that are done", repeated)
    .option("--attribute <name=value>", "items with this value; may be repeated", repeated)
    .option("--form-version <n>", "answers to this version of the form; may be repeated", repeated)
    .option("--submitted", "answers that were not accepted too")
    .addOption(new Option("--ties <policy>", "what happens to ties").choices(["drop", "keep"]))
    .addOption(
      new Option("--answers <policy>", "several answers to an item").choices(["majority", "each", "first"]),
    )
    .option("--split <shares>", "train,validation,test, such as 0.8,0.1,0.1")
    .option("--no-wait", "do not wait until the files are written")
    .action(
      withSession(terminal, async (session, said: string, name: string, options: ReleaseOptions) => {
        const { id: project } = await findProject(session.client, said);
        const release = await createRelease(session, project, name, options);
        session.print(release, describe(release));
        if (release.state === "failed") throw new CommandError(`The release failed: ${release.failure}`);
      }),
    );

  group
    .command("download <project> <release>")
    .description("download a release by number or name, or the latest; every file's SHA-256 is checked")
    .option("--out <folder>", "else a folder named by project and number")
    .option("--file <name>", "only this file; may be repeated", repeated)
    .action(
      withSession(
        terminal,
        async (session, said: string, which: string, options: { out?: string; file?: string[] }) => {
          const project = await findProject(session.client, said);
          const release = await findRelease(session.client, project.id, which);
          await downloadRelease(session, project, release, options);
        },
      ),
    );

  group
    .command("verify <project> <release>")
    .description("let the server write the release again and compare every byte")
    .option("--folder <folder>", "compare downloaded files with the server's record instead")
    .action(
      withSession(terminal, async (session, said: string, which: string, options: { folder?: string }) => {
        const { client, print } = session;
        const { id: project } = await findProject(client, said);
        const release = await findRelease(client, project, which);
        const params = { project, release: release.id };
        const result = options.folder
          ? await checkFolder(release, options.folder)
          : await client.releases.verify({ params });
        const cells = result.files.map(({ name, equal }) => [name, equal ? "equal" : "differs"]);
        print(result, formatTable(["file", "bytes"], cells));
        if (!result.equal) throw new CommandError("Not every byte is the same.");
      }),
    );
}

function describe(release: Release): string {
  const { n, name, state, items, answers, files } = release;
  const rows = files.map((file) => [file.name, file.rows, file.size, file.sha256]);
  const head = `Release ${n}, ${name}: ${state}; ${items} items, ${answers} answers`;
  return rows.length === 0 ? head : `${head}\n${formatTable(["file", "rows", "bytes", "sha256"], rows)}`;
}
