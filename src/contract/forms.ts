import { z } from "zod";
import { Form } from "#kinds/form.ts";
import { FormMapping } from "#kinds/mapping.ts";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Revision, Time } from "./entities.ts";

export const FormVersion = z.object({
  id: Id,
  n: z.number().int(),
  form: Form,
  /** How answers to the version before are read under this one. */
  mapping: FormMapping,
  by: PersonRef,
  at: Time,
});
export type FormVersion = z.infer<typeof FormVersion>;

/** The form that is being edited. `rev` guards against two editors: a save with an old one is refused. */
export const FormDraft = z.object({ form: Form, rev: z.number().int(), savedAt: Time });
export type FormDraft = z.infer<typeof FormDraft>;

/** What stages name a form by. */
export const FormKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "needs lower-case letters, digits and hyphens, starting with a letter");

/** A form of a project: the version in force, and the stages that are filled in with it. */
export const FormEntry = z.object({
  key: FormKey,
  name: z.string(),
  version: z.number().int().nullable(),
  versionId: Id.nullable(),
  stages: z.array(z.string()),
});
export type FormEntry = z.infer<typeof FormEntry>;

const Count = z.number().int();

/** What publishing a draft would do, counted now. */
export const FormEffects = z.object({
  /** Items that the form is asked of, by where their answers stand. */
  items: z.object({ untouched: Count, inProgress: Count, submitted: Count, accepted: Count }),
  /** What happens to the existing answers. */
  questions: z.array(
    z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      title: z.string(),
      effects: z.array(z.enum(["added", "removed", "renamed", "re-optioned", "re-scaled", "reworded"])),
      /** Answers that say something here and still do under the new version. */
      kept: Count,
      /** Answers that say something which has no counterpart in the new version: it is read as empty. */
      lost: Count,
      /** Answers that say nothing here. */
      empty: Count,
    }),
  ),
});
export type FormEffects = z.infer<typeof FormEffects>;

/** How long what is asked anew is kept for each answer's author. */
const TopUpDays = z.number().int().min(0).max(365);

/** A round in which accepted answers are asked the questions that are new in a version of their form. */
export const TopUp = z.object({
  id: Id,
  version: Count,
  /** From then on anyone is offered what authors have not taken. */
  openAt: Time,
  by: PersonRef,
  at: Time,
  waiting: Count,
  inProgress: Count,
  done: Count,
});
export type TopUp = z.infer<typeof TopUp>;

/** Which of a project's forms; the one that it started with where none is named. */
const which = z.object({ form: FormKey.default("main") });

export const forms = {
  list: endpoint({
    method: "GET",
    path: "/api/projects/:project/forms",
    summary: "A project's forms and the stages that use them",
    scope: "read",
    result: z.object({ rows: z.array(FormEntry) }),
  }),
  create: endpoint({
    method: "POST",
    path: "/api/projects/:project/forms",
    summary: "Add a form, which starts as a draft from a template",
    scope: "write",
    body: z.object({
      key: FormKey,
      name: z.string().trim().min(1, "needs a name").max(120),
      template: z.string().max(60).default("demonstration"),
    }),
    result: FormEntry,
  }),
  draft: endpoint({
    method: "GET",
    path: "/api/projects/:project/form",
    summary: "A form as it is being edited",
    scope: "read",
    query: which,
    result: FormDraft,
  }),
  saveDraft: endpoint({
    method: "PUT",
    path: "/api/projects/:project/form",
    summary: "Save a form without publishing it",
    scope: "write",
    limit: 1024 * KB,
    query: which,
    body: z.object({ form: Form, rev: Revision }),
    result: FormDraft,
  }),
  publish: endpoint({
    method: "POST",
    path: "/api/projects/:project/form/versions",
    summary: "Publish the saved form as the next, immutable version; older answers keep theirs",
    scope: "write",
    query: which,
    limit: 256 * KB,
    body: z.object({
      rev: Revision,
      /** How answers to the version before are read. They keep every byte. */
      mapping: FormMapping.default([]),
      /** Asks the new questions of accepted answers: of their authors for so many days, then of anyone. Null: leaves them. */
      topUp: TopUpDays.nullable().default(null),
    }),
    result: FormVersion,
  }),
  topUp: endpoint({
    method: "POST",
    path: "/api/projects/:project/form/top-ups",
    summary: "Ask the new questions of the newest version of accepted answers to older ones",
    scope: "write",
    query: which,
    body: z.object({ days: TopUpDays }),
    result: z.object({ answers: Count }),
  }),
  topUps: endpoint({
    method: "GET",
    path: "/api/projects/:project/form/top-ups",
    summary: "What accepted answers were asked anew, and how far that is, newest first",
    scope: "read",
    query: which,
    result: z.object({ rows: z.array(TopUp) }),
  }),
  effects: endpoint({
    method: "POST",
    path: "/api/projects/:project/form/effects",
    summary: "What publishing the saved form would do to items and to the answers that are there",
    scope: "read",
    lane: "lists",
    limit: 256 * KB,
    query: which,
    body: z.object({ mapping: FormMapping.default([]) }),
    result: FormEffects,
  }),
  versions: endpoint({
    method: "GET",
    path: "/api/projects/:project/form/versions",
    summary: "All published versions of a form, newest first",
    scope: "read",
    query: which,
    result: z.object({ rows: z.array(FormVersion) }),
  }),
  version: endpoint({
    method: "GET",
    path: "/api/projects/:project/form/versions/:version",
    summary: "One published version by its id",
    scope: "work",
    result: FormVersion,
  }),
};
