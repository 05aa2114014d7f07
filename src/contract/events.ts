import { z } from "zod";
import { SpokenLanguage, Trait } from "#content/index.ts";
import { LintKind } from "#guide/lint-kind.ts";
import { Subject } from "./discussions.ts";
import { Scope } from "./endpoint.ts";
import { Id, OrganizationRole, ProjectRole, Revision, Time } from "./entities.ts";
import { NewReReview } from "./gates.ts";
import { Audience } from "./guide-audience.ts";
import { SigningCapacity } from "./guide-sign-off.ts";
import { SuggestionOutcome } from "./guide-suggestions.ts";
import { ProjectSettings, ProjectState } from "./projects.ts";
import { QuestionKind, RulingUse } from "./questions.ts";
import { ObjectionReason } from "./work.ts";

/** What an event is about: the narrowest thing it always names. */
type About = "item" | "project" | "person" | "organization";

interface EventType {
  about: About;
  /** Shown in the timeline of what it is about, and therefore has words there. */
  public: boolean;
  /** Ids, hashes, counts and codes; never free text, never identity. */
  body: z.ZodType;
}

const kind = <A extends About, P extends boolean, B extends z.ZodType>(about: A, isPublic: P, body: B) => ({
  about,
  public: isPublic,
  body,
});

const Count = z.number().int().min(0);
const Slot = z.object({ slot: z.number().int() });
const Holder = Slot.extend({ holder: Id });
const Objection = Slot.extend({ objection: Id, reason: ObjectionReason });
const Thread = z.object({ thread: Id });
const Person = z.object({ person: Id });
const Published = z.object({ version: Id, n: Revision });
/** What was done to entries of a guide's draft. */
const GuideChange = z.enum(["added", "saved", "moved", "split", "merged", "retired", "restored"]);
const GuideThread = z.object({ guide: Id, entry: Id, thread: Id });
/** `entry` is null where a new one is suggested. */
const Suggested = z.object({ guide: Id, entry: Id.nullable(), suggestion: Id });
const Signature = z.object({ agreement: Id, signature: Id });
const Question = z.object({ question: Id });
const Announcement = z.object({ announcement: Id });
const Judging = z.object({ judging: Id, round: Count });
const nothing = z.undefined();

