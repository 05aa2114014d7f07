import type pg from "pg";
import type { EntryTranslation, ReadTranslation } from "#contract/guide-translations.ts";
import { withheldFrom } from "../../../db/withheld.ts";
import { personRef } from "../../accounts/index.ts";
import { type GuideReader, readProjectGuide } from "../project-guide.ts";

type Client = pg.Pool | pg.ClientBase;

/** The languages that a guide has translations into. */
export async function listLanguages(client: Client, org: string, guide: string): Promise<string[]> {
  const { rows } = await client.query<{ language: string }>(
    "select distinct language from guide_translation where guide_id = $1 and org_id = $2 order by language",
    [guide, org],
  );
  return rows.map(({ language }) => language);
}

/** The texts of an entry that are translated, in SQL: what else changes puts no translation behind. */
const wording = (of: string) =>
  `jsonb_build_array(${["title", "statement", "definition", "isNot", "why", "whenInDoubt"].map((name) => `${of}.content->'${name}'`).join(", ")})`;

/** How many wordings there were from the translated one on (b) to the one that is shown, in SQL. */
const behind = (
  shown: string,
  isPublished: boolean,
) => `case when ${wording(shown)} = ${wording("b")} then 0 else (
    select count(distinct later.wording)::int from (
      select ${wording("o")} as wording from guide_version_entry_text o
      where o.entry_id = ${shown}.${isPublished ? "entry_id" : "id"} and o.org_id = $2 and o.n > b.n and o.n <= ${shown}.n
      union select ${wording(shown)}) later
    where later.wording <> ${wording("b")}) end as behind`;

/** $1 guide, $2 organization, $3 language, $4 an entry or null. A wording that nobody published counts once it is the draft's. */
const NEWEST = `
select distinct on (t.entry_id) t.entry_id as entry, t.language, t.content as translation, t.base_id as base, b.content as source,
  ${behind("e", false)},
  t.agent_id as agent, p.name, t.at
from guide_translation t join guide_revision b on b.id = t.base_id
join guide_entry_now e on e.id = t.entry_id left join name_of p on p.agent_id = t.agent_id
where t.guide_id = $1 and t.org_id = $2 and t.language = $3 and ($4::uuid is null or t.entry_id = $4)
order by t.entry_id, t.n desc`;

/** The newest translations of a draft's entries into a language; or of one of them. */
export async function listTranslations(
  client: Client,
  { org, guide }: { org: string; guide: string },
  language: string,
  entry: string | null = null,
): Promise<EntryTranslation[]> {
  type Row = Omit<EntryTranslation, "by"> & { agent: string; name: string | null };
  const { rows } = await client.query<Row>(NEWEST, [guide, org, language, entry]);
  return rows.map(({ agent, name, ...row }) => ({ ...row, by: personRef(agent, name) }));
}

/** $1 version, $2 organization, $3 language. A translation of a later wording would tell what is not published yet. */
const OF_VERSION = `
select distinct on (x.entry_id) x.entry_id as entry, t.content as translation,
  ${behind("x", true)}
from guide_version_entry_text x join guide_translation t on t.entry_id = x.entry_id and t.language = $3
join guide_revision b on b.id = t.base_id and b.n <= x.n
where x.version_id = $1 and x.org_id = $2
order by x.entry_id, b.n desc, t.n desc`;

/** A project's guide in another language: of those entries that its readers see. */
export async function readTranslations(
  pool: pg.Pool,
  reader: GuideReader,
  project: string,
  { language, version }: { language?: string | undefined; version?: string | undefined },
): Promise<{ languages: string[]; rows: ReadTranslation[] }> {
  const guide = await readProjectGuide(pool, reader, project, version);
  const { org } = reader;
  if (!guide?.version) return { languages: [], rows: [] };
  const languages = await listLanguages(pool, org, guide.id);
  if (language === undefined) return { languages, rows: [] };
  const { rows } = await pool.query<ReadTranslation>(OF_VERSION, [guide.version.id, org, language]);
  const seen = new Set(guide.entries.map(({ id }) => id));
  const { hides } = await withheldFrom(pool, reader);
  return { languages, rows: rows.filter(({ entry }) => seen.has(entry) && hides(entry) === null) };
}
