/**
 * Writes one release of each kind of work, in every format that it can fill, from the files in the golden folder (or
 * from the fixtures of the importers): what scripts/loaders/check_release.py reads with the real libraries.
 *
 *     npx tsx scripts/loaders/write-samples.ts <folder>
 */
import { createReadStream, existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseFilter, ReleasePolicy } from "#contract/releases.ts";
import { buildEntry } from "#formats/export/build-entry.case.ts";
import { type Entry, formats } from "#formats/export/index.ts";
import { defaultMapping, type Imported, shapeNamed } from "#formats/import/index.ts";
import { readRecords } from "#formats/read/index.ts";
import type { AnswerBody } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { templates } from "#kinds/templates.ts";
import { writeRelease } from "#server/features/releases/write-release.ts";
import { createRandom } from "#stats/index.ts";

const GOLDEN = process.env.GOLDEN_DIR ?? "../shared/golden";
const FIXTURES = "src/formats/import/fixtures";
const { integer: among } = createRandom(11);

interface Sample {
  name: string;
  files: string[];
  form: Form;
  answer(item: Imported): AnswerBody;
}

const samples: Sample[] = [
  {
    name: "preference",
    files: ["data/hh-rlhf-harmless-base-test.jsonl.gz", "data/v1_dpo_demo.jsonl"],
    form: templates.preference.form,
    answer: () => ({
      preference: { choice: [0, 1, "tie", "both_bad"][among(4)]!, strength: 1 + among(3) },
      reason: "=because",
    }),
  },
  {
    name: "demonstration",
    files: ["data/glaive_toolcall_en_demo.json", "data/alpaca_en_demo.json", "prompts/koala_test_set.jsonl"],
    form: templates.demonstration.form,
    answer: (item) => ({ response: `A response, written by hand (${item.material.prompt.length} turns).` }),
  },
  {
    name: "feedback",
    files: ["data/kto_en_demo.json"],
    form: templates.three_way_feedback.form,
    answer: () => ({ feedback: ["good", "bad", "neutral"][among(3)]! }),
  },
  {
    name: "ranking",
    files: ["data/oasst-en-100-trees.jsonl.gz"],
    form: templates.ranking.form,
    answer: (item) => ({ ranking: { tiers: (item.material.candidates ?? []).map((_, at) => [at]) } }),
  },
];

const folder = process.argv[2];
if (!folder) throw new Error("which folder?");
for (const sample of samples) await write(sample, join(folder, sample.name));

async function write({ name, files, form, answer }: Sample, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const known = files.map((file) => join(GOLDEN, file)).filter((file) => existsSync(file));
  const items: Imported[] = [];
  for (const file of known.length > 0 ? known : [join(FIXTURES, "question-answers.csv")])
    items.push(...(await read(file)));
  const entries = items.map((item, n): Entry => {
    const entry = buildEntry(item, form, [answer(item), answer(item), answer(item)], `i-${n}`);
    return { ...entry, item: { ...entry.item, position: n } };
  });
  const facts = {
    software: { name: "Plumbline", version: "sample" },
    project: { id: "p-1", name, description: "A sample" },
    release: { id: "r-1", n: 1, name, notes: "", created_at: "2026-01-01T00:00:00.000Z" },
    guide_version: 1,
    workflow_version: 1,
    formats: formats.filter((format) => format.fits(form)).map((format) => format.name),
    filter: ReleaseFilter.parse({}),
    policy: ReleasePolicy.parse({ ties: "keep" }),
  };
  const source = {
    facts,
    formats: formats.filter((format) => format.fits(form)),
    async *entries() {
      for (let at = 0; at < entries.length; at += 500) yield entries.slice(at, at + 500);
    },
  };
  await writeRelease(source, { write: (file, bytes) => writeFile(join(to, file), bytes) });
  console.log(`${name}: ${entries.length} items in ${to}`);
}

async function read(file: string): Promise<Imported[]> {
  const items: Imported[] = [];
  let parse: ReturnType<NonNullable<ReturnType<typeof shapeNamed>>["parser"]> | undefined;
  for await (const { records } of readRecords(createReadStream(file), file)) {
    const mapping = defaultMapping(records.map(({ value }) => value));
    parse ??= shapeNamed(mapping.shape)!.parser(mapping);
    for (const { value } of records) items.push(...parse(value));
  }
  return items;
}
