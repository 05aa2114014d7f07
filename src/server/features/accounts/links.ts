import type { Change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import { hashSecret, newSecret } from "../../http/auth.ts";
import type { Services } from "../../services.ts";

/** How long a link works, in hours, by what it is for. */
const HOURS = { invitation: 7 * 24, recovery: 24, demo: 24 };
export type LinkPurpose = keyof typeof HOURS;

/** A link that still works, and whose it is. */
export interface OpenLink {
  org: string;
  organization: string;
  person: string;
  purpose: LinkPurpose;
  name: string;
  email: string | null;
  hasPassword: boolean;
}

const OPEN: Statement = {
  name: "link-open",
  text: `select l.org_id as org, p.organization, l.person_id as person, l.purpose, i.name, i.email,
           i.password_hash is not null as "hasPassword"
         from sign_in_link l join person_now p on p.id = l.person_id join identity i on i.person_id = p.id
         where l.token_hash = $1 and l.used_at is null and l.expires_at > clock()
           and not p.blocked and not p.erased`,
};

/**
 * Makes a link that signs one person in once; their earlier, unused links stop working.
 * The secret stands behind a #, which browsers send to no server and no log.
 */
export async function makeLink(
  tx: Change,
  baseUrl: string,
  link: { person: string; purpose: LinkPurpose },
): Promise<{ url: string; expiresAt: string }> {
  const token = newSecret();
  await tx.db.selectFrom("person").select("id").where("id", "=", link.person).forUpdate().execute(); // one at a time
  await tx.db
    .deleteFrom("sign_in_link")
    .where("person_id", "=", link.person)
    .where("used_at", "is", null)
    .execute();
  const { rows } = await tx.client.query<{ expires_at: string }>(
    `insert into sign_in_link (token_hash, org_id, person_id, purpose, expires_at)
     values ($1, $2, $3, $4, clock() + make_interval(hours => $5)) returning expires_at`,
    [hashSecret(token), tx.org, link.person, link.purpose, HOURS[link.purpose]],
  );
  tx.event({ kind: "link.made", body: { person: link.person, purpose: link.purpose } });
  return { url: `${baseUrl}/link#${token}`, expiresAt: rows[0]!.expires_at };
}

/**
 * Whose link a token is.
 * @throws AppError link_spent for a link that was used, has expired or never was
 */
export async function openLink(services: Services, token: string): Promise<OpenLink> {
  const [link] = await run<OpenLink>(services.database.pool, OPEN, [hashSecret(token)]);
  if (!link) throw new AppError("link_spent");
  return link;
}

/**
 * Uses a link up, in the transaction of what it allows.
 * @throws AppError link_spent where another request was quicker
 */
export async function spendLink(tx: Change, token: string): Promise<void> {
  const { rowCount } = await tx.client.query(
    `update sign_in_link set used_at = clock()
     where token_hash = $1 and org_id = $2 and used_at is null and expires_at > clock()`,
    [hashSecret(token), tx.org],
  );
  if (rowCount !== 1) throw new AppError("link_spent");
}
