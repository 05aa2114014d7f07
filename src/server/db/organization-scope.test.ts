import { expect, test } from "vitest";
import { inServer, tablesWith, textsIn } from "./statements.case.ts";

/** Statements that belong to no organization: where each stands, words that only it has, and why. */
const UNSCOPED = [
  ["http/auth.ts", "from session s join person p", "says who calls, and so which organization it is"],
  ["http/auth.ts", "from api_key k left join person p", "says who calls, and so which organization it is"],
  ["features/work/eligibility.ts", "from agreement_trait t", "of the project of the query around it"],
  ["features/accounts/sign-in.ts", "lower(i.email) = $1", "says who signs in"],
  ["features/accounts/links.ts", "from sign_in_link l join person_now p", "says whose link it is"],
  ["features/people/first-owner.ts", "order by p.created_at limit 1", "whether anybody was ever here"],
  ["features/people/first-owner.ts", "where not exists (select from person", "whether one has no owner left"],
  [
    "features/people/erasure-list.ts",
    "p.erased_at is not null",
    "lists who was erased, of the whole database",
  ],
  ["features/people/link-from-machine.ts", "p.role = 'owner'", "for whoever holds the machine"],
  ["refuse-insecure.ts", "purpose = 'demo'", "looks over the whole database before the start"],
  ["doctor/database.ts", "from person p left join identity i", "looks over the whole database"],
  ["doctor/database.ts", "select key, size from stored_file", "looks over the whole database"],
  ["demo/load-demo.ts", "delete from session", "the database was empty before"],
  ["demo/load-demo.ts", "select org_id as org from person", "finds the demo's organization"],
  ["demo/sign-in-links.ts", "l.purpose = 'demo'", "finds the demo's organization"],
  ["demo/sign-in-links.ts", "from identity where email = any($1)", "finds the demo's organization"],
  ["doctor/database.ts", "from job where given_up_at", "looks over the whole database"],
  ["jobs/run-jobs.ts", "for update skip locked", "takes the next job, and learns from it whose it is"],
  ["jobs/run-jobs.ts", "where lease_until is not null", "a sweep of the worker"],
  ["jobs/seal.ts", "event_line(event)", "one chain of seals over all events"],
  ["db/event-order.ts", "max(txn)", "one order of all events"],
  ["events/follow.ts", "settled_txn()", "a follower reads all events"],
  ["db/predicate-sql.ts", "from answer_head a", "of an item of the query around it"],
  ["db/predicate-sql.ts", "from contribution a", "of an item of the query around it"],
  ["db/predicate-sql.ts", "from rule_citation f", "of an item of the query around it"],
  ["db/predicate-sql.ts", "from decision d", "of an item of the query around it"],
  ["db/predicate-sql.ts", "from decision r", "of a review of the query around it"],
  ["db/predicate-sql.ts", "join guide_version v", "of a review of the query around it"],
  ["db/predicate-sql.ts", "join answer_version a", "of a review of the query around it"],
  ["db/predicate-sql.ts", "join decision o", "of a review of the query around it"],
  ["jobs/forget-replies.ts", "delete from idempotency", "a sweep of the worker"],
  ["features/accounts/forget-sessions.ts", "delete from session", "a sweep of the worker"],
  ["features/imports/resume-imports.ts", "i.state = 'running'", "a sweep of the worker"],
  ["features/imports/sweep-uploads.ts", "from stored_file f", "a sweep of the worker"],
  ["features/search/index-items.ts", "select x.project_id as project", "a sweep of the worker"],
  ["features/search/index-text.ts", "select x.project_id as project", "a sweep of the worker"],
  ["features/work/eligibility.ts", "until <= clock()", "a sweep of the worker"],
  ["features/agreements/ask-when-needed.ts", "limit 100", "a sweep of the worker"],
  ["features/work/register-machine.ts", "n.kind = 'program'", "a sweep of the worker"],
  ["features/work/leases.ts", "lease_until < clock() order by", "a sweep of the worker"],
  ["features/work/start-top-up.ts", "t.open_at <= clock()", "a sweep of the worker"],
  ["features/work/statements.ts", "from top_up u join queue kq", "of the slot of the query around it"],
  ["features/work/leases.ts", "update queue q set head", "a sweep of the worker"],
] as const;

const TABLES = tablesWith("org_id");

/** Is a statement at all, and not a sentence or a name. */
const SQL = /\b(select|insert into|update|delete from|join)\b/;
/** Names such a table where a statement names one; a dot or an equals sign behind it would make it an alias. */
const TOUCHES = new RegExp(`(\\b(from|join|into|update|using|only)|,)\\s+(${TABLES.join("|")})\\b(?! ?[.=])`);
/** Compares the column with what is given, not with another row's alone; or begins by writing it. */
const SCOPED = /\borg_id = (?!\w+\.)|^\s*(?:with \w+ as \()?insert into \w+(?: as \w+)? \([^)]*\borg_id\b/;

/** The statements of a file that touch a table of an organization's and do not say which organization. */
function unscopedIn(path: string, source: string): string[] {
  return textsIn(path, source).filter((text) => SQL.test(text) && TOUCHES.test(text) && !SCOPED.test(text));
}

test("every statement says of which organization, but for those that belong to none", () => {
  const found = inServer(unscopedIn);
  const fits = ({ path, text }: (typeof found)[number], [where, words]: (typeof UNSCOPED)[number]) =>
    where === path && text.includes(words);
  expect(found.filter((statement) => !UNSCOPED.some((listed) => fits(statement, listed)))).toEqual([]);
  expect(UNSCOPED.filter((listed) => !found.some((statement) => fits(statement, listed)))).toEqual([]);
});

test("planted statements are seen", () => {
  const unscoped = (source: string) => unscopedIn("x.ts", source).length;
  const inParts = (part: string) =>
    unscoped(`const PART = "${part}"; run(\`update slot set n = 1 where \${PART}\`)`);
  expect(unscoped('pool.query("select n from release where id = $1", [id]);')).toBe(1);
  expect(unscoped('const X: Statement = { name: "x", text: `delete from slot where id = $1` };')).toBe(1);
  expect(unscoped("sql`delete from item_set s using\n project p where p.id = s.project_id`")).toBe(1);
  expect(unscoped('run("select id, org_id from item where id = $1")')).toBe(1);
  expect(unscoped('run("select from slot s join item i on i.org_id = s.org_id")')).toBe(1);
  expect(inParts("id = $1")).toBe(1);
  expect(inParts("id = $1 and org_id = $2")).toBe(0);
  expect(unscoped('run("insert into event (org_id, kind) values ($1, $2)")')).toBe(0);
  expect(unscoped('run("select id from seal where id = $1"); say("Take it from item 3.")')).toBe(0);
});
