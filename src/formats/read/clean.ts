import { isBroken, type Json, mend } from "#content/index.ts";
import { excerpt, LIMITS, type SourceRecord } from "./record.ts";

/** A record that no reader should have to stand. */
export class Indigestible extends Error {}

type Holder = { [key: string]: Json } | Json[];

/**
 * Makes a parsed value safe to keep, in place: text that the database cannot hold (NUL, halves of characters) is
 * replaced, numbers out of range become null, `__proto__` keys are left out.
 * @param strings whether texts may hold such characters; looking at each costs time
 * @returns what was changed
 * @throws Indigestible when lists and objects are nested too deeply
 */
export function clean(value: Json, strings: boolean): string[] {
  const notes = new Set<string>();
  if (value !== null && typeof value === "object") walk(value, strings, notes, 1);
  return [...notes];
}

function walk(holder: Holder, strings: boolean, notes: Set<string>, depth: number): void {
  if (depth > LIMITS.depth) throw new Indigestible(`nested more than ${LIMITS.depth} levels deep`);
  const isList = Array.isArray(holder);
  const keys = isList ? holder : Object.keys(holder);
  for (let at = 0; at < keys.length; at++) {
    const key = isList ? at : (keys[at] as string);
    const member = (holder as Record<string | number, Json>)[key]!;
    if (key === "__proto__" || (strings && typeof key === "string" && isBroken(key))) {
      delete (holder as Record<string, Json>)[key];
      notes.add(
        key === "__proto__" ? "a key named __proto__ was left out" : "an unreadable key was left out",
      );
    } else if (typeof member === "string") {
      if (strings && isBroken(member)) {
        put(holder, key, mend(member));
        notes.add("characters that text cannot hold were replaced");
      }
    } else if (typeof member === "number") {
      if (!Number.isFinite(member)) {
        put(holder, key, null);
        notes.add("a number out of range was left out");
      }
    } else if (member !== null && typeof member === "object") walk(member, strings, notes, depth + 1);
  }
}

function put(holder: Holder, key: string | number, value: Json): void {
  (holder as Record<string | number, Json>)[key] = value;
}

/**
 * Parses the text of one JSON record.
 * @throws Indigestible with a reason for people
 */
export function parseRecord(text: string, line: number): SourceRecord {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    throw new Indigestible(`not valid JSON: ${excerpt((error as Error).message.split(/,? *"/)[0]!)}`);
  }
  if (value === null || typeof value !== "object" || Array.isArray(value))
    throw new Indigestible("not an object with named values");
  const names = Object.keys(value).length;
  if (names > LIMITS.columns) {
    const [found, most] = [names.toLocaleString("en"), LIMITS.columns.toLocaleString("en")];
    throw new Indigestible(
      `names ${found} values, and at most ${most} can be read: make it a list, or one object a line`,
    );
  }
  return { line, value, notes: clean(value, text.includes("\\u")) };
}
