import { z } from "zod";

/** Small shapes that several features use on the wire. */

export const Id = z.uuid();
/** An ISO 8601 time in UTC, of the database's clock. */
export const Time = z.string();

/** The number of a version or revision: counted from 0 or 1, and no larger than the database's integers. */
export const Revision = z.int32().min(0);

/** A page of a list read by key: pass `next` back as `after` for the one that follows. */
export function page<T extends z.ZodType>(of: T) {
  return z.object({ rows: z.array(of), next: z.string().nullable() });
}

export const PageQuery = z.object({
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type Bare<T> = T extends z.ZodDefault<infer Inner> ? Inner : T;

/** Changes to an object: each member optional and without its default, so that what is left out stays as it is. */
export function changesTo<Shape extends z.ZodRawShape>(of: z.ZodObject<Shape>) {
  const members = Object.entries(of.shape).map(([name, member]) => {
    const bare = member instanceof z.ZodDefault ? (member.unwrap() as z.ZodType) : (member as z.ZodType);
    return [name, bare.optional()];
  });
  return z.object(Object.fromEntries(members)) as unknown as z.ZodObject<{
    [K in keyof Shape]: z.ZodOptional<Bare<Shape[K]>>;
  }>;
}

/** A person as others in the organization see them; an erased person has a number instead of a name. */
export const PersonRef = z.object({ id: Id, name: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

/** Who made something: a person, a model or a program. */
export const AgentRef = PersonRef.extend({ kind: z.enum(["person", "model", "program"]) });
export type AgentRef = z.infer<typeof AgentRef>;

export const OrganizationRole = z.enum(["owner", "admin", "member"]);
export type OrganizationRole = z.infer<typeof OrganizationRole>;

export const ProjectRole = z.enum(["manager", "reviewer", "trainer", "viewer"]);
export type ProjectRole = z.infer<typeof ProjectRole>;

/** An estimate with its interval; `n` is what it rests on. Null bounds: not enough data; `method` says how it was made. */
export const Estimate = z.object({
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  level: z.number().default(0.95),
  n: z.number().int(),
  method: z.string().nullable().default(null),
});
export type Estimate = z.infer<typeof Estimate>;

/** How time was spent: from = milliseconds since the work was opened. */
export const TimeSpan = z.object({
  kind: z.enum(["read", "write", "check", "wait", "away"]),
  from: z.number().int().min(0),
  ms: z.number().int().min(0),
});
export type TimeSpan = z.infer<typeof TimeSpan>;

/** The same as it is kept. `cut`: more was said than had passed since the work was handed over. */
export const KeptSpan = TimeSpan.extend({ cut: z.literal(true).optional() });
export type KeptSpan = z.infer<typeof KeptSpan>;

/** What every refused request answers. `fields` points into the body where that helps. */
export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof Problem>;
