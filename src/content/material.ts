import { z } from "zod";
import { Json } from "./json.ts";
import { Message } from "./message.ts";

/** A response to the prompt, as a blind reader may see it: its messages and nothing that tells where it is from. */
export const Candidate = z.object({ messages: z.array(Message) });
export type Candidate = z.infer<typeof Candidate>;

/** A source text that belongs to the prompt. */
export const Passage = z.object({ title: z.string().optional(), text: z.string() });
export type Passage = z.infer<typeof Passage>;

/**
 * What an item shows to a blind reader: the conversation so far, its context, named extra fields and candidates.
 * Stored in a column of its own; everything that could unblind is in `Hidden`.
 */
export const Material = z.object({
  prompt: z.array(Message),
  context: z.array(Passage).optional(),
  fields: z.record(z.string(), z.string()).optional(),
  tools: Json.optional(),
  candidates: z.array(Candidate).optional(),
});
export type Material = z.infer<typeof Material>;

/** Where a candidate is from: what makes a pair on-policy or not, and what a blind reader must not see. */
export const Origin = z.object({
  model: z.string().optional(),
  revision: z.string().optional(),
  checkpoint: z.string().optional(),
  parameters: Json.optional(),
  seed: z.number().optional(),
  sampledAt: z.string().optional(),
  tokens: z.number().optional(),
  finishReason: z.string().optional(),
  raw: Json.optional(),
});
export type Origin = z.infer<typeof Origin>;

/** The hidden half of a candidate. `id` is its identity across items: the same response in two pairs has one id. */
export const CandidateOrigin = z.object({
  id: z.string(),
  origin: Origin.optional(),
  label: z.string().optional(),
});
export type CandidateOrigin = z.infer<typeof CandidateOrigin>;

/**
 * What no blind query may select: origins of candidates (same order as `Material.candidates`), judgements that came
 * with the data (`chosen`, ranks, suggestions, votes), source, licence, and every column that was not mapped.
 */
export const Hidden = z.object({
  candidates: z.array(CandidateOrigin).optional(),
  judgements: z.array(z.record(z.string(), Json)).optional(),
  source: z.string().optional(),
  licence: z.string().optional(),
  metadata: z.record(z.string(), Json).optional(),
});
export type Hidden = z.infer<typeof Hidden>;
