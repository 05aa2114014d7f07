import type { Command } from "commander";
import { speaker } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { dataArguments } from "./backup.ts";

export function addErasures(program: Command, terminal: Terminal): void {
  program
    .command("erasures")
    .description("who was erased, by number: the list that restore takes")
    .command("export <file>")
    .description("on the server's machine: write the list into a file, to keep beside the backups")
    .option("--data <folder>", "the data folder; else PLUMBLINE_DATA, else data")
    .action(async (file: string, options: { data?: string }, command: Command) => {
      const { print } = speaker(command, terminal);
      const { exportErasures, readSettings } = await import("#server/main.ts");
      const result = await exportErasures(readSettings(dataArguments(options)), file);
      print(result, `Erased people in ${file}: ${result.erasures}`);
    });
}
