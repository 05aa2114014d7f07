import { Command } from "commander";
import { urlOf } from "./command.ts";
import { addAgreements } from "./commands/agreements.ts";
import { addAnnouncements } from "./commands/announcements.ts";
import { addBackup } from "./commands/backup.ts";
import { addDoctor } from "./commands/doctor.ts";
import { addErasures } from "./commands/erasures.ts";
import { addExport } from "./commands/exports.ts";
import { addForms } from "./commands/forms.ts";
import { addGuides } from "./commands/guides.ts";
import { addImports } from "./commands/imports.ts";
import { addItems } from "./commands/items.ts";
import { addKeys } from "./commands/keys.ts";
import { addPeople } from "./commands/people.ts";
import { addProjects } from "./commands/projects.ts";
import { addQuestions } from "./commands/questions.ts";
import { addReleases } from "./commands/releases.ts";
import { addRestore } from "./commands/restore.ts";
import { addServe } from "./commands/serve.ts";
import { addStats } from "./commands/stats.ts";
import { addTypes } from "./commands/types.ts";
import { reportError } from "./errors.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Every group of commands, listed once. */
const GROUPS: ((program: Command, terminal: Terminal) => void)[] = [
  addServe,
  addDoctor,
  addBackup,
  addRestore,
  addErasures,
  addProjects,
  addGuides,
  addForms,
  addTypes,
  addAnnouncements,
  addQuestions,
  addImports,
  addExport,
  addReleases,
  addItems,
  addPeople,
  addKeys,
  addAgreements,
  addStats,
];

/** The command `plumbline`, which speaks to a server over its API. */
function createProgram(terminal: Terminal): Command {
  const program = new Command("plumbline")
    .description("Human data for language models, from the terminal.")
    .option("--url <url>", "the server; else PLUMBLINE_URL, else http://localhost:4600")
    .option("--key <key>", "an API key; else PLUMBLINE_KEY, which other users of the machine cannot see")
    .option("--json", "results and errors as JSON")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out.write(text),
      writeErr: (text) => terminal.err.write(text),
    })
    .showHelpAfterError("Add --help to see what there is.");
  for (const add of GROUPS) add(program, terminal);
  return program;
}

/**
 * Runs one command.
 * @param args what stands behind `plumbline`
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 the server cannot be reached
 */
export async function run(args: string[], terminal: Terminal = processTerminal()): Promise<number> {
  const program = createProgram(terminal);
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    const json = args.includes("--json");
    return reportError(error, terminal, { json, url: urlOf(program, terminal) });
  }
}
