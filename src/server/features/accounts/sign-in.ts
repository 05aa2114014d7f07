import { change } from "../../db/change.ts";
import { run, type Statement } from "../../db/pool.ts";
import { AppError } from "../../errors.ts";
import type { Services } from "../../services.ts";
import { createSession } from "./create-session.ts";
import { fitsPassword } from "./passwords.ts";

/**
 * Before anybody is signed in there is no organization to look in: an address stands for one person in all.
 * It comes in small letters: the database would make an ordinary i of a dotted capital one, and guesses be uncounted.
 */
const BY_ADDRESS: Statement = {
  name: "person-by-address",
  text: `select p.id, p.org_id as org, i.password_hash as password
         from identity i join person_now p on p.id = i.person_id
         where lower(i.email) = $1 and not p.blocked and not p.erased`,
};

/** Who has just signed in, and the token for their browser. */
export interface SignedIn {
  org: string;
  person: string;
  token: string;
}

/**
 * Signs a person in by address and password.
 * @throws AppError wrong_credentials, after the same work whether the address is known, blocked or neither
 */
export async function signIn(
  services: Services,
  given: { email: string; password: string; userAgent: string | null },
): Promise<SignedIn> {
  const { database } = services;
  const [row] = await run<{ id: string; org: string; password: string | null }>(database.pool, BY_ADDRESS, [
    given.email,
  ]);
  const fits = await fitsPassword(row?.password ?? null, given.password);
  if (!row || !fits) throw new AppError("wrong_credentials");
  const { id: person, org } = row;
  const token = await change(database, { org, agent: person }, (tx) =>
    createSession(tx, { person, userAgent: given.userAgent, how: "password" }),
  );
  return { org, person, token };
}
