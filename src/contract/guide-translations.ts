import { z } from "zod";
import { Language } from "#content/index.ts";
import { EntryContent } from "#guide/entry.ts";
import { Translation } from "#guide/translation.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";

/** What an entry of a draft says in another language. */
export const EntryTranslation = z.object({
  entry: Id,
  language: z.string(),
  translation: Translation,
  /** The revision that was translated, and what it said. */
  base: Id,
  source: EntryContent,
  /** How many later wordings of the entry there are, published or in the draft. */
  behind: z.number().int(),
  by: PersonRef,
  at: Time,
});
export type EntryTranslation = z.infer<typeof EntryTranslation>;

/** What an entry of a published version says in another language. */
export const ReadTranslation = z.object({
  entry: Id,
  translation: Translation,
  /** How many wordings were published since the one that was translated. */
  behind: z.number().int(),
});
export type ReadTranslation = z.infer<typeof ReadTranslation>;

const Languages = z.array(z.string());

/** A guide in other languages; nothing waits for a translation. */
export const guideTranslations = {
  list: endpoint({
    method: "GET",
    path: "/api/guides/:guide/translations",
    summary: "The languages that a guide is translated into, and the newest translations into one of them",
    scope: "read",
    query: z.object({ language: Language.optional() }),
    result: z.object({ languages: Languages, rows: z.array(EntryTranslation) }),
  }),
  save: endpoint({
    method: "PUT",
    path: "/api/guides/:guide/entries/:entry/translations",
    summary: "Save what an entry says in another language; earlier translations are kept",
    scope: "write",
    limit: 1024 * KB,
    body: z.object({
      language: Language,
      /** The revision that was translated. */
      base: Id,
      translation: Translation,
    }),
    result: EntryTranslation,
  }),
  read: endpoint({
    method: "GET",
    path: "/api/projects/:project/guide/translations",
    summary: "The guide of a project in another language, as far as it is translated",
    scope: "read",
    query: z.object({
      language: Language.optional(),
      /** The version of a piece of work, which may be an earlier one than the project's present one. */
      version: Id.optional(),
    }),
    result: z.object({ languages: Languages, rows: z.array(ReadTranslation) }),
  }),
};
