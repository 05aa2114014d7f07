import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { bySql, type Check } from "./check.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** Guides: what was published is what is stored, and it is clear what came from what. */
export const guideRules: Check[] = [
  {
    invariant: "I6",
    says: "a revision's hash is that of what its entry said",
    async find(client) {
      const { rows } = await client.query<{
        id: string;
        entry: string;
        n: number;
        content: unknown;
        hash: string;
      }>("select id, entry_id as entry, n, content, encode(hash, 'hex') as hash from guide_revision");
      return rows
        .filter(({ content, entry, n, hash }) => sha256(canonicalJson({ content, entry, n })) !== hash)
        .map(({ id }) => `revision ${id}`);
    },
  },
  {
    invariant: "I6",
    says: "a version's hash is that of its text and of its entries in order",
    async find(client) {
      const { rows } = await client.query<{ id: string; body: string; hash: string; entries: unknown[] }>(
        `select v.id, v.body, encode(v.hash, 'hex') as hash,
           (select coalesce(jsonb_agg(jsonb_build_array(x.entry_id, encode(r.hash, 'hex'), x.parent_id) order by x.position), '[]')
            from guide_version_entry x join guide_revision r on r.id = x.revision_id where x.version_id = v.id) as entries
         from guide_version v`,
      );
      return rows
        .filter(({ body, hash, entries }) =>
          entries.length === 0 ? sha256(body) !== hash : sha256(canonicalJson([body, entries])) !== hash,
        )
        .map(({ id }) => `version ${id}`);
    },
  },
  bySql(
    "I10",
    "a guide's rows are its own",
    `select 'version ' || x.version_id || ' has entry ' || x.entry_id as what from guide_version_entry x
       left join guide_version v on v.id = x.version_id left join guide_entry e on e.id = x.entry_id
       left join guide_revision r on r.id = x.revision_id
       where v.guide_id is distinct from e.guide_id or r.entry_id is distinct from x.entry_id
         or v.org_id is distinct from x.org_id or e.org_id is distinct from x.org_id
     union all
     select 'entry ' || e.id from guide_entry e left join guide g on g.id = e.guide_id
       left join guide_head h on h.entry_id = e.id left join guide_revision r on r.id = h.revision_id
       where g.org_id is distinct from e.org_id or h.guide_id is distinct from e.guide_id or r.entry_id is distinct from e.id
     union all
     select 'thread ' || t.id from thread t left join guide_entry e on e.id = t.subject_id
       where t.subject = 'entry' and t.org_id is distinct from e.org_id
     union all
     select 'adoption ' || a.seq from guide_adoption a left join project p on p.id = a.project_id
       left join guide g on g.id = a.guide_id left join guide_version v on v.id = a.version_id
       where p.org_id is distinct from a.org_id or g.org_id is distinct from a.org_id
         or (a.version_id is not null and v.guide_id is distinct from a.guide_id)`,
  ),
  bySql(
    "I10",
    "a project works under the version that it adopted last",
    `select 'project ' || p.id as what from project p
     where p.guide_version_id is distinct from (
       select version_id from guide_adoption a where a.project_id = p.id order by seq desc limit 1)`,
  ),
  bySql(
    "I10",
    "a translation was made from what its own entry said",
    `select 'translation ' || t.id as what from guide_translation t
       left join guide_revision r on r.id = t.base_id left join guide_entry e on e.id = t.entry_id
       where r.entry_id is distinct from t.entry_id or e.guide_id is distinct from t.guide_id
         or e.org_id is distinct from t.org_id`,
  ),
  bySql(
    "I10",
    "no entry of a guide comes from itself",
    `with recursive walk as (
       select from_entry as start, to_entry as at from guide_lineage
       union
       select w.start, l.to_entry from walk w join guide_lineage l on l.from_entry = w.at)
     select 'entry ' || start as what from walk where start = at`,
  ),
  {
    invariant: "I6",
    says: "a signature's hash is that of what was signed",
    async find(client) {
      const { rows } = await client.query<{ id: string; hash: string; texts: unknown[] }>(
        `select s.id, encode(s.hash, 'hex') as hash,
           (select coalesce(jsonb_agg(jsonb_build_array(e.value->>0, encode(r.hash, 'hex')) order by e.ordinality), '[]')
            from jsonb_array_elements(s.entries) with ordinality e
            join guide_revision r on r.id::text = e.value->>1 and r.entry_id::text = e.value->>0) as texts
         from guide_signature s`,
      );
      return rows
        .filter(({ hash, texts }) => sha256(canonicalJson(texts)) !== hash)
        .map(({ id }) => `signature ${id}`);
    },
  },
  bySql(
    "I10",
    "what had to be signed is signed in each version, or it says why not",
    `with recursive demand as (
       select v.id as version_id, v.at, s.section_id, unnest(s.capacities) as capacity
       from guide_version v cross join lateral (
         select distinct on (section_id) section_id, capacities from guide_sign_off o
         where o.guide_id = v.guide_id and o.at <= v.at order by section_id, seq desc) s),
     inside as (
       select d.version_id, d.at, d.capacity, x.entry_id, x.revision_id
       from demand d join guide_version_entry x on x.version_id = d.version_id and x.entry_id = d.section_id
       union
       select i.version_id, i.at, i.capacity, x.entry_id, x.revision_id
       from inside i join guide_version_entry x on x.version_id = i.version_id and x.parent_id = i.entry_id)
     select distinct 'version ' || i.version_id as what from inside i
     where not exists (select from guide_waiver w where w.version_id = i.version_id)
       and not exists (select from guide_signature s where s.capacity = i.capacity and s.at <= i.at
         and s.entries @> jsonb_build_array(jsonb_build_array(i.entry_id, i.revision_id)))`,
  ),
  bySql(
    "I10",
    "a suggestion that was taken became a revision of its entry, or of a new one; declining it took a reason",
    `select 'suggestion ' || s.id as what
     from guide_suggestion s join guide_suggestion_decision d on d.suggestion_id = s.id
     left join guide_revision r on r.id = d.revision_id left join guide_entry e on e.id = r.entry_id
     where (d.outcome = 'taken') is distinct from coalesce(
         e.guide_id = s.guide_id and e.id = coalesce(s.entry_id, e.id) and r.at <= d.at, false)
       or (d.outcome = 'declined' and d.reason = '')`,
  ),
];
