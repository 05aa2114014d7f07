/**
 * What an outcome does to the answer in question: `forward` along the stage's edges, `return` to its author,
 * `discard` it and open its place again.
 */
export type Effect = "forward" | "return" | "discard";

/**
 * A kind of stage: one file in `stages/`, one line in `stages/index.ts`, and a view in the browser. Code elsewhere
 * asks a kind for these properties and never which kind it is.
 */
export interface StageKind {
  /** What a piece of work is about: an item that needs an answer, or one answer that exists. */
  subject: "item" | "answer";
  /** What is left behind: a version of the answer, or a verdict on it. */
  makes: "version" | "verdict";
  /** The traits that a person needs where the stage names none of its own. */
  needs: readonly string[];
  /** What can come out, and what each outcome does. Edges leave a stage by outcome. */
  outcomes: Readonly<Record<string, Effect>>;
  /** For kinds that make versions: the outcome of one, by whether it differs from the version before it. */
  outcomeOf?(isChanged: boolean): string;
}
