import { expect, test } from "vitest";
import { inServer, queriesIn, tablesWith, textsIn } from "./statements.case.ts";

/** Why a look-up need not say of which project: its id was read, not sent. */
const FOUND = "of an assignment or item that was found in its project, and locked";
const JOB = "the row that a job was written for, with its project";
const FROZEN = "a form of the version that a row of the project names";

/** Look-ups that do not say of which project: where each stands, words that only it has, and why. */
const EXCEPTIONS = [
  ["features/agreements/ask-when-needed.ts", "update agreement g", "the agreement of a version just written"],
  [
    "features/guides/expect-free-examples.ts",
    "from barred_item",
    "items of any project of the organization, as its guide is; nothing of them is told but that they are barred",
  ],
  ["features/imports/import-file.ts", "project_id as project, agent_id as agent, name, blob", JOB],
  ["features/imports/import-file.ts", "set state = 'done'", JOB],
  ["features/imports/import-file.ts", "set state = 'failed'", JOB],
  ["features/imports/upload-file.ts", "update import set size", "the row that the upload has just written"],
  [
    "features/questions/desk.ts",
    "for update of q",
    "a question of a guide that its caller reads, who sees its project",
  ],
  ["features/releases/build-release.ts", "set state = 'failed'", JOB],
  ["features/releases/create-release.ts", "n.kind <> 'person'", "the release that was made just now"],
  ["features/releases/find-release.ts", "agent_id as agent, state, manifest", JOB],
  ["features/work/forms-of-answers.ts", "select form from form_version", FROZEN],
  ["features/work/assignment.ts", "from draft where assignment_id", FOUND],
  ["features/work/assign-work.ts", "update slot set reserved_for", FOUND],
  ["features/work/change-items.ts", "update slot set state = 4", FOUND],
  ["features/work/change-items.ts", "update slot set state = 0", FOUND],
  ["features/work/change-items.ts", "update slot set position", FOUND],
  ["features/work/change-items.ts", "update queue q set head", FOUND],
  [
    "features/work/eligibility.ts",
    "from may_draw where queue_id = $1",
    "a queue that was read from its project",
  ],
  ["features/work/assign-work.ts", "update slot set reserved_for", FOUND],
  ["features/work/lock-assignment.ts", "for update", FOUND],
  ["features/work/open-subject.ts", "update slot set state = 1", FOUND],
  ["features/work/review-answer.ts", "insert into review", FOUND],
  ["features/work/take-open-slot.ts", "s.state in (1, 2, 3, 6)", FOUND],
  ["features/work/take-open-slot.ts", "for update of s", FOUND],
  ["features/work/take-open-slot.ts", "reserved_for = null, ahead = false", FOUND],
  ["features/work/object-to-work.ts", "update participation set stage", FOUND],
  ["features/work/object-to-work.ts", "delete from participation p", FOUND],
  ["features/work/object-to-work.ts", "ahead = not w.mine", FOUND],
  ["features/work/object-to-work.ts", "when kept_for is null then 0 else 4", FOUND],
  ["features/work/route-again.ts", "update slot s set queue_id", "queues that were read from their project"],
  ["features/work/save-draft.ts", "delete from draft", FOUND],
  ["features/work/take-back.ts", "as recent", FOUND],
  ["features/work/take-back.ts", "update slot s set state = 1", FOUND],
] as const;

/** Rows of people, of the organization or of all projects, that only mention a project. */
const MENTIONS = ["api_key", "event", "membership", "notice", "person_trait", "stored_file"];
/** Rows that belong to a project through the row that they belong to. */
const CHILDREN = [
  ...["slot", "draft", "draft_step", "comment", "participation"],
  ...["import_problem", "release_file", "release_item"],
];
const TABLES = [...tablesWith("project_id").filter((table) => !MENTIONS.includes(table)), ...CHILDREN];

/** A table where a statement names one, and its alias. A dot or an equals sign behind it would make it an alias. */
const TOUCHES = new RegExp(
  `(?:\\b(?:from|join|into|update|using|only)|,)\\s+(${[...TABLES, "project"].join("|")})\\b(?! ?[.=])` +
    "(?:\\s+(?:as\\s+)?(?!(?:where|set|on|join|left|cross|order|using|group|limit|for|values|select|returning)\\b)(\\w+))?",
  "g",
);
/** What names a row of a project in another row. */
const POINTER =
  /\b(?:item|slot|assignment|answer|subject|thread|import|release|queue|form_version|guide_version|workflow_version)_id\b/;
