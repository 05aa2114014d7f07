import type { NewGate } from "#contract/gates.ts";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { contract } from "#contract/index.ts";
import { type EntryContent, RuleContent } from "#guide/index.ts";
import type { DemoVisitor } from "./demo-visitor.ts";
import { ANNOUNCED, CONFIDENTIAL, GUIDE, REWORDED, SPLIT } from "./guide-rules.ts";

const { guideAudience, guideDrafts, guides } = contract;

/** Writes the guide of the demo and publishes its first version. Returns its id. */
export async function writeGuide(lead: DemoVisitor): Promise<string> {
  const { id } = await lead.ask(guideDrafts.create, { body: { title: "Answers for a general assistant" } });
  const params = { guide: id };
  const add = async (content: EntryContent, parent: string | null, after: string | null) => {
    const body = { content, parent, after };
    const { entries } = await lead.ask(guideDrafts.addEntry, { params, body });
    return entries[0]!.id;
  };
  let last: string | null = null;
  for (const { section, entries } of GUIDE) {
    last = await add(section, null, last);
    if (section.title === CONFIDENTIAL) await makeConfidential(lead, id, last);
    let before: string | null = null;
    for (const content of entries) before = await add(withOwner(content, lead), last, before);
  }
  await publish(lead, id, "First version, from the rules of thumb that the team has used.");
  return id;
}

async function makeConfidential(lead: DemoVisitor, guide: string, section: string): Promise<void> {
  const body = { section, audience: "all", confidential: true } as const;
  await lead.ask(guideAudience.set, { params: { guide }, body });
}

const withOwner = (content: EntryContent, { id }: DemoVisitor): EntryContent =>
  content.kind === "rule" ? { ...content, owner: id } : content;

/** Version 2: one rule becomes two. */
export async function splitRule(lead: DemoVisitor, guide: string): Promise<void> {
  const { id, revision, content } = await entryCalled(lead, guide, SPLIT.title);
  const whole = RuleContent.parse(content);
  const parts = SPLIT.parts.map(([title, statement], n) => ({
    ...whole,
    title,
    statement,
    ...(n > 0 && { examples: [] }),
  }));
  await lead.ask(guideDrafts.splitEntry, { params: { guide, entry: id }, body: { base: revision, parts } });
  await publish(lead, guide, "One rule asked for two things. Reviews can now cite the one that was missed.");
}

/** Version 3: one rule says more clearly what it asks for. */
export async function rewordRule(lead: DemoVisitor, guide: string): Promise<void> {
  await reword(lead, guide, REWORDED);
  await publish(lead, guide, "Hedging every sentence is not what the rule meant.");
}

/** Version 4: whoever answers in English reads what changed before their next item; other languages go on. */
export async function announceRule(lead: DemoVisitor, guide: string): Promise<void> {
  await reword(lead, guide, ANNOUNCED);
  await publish(lead, guide, "Instructions that begin with “you should” read like a warning.", {
    from: null,
  });
}

async function reword(
  lead: DemoVisitor,
  guide: string,
  { title, statement }: typeof REWORDED,
): Promise<void> {
  const { id, revision, content } = await entryCalled(lead, guide, title);
  const body = { base: revision, content: { ...RuleContent.parse(content), statement } };
  await lead.ask(guideDrafts.saveEntry, { params: { guide, entry: id }, body });
}

/** A project works under the guide from now on: under each new version, or under the newest one alone. */
export async function adoptGuide(
  lead: DemoVisitor,
  project: string,
  guide: string,
  { pinned = false } = {},
): Promise<void> {
  const { version } = await lead.ask(guideDrafts.get, { params: { guide } });
  const body = { guide, version: pinned ? version!.id : null };
  await lead.ask(guides.adopt, { params: { project }, body });
}

/** The entry of the draft with a title. */
export async function entryCalled(lead: DemoVisitor, guide: string, title: string): Promise<DraftEntry> {
  const { entries } = await lead.ask(guideDrafts.get, { params: { guide } });
  return entries.find(({ content }) => content.title === title)!;
}

async function publish(
  lead: DemoVisitor,
  guide: string,
  note: string,
  gate: NewGate | null = null,
): Promise<void> {
  const { rev } = await lead.ask(guideDrafts.get, { params: { guide } });
  await lead.ask(guideDrafts.publish, { params: { guide }, body: { rev, note, gate } });
}
