import type pg from "pg";
import type { Attributes, Hidden, Material } from "#content/index.ts";
import type { AgentRef } from "#contract/entities.ts";
import type { Item } from "#contract/items.ts";
import type { ItemState } from "#contract/states.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { agentRef, personRef } from "../accounts/index.ts";
import { listAnswers } from "./item-answers.ts";
import { listTimeline } from "./item-timeline.ts";
import { isBlindTo, seesHidden } from "./policy.ts";

interface ItemDetail {
  id: string;
  position: number;
  externalId: string | null;
  state: ItemState;
  priority: number;
  attributes: Attributes;
  family: string | null;
  split: string | null;
  material: Material;
  import: Item["import"];
}

/** $1 item, $2 project, $3 organization. What is hidden has a statement of its own. */
const ITEM = `
select i.id, i.position, i.external_id as "externalId", i.state, i.priority,
  i.attributes, i.family, i.split, i.shown as material,
  case when m.import_id is not null then jsonb_build_object('id', m.import_id, 'name', m.import_name, 'line', coalesce(i.line, 0)) end as import
from item_now i join arrival m on m.item_id = i.id
where i.id = $1 and i.project_id = $2 and i.org_id = $3`;

/** What takes the place of what could tell a reviewer whose work it is, or what others answered. */
const WITHHELD = {
  ...{ blind: true, externalId: null, family: null, hidden: null, import: null },
  ...{ answers: [], timeline: [], leases: [], assigned: [] },
} satisfies Partial<Item>;

const HIDDEN = "select hidden from item where id = $1 and project_id = $2 and org_id = $3";

const LEASES = `
select s.id as "slotId", s.holder, p.name, p.kind, s.lease_until as until, s.parked
from held_slot s left join name_of p on p.agent_id = s.holder
where s.item_id = $1 and s.project_id = $2 and s.org_id = $3 order by s.id`;

interface LeaseRow {
  slotId: number;
  holder: string;
  name: string | null;
  kind: AgentRef["kind"];
  until: string;
  parked: boolean;
}

const ASSIGNED = `
select s.id as "slotId", s.reserved_for as person, p.name
from slot_now s left join name_of p on p.agent_id = s.reserved_for
where s.item_id = $1 and s.project_id = $2 and s.org_id = $3 and s.state = 'open' and s.reserved_for is not null order by s.id`;

/**
 * An item with all that happened to it, as far as the caller may know.
 * @throws AppError not_found
 */
export async function findItem(
  pool: pg.Pool,
  caller: Caller,
  { item, project }: { item: string; project: string },
): Promise<Item> {
  const { org } = caller;
  const asked = { item, project, org };
  const { rows } = await pool.query<ItemDetail>(ITEM, [item, project, org]);
  const row = rows[0];
  if (!row) throw new AppError("not_found");
  if (isBlindTo(caller, row.state)) return { ...row, ...WITHHELD };
  const [answers, timeline, leases, assigned, hidden] = await Promise.all([
    listAnswers(pool, asked),
    listTimeline(pool, asked),
    pool.query<LeaseRow>(LEASES, [item, project, org]),
    pool.query<{ slotId: number; person: string; name: string | null }>(ASSIGNED, [item, project, org]),
    seesHidden(caller) ? pool.query<{ hidden: Hidden | null }>(HIDDEN, [item, project, org]) : null,
  ]);
  return {
    ...row,
    blind: false,
    hidden: hidden?.rows[0]?.hidden ?? null,
    answers,
    timeline,
    assigned: assigned.rows.map(({ slotId, person, name }) => ({ slotId, person: personRef(person, name) })),
    leases: leases.rows.map(({ holder: id, name, kind, ...lease }) => ({
      ...lease,
      holder: agentRef({ id, name, kind }),
    })),
  };
}
