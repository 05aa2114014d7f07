import type { Command } from "commander";
import { withSession } from "../command.ts";
import { findProject } from "../find.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export function addForms(program: Command, terminal: Terminal): void {
  program
    .command("forms")
    .description("the forms of a project")
    .command("top-ups <project>")
    .description("what accepted answers were asked after they were given, and how far that is")
    .option("--form <form>", "the key of a form; else the main one")
    .action(
      withSession(terminal, async ({ client, print }, said: string, query: { form?: string }) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.forms.topUps({ params: { project }, query });
        const cells = rows.map(({ version, at, openAt, waiting, inProgress, done }) => [
          ...[version, at, openAt, waiting, inProgress, done],
        ]);
        const columns = ["version", "asked at", "open to all at", "waiting", "in progress", "done"];
        print(rows, formatTable(columns, cells));
      }),
    );
}
