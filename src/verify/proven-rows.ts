import type pg from "pg";
import { type Check, first } from "./check.ts";

/** How the rows of a table are proven. */
interface Proven {
  table: string;
  /** What names a row in an event, behind its table. */
  name: string;
  /** Columns that change without an event, or are proven by another column that is a hash. */
  apart?: readonly string[];
  /** Columns with a person's words, proven by a salted hash of their own. */
  words?: readonly string[];
  /** Rows that may be missing: they end without an event that names them. */
  ends?: boolean;
  /** Rows that no event has named yet. */
  unnamed?: string;
}

/** Every table with rows that events prove. Written apart from the product's own list on purpose. */
export const PROVEN: readonly Proven[] = [
  { table: "organization", name: "t.id" },
  { table: "agent", name: "t.id" },
  { table: "person", name: "t.id" },
  { table: "session", name: "t.id", apart: ["user_agent", "seen_at", "expires_at"], ends: true },
  { table: "sign_in_link", name: "encode(t.token_hash, 'hex')", apart: ["used_at"], ends: true },
  { table: "api_key", name: "t.id", apart: ["name", "last_used_at"] },
  { table: "person_trait", name: "t.id" },
  { table: "project", name: "t.id" },
  { table: "membership", name: "t.project_id || '/' || t.person_id" },
  { table: "round", name: "t.project_id || '/' || t.n" },
  { table: "guide_version", name: "t.id" },
  { table: "workflow_version", name: "t.id" },
  { table: "form", name: "t.id" },
  { table: "form_version", name: "t.id" },
  { table: "top_up", name: "t.id" },
  { table: "task_type", name: "t.id" },
  { table: "item_type", name: "t.id" },
  {
    table: "import",
    name: "t.id",
    apart: ["state", "size", "bytes_read", "failure", "started_at", "finished_at"],
    unnamed: "t.batches = 0",
  },
  { table: "guide", name: "t.id", apart: ["rev"] },
  { table: "guide_capacity", name: "t.guide_id || '/' || t.person_id || '/' || t.capacity" },
  { table: "guide_entry", name: "t.id" },
  { table: "guide_head", name: "t.entry_id" },
  { table: "guide_revision", name: "t.id", apart: ["content"] },
  { table: "guide_lineage", name: "t.kind || '/' || t.from_entry || '/' || t.to_entry" },
  { table: "guide_adoption", name: "t.seq" },
  { table: "guide_suggestion", name: "t.id" },
  { table: "guide_suggestion_decision", name: "t.suggestion_id" },
  { table: "guide_translation", name: "t.id" },
  { table: "guide_sign_off", name: "t.id" },
  { table: "guide_signature", name: "t.id" },
  { table: "guide_waiver", name: "t.version_id" },
  { table: "guide_check_in", name: "t.id" },
  { table: "guide_hint_dismissal", name: "t.id" },
  { table: "guide_audience", name: "t.id" },
  { table: "guide_reading", name: "t.id" },
  {
    table: "item_state",
    name: "t.item_id",
    apart: ["changed_at"],
    unnamed: "t.state = 'new' and t.priority = 1 and t.accepted = 0 and t.workflow_version_id is null",
  },
  { table: "answer", name: "t.id", apart: ["body"] },
  { table: "review", name: "t.id" },
  { table: "objection", name: "t.id", words: ["note"] },
  { table: "thread", name: "t.id" },
  { table: "comment", name: "t.id", words: ["text"] },
  { table: "release", name: "t.id", apart: ["state", "failure", "finished_at"] },
  { table: "agreement", name: "t.id", apart: ["asked_at"] },
  { table: "agreement_version", name: "t.id" },
  { table: "agreement_signature", name: "t.id" },
  { table: "agreement_revocation", name: "t.signature_id" },
  { table: "announcement", name: "t.id" },
  { table: "announcement_reading", name: "t.id" },
  { table: "finding", name: "t.id" },
  { table: "gate", name: "t.project_id || '/' || t.n" },
  { table: "acknowledgement", name: "t.id" },
  {
    table: "gate_reply",
    name: "t.agent_id || '/' || t.project_id || '/' || t.gate || '/' || t.example_id || '/' || t.round",
    unnamed:
      "not exists (select from acknowledgement k where (k.agent_id, k.project_id, k.gate) = (t.agent_id, t.project_id, t.gate))",
  },
  { table: "desk_question", name: "t.id", words: ["text"] },
  { table: "ruling", name: "t.id" },
  { table: "ruling_use", name: "t.id" },
  { table: "judging", name: "t.id" },
  { table: "judging_rule", name: "t.id" },
  { table: "judging_vote", name: "t.id" },
  { table: "judging_outcome", name: "t.id" },
  { table: "redaction", name: "t.table_name || '/' || t.row_id || '/' || t.column_name" },
  { table: "release_file", name: "t.release_id || '/' || t.name" },
];

