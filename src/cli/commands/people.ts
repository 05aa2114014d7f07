import { type Command, Option } from "commander";
import { OrganizationRole, ProjectRole } from "#contract/entities.ts";
import { type Session, withSession } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { findPerson, findProject } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";
import { addPeopleLink } from "./people-link.ts";

interface InviteOptions {
  email?: string;
  role?: OrganizationRole;
  project?: string[];
}

const repeated = (value: string, before: string[] = []) => [...before, value];

export function addPeople(program: Command, terminal: Terminal): void {
  const group = program.command("people").description("see, invite, block and erase people");

  group
    .command("list", { isDefault: true })
    .description("everybody in the organization")
    .action(
      withSession(terminal, async ({ client, print }) => {
        const { rows } = await client.people.list();
        const cells = rows.map((row) => [
          row.name,
          row.email,
          row.role,
          row.erased ? "erased" : row.blocked ? "blocked" : row.invited ? "invited" : "active",
          row.projects.map(({ name, role }) => `${name} (${role})`).join(", "),
          row.id,
        ]);
        print(rows, formatTable(["name", "address", "role", "state", "projects", "id"], cells));
      }),
    );

  group
    .command("invite <name>")
    .description("add a person; their sign-in link is made on the People page, or with `people link`")
    .option("--email <address>", "with which they sign in later")
    .addOption(new Option("--role <role>", "in the organization").choices(OrganizationRole.options))
    .option("--project <project:role>", "a project they take part in; may be repeated", repeated)
    .action(
      withSession(terminal, async (session, name: string, options: InviteOptions) => {
        const invited = await session.client.people.invite({
          body: {
            name,
            projects: await projectsOf(session, options.project ?? []),
            ...(options.email && { email: options.email }),
            ...(options.role && { role: options.role }),
          },
        });
        const { id } = invited.person;
        session.say(
          `${oneLine(name)} was added. An API key makes no sign-in links: create one on the People page, ` +
            `or run "plumbline people link ${id}" on the server's machine.`,
        );
        session.print(invited, id);
      }),
    );

  addPeopleLink(group, terminal);

  for (const [verb, blocked] of [
    ["block", true],
    ["unblock", false],
  ] as const) {
    group
      .command(`${verb} <person>`)
      .description(
        blocked ? "end a person's sessions and keys, and prevent sign-in" : "let a person in again",
      )
      .action(
        withSession(terminal, async ({ client, print }, said: string) => {
          const { id } = await findPerson(client, said);
          const person = await client.people.update({ params: { person: id }, body: { blocked } });
          print(person, `${oneLine(person.name)} is ${blocked ? "blocked" : "let in again"}.`);
        }),
      );
  }

  group
    .command("erase <person>")
    .description(
      "erase a person's name, address and comments permanently; their work stays, under a pseudonym",
    )
    .option("--yes", "do not ask")
    .action(
      withSession(terminal, async ({ client, print, confirm }, said: string, options: { yes?: boolean }) => {
        const { id, name } = await findPerson(client, said);
        await confirm(`Erase ${oneLine(name)} permanently?`, options.yes);
        const person = await client.people.erase({ params: { person: id } });
        print(person, `Erased; their work is now by ${oneLine(person.name)}.`);
      }),
    );
}

async function projectsOf(
  { client }: Session,
  pairs: string[],
): Promise<{ id: string; role: ProjectRole }[]> {
  const projects: { id: string; role: ProjectRole }[] = [];
  for (const pair of pairs) {
    const at = pair.lastIndexOf(":");
    const { success, data: role } = ProjectRole.safeParse(pair.slice(at + 1));
    if (!success || at < 1) {
      throw new CommandError(
        `--project takes project:role, with a role of ${ProjectRole.options.join(", ")}.`,
        EXIT.usage,
      );
    }
    projects.push({ id: (await findProject(client, pair.slice(0, at))).id, role });
  }
  return projects;
}
