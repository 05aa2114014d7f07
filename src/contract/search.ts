import { z } from "zod";
import { Attributes, Predicate } from "#content/index.ts";
import { endpoint } from "./endpoint.ts";
import { AgentRef, Id, PageQuery, page, Time } from "./entities.ts";
import { AnyItemState, ItemState } from "./states.ts";

export const ItemRow = z.object({
  id: Id,
  position: z.number().int(),
  externalId: z.string().nullable(),
  state: ItemState,
  priority: z.number().int(),
  /** The start of the last prompt message. */
  excerpt: z.string(),
  attributes: Attributes,
  answers: z.number().int(),
  authors: z.array(AgentRef),
  changedAt: Time.nullable(),
});
export type ItemRow = z.infer<typeof ItemRow>;

/** A predicate, written as JSON in an address. */
const PredicateText = z
  .string()
  .max(4000)
  .transform((text, context): Predicate => {
    const { data, error } = Predicate.safeParse(jsonOf(text));
    if (error) context.addIssue({ code: "custom", message: "is no predicate: see docs/api.md" });
    return data ?? z.NEVER;
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a list of items is narrowed to; all that is given must hold. */
export const ItemFilter = z.object({
  text: z.string().max(200).optional(),
  state: AnyItemState.optional(),
  author: Id.optional(),
  /** `name:value`, equal. */
  attribute: z.string().max(300).optional(),
  /** `question:value`, equal, of any current answer. */
  answer: z.string().max(300).optional(),
  externalId: z.string().max(300).optional(),
  flagged: z.stringbool().optional(),
  /** A predicate as JSON: what else must hold. */
  where: PredicateText.optional(),
});
export type ItemFilter = z.infer<typeof ItemFilter>;

export const search = {
  items: endpoint({
    method: "GET",
    path: "/api/projects/:project/items",
    summary: "Items by filter, a page at a time",
    scope: "read",
    lane: "lists",
    query: PageQuery.extend({
      ...ItemFilter.shape,
      /** An item: the page starts behind it, as `after` would with a place in the list. */
      beside: Id.optional(),
      sort: z.enum(["position", "-position", "changed", "-changed"]).default("position"),
    }),
    result: page(ItemRow).extend({ total: z.number().int(), totalIsExact: z.boolean() }),
  }),
  authors: endpoint({
    method: "GET",
    path: "/api/projects/:project/authors",
    summary: "Everyone who has answered: people, models and programs",
    scope: "read",
    lane: "lists",
    result: z.object({ rows: z.array(AgentRef) }),
  }),
  attributes: endpoint({
    method: "GET",
    path: "/api/projects/:project/attributes",
    summary: "Attribute names and their most frequent values, from a sample of items",
    scope: "read",
    lane: "lists",
    result: z.object({ rows: z.array(z.object({ name: z.string(), values: z.array(z.string()) })) }),
  }),
};
