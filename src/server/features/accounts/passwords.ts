import { hash, verify } from "@node-rs/argon2";

/** Argon2id with 19 MiB and two passes. Source: OWASP Password Storage Cheat Sheet, first recommended setting. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** What is stored of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobodys: Promise<string> | undefined;

/**
 * Whether a password fits what is stored. Without a stored one (an unknown address, a person who never set one) the
 * same work is done against a hash that nothing fits, so that the time taken does not tell who has an account.
 */
export async function fitsPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword(crypto.randomUUID());
  const fits = await verify(stored ?? (await nobodys), password);
  return stored !== null && fits;
}
