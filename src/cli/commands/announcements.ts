import type { Command } from "commander";
import { withSession } from "../command.ts";
import { findProject } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export function addAnnouncements(program: Command, terminal: Terminal): void {
  program
    .command("announcements <project>")
    .description("a project's announcements, newest first, and how many people have read each")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { id: project } = await findProject(client, said);
        const { rows } = await client.announcements.list({ params: { project } });
        const cells = rows.map(({ at, title, roles, withdrawnAt, readers }) => [
          at.slice(0, 10),
          oneLine(title).slice(0, 60),
          roles.join(", ") || "all",
          withdrawnAt ? "withdrawn" : "",
          readers ? `${readers.read} of ${readers.asked}` : "",
        ]);
        print(rows, formatTable(["date", "title", "for", "state", "read"], cells));
      }),
    );
}
