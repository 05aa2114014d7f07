import type pg from "pg";
import { CONFIDENTIAL, type Hides, NOT_SHOWN } from "#guide/index.ts";
import { run, type Statement } from "./pool.ts";

/** $1 organization, $2 person or program */
const WITHHELD: Statement = {
  name: "withheld",
  text: "select guide_id as guide, entry_id as entry, opens from guide_withheld($1, $2)",
};

/** What a person does not read of the organization's guides. */
export interface Withheld {
  /** What is hidden always, and (what is confidential) outside of a guide that they opened. */
  hides: Hides;
  /** What is hidden in an opened guide too. */
  always: Hides;
  /** A guide as a whole: hidden always, until it is opened, or (null) not. */
  guide(id: string): "always" | "until-opened" | null;
  /** Whether a guide has something that only opening it shows. */
  mayOpen(guide: string): boolean;
}

/** The one place that says who reads what of a guide, for every door. */
export async function withheldFrom(
  client: pg.Pool | pg.ClientBase,
  { org, agent }: { org: string; agent: string },
): Promise<Withheld> {
  const rows = await run<{ guide: string; entry: string | null; opens: boolean }>(client, WITHHELD, [
    org,
    agent,
  ]);
  const of = (opens: boolean) =>
    new Set(rows.flatMap((row) => (row.entry !== null && row.opens === opens ? [row.entry] : [])));
  const [always, opens] = [of(false), of(true)];
  return {
    hides: (entry) => (always.has(entry) ? NOT_SHOWN : opens.has(entry) ? CONFIDENTIAL : null),
    always: (entry) => (always.has(entry) ? NOT_SHOWN : null),
    guide(id) {
      const whole = rows.find(({ guide, entry }) => guide === id && entry === null);
      if (!whole) return null;
      return whole.opens ? "until-opened" : "always";
    },
    mayOpen: (id) => rows.some(({ guide, opens: may }) => guide === id && may),
  };
}

/** What lists say of a rule. */
interface Told {
  rule: string;
  title: string;
  statement?: string;
  examples?: unknown[] | number;
}

/** Rules as a person sees them who may not read all: of those that are hidden, the number alone. */
export async function hideRules<T extends Told>(
  client: pg.Pool | pg.ClientBase,
  reader: { org: string; agent: string },
  rules: readonly T[],
): Promise<T[]> {
  if (rules.length === 0) return [];
  const { hides } = await withheldFrom(client, reader);
  return rules.map((rule) => {
    const title = hides(rule.rule);
    if (title === null) return rule;
    const { statement, examples } = rule;
    return {
      ...rule,
      title,
      ...(statement !== undefined && { statement: "" }),
      ...(Array.isArray(examples) && { examples: [] }),
    };
  });
}
