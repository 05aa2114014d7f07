import { z } from "zod";

/** How one setting of a kind is edited, read off the kind's own schema. */
export type Control = { nullable: boolean } & (
  | { type: "flag" }
  | { type: "number"; minimum: number; maximum: number }
  | { type: "line"; maximum: number }
  | { type: "choice"; options: string[] }
  | { type: "lines"; minimum: number; maximum: number }
  | { type: "rows"; columns: Setting[]; minimum: number; maximum: number }
);
export interface Setting {
  name: string;
  control: Control;
  /** What the schema fills in where nothing is given; undefined where a value is required. */
  initial: unknown;
}

/** The part of JSON Schema that settings use. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * The settings of a kind as controls, in the order of its schema.
 * @throws Error for a shape of setting that no control edits yet, which a test of all kinds would show
 */
export function settingsOf(schema: z.ZodType): Setting[] {
  return settingsIn(z.toJSONSchema(schema, { io: "input" }) as Schema);
}

function settingsIn(schema: Schema): Setting[] {
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    control: controlOf(name, property),
    initial: property.default,
  }));
}

function controlOf(name: string, schema: Schema): Control {
  const one = schema.anyOf?.filter((member) => member.type !== "null");
  if (one?.length === 1) return { ...controlOf(name, one[0]!), nullable: true };
  const nullable = false;
  const { minimum = -NO_LIMIT, maximum = NO_LIMIT, maxLength = NO_LIMIT } = schema;
  if (schema.enum) return { type: "choice", options: schema.enum.map(String), nullable };
  if (schema.type === "boolean") return { type: "flag", nullable };
  if (schema.type === "integer" || schema.type === "number")
    return { type: "number", minimum, maximum, nullable };
  if (schema.type === "string") return { type: "line", maximum: maxLength, nullable };
  if (schema.type === "array" && schema.items) {
    const limits = { minimum: schema.minItems ?? 0, maximum: schema.maxItems ?? NO_LIMIT };
    if (schema.items.type === "string") return { type: "lines", ...limits, nullable };
    if (schema.items.type === "object")
      return { type: "rows", columns: settingsIn(schema.items), ...limits, nullable };
  }
  throw new Error(`no control for the setting ${name}`);
}

/** An empty row for a list of rows, so that a new one can be filled in. */
export function blankRow(columns: readonly Setting[]): Record<string, unknown> {
  return Object.fromEntries(
    columns.map((column) => [column.name, column.initial ?? blankOf(column.control)]),
  );
}

function blankOf(control: Control): unknown {
  if (control.nullable) return null;
  if (control.type === "flag") return false;
  if (control.type === "number") return Math.max(0, control.minimum);
  return control.type === "lines" || control.type === "rows" ? [] : "";
}

/** The first thing wrong at a path or below it. */
export function errorAt(errors: ReadonlyMap<string, string>, path: string): string | undefined {
  for (const [at, message] of errors) if (at === path || at.startsWith(`${path}.`)) return message;
  return undefined;
}