/** Every kind of event, with what its body says. Events are kept for good: a kind stays here while rows have it. */
export const events = {
  "slot.claimed": kind("item", true, Slot.extend({ assignment: Id })),
  "slot.released": kind("item", true, Slot),
  "slot.assigned": kind("item", true, Holder),
  "slot.unassigned": kind("item", true, Holder),
  "slot.skipped": kind("item", true, Objection),
  "item.flagged": kind("item", true, Objection),
  "item.prioritised": kind("item", true, z.object({ priority: Count })),
  "item.cancelled": kind("item", true, nothing),
  "item.restored": kind("item", true, nothing),
  "item.retyped": kind("item", true, z.object({ row: Id, retyping: Id, value: z.string().nullable() })),
  "answer.submitted": kind(
    "item",
    true,
    Slot.extend({ answer: Id, n: Revision, hash: z.string(), late: z.boolean() }),
  ),
  "answer.handed-back": kind("item", true, z.object({ assignment: Id })),
  "answer.taken-back": kind("item", true, Slot.extend({ answer: Id })),
  "answer.given-up": kind("item", true, Slot.extend({ answer: Id, author: Id })),
  "answer.reviewed": kind(
    "item",
    true,
    z.object({
      review: Id,
      answer: Id,
      decision: z.enum(["accept", "fix", "return", "reject"]),
      score: z.number().nullable(),
      fixed: Id.nullable(),
      findings: z.array(Id).optional(),
    }),
  ),
  "answer.edited": kind(
    "item",
    true,
    Slot.extend({ answer: Id, author: Id, outcome: z.string(), hash: z.string().nullable() }),
  ),
  "answer.topped-up": kind(
    "item",
    true,
    Slot.extend({ item: Id, answer: Id, n: Revision, hash: z.string(), author: Id }),
  ),
  "answer.reopened": kind("item", true, Slot.extend({ answer: Id, author: Id })),
  "answer.judged": kind("item", true, Slot.extend({ answer: Id, findings: z.array(Id) })),
  "lease.expired": kind("item", true, Holder),
  "lease.freed": kind("item", true, Holder),
  "thread.started": kind("project", true, Thread),
  "thread.resolved": kind("project", true, Thread),
  "thread.reopened": kind("project", true, Thread),
  "comment.added": kind(
    "project",
    true,
    Thread.extend({ comment: Id, mentions: z.array(Id), about: Subject.optional() }),
  ),

  "items.imported": kind(
    "project",
    false,
    z.object({
      import: Id.optional(),
      batch: Count.optional(),
      lines: z.object({ from: Count, to: Count }).optional(),
      added: Count,
      duplicates: Count.optional(),
      differing: Count.optional(),
      first: Count.optional(),
      last: Count.optional(),
      hash: z.string().optional(),
    }),
  ),
  "import.taken-back": kind("project", false, z.object({ import: Id, removed: Count })),
  "import.discarded": kind("project", false, z.object({ import: Id })),
  "project.created": kind("project", false, z.object({ template: z.string(), settings: ProjectSettings })),
  "project.changed": kind(
    "project",
    false,
    z.object({ fields: z.array(z.string()), settings: ProjectSettings }),
  ),
  "project.state-set": kind("project", false, z.object({ from: ProjectState, to: ProjectState })),
  "member.set": kind("project", false, Person.extend({ role: ProjectRole })),
  "member.removed": kind("project", false, Person),
  "guide.published": kind(
    "project",
    false,
    Published.extend({ before: Id.nullable().optional(), reReview: NewReReview.optional() }),
  ),
  "guide.adopted": kind(
    "project",
    false,
    z.object({ guide: Id, version: Id.nullable(), pinned: z.boolean() }),
  ),
  "guide.gated": kind(
    "project",
    false,
    z.object({ gate: Revision, version: Id, takesEffect: Time, everyQueue: z.boolean() }),
  ),
  "guide.acknowledged": kind(
    "project",
    false,
    z.object({
      acknowledgement: Id,
      gate: Revision,
      version: Id,
      seconds: Count,
      rounds: Count,
      passed: z.boolean(),
    }),
  ),
  "question.asked": kind("project", false, Question.extend({ kind: QuestionKind, owner: Id.nullable() })),
  "question.changed": kind("project", false, Question.extend({ owner: Id.nullable() })),
  "question.merged": kind("project", false, Question.extend({ into: Id })),
  "question.declined": kind("project", false, Question),
  "question.ruled": kind("project", false, Question.extend({ ruling: Id, rule: Id.nullable() })),
  "ruling.used": kind("project", false, z.object({ ruling: Id, use: Id, kind: RulingUse })),
  "agreement.published": kind("organization", false, Published.extend({ agreement: Id, hash: z.string() })),
  "agreement.signed": kind("person", false, Signature.extend({ agent: Id, hash: z.string() })),
  "agreement.revoked": kind("person", false, Signature.extend({ agent: Id })),
  "agreement.retired": kind("organization", false, z.object({ agreement: Id })),
  "announcement.made": kind("project", false, Announcement),
  "announcement.withdrawn": kind("project", false, Announcement),
  "announcement.read": kind("project", false, Announcement.extend({ reading: Id })),
  "judging.started": kind("project", false, Judging),
  "judging.closed": kind("project", false, Judging),
  "judging.voted": kind("project", false, z.object({ judging: Id, vote: Id })),
  "judging.concluded": kind("project", false, z.object({ judging: Id, outcome: Id })),
  "form.added": kind("project", false, z.object({ form: Id, key: z.string() })),
  "form.published": kind("project", false, Published),
  "form.top-up-started": kind(
    "project",
    false,
    z.object({ topUp: Id, round: Count, version: Id, answers: Count }),
  ),
  "task-type.saved": kind("project", false, z.object({ type: Id, value: z.string(), n: Revision })),
  "workflow.published": kind("project", false, Published),
  "release.created": kind(
    "project",
    false,
    z.object({ release: Id, n: Revision, items: Count, answers: Count }),
  ),
  "release.ready": kind("project", false, z.object({ release: Id, files: z.record(z.string(), z.string()) })),

  "person.added": kind(
    "person",
    false,
    Person.extend({
      role: OrganizationRole,
      projects: z.array(z.object({ id: Id, role: ProjectRole })).optional(),
    }),
  ),
  "person.role-set": kind("person", false, Person.extend({ from: OrganizationRole, to: OrganizationRole })),
  "person.blocked": kind("person", false, Person),
  "person.unblocked": kind("person", false, Person),
  "person.erased": kind("person", false, Person),
  "person.languages-set": kind("person", false, Person.extend({ languages: z.array(SpokenLanguage) })),
  "program.added": kind("project", false, z.object({ program: Id })),
  "trait.granted": kind("person", false, z.object({ agent: Id, trait: Trait, until: Time.nullable() })),
  "traits.granted": kind("organization", false, z.object({ agents: z.array(Id), trait: Trait })),
  "trait.revoked": kind("person", false, z.object({ agent: Id, trait: Trait })),
  "account.recovered": kind("person", false, Person.extend({ keys: z.enum(["keep", "revoke"]) })),
  "link.made": kind("person", false, Person.extend({ purpose: z.enum(["invitation", "recovery", "demo"]) })),
  "identity.changed": kind(
    "person",
    false,
    z.object({ password: z.boolean(), name: z.boolean(), address: z.boolean().optional() }),
  ),
  "session.started": kind("person", false, z.object({ session: Id, how: z.enum(["password", "link"]) })),
  "session.ended": kind("person", false, z.object({ session: Id })),
  "session.ended-all": kind("person", false, Person),
  "key.made": kind("person", false, z.object({ key: Id, scopes: z.array(Scope) })),
  "key.revoked": kind("person", false, z.object({ key: Id, person: Id.optional() })),
  "key.revoked-all": kind("person", false, Person),

  "guide.created": kind("organization", false, z.object({ guide: Id })),
  "guide.renamed": kind("organization", false, z.object({ guide: Id, archived: z.boolean().nullable() })),
  "guide.capacities-set": kind(
    "organization",
    false,
    Person.extend({ guide: Id, capacities: z.array(z.string()), taken: z.array(z.string()) }),
  ),
  "guide.changed": kind(
    "organization",
    false,
    z.object({ guide: Id, rev: Revision, what: GuideChange, entries: z.array(Id) }),
  ),
  "guide.suggested": kind("organization", false, Suggested),
  "guide.suggestion-decided": kind("organization", false, Suggested.extend({ outcome: SuggestionOutcome })),
  "guide.commented": kind(
    "organization",
    false,
    z.object({ guide: Id, entry: Id, thread: Id, comment: Id, mentions: z.array(Id) }),
  ),
  "guide.thread-resolved": kind("organization", false, GuideThread),
  "guide.thread-reopened": kind("organization", false, GuideThread),
  "guide.translated": kind(
    "organization",
    false,
    z.object({ guide: Id, entry: Id, language: z.string(), translation: Id }),
  ),
  "guide.sign-off-set": kind(
    "organization",
    false,
    z.object({ guide: Id, section: Id, capacities: z.array(SigningCapacity), row: Id }),
  ),
  "guide.signed": kind(
    "organization",
    false,
    z.object({ guide: Id, section: Id, capacity: SigningCapacity, signature: Id }),
  ),
  "guide.waived": kind("organization", false, z.object({ guide: Id, version: Id, sections: z.array(Id) })),
  "guide.checked-in": kind("organization", false, z.object({ guide: Id, rev: Revision, row: Id })),
  "guide.hint-dismissed": kind(
    "organization",
    false,
    z.object({ guide: Id, entry: Id, hint: LintKind, row: Id }),
  ),
  "guide.audience-set": kind(
    "organization",
    false,
    z.object({ guide: Id, section: Id.nullable(), audience: Audience, confidential: z.boolean(), row: Id }),
  ),
  "guide.read": kind("organization", false, z.object({ guide: Id, version: Id.nullable(), reading: Id })),
  "guide.versioned": kind("organization", false, z.object({ guide: Id, version: Id, n: Revision })),

  "organization.created": kind("organization", false, z.object({ owner: Id })),
  "rows.adopted": kind("organization", false, z.object({ rows: Count })),
} satisfies Record<string, EventType>;

type Events = typeof events;
export type EventKind = keyof Events;
export type EventBody<K extends EventKind> = z.infer<Events[K]["body"]>;
/** The kinds that a timeline shows. */
export type PublicEventKind = { [K in EventKind]: Events[K]["public"] extends true ? K : never }[EventKind];

type Place<A extends About> = A extends "item"
  ? { project: string; item: string }
  : A extends "project"
    ? { project: string; item?: string | null }
    : { project?: string | null };
type Body<B> = undefined extends B ? { body?: undefined } : { body: B };

/** Statements write these in bulk, each with the rows that it changes; a migration wrote down rows of before. */
type StatementKind = "slot.claimed" | "lease.expired" | "rows.adopted";

/** A decision for the log, with the body that its kind demands. */
export type EventEntry = {
  [K in EventKind]: { kind: K } & Place<Events[K]["about"]> & Body<EventBody<K>>;
}[Exclude<EventKind, StatementKind>];