const GIVEN = "(?:= (?:any\\()?|in \\()\\$\\d";
/** One project, or none: rows of no project are nobody's by their id. */
const NAMES_PROJECT = /\bproject_id (?:is null\b|= (?:any\()?(?!\w+\.))/;

/** Whether a statement looks rows of a project up by an id that it is given, and does not say of which project. */
function isLoose(text: string): boolean {
  const touched = [...text.matchAll(TOUCHES)].map(([, table, alias]) => ({
    table: table!,
    alias: alias ?? table!,
  }));
  const given = (alias: string, column: string) => new RegExp(`\\b${alias}\\.${column} ${GIVEN}`).test(text);
  const bare = (column: string) => new RegExp(`(?<![.\\w])${column} ${GIVEN}`).test(text);
  const isProject = touched.some(({ table, alias }) => table === "project" && given(alias, "id"));
  if (isProject || NAMES_PROJECT.test(text)) return false;
  const rows = touched.filter(({ table }) => table !== "project");
  if (rows.length === 0) return false;
  return (
    new RegExp(`${POINTER.source} ${GIVEN}`).test(text) ||
    rows.some(({ alias }) => given(alias, "id")) ||
    (touched[0]!.table !== "project" && bare("id"))
  );
}

const looseIn = (path: string, source: string) =>
  [...new Set([...textsIn(path, source), ...queriesIn(path, source)])].filter(isLoose);

test("every look-up by id says of which project, but for those that belong to none", () => {
  const found = inServer(looseIn);
  const fits = ({ path, text }: (typeof found)[number], [where, words]: (typeof EXCEPTIONS)[number]) =>
    where === path && text.includes(words);
  const surplus = found.filter((statement) => !EXCEPTIONS.some((listed) => fits(statement, listed)));
  expect(surplus).toEqual([]);
  expect(EXCEPTIONS.filter((listed) => !found.some((statement) => fits(statement, listed)))).toEqual([]);
});

test("planted look-ups are seen", () => {
  const loose = (source: string) => looseIn("x.ts", source).length;
  const query = (text: string) => loose(`pool.query(${JSON.stringify(text)})`);
  expect(query("select body from answer where id = $1 and org_id = $2")).toBe(1);
  expect(query("select body from answer where id = $1 and org_id = $2 and project_id = $3")).toBe(0);
  expect(
    query("select st.body from draft_step st join assignment a on a.id = st.assignment_id where a.id = $1"),
  ).toBe(1);
  expect(
    query("select from slot s join item i on i.id = s.item_id where s.id = $1 and i.project_id = s.n"),
  ).toBe(1);
  expect(query("update item_state set priority = $2 where item_id = any($1) and org_id = $3")).toBe(1);
  expect(query("delete from release_file where release_id = $1")).toBe(1);
  expect(query("select n from project p where p.id = $1")).toBe(0);
  expect(query("select name from person p where p.id = $1")).toBe(0);
  expect(query("select n from form_version where n = $1 and project_id = $2")).toBe(0);
  const part = (text: string) =>
    loose(`const WHERE = "${text}"; run(\`select n from release where \${WHERE}\`)`);
  expect(part("id = $1")).toBe(1);
  expect(part("id = $1 and project_id = $2")).toBe(0);
});

test("planted look-ups of the query builder are seen, also where they are put together", () => {
  const loose = (source: string) => looseIn("x.ts", source).length;
  expect(loose('await db.selectFrom("import").select("n").where("id", "=", id).executeTakeFirst();')).toBe(1);
  expect(
    loose('db.deleteFrom("import").where("id", "=", id).where("project_id", "=", project).execute();'),
  ).toBe(0);
  expect(loose('db.selectFrom("release_file").selectAll().where("release_id", "in", ids).execute();')).toBe(
    1,
  );
  expect(loose('const all = db.selectFrom("item"); all.where("item.id", "=", id).execute();')).toBe(1);
  const made = (where: string) =>
    loose(
      `function all() { return db.selectFrom("release as r")${where}; } all().where("r.id", "=", id).execute();`,
    );
  expect(made("")).toBe(1);
  expect(made('.where("r.project_id", "=", project)')).toBe(0);
});
