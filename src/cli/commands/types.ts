import type { Command } from "commander";
import { withSession } from "../command.ts";
import { findProject } from "../find.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export function addTypes(program: Command, terminal: Terminal): void {
  program
    .command("types")
    .description("the kinds of task of a project")
    .command("list <project>", { isDefault: true })
    .description("the kinds of task, with the number of changes, rules and examples")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.types.list({ params: { project } });
        const cells = rows.map(({ key, title, n, rules, examples, retired }) => [
          ...[key, title, n, rules.length, examples.length, retired ? "retired" : ""],
        ]);
        print(rows, formatTable(["key", "title", "wording", "rules", "examples", "state"], cells));
      }),
    );
}
