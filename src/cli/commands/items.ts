import type { Command } from "commander";
import { type Session, withSession } from "../command.ts";
import { findItem, findPerson, findProject } from "../find.ts";
import type { Terminal } from "../terminal.ts";

export function addItems(program: Command, terminal: Terminal): void {
  const group = program.command("items").description("assign items to people");

  group
    .command("assign <project> <item> <person>")
    .description("offer an open piece of work on an item to one person first, and to nobody else")
    .action(
      withSession(terminal, async (session, ...said: [string, string, string]) => {
        const { params, body } = await meant(session, said);
        await session.client.work.assign({ params, body });
        session.say("Assigned.");
      }),
    );

  group
    .command("unassign <project> <item> <person>")
    .description("offer everyone again what was assigned to a person and is not yet taken")
    .action(
      withSession(terminal, async (session, ...said: [string, string, string]) => {
        const { params, body } = await meant(session, said);
        await session.client.work.unassign({ params, body });
        session.say("Anyone can take it again.");
      }),
    );
}

async function meant({ client }: Session, [project, item, person]: [string, string, string]) {
  const { id } = await findProject(client, project);
  const params = { project: id, item: await findItem(client, id, item) };
  return { params, body: { person: (await findPerson(client, person)).id } };
}