const sha256 = (text: string) => `encode(sha256(${text}), 'hex')`;

/** The hash of a person's words; where they were erased, the one that the redaction keeps. */
const wordsHash = (table: string, column: string) => `coalesce(
  (select ${sha256(`o.salt || uuid_send(t.id) || convert_to(t.${column}, 'UTF8')`)} from organization o where o.id = t.org_id),
  (select r.hash from redaction r where r.table_name = '${table}' and r.row_id = t.id and r.column_name = '${column}'))`;

/** A row's hash: SHA-256 over its columns that are not null. */
function hashOf({ table, apart = [], words = [] }: Pick<Proven, "table" | "apart" | "words">): string {
  const hashes = words.map((column) => `'${column}', ${wordsHash(table, column)}`);
  const columns = `to_jsonb(t) - '{${apart}}'::text[] || jsonb_build_object(${hashes})`;
  return `(select ${sha256("convert_to(jsonb_object_agg(key, value)::text, 'UTF8')")} from jsonb_each(${columns}) where value <> 'null')`;
}

/** Names and hashes of all rows as they are. */
const NOW = PROVEN.map(
  (proven) =>
    `select '${proven.table}/' || ${proven.name} as name, ${hashOf(proven)} as hash, ${proven.unnamed ?? "false"} as unnamed from ${proven.table} t`,
);
/** Lists that never change are proven by one hash each. */
const LISTS = [
  { table: "release_item", of: "release_id", order: "n" },
  { table: "guide_version_entry", of: "version_id", order: "position" },
].map(
  ({ table, of, order }) =>
    `select '${table}/' || t.${of} as name, ${sha256(`string_agg(sha256(convert_to(to_jsonb(t)::text, 'UTF8')), '' order by t.${order})`)} as hash,
       false as unnamed from ${table} t group by t.${of}`,
);
/** Items of before have a hash each; those that were imported since have one for each batch (`importedItems`). */
const ITEMS = `
  select 'item/' || coalesce(t.import_id::text, '-') || '/' || t.id as name, ${hashOf({ table: "item", apart: ["shown", "hidden"] })} as hash, false as unnamed
  from item t left join (
    select project_id, range_agg(int8range((body->>'first')::bigint, (body->>'last')::bigint, '[]')) as positions
    from event where kind = 'items.imported' and body->>'hash' is not null group by project_id) batches
    on batches.project_id = t.project_id
  where not coalesce(t.position <@ batches.positions, false)`;

const MAY_END = PROVEN.filter(({ ends }) => ends).map(({ table }) => `'${table}'`);

/** The newest event that names a row has its hash: in the order of numbers, which is that of the locks on a row. */
const FIND = `
with made as (
  select distinct on (m.key) m.key as name, m.value as hash, e.seq, e.kind
  from event e cross join jsonb_each_text(e.made) m order by m.key, e.seq desc),
now as (${[...NOW, ...LISTS, ITEMS].join(" union all ")}),
gone as (select body->>'import' as import from event where kind = 'import.taken-back')
select coalesce(made.name, now.name) || case
    when made.name is null then ', which no event made'
    when now.name is null then ' is gone, which event ' || made.seq || ' (' || made.kind || ') has'
    else ' is not as event ' || made.seq || ' (' || made.kind || ') has it' end as what
from made full join now on now.name = made.name
where made.hash is distinct from now.hash and not coalesce(now.unnamed and made.name is null, false)
  and not (now.name is null and (split_part(made.name, '/', 1) in (${MAY_END})
    or made.name like 'item/%' and split_part(made.name, '/', 2) in (select import from gone)
    or made.name like 'item_state/%' and not exists (select from item i where 'item_state/' || i.id = made.name)))`;

/** Rows against the hashes of them in events. */
export const provenRows: Check = {
  invariant: "I6",
  says: "every row is as the newest event that names it has it",
  find: (client: pg.Client) => first(client, FIND),
};
