import { textOf } from "#content/index.ts";
import type { Judgement } from "#contract/findings.ts";
import type { Assignment } from "#contract/work.ts";
import { type AnswerBody, checkAnswer, type Gap, ruleKey } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import type { AskedOf } from "#kinds/index.ts";
import { stageKind } from "#workflow/stages/index.ts";
import type { Decision } from "./errands.ts";
import type { LocalStore } from "./local-store.ts";
import { same } from "./merge-drafts.ts";
import { FRESH, type SpanState } from "./time-spans.ts";

/** A reviewer's decision while it is being made. */
export interface Verdict {
  decision: Decision | null;
  reason: string;
  score: number | null;
  /** The rules that the reason cites, by id; what older pages kept has none. */
  rules?: readonly string[];
  /** What is said of each rule that is judged. */
  judged?: { rule: string; judgement: Judgement }[];
}
const UNDECIDED: Verdict = { decision: null, reason: "", score: null };

/** What a person wrote on a piece of work, and what the server holds of it. */
export interface Written {
  body: AnswerBody;
  /** The server's draft at `rev`, from which `body` grew. */
  base: AnswerBody;
  rev: number;
  /** Bodies that were sent and not answered. */
  sent?: readonly AnswerBody[];
  dirty: boolean;
  confidence: number | null;
  verdict: Verdict;
  spans: SpanState;
  /** When the work was opened, milliseconds since 1970 by this browser. */
  openedAt: number;
}

/** A piece of work in this browser's hands. */
export interface Held extends Written {
  assignment: Assignment;
  form: Form;
}

/** Work as the server hands it over, joined with what this browser still keeps of it. */
export function openHeld(assignment: Assignment, form: Form, kept: Written | undefined, now: number): Held {
  // Who writes the next version of an answer starts from the one before.
  const started = stageKind(assignment.work).makes === "version" ? assignment.subject?.body : undefined;
  const base = assignment.draft?.body ?? assignment.returned?.previous ?? started ?? {};
  const rev = assignment.draft?.rev ?? 0;
  const fresh: Written = {
    body: base,
    base,
    rev,
    dirty: false,
    confidence: null,
    verdict: UNDECIDED,
    spans: FRESH,
    openedAt: now,
  };
  if (!kept) return { ...fresh, assignment, form };
  // Unsaved text goes on from where it was; should the server have moved on, the next save finds that out.
  if (kept.dirty && !same(kept.body, base)) return { ...kept, assignment, form };
  return { ...kept, body: base, base, rev, dirty: false, assignment, form };
}

/** What is still missing in an answer, and in what it says of the rules that are judged with it. */
export function gapsOf(assignment: Assignment, form: Form, body: AnswerBody): Gap[] {
  const unsaid = (assignment.rules ?? []).map(({ rule }) => ruleKey(rule)).filter((key) => !body[key]);
  const missing = unsaid.map((question) => ({ question, message: "Needs an answer" }));
  return [...checkAnswer(form, body, shapeOf(assignment)).gaps, ...missing];
}

/** Whether work that came back is still as it was returned. */
export function isUnchanged({ assignment, body }: Held): boolean {
  return assignment.returned !== null && same(body, assignment.returned.previous);
}

/** The language of what is read and written: the item's own. */
export function languageOf({ attributes }: Assignment): string | undefined {
  return typeof attributes.language === "string" ? attributes.language : undefined;
}

/** What the questions of a form have to know of the work. */
export function shapeOf({ material, attributes }: Assignment): AskedOf {
  return { candidates: material.candidates?.length ?? 0, attributes };
}

/** What an errand is about, with the first words of the material to recognise it by. */
export function aboutOf(assignment: Assignment, project: string) {
  return { project, assignment: assignment.id, excerpt: excerptOf(assignment) };
}

function excerptOf(assignment: Assignment): string {
  const last = assignment.material.prompt.at(-1);
  const text = last ? textOf(last) : Object.values(assignment.material.fields ?? {})[0];
  return (text ?? "").replace(/\s+/g, " ").trim().slice(0, 120);
}

interface Opened {
  assignment: Assignment;
  form: Form;
}

/** Work as it may be kept: what the rules say that it broke, or that are judged with it, is text of the guide. */
function keepable(assignment: Assignment): Assignment {
  const { returned, rules, offline } = assignment;
  if (offline === "everything") return assignment;
  return {
    ...assignment,
    ...(returned && { returned: { ...returned, rules: [] } }),
    ...(rules && { rules: rules.map((rule) => ({ ...rule, title: "", statement: "" })) }),
  };
}

/** Where work is kept in the browser: what was handed over once, what is written at every change. */
export function keptWork(store: LocalStore, person: string, project: string) {
  const at = (what: string, id = "") => `${what}/${person}/${project}/${id}`;
  return {
    keepOpened: ({ assignment, form }: Opened) =>
      store.set(at("opened", assignment.id), { assignment: keepable(assignment), form }),
    keepWritten: ({ assignment, form: _form, ...written }: Held) =>
      store.set(at("written", assignment.id), written),
    written: (id: string) => store.get<Written>(at("written", id)),
    async forget(id: string): Promise<void> {
      await Promise.all([store.delete(at("opened", id)), store.delete(at("written", id))]);
    },
    setCurrent: (id: string | null) => (id ? store.set(at("current"), id) : store.delete(at("current"))),
    /** What was on the screen when the page went, if it is still here. */
    async current(): Promise<Held | null> {
      const id = await store.get<string>(at("current"));
      const opened = id && (await store.get<Opened>(at("opened", id)));
      const written = id && (await store.get<Written>(at("written", id)));
      return opened && written ? { ...opened, ...written } : null;
    },
    /** Unsaved text of other pieces of work: a crash or a day offline may have left some. */
    async unsaved(except: string | null): Promise<{ id: string; written: Written }[]> {
      const prefix = at("written");
      const all = await store.entries<Written>(prefix);
      return all
        .map(([key, written]) => ({ id: key.slice(prefix.length), written }))
        .filter(({ id, written }) => written.dirty && id !== except);
    },
  };
}
export type KeptWork = ReturnType<typeof keptWork>;
