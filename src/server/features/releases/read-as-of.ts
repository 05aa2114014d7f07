import type pg from "pg";
import type { Attributes, Material } from "#content/index.ts";
import { fits, isBlank, kindVersions, readAnswer, type StoredAnswer } from "#kinds/answer.ts";
import { carryAlong, type FormStep } from "#kinds/carry.ts";
import { Form } from "#kinds/form.ts";
import { FormMapping } from "#kinds/mapping.ts";
import { AppError } from "../../errors.ts";

/** An item with answers, as far as they are read. */
interface Readable {
  item: { material: Material; attributes: Attributes };
  answers: (StoredAnswer & { formVersion: number; form: Form })[];
}

/** Reads entries as one version of their form has them. */
export interface Reading {
  /** An entry as it reads; answers to later versions and to other forms stay as they were given. */
  read<E extends Readable>(entry: E): E;
  /** Whether an answer, once read, reads as that version. */
  isRead(answer: { formVersion: number }): boolean;
  /** Counts what an entry, once read, does not say. */
  count(entry: Readable): void;
  /** How many answers say nothing to each question of the version, and how many stay as they were given. */
  counts(): AsOfCounts;
}

export interface AsOfCounts {
  form_version: number;
  nulls: Record<string, number>;
  /** Answers about items of which a question is not asked; left out where each is asked of all. */
  not_asked?: Record<string, number>;
  as_answered: number;
}

interface StepRow {
  before_n: number;
  n: number;
  before: unknown;
  after: unknown;
  mapping: unknown;
}

/** $1 project, $2 organization, $3 number of the version */
const STEPS = `
select s.before_n, s.n, s.before, s.after, s.mapping from form_step t join form_step s on s.form_id = t.form_id and s.n <= t.n
where t.project_id = $1 and t.org_id = $2 and t.n = $3 order by s.n`;

/** How answers are read: null as they were given, which is so where no version of the form is named. */
export async function loadReading(
  pool: pg.Pool,
  { org, project }: { org: string; project: string },
  n: number | undefined,
): Promise<Reading | null> {
  if (n === undefined) return null;
  const { rows } = await pool.query<StepRow>(STEPS, [project, org, n]);
  return readingOf(
    n,
    rows.map((row) => ({
      ...{ from: row.before_n, before: Form.parse(row.before), after: Form.parse(row.after) },
      mapping: FormMapping.parse(row.mapping),
    })),
  );
}

/** @param steps from the first version of the form to the one that is read as, oldest first */
function readingOf(version: number, steps: readonly (FormStep & { from: number })[]): Reading {
  const known = new Map(steps.map(({ from }, at) => [from, steps.slice(at)]));
  known.set(version, []);
  const read = <A extends Readable["answers"][number]>(answer: A, candidates: number): A => {
    const ahead = known.get(answer.formVersion);
    if (!ahead) return answer;
    const body = carryAlong(ahead, readAnswer(answer.form, answer), { candidates });
    return { ...answer, form: ahead.at(-1)?.after ?? answer.form, body, kinds: kindVersions() };
  };
  const nulls = new Map<string, number>();
  const notAsked = new Map<string, number>();
  let asAnswered = 0;
  return {
    read: (entry) => {
      const candidates = entry.item.material.candidates?.length ?? 0;
      return { ...entry, answers: entry.answers.map((answer) => read(answer, candidates)) };
    },
    isRead: ({ formVersion }) => known.has(formVersion),
    count: ({ item, answers }) => {
      for (const { formVersion, form, body } of answers) {
        if (!known.has(formVersion)) asAnswered++;
        else
          for (const { name, showIf } of form.questions) {
            if (!isBlank(body[name])) continue;
            const isAsked = !showIf || !("attribute" in showIf) || fits(showIf, item.attributes);
            const counts = isAsked ? nulls : notAsked;
            counts.set(name, (counts.get(name) ?? 0) + 1);
          }
      }
    },
    counts: () => ({
      form_version: version,
      nulls: byName(nulls),
      ...(notAsked.size > 0 && { not_asked: byName(notAsked) }),
      as_answered: asAnswered,
    }),
  };
}

const byName = (counts: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Refuses a version that no form of a project has.
 * @throws AppError invalid
 */
export async function expectVersion(
  client: pg.Pool | pg.ClientBase,
  { org, project }: { org: string; project: string },
  [field, n]: [field: string, n: number | undefined],
): Promise<void> {
  if (n === undefined) return;
  const { rowCount } = await client.query(
    `select from project_now where id = $1 and org_id = $2 and form_n = $3
     union all select from form_step where project_id = $1 and org_id = $2 and $3 in (n, before_n)`,
    [project, org, n],
  );
  if (rowCount === 0) throw new AppError("invalid", { fields: { [field]: `there is no version ${n}` } });
}
