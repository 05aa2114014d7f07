import type { Command } from "commander";
import { speaker } from "../command.ts";
import { formatBytes } from "../progress.ts";
import type { Terminal } from "../terminal.ts";

/** The flags with which `backup` and `restore` find the database; DATABASE_URL names an external one. */
export function dataArguments(options: { data?: string }): string[] {
  return options.data === undefined ? [] : [`--data=${options.data}`];
}

export function addBackup(program: Command, terminal: Terminal): void {
  program
    .command("backup <file>")
    .description(
      "write everything into one file; the server may be running, and DATABASE_URL names an external database",
    )
    .option("--data <folder>", "the data folder; else PLUMBLINE_DATA, else data")
    .action(async (file: string, options: { data?: string }, command: Command) => {
      const { print, say, progress } = speaker(command, terminal);
      const { backup, readSettings } = await import("#server/main.ts");
      const bar = progress("Backing up");
      const result = await backup(readSettings(dataArguments(options)), file, (done, total) =>
        bar.set(done, total),
      ).finally(bar.end);
      for (const key of result.missing) say(`The database speaks of a file that is gone: ${key}`);
      print(
        result,
        `Backed up ${result.rows} rows of ${result.tables} tables and ${result.files} files: ` +
          `${formatBytes(result.packed)} in ${result.file}` +
          (result.seal ? `\nNewest seal of the log: ${result.seal.hash}` : ""),
      );
    });
}
