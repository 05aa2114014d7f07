import { z } from "zod";
import { endpoint, KB } from "./endpoint.ts";
import { Id, PersonRef, Time } from "./entities.ts";
import { ItemFilter } from "./search.ts";

const Key = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, "needs lower-case letters, digits and hyphens, starting with a letter");

const TaskTypeContent = z.object({
  title: z.string().trim().min(1, "needs a title").max(120),
  /** What it is, in Markdown. */
  definition: z.string().max(5000).default(""),
  /** The tasks that it was made from, by key. */
  parents: z.array(z.string().max(100)).max(20).default([]),
  /** Rules of the project's guide that are about it, by id. */
  rules: z.array(Id).max(100).default([]),
  examples: z
    .array(z.object({ prompt: z.string().max(5000), why: z.string().max(2000).default("") }))
    .max(20)
    .default([]),
  /** No item is to become one any more. */
  retired: z.boolean().default(false),
});

/** A kind of task that an item may be: a value of its attribute `skill`, with what it means. */
export const TaskType = TaskTypeContent.extend({
  key: Key,
  /** Counts its changes. */
  n: z.number().int(),
  by: PersonRef,
  at: Time,
});
export type TaskType = z.infer<typeof TaskType>;

const Count = z.number().int();

/** Who uses each kind of task. */
export const TypeUsage = z.object({
  /** Items by where they stand; null: those that do not say what they are. */
  rows: z.array(
    z.object({
      ...{ value: z.string().nullable(), untouched: Count, inProgress: Count, done: Count, withdrawn: Count },
    }),
  ),
  /** What published forms ask about some tasks alone. */
  questions: z.array(z.object({ task: z.string(), form: z.string(), name: z.string(), title: z.string() })),
});
export type TypeUsage = z.infer<typeof TypeUsage>;

/** Which items: those that are named, or all that a filter finds. */
const which = {
  items: z.array(Id).max(1000).optional(),
  filter: ItemFilter.optional(),
};
const isOne = ({ items, filter }: { items?: unknown; filter?: unknown }) =>
  (items === undefined) !== (filter === undefined);
const ONE = "Name items or a filter, one of them.";
const Value = z.string().min(1).max(100);

const path = <T extends string>(rest: T) => `/api/projects/:project/task-types${rest}` as const;

export const types = {
  list: endpoint({
    method: "GET",
    path: path(""),
    summary: "The kinds of task that were made for a project",
    scope: "work",
    result: z.object({ rows: z.array(TaskType) }),
  }),
  usage: endpoint({
    method: "GET",
    path: path("/usage"),
    summary: "Who uses each kind of task: items by where they stand, and questions of forms",
    scope: "read",
    lane: "lists",
    result: TypeUsage,
  }),
  save: endpoint({
    method: "PUT",
    path: path(""),
    summary: "Make a kind of task, say anew what it is, or retire it; earlier wordings are kept",
    scope: "write",
    limit: 256 * KB,
    body: TaskTypeContent.extend({ key: Key }),
    result: TaskType,
  }),
  preview: endpoint({
    method: "POST",
    path: path("/retype/preview"),
    summary: "How many items a retyping would change, by where they stand",
    scope: "read",
    lane: "lists",
    limit: 128 * KB,
    body: z.object({ ...which, value: Value }).refine(isOne, ONE),
    result: z.object({
      items: z.number().int(),
      /** Those that are not of this type yet. */
      changing: z.number().int(),
      untouched: z.number().int(),
      inProgress: z.number().int(),
      done: z.number().int(),
    }),
  }),
  retype: endpoint({
    method: "POST",
    path: path("/retype"),
    summary:
      "Say that items are another task: open work moves to its queue, answers keep what they were about",
    scope: "write",
    lane: "lists",
    limit: 128 * KB,
    body: z.object({ ...which, value: Value }).refine(isOne, ONE),
    result: z.object({ retyping: Id, changed: z.number().int() }),
  }),
  undo: endpoint({
    method: "POST",
    path: path("/retype/undo"),
    summary: "Undo a retyping, but for items that were retyped again since",
    scope: "write",
    body: z.object({ retyping: Id }),
    result: z.object({ retyping: Id, changed: z.number().int() }),
  }),
};
