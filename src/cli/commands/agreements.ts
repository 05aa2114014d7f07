import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { type Session, withSession } from "../command.ts";
import { CommandError } from "../errors.ts";
import { findProject } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";

interface VersionOptions {
  text: string;
  from?: string;
  until?: string;
  everyProject?: boolean;
}

export function addAgreements(program: Command, terminal: Terminal): void {
  const group = program.command("agreements").description("what people sign before they can read a project");

  group
    .command("list <project>", { isDefault: true })
    .description("a project's agreements: versions, and how many have signed")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const { rows } = await client.agreements.list({ params: await within(client, said) });
        const cells = rows.map(({ title, versions, signed, trait, retiredAt, id }) => [
          title,
          versions[0]!.n,
          versions[0]!.neededFrom,
          signed,
          retiredAt ? "no longer needed" : trait,
          id,
        ]);
        print(rows, formatTable(["title", "version", "needed from", "signed", "trait", "id"], cells));
      }),
    );

  group
    .command("create <project> <title>")
    .description("ask everyone in a project to sign; the owner of the key has to sign too, in the browser")
    .requiredOption("--text <file>", "a Markdown file")
    .option("--from <time>", "needed from this time on; else now")
    .option("--until <time>", "signatures end then")
    .option("--every-project", "in every project of the organization")
    .action(
      withSession(
        terminal,
        async ({ client, print }, said: string, title: string, options: VersionOptions) => {
          const { everyProject = false } = options;
          const body = { ...(await versionOf(options)), title, everyProject };
          const made = await client.agreements.create({ params: await within(client, said), body });
          print(made, `Everyone has to sign ${oneLine(title)}: ${made.id}`);
        },
      ),
    );

  group
    .command("publish <project> <agreement>")
    .description("publish an agreement's next version")
    .requiredOption("--text <file>", "a Markdown file")
    .option("--from <time>", "needed from this time on; else now")
    .option("--until <time>", "signatures end then")
    .action(
      withSession(
        terminal,
        async ({ client, print }, said: string, agreement: string, options: VersionOptions) => {
          const params = await place(client, said, agreement);
          const { versions, ...made } = await client.agreements.publish({
            params,
            body: await versionOf(options),
          });
          print({ ...made, versions }, `Published version ${versions[0]!.n} of ${oneLine(made.title)}.`);
        },
      ),
    );

  group
    .command("signers <project> <agreement>")
    .description("who has signed, and who has not")
    .action(
      withSession(terminal, async ({ client, print }, said: string, agreement: string) => {
        const { rows } = await client.agreements.signers({ params: await place(client, said, agreement) });
        const cells = rows.map(({ agent, state, n, at }) => [agent.name, agent.kind, state, n, at, agent.id]);
        print(rows, formatTable(["name", "kind", "state", "version", "signed at", "id"], cells));
      }),
    );

  group
    .command("revoke <project> <agreement> <person>")
    .description("revoke a signature: its person or program can read nothing of the project at once")
    .option("--yes", "do not ask")
    .action(
      withSession(
        terminal,
        async (
          { client, print, confirm },
          said: string,
          agreement: string,
          who: string,
          options: { yes?: boolean },
        ) => {
          const params = await place(client, said, agreement);
          const { rows } = await client.agreements.signers({ params });
          const signer = rows.find(({ agent }) => agent.id === who || agent.name === who)?.agent;
          if (!signer) throw new CommandError(`Nobody called ${who} has to sign this.`);
          await confirm(`Revoke the signature of ${oneLine(signer.name)}?`, options.yes);
          const done = await client.agreements.revoke({ params, body: { agent: signer.id } });
          print(done, `The signature of ${oneLine(signer.name)} is revoked.`);
        },
      ),
    );
}

/** Found by its id too where its name is not read before the agreement is signed. */
async function within(client: Session["client"], said: string): Promise<{ project: string }> {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(said)) return { project: said.toLowerCase() };
  return { project: (await findProject(client, said)).id };
}

/** An agreement of a project, by its id or its title. */
async function place(client: Session["client"], said: string, agreement: string) {
  const params = await within(client, said);
  const { rows } = await client.agreements.list({ params });
  const found = rows.filter(({ id, title }) => id === agreement || title === agreement);
  if (found.length !== 1)
    throw new CommandError(
      found[0] ? "Several have that title: give the id." : "There is no such agreement.",
    );
  return { ...params, agreement: found[0]!.id };
}

async function versionOf({ text, from, until }: VersionOptions) {
  return { text: await readFile(text, "utf8"), neededFrom: timeOf(from), until: timeOf(until) };
}

/** A time as it is written on the command line, such as 2026-12-01 or 2026-12-01T09:00; null for none. */
function timeOf(said: string | undefined): string | null {
  if (said === undefined) return null;
  const time = new Date(said);
  if (Number.isNaN(time.getTime()))
    throw new CommandError(`${said} is not a time, such as 2026-12-01T09:00.`);
  return time.toISOString();
}
