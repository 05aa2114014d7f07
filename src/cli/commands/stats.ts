import { type Command, InvalidArgumentError, Option } from "commander";
import { StatisticsError } from "#stats/index.ts";
import { speaker } from "../command.ts";
import { CommandError, EXIT } from "../errors.ts";
import { AGREEMENT_METHODS } from "../stats/agreement-methods.ts";
import { COMPARISON_METHODS } from "../stats/comparison-methods.ts";
import { DATA_METHODS } from "../stats/data-methods.ts";
import type { Method, MethodOption } from "../stats/method.ts";
import { type Mapping, type Rows, readRows } from "../stats/read-rows.ts";
import { toPlain, toText } from "../stats/render.ts";
import { processTerminal, type Terminal } from "../terminal.ts";

const METHODS: readonly Method[] = [...AGREEMENT_METHODS, ...COMPARISON_METHODS, ...DATA_METHODS];

/** `plumbline stats <method> <file>`: the statistics on a JSONL, CSV or TSV file, without a server. */
export function addStats(program: Command, terminal: Terminal = processTerminal()): void {
  const group = program
    .command("stats")
    .description("statistics on a JSONL, CSV or TSV file; needs no server")
    .addHelpText("after", "\nColumns of each method: plumbline stats <method> --help");
  for (const method of METHODS) addMethod(group, method, terminal);
}

type FileOptions = { column?: Mapping; format?: string; json?: boolean };

function addMethod(group: Command, method: Method, terminal: Terminal): void {
  const command = group.command(method.name).description(method.about);
  if (method.columns.length > 0) {
    const columns = method.columns.map(
      ({ name, about, optional, aliases }) =>
        `  ${name.padEnd(12)} ${about}${aliases ? ` (or ${aliases.join(", ")})` : ""}${optional ? ", optional" : ""}`,
    );
    command
      .argument("<file>", "JSONL, CSV or TSV; - for standard input")
      .option("--column <name=column>", "where a column is found; dots reach into records", collect)
      .addOption(
        new Option("--format <format>", "default: by the file's name").choices(["jsonl", "csv", "tsv"]),
      )
      .addHelpText("after", `\nColumns:\n${columns.join("\n")}`);
  }
  command.option("--json", "the result as JSON");
  for (const option of method.options) command.addOption(optionOf(option));
  command.action(async (...args: unknown[]) => {
    const file = method.columns.length > 0 ? (args[0] as string) : null;
    const { column = {}, format, json: _, ...options } = command.opts<FileOptions>();
    const found =
      file === null ? { rows: [], lines: [] } : await read(file, method, column, format, terminal);
    const result = toPlain(compute(method, found, options, file));
    speaker(command, terminal).print(result, toText(result));
  });
}

function optionOf({ flags, about, choices, number, required }: MethodOption): Option {
  const option = new Option(flags, about).makeOptionMandatory(required === true);
  if (choices) option.choices(choices);
  if (number) option.argParser(parseNumber);
  return option;
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) throw new InvalidArgumentError("It is no number.");
  return number;
}

function collect(text: string, previous: Mapping = {}): Mapping {
  const at = text.indexOf("=");
  if (at < 1 || at === text.length - 1) throw new InvalidArgumentError("Write it as name=column.");
  return { ...previous, [text.slice(0, at)]: text.slice(at + 1) };
}

function read(
  file: string,
  method: Method,
  mapping: Mapping,
  format: string | undefined,
  terminal: Terminal,
): Promise<Rows> {
  const unknown = Object.keys(mapping).find((name) => !method.columns.some((column) => column.name === name));
  if (unknown !== undefined) {
    const names = method.columns.map((column) => column.name).join(", ");
    throw new CommandError(`${method.name} reads no column "${unknown}", only ${names}.`, EXIT.usage);
  }
  return readRows(file, method.columns, mapping, { format, input: terminal.in });
}

/** Runs the method; where it names a row, the message names the line of the file. */
function compute(
  method: Method,
  { rows, lines }: Rows,
  options: Record<string, unknown>,
  file: string | null,
) {
  if (file !== null && rows.length === 0) throw new CommandError(`${file} has no rows.`);
  try {
    return method.run(rows, options);
  } catch (error) {
    if (!(error instanceof StatisticsError)) throw error;
    const told = error.message.replace(/^(row|ranking) (\d+)/, (all, _, number: string) => {
      const line = lines[Number(number) - 1];
      return line === undefined ? all : `line ${line}`;
    });
    throw new CommandError(`${file === null ? "" : `${file}: `}${told}.`);
  }
}
