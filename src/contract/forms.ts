import { z } from "zod";
import { Form } from "#kinds/form.ts";
import { endpoint } from "./endpoint.ts";
import { Id, PersonRef, Revision, Time } from "./entities.ts";

export const FormVersion = z.object({ id: Id, n: z.number().int(), form: Form, by: PersonRef, at: Time });
export type FormVersion = z.infer<typeof FormVersion>;

/** The form that is being edited. `rev` guards against two editors: a save with an old one is refused. */
export const FormDraft = z.object({ form: Form, rev: z.number().int(), savedAt: Time });
export type FormDraft = z.infer<typeof FormDraft>;

export const forms = {
  draft: endpoint({
    method: "GET",
    path: "/api/projects/:project/form",
    summary: "The form as it is being edited",
    scope: "read",
    result: FormDraft,
  }),
  saveDraft: endpoint({
    method: "PUT",
    path: "/api/projects/:project/form",
    summary: "Save the form without publishing it",
    scope: "write",
    body: z.object({ form: Form, rev: Revision }),
    result: FormDraft,
  }),
  publish: endpoint({
    method: "POST",
    path: "/api/projects/:project/form/versions",
    summary: "Publish the saved form as the next, immutable version; older answers keep theirs",
    scope: "write",
    body: z.object({ rev: Revision }),
    result: FormVersion,
  }),
  versions: endpoint({
    method: "GET",
    path: "/api/projects/:project/form/versions",
    summary: "All published versions, newest first",
    scope: "read",
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
