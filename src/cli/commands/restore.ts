import { stat } from "node:fs/promises";
import type { Command } from "commander";
import { speaker } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { dataArguments } from "./backup.ts";

interface RestoreOptions {
  data?: string;
  check?: boolean;
}

export function addRestore(program: Command, terminal: Terminal): void {
  program
    .command("restore <file>")
    .description("put a backup into an empty data folder, or the empty database that DATABASE_URL names")
    .option("--data <folder>", "the data folder; else PLUMBLINE_DATA, else data")
    .option("--check", "only check every byte of the file")
    .action(async (file: string, options: RestoreOptions, command: Command) => {
      const { print, progress } = speaker(command, terminal);
      const { checkBackup, readSettings, restore } = await import("#server/main.ts");
      const { size } = await stat(file);
      const bar = progress(options.check ? "Checking" : "Restoring");
      const work = options.check
        ? checkBackup(file, (read) => bar.set(read, size))
        : restore(readSettings(dataArguments(options)), file, (step, read) =>
            bar.set(step === "check" ? read : size + read, 2 * size),
          );
      const result = await work.finally(bar.end);
      const what = `${result.rows} rows of ${result.tables} tables and ${result.files} files`;
      const from = `of ${result.createdAt}, by Plumbline ${result.software}`;
      print(result, options.check ? `${file} is whole: ${what} ${from}` : `Restored ${what} ${from}`);
    });
}
