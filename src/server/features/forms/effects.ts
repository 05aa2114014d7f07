import type pg from "pg";
import type { Json } from "#content/index.ts";
import type { FormEffects, FormVersion } from "#contract/forms.ts";
import { isBlank } from "#kinds/answer.ts";
import { carryAlong, type FormStep, isText, nameBefore } from "#kinds/carry.ts";
import type { Form } from "#kinds/form.ts";
import { type QuestionChange, questionChanges } from "#kinds/form-steps.ts";
import type { FormMapping } from "#kinds/mapping.ts";
import { checkMapping } from "./check-mapping.ts";

interface Asked {
  org: string;
  project: string;
  form: string;
}

type Counts = FormEffects["items"];

/** Answers that say the same to one question. */
interface Said {
  version: number;
  name: string;
  /** Null: a text, or nothing. */
  value: Json;
  says: boolean;
  candidates: number;
  answers: number;
}

/**
 * What publishing a form would do: how many items stand where, and for each question that changes how many answers are
 * read as before, lose their value, or have none.
 * @param versions those that are published, oldest first
 * @throws AppError invalid where the mapping names what is not there
 */
export async function effectsOf(
  pool: pg.Pool,
  asked: Asked,
  { versions, draft, mapping }: { versions: readonly Version[]; draft: Form; mapping: FormMapping },
): Promise<FormEffects> {
  const latest = versions.at(-1);
  checkMapping(latest?.form ?? null, draft, mapping);
  const items = await countItems(pool, asked);
  if (!latest) return { items, questions: [] };
  const last: FormStep = { before: latest.form, after: draft, mapping };
  const changes = questionChanges(last);
  const said = await countAnswers(pool, asked, versions);
  return {
    items,
    questions: changes.map((change) => ({ ...change, ...countsOf(change, said, versions, last) })),
  };
}

type Version = Pick<FormVersion, "n" | "form" | "mapping">;

async function countItems(pool: pg.Pool, { org, project, form }: Asked): Promise<Counts> {
  const { rows } = await pool.query<Counts>(
    `select count(*) filter (where state = 'untouched')::int as untouched,
       count(*) filter (where state = 'in-progress')::int as "inProgress",
       count(*) filter (where state = 'submitted')::int as submitted,
       count(*) filter (where state = 'accepted')::int as accepted
     from form_item where project_id = $1 and org_id = $2 and form_id = $3`,
    [project, org, form],
  );
  return rows[0]!;
}

/** $1 project, $2 organization, $3 form, $4 the questions of each version: whether their values are few */
const SAID = `
select a.form_n as version, q.name, a.candidates, case when q.few then a.body->q.name else 'null' end as value,
  coalesce(a.body->q.name, 'null') not in ('null', '""') as says, count(*)::int as answers
from form_answer a join jsonb_to_recordset($4) as q(version int, name text, few boolean) on q.version = a.form_n
where a.project_id = $1 and a.org_id = $2 and a.form_id = $3 group by 1, 2, 3, 4, 5`;

async function countAnswers(
  pool: pg.Pool,
  { org, project, form }: Asked,
  versions: readonly Version[],
): Promise<Said[]> {
  const questions = versions.flatMap(({ n, form: { questions } }) =>
    questions.map((question) => ({ version: n, name: question.name, few: !isText(question) })),
  );
  return (await pool.query<Said>(SAID, [project, org, form, JSON.stringify(questions)])).rows;
}

function countsOf(
  change: QuestionChange,
  said: readonly Said[],
  versions: readonly Version[],
  last: FormStep,
): Pick<FormEffects["questions"][number], "kept" | "lost" | "empty"> {
  const counts = { kept: 0, lost: 0, empty: 0 };
  for (const [at, { n }] of versions.entries()) {
    const steps = stepsFrom(versions, at);
    const name = change.from && nameBefore(steps, change.from);
    const here = said.filter((one) => one.version === n);
    if (name === null) {
      counts.empty += answersIn(here);
      continue;
    }
    for (const one of here.filter((each) => each.name === name)) {
      if (!one.says) counts.empty += one.answers;
      else if (change.to !== null && isRead([...steps, last], one, change.to)) counts.kept += one.answers;
      else counts.lost += one.answers;
    }
  }
  return counts;
}

/** All answers to a version: each is counted once for every question of its form. */
function answersIn(said: readonly Said[]): number {
  const first = said[0]?.name;
  return said.filter(({ name }) => name === first).reduce((sum, { answers }) => sum + answers, 0);
}

const stepsFrom = (versions: readonly Version[], at: number): FormStep[] =>
  versions.slice(at + 1).map(({ form, mapping }, next) => ({
    before: versions[at + next]!.form,
    after: form,
    mapping,
  }));

/** Whether what was said is still read as something. A text is read wherever texts are. */
function isRead(steps: readonly FormStep[], { name, value, candidates }: Said, to: string): boolean {
  const body = { [name]: isBlank(value) ? "words" : value };
  return !isBlank(carryAlong(steps, body, { candidates })[to]);
}
