import { type Command, Option } from "commander";
import { Scope } from "#contract/endpoint.ts";
import type { ApiKey } from "#contract/keys.ts";
import type { PersonKey } from "#contract/people.ts";
import { withSession } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { findProject } from "../find.ts";
import { formatTable } from "../table.ts";
import type { Terminal } from "../terminal.ts";

interface KeyOptions {
  scope: Scope[];
  project?: string;
  days?: string;
}

interface ProgramOptions {
  role: "trainer" | "reviewer";
  trait?: string[];
  days?: string;
}

export function addKeys(program: Command, terminal: Terminal): void {
  const group = program
    .command("keys")
    .description("API keys: your own, and for owners and admins everyone's");

  group
    .command("list", { isDefault: true })
    .description("keys, without their secrets")
    .option("--all", "the keys of everyone in the organization")
    .action(
      withSession(terminal, async ({ client, print }, options: { all?: boolean }) => {
        const { rows }: { rows: (ApiKey & Partial<PersonKey>)[] } = options.all
          ? await client.people.keys()
          : await client.keys.list();
        const cells = rows.map((row) => [
          ...(row.person ? [row.person.name] : []),
          row.name,
          row.prefix,
          row.scopes.join(","),
          row.lastUsedAt,
          row.expiresAt,
          row.id,
        ]);
        const titles = ["name", "begins with", "scopes", "last used", "expires", "id"];
        print(rows, formatTable(options.all ? ["person", ...titles] : titles, cells));
      }),
    );

  group
    .command("create <name>")
    .description("make a key and print its secret, which is shown this once")
    .addOption(
      new Option("--scope <scope>", "what it may do; may be repeated")
        .choices(Scope.options)
        .argParser((value: string, before: Scope[] = []) => [...before, scopeOf(value)])
        .makeOptionMandatory(),
    )
    .option("--project <project>", "for this project alone")
    .option("--days <n>", "days until it expires (never, if left out)")
    .action(
      withSession(terminal, async ({ client, print, say }, name: string, options: KeyOptions) => {
        const made = await client.keys.create({
          body: {
            name,
            scopes: options.scope,
            ...(options.project && { projectId: (await findProject(client, options.project)).id }),
            ...(options.days && { days: Number(options.days) }),
          },
        });
        say("This is the only time that the secret is shown:");
        print(made, made.secret);
      }),
    );

  group
    .command("create-program <name> <project>")
    .description("add a program that works in a project under its own name, and print the secret of its key")
    .addOption(
      new Option("--role <role>", "in the project").choices(["trainer", "reviewer"]).default("trainer"),
    )
    .option("--trait <trait...>", "what else the work needs, such as language:de")
    .option("--days <n>", "until when its key works; otherwise until it is revoked")
    .action(
      withSession(
        terminal,
        async ({ client, print, say }, name: string, said: string, options: ProgramOptions) => {
          const { id: project } = await findProject(client, said);
          const { role, trait: traits = [], days } = options;
          const body = { name, project, role, traits, ...(days && { days: Number(days) }) };
          const made = await client.people.addProgram({ body });
          say("This is the only time that the secret is shown:");
          print(made, made.secret);
        },
      ),
    );

  group
    .command("revoke <key>")
    .description("end a key and those made with it, by name or id")
    .option("--all", "look among the keys of everyone in the organization")
    .action(
      withSession(terminal, async ({ client, print }, said: string, options: { all?: boolean }) => {
        const { rows } = options.all ? await client.people.keys() : await client.keys.list();
        const found = rows.filter(({ id, name, prefix }) => [id, name, prefix].includes(said));
        if (found.length > 1)
          throw new CommandError(`Several keys are called ${said}: give the key's id instead.`);
        if (!found[0]) throw new CommandError(`There is no key ${said}.`);
        await client.keys.revoke({ params: { key: found[0].id } });
        print(found[0], `Revoked ${found[0].name}.`);
      }),
    );
}

function scopeOf(text: string): Scope {
  const { success, data } = Scope.safeParse(text);
  if (!success) throw new CommandError(`--scope takes one of ${Scope.options.join(", ")}.`, EXIT.usage);
  return data;
}
