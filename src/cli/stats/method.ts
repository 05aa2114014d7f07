import { CommandError, EXIT } from "../errors.ts";
import type { Column } from "./columns.ts";

/** An option of a method, as commander writes it. */
export type MethodOption = {
  /** Such as "--ties <how>"; without a value it is a switch. */
  flags: string;
  about: string;
  choices?: readonly string[];
  number?: boolean;
  required?: boolean;
};

/** A statistical method as a command: which columns it reads, what may be set, and what it does with the rows. */
export type Method = {
  name: string;
  about: string;
  /** None for a method that reads no file. */
  columns: readonly Column[];
  options: readonly MethodOption[];
  run: (rows: readonly unknown[], options: Record<string, unknown>) => unknown;
};

/** Ties the columns that a method reads to the rows it takes, in one place. */
export function method<Row, Options>(definition: {
  name: string;
  about: string;
  columns: readonly Column[];
  options?: readonly MethodOption[];
  run: (rows: readonly Row[], options: Options) => unknown;
}): Method {
  return {
    ...definition,
    options: definition.options ?? [],
    run: (rows, options) => definition.run(rows as readonly Row[], options as Options),
  };
}

export const LEVEL: MethodOption = {
  flags: "--level <share>",
  about: "confidence level of intervals, default 0.95",
  number: true,
};

/** Reads names with numbers, such as "train=0.9,test=0.1", the value of the option `flag`. */
export function parseNumbers(flag: string, text: string): Record<string, number> {
  return Object.fromEntries(
    text.split(",").map((part) => {
      const [name, number] = part.split("=").map((piece) => piece.trim());
      if (!name || !number || !Number.isFinite(Number(number))) {
        throw new CommandError(
          `${flag} ${text}: write names with numbers, such as first=0.9,second=0.1.`,
          EXIT.usage,
        );
      }
      return [name, Number(number)];
    }),
  );
}

/** Leaves out what was not set, so that a method's own defaults hold. */
export function set<T extends Record<string, unknown>>(
  options: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]: Exclude<T[K], undefined> };
}
