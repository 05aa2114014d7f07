import { stat } from "node:fs/promises";
import type { Command } from "commander";
import type { BackupContents } from "#server/main.ts";
import { speaker } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { dataArguments } from "./backup.ts";

interface RestoreOptions {
  data?: string;
  check?: boolean;
  erasures?: string;
}

export function addRestore(program: Command, terminal: Terminal): void {
  program
    .command("restore <file>")
    .description("put a backup into an empty data folder, or the empty database that DATABASE_URL names")
    .option("--data <folder>", "the data folder; else PLUMBLINE_DATA, else data")
    .option("--erasures <file>", "also erase the people in this list; that of the data folder always counts")
    .option("--check", "only check every byte of the file")
    .action(async (file: string, options: RestoreOptions, command: Command) => {
      const { print, progress } = speaker(command, terminal);
      const { checkBackup, readSettings, restore } = await import("#server/main.ts");
      const { size } = await stat(file);
      const bar = progress(options.check ? "Checking" : "Restoring");
      const describe = (of: BackupContents) =>
        `${of.rows} rows of ${of.tables} tables and ${of.files} files of ${of.createdAt}, by Plumbline ${of.software}`;
      if (options.check) {
        const found = await checkBackup(file, (read) => bar.set(read, size)).finally(bar.end);
        return print(found, `${file} is whole: ${describe(found)}`);
      }
      const settings = readSettings(dataArguments(options));
      const result = await restore(settings, file, options.erasures, (step, read) =>
        bar.set(step === "check" ? read : size + read, 2 * size),
      ).finally(bar.end);
      const lines = [
        `Restored ${describe(result)}`,
        ...(result.erased > 0
          ? [`People erased since the backup, and erased again now: ${result.erased}`]
          : []),
        ...(result.needsOwner
          ? [
              "No owner is left who may sign in. Start plumbline serve with --owner-link: it adds an owner and prints their link.",
            ]
          : []),
        ...(result.seal ? [`Newest seal of the log: ${result.seal.hash}`] : []),
      ];
      print(result, lines.join("\n"));
    });
}
