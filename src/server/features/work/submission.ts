import type { TimeSpan } from "#contract/entities.ts";
import type { AnswerBody } from "#kinds/answer.ts";

/** What a person sends in for a piece of work. */
export interface Submission {
  project: string;
  assignment: string;
  body: AnswerBody;
  confidence: number | null;
  spans: TimeSpan[];
}
