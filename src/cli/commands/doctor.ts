import type { Command } from "commander";
import { speaker } from "../command.ts";
import { CommandError } from "../errors.ts";
import type { Terminal } from "../terminal.ts";
import { addServeOptions, type ServeOptions, serveArguments } from "./serve.ts";

export function addDoctor(program: Command, terminal: Terminal): void {
  const command = program
    .command("doctor")
    .description("look at everything that a server needs; each line says ok, or the cure")
    .option("--production", "also whether plumbline serve would start with these settings");
  addServeOptions(command).action(async (options: ServeOptions & { production?: boolean }, self: Command) => {
    const { print } = speaker(self, terminal);
    const { examine, readSettings } = await import("#server/main.ts");
    const settings = readSettings(serveArguments(options));
    const findings = await examine({ ...settings, production: options.production === true });
    const width = Math.max(...findings.map(({ check }) => check.length));
    const lines = findings.map(
      ({ check, isFine, says }) => `${isFine ? "ok   " : "wrong"}  ${check.padEnd(width)}  ${says}`,
    );
    print(findings, lines.join("\n"));
    const failed = findings.filter(({ isFine }) => !isFine).length;
    if (failed > 0)
      throw new CommandError(failed === 1 ? "One thing is wrong." : `${failed} things are wrong.`);
  });
}
