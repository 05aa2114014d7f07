import { canonical, type Message } from "#content/index.ts";
import type { ReleasePolicy } from "#contract/releases.ts";
import { type AnswerBody, completionOf, pairsOf, readAnswer, settingsOf, verdictOf } from "#kinds/answer.ts";
import type { Form } from "#kinds/form.ts";
import { type Gift, questionKind } from "#kinds/index.ts";
import type { Entry } from "./entry.ts";

interface Read {
  form: Form;
  body: AnswerBody;
}

/** Whether some question of a form gives what a format is made of. */
export function gives(form: Form, gift: Gift): boolean {
  return form.questions.some((question) => {
    const kind = questionKind(question.kind);
    return kind.gives?.(settingsOf(question)).includes(gift) ?? false;
  });
}

/** Two candidates of an item, the better one first. */
export interface Preferred {
  chosen: number;
  rejected: number;
}

/**
 * The preferences in an entry. By `majority` each two candidates give what most answers say, and no majority counts
 * as a tie; by `each` every answer speaks for itself; `first` hears the first alone. A tie is dropped, or kept as two
 * rows, one in either direction, so that it pulls neither way. "Both bad" is no preference and always left out.
 */
export function preferencesOf(entry: Entry, policy: ReleasePolicy): Preferred[] {
  const votes = answersBy(entry, policy).map(({ form, body }) => pairsOf(form, body));
  const rounds = policy.answers === "majority" ? [votes.flat()] : votes;
  return rounds.flatMap((round) => {
    const counts = new Map<
      string,
      { low: number; high: number; votes: [low: number, high: number, tie: number, bad: number] }
    >();
    for (const { better, worse, tie, bothBad } of round) {
      const [low, high] = better < worse ? [better, worse] : [worse, better];
      const count = counts.get(`${low} ${high}`) ?? { low, high, votes: [0, 0, 0, 0] };
      counts.set(`${low} ${high}`, count);
      count.votes[bothBad ? 3 : tie ? 2 : better === low ? 0 : 1]++;
    }
    const inOrder = [...counts.values()].sort((a, b) => a.low - b.low || a.high - b.high);
    return inOrder.flatMap(({ low, high, votes: [forLow, forHigh, ties, bad] }): Preferred[] => {
      const most = winner([forLow, forHigh, ties, bad]);
      if (most === 3) return [];
      if (most === 0) return [{ chosen: low, rejected: high }];
      if (most === 1) return [{ chosen: high, rejected: low }];
      if (policy.ties === "drop") return [];
      return [
        { chosen: low, rejected: high },
        { chosen: high, rejected: low },
      ];
    });
  });
}

/**
 * The written responses in an entry. Texts cannot be counted: by `majority` every distinct one goes out, by `each`
 * all of them, by `first` the first alone.
 */
export function completionsOf(entry: Entry, policy: ReleasePolicy): Message[][] {
  const completions = answersBy(entry, policy).flatMap(({ form, body }) => {
    const completion = completionOf(form, body);
    return completion ? [completion] : [];
  });
  if (policy.answers !== "majority") return completions;
  return [...new Map(completions.map((completion) => [canonical(completion), completion])).values()];
}

/** A verdict on one candidate. */
export interface Verdict {
  candidate: number;
  good: boolean;
}

/**
 * The verdicts in an entry: what people said of the response, and "both bad" as a bad verdict on either side. By
 * `majority` each candidate gets what most say, and nothing where they are even.
 */
export function verdictsOf(entry: Entry, policy: ReleasePolicy): Verdict[] {
  const votes = answersBy(entry, policy).map(verdictsIn);
  if (policy.answers !== "majority") return votes.flat();
  const counts = new Map<number, [bad: number, good: number]>();
  for (const { candidate, good } of votes.flat()) {
    const count = counts.get(candidate) ?? [0, 0];
    counts.set(candidate, count);
    count[good ? 1 : 0]++;
  }
  return [...counts]
    .sort(([a], [b]) => a - b)
    .flatMap(([candidate, [bad, good]]) => (bad === good ? [] : [{ candidate, good: good > bad }]));
}

function verdictsIn({ form, body }: Read): Verdict[] {
  const verdict = verdictOf(form, body);
  if (verdict !== null) return [{ candidate: 0, good: verdict }];
  const bad = pairsOf(form, body).filter(({ bothBad }) => bothBad);
  const candidates = new Set(bad.flatMap(({ better, worse }) => [better, worse]));
  return [...candidates].sort((a, b) => a - b).map((candidate) => ({ candidate, good: false }));
}

/** The answers that are heard, with their values as today's kinds read them. */
function answersBy(entry: Entry, policy: ReleasePolicy): Read[] {
  const heard = policy.answers === "first" ? entry.answers.slice(0, 1) : entry.answers;
  return heard.map((answer) => ({ form: answer.form, body: readAnswer(answer.form, answer) }));
}

/** Which count is alone at the top; -1 where none is. */
function winner(counts: readonly number[]): number {
  const most = Math.max(...counts);
  const tops = counts.flatMap((count, at) => (count === most ? [at] : []));
  return tops.length === 1 ? tops[0]! : -1;
}
