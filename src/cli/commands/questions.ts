import { type Command, Option } from "commander";
import type { Estimate } from "#contract/entities.ts";
import { QuestionState } from "#contract/questions.ts";
import type { Client } from "#sdk/index.ts";
import { withSession } from "../command.ts";
import { CommandError } from "../errors.ts";
import { findGuide } from "../find.ts";
import { formatTable, oneLine } from "../table.ts";
import type { Terminal } from "../terminal.ts";

export function addQuestions(program: Command, terminal: Terminal): void {
  const group = program.command("questions").description("what people ask about a guide, and rulings");

  group
    .command("list <guide>", { isDefault: true })
    .description("a guide's questions, overdue ones first, and the median time to a ruling")
    .addOption(new Option("--state <state>", "only these").choices(QuestionState.options))
    .action(
      withSession(terminal, async ({ client, print }, said: string, { state }: { state?: QuestionState }) => {
        const { id: guide } = await findGuide(client, said);
        const desk = await client.questions.list({ params: { guide }, query: { ...(state && { state }) } });
        const cells = desk.rows.map((row) => [
          row.id,
          row.overdue ? "overdue" : row.state,
          row.due.slice(0, 10),
          row.owner?.name ?? "",
          row.rule?.number ?? "",
          oneLine(row.text).slice(0, 60),
        ]);
        const table = formatTable(["id", "state", "due", "owner", "rule", "question"], cells);
        print(desk, `${table}${medianLine(desk.hours)}`);
      }),
    );

  group
    .command("rule <guide> <question> <text>")
    .description("answer a question; the ruling holds at once, and everyone who asked gets a notice")
    .option("--replace", "take the place of the ruling that holds now")
    .action(
      withSession(
        terminal,
        async (
          { client, print },
          said: string,
          question: string,
          text: string,
          { replace }: { replace?: boolean },
        ) => {
          const { id: guide } = await findGuide(client, said);
          const after = replace ? await newestRuling(client, guide, question) : null;
          const params = { guide, question };
          const ruling = await client.questions.rule({ params, body: { text, after } });
          print(ruling, "Ruled.");
        },
      ),
    );

  group
    .command("decline <guide> <question> <reason>")
    .description("decline a question; the people who asked it read why")
    .action(
      withSession(terminal, async ({ client, print }, said: string, question: string, reason: string) => {
        const { id: guide } = await findGuide(client, said);
        await client.questions.decline({ params: { guide, question }, body: { reason } });
        print({ question }, "Declined.");
      }),
    );
}

async function newestRuling(client: Client, guide: string, question: string): Promise<string | null> {
  const { rows } = await client.questions.list({ params: { guide } });
  const found = rows.find(({ id }) => id === question);
  if (!found) throw new CommandError(`There is no question ${question} that this key may see.`);
  return found.rulings[0]?.id ?? null;
}

function medianLine({ value, low, high, n }: Estimate): string {
  if (value === null) return "";
  const hours = (x: number) => x.toFixed(1);
  const interval = low === null || high === null ? "" : ` (${hours(low)} to ${hours(high)})`;
  return `\nMedian time to a ruling: ${hours(value)} h${interval}, from ${n} answered questions`;
}
