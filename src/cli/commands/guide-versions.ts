import type { Command } from "commander";
import { withSession } from "../command.ts";
import { findGuide } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";

interface Between {
  from?: string;
  to?: string;
}

/** What concerns a guide's versions: where it stands, what changed, and the next one. */
export function addGuideVersions(group: Command, terminal: Terminal): void {
  group
    .command("status <guide>")
    .description("its newest version and what has changed since")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const guide = await findGuide(client, said);
        const { changes } = await client.guideDrafts.compare({ params: { guide: guide.id }, query: {} });
        const published = guide.version ? `version ${guide.version.n}` : "not published";
        const lines = [
          oneLine(guide.title),
          `  newest      ${published}`,
          `  projects    ${guide.projects}`,
          `  changes     ${changes.length} not published`,
        ];
        print({ ...guide, changes }, lines.join("\n"));
      }),
    );

  group
    .command("translations <guide>")
    .description("the languages that it is translated into, and how many translations are behind")
    .action(
      withSession(terminal, async ({ client, print }, said: string) => {
        const params = { guide: (await findGuide(client, said)).id };
        const { languages } = await client.guideTranslations.list({ params });
        const read = async (language: string) => {
          const { rows } = await client.guideTranslations.list({ params, query: { language } });
          return { language, entries: rows.length, behind: rows.filter(({ behind }) => behind > 0).length };
        };
        const rows = await Promise.all(languages.map(read));
        const cells = rows.map(({ language, entries, behind }) => [language, entries, behind]);
        print(rows, formatTable(["language", "entries", "behind"], cells));
      }),
    );

  group
    .command("diff <guide>")
    .description("what changed since the last version, or between two")
    .option("--from <n>", "the earlier version; else the one before")
    .option("--to <n>", "the later version; else the draft")
    .action(
      withSession(terminal, async ({ client, print }, said: string, { from, to }: Between) => {
        const { id } = await findGuide(client, said);
        const query = { ...(from && { from }), ...(to && { to }) };
        const compared = await client.guideDrafts.compare({ params: { guide: id }, query });
        const cells = compared.changes.map(({ kinds, before, after }) => {
          const { number, content } = (after ?? before)!;
          return [number, kinds.join(", "), content.title];
        });
        print(
          compared,
          cells.length === 0 ? "Nothing differs." : formatTable(["number", "change", "title"], cells),
        );
      }),
    );

  group
    .command("reader <guide> <code>")
    .description("who read what bears this code, and when")
    .action(
      withSession(terminal, async ({ client, print }, said: string, code: string) => {
        const { id } = await findGuide(client, said);
        const found = await client.guideAudience.find({ params: { guide: id }, query: { code } });
        const read = found.version === null ? "the draft" : `version ${found.version}`;
        const { by, guide, at } = found;
        print(found, `${oneLine(by.name)} opened ${read} of ${oneLine(guide.title)} at ${at}.`);
      }),
    );

  group
    .command("publish <guide>")
    .description("publish the draft; projects that follow the guide work under it at once")
    .option("--note <text>", "what readers should know about this version", "")
    .option("--yes", "do not ask")
    .action(
      withSession(terminal, async (session, said: string, options: { note: string; yes?: boolean }) => {
        const guide = await findGuide(session.client, said);
        await session.confirm(
          `Publish ${oneLine(guide.title)}? ${guide.projects} projects use it.`,
          options.yes,
        );
        const body = { rev: guide.rev, note: options.note };
        const version = await session.client.guideDrafts.publish({ params: { guide: guide.id }, body });
        session.print(version, `Version ${version.n} of ${oneLine(guide.title)} is published.`);
      }),
    );
}
