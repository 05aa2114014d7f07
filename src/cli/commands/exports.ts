import { existsSync } from "node:fs";
import type { Command } from "commander";
import { withSession } from "../command.ts";
import { CommandError } from "../errors.ts";
import { findProject } from "../find.ts";
import { formatBytes } from "../progress.ts";
import { passStream, saveStream } from "../save-stream.ts";
import type { Terminal } from "../terminal.ts";

interface Options {
  out?: string;
  asOfForm?: string;
}

export function addExport(program: Command, terminal: Terminal): void {
  program
    .command("export <project>")
    .description("everything in the project as raw JSONL, to a file or to standard output")
    .option("--out <file>", "a file that does not exist yet; packed where its name ends in .gz")
    .option(
      "--as-of-form <n>",
      "read answers as this version of their form; the last line counts those without a value",
    )
    .action(
      withSession(terminal, async (session, said: string, { out, asOfForm }: Options) => {
        const { client, progress, print } = session;
        if (out && existsSync(out)) throw new CommandError(`${out} exists already: choose another name.`);
        const { id: project } = await findProject(client, said);
        const { body } = await client.releases.export({ params: { project }, query: { asOfForm } });
        const bar = progress("Exporting");
        const onBytes = (done: number) => bar.set(done, null);
        if (!out) {
          await passStream(body, terminal.out, onBytes).finally(bar.end);
          return;
        }
        const saved = await saveStream(body, out, { onBytes, isPacked: out.endsWith(".gz") }).finally(
          bar.end,
        );
        print({ file: out, ...saved }, `Exported ${formatBytes(saved.size)} to ${out}`);
      }),
    );
}
