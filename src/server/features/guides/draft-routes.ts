import type { guideDrafts } from "#contract/guide-drafts.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Context } from "../../http/context.ts";
import type { Handlers } from "../../http/implement.ts";
import { findReadable, findWritable, listReadable, mayStart } from "./access.ts";
import { addEntry } from "./add-entry.ts";
import { openGuide } from "./audience/open-guide.ts";
import { listCapacities, setCapacities } from "./capacities.ts";
import { compareInGuide } from "./compare-versions.ts";
import { createFromTemplate, createGuide } from "./create-guide.ts";
import { readHistory } from "./entry-history.ts";
import { measureDraft } from "./measure-touched.ts";
import { mergeEntries } from "./merge-entries.ts";
import { moveEntry } from "./move-entry.ts";
import { listReaders, noteReader } from "./presence.ts";
import { publishVersion } from "./publish-version.ts";
import { readDraft } from "./read-draft.ts";
import { restoreEntry, retireEntry } from "./retire-entry.ts";
import { saveEntry } from "./save-entry.ts";
import { splitEntry } from "./split-entry.ts";
import { updateGuide } from "./update-guide.ts";
import { findVersion, headOf, listVersionEntries, listVersions, shownText } from "./versions.ts";

/** Who writes a guide reads all of it. */
const hidesNothing = () => null;

/** Changes a draft in which the caller writes, and reads what changed. */
async function edit(context: Context, guide: string, verb: (tx: Change) => Promise<number>) {
  const { pool } = context.services.database;
  await findWritable(pool, context.caller, guide);
  const rev = await context.change(verb);
  return { rev, entries: await readDraft(pool, context.org, guide, hidesNothing, rev - 1) };
}

async function wholeDraft(context: Context, guide: string) {
  const found = await openGuide(context, guide);
  return {
    ...found,
    entries: await readDraft(context.services.database.pool, context.org, guide, found.hides),
  };
}

export const draftRoutes: Handlers<typeof guideDrafts> = {
  list: async (_, { services, caller }) => ({ rows: await listReadable(services.database.pool, caller) }),

  create: async ({ body }, context) => {
    const { pool } = context.services.database;
    if (!(await mayStart(pool, context.caller))) throw new AppError("forbidden");
    if (body.from) await findReadable(pool, context.caller, body.from);
    const guide = await context.change((tx) =>
      body.template ? createFromTemplate(tx, body.title) : createGuide(tx, body.title, body.from),
    );
    return wholeDraft(context, guide);
  },

  get: ({ params }, context) => wholeDraft(context, params.guide),

  update: async ({ params, body }, context) => {
    const { mayEdit } = await findReadable(context.services.database.pool, context.caller, params.guide);
    if (!mayEdit) throw new AppError("forbidden");
    await context.change((tx) => updateGuide(tx, params.guide, body));
    return wholeDraft(context, params.guide);
  },

  changes: async ({ params: { guide }, query }, context) => {
    const { services, caller, org } = context;
    const { database } = services;
    const { rev, title, hides } = await openGuide(context, guide);
    await noteReader(database.pool, { org, guide, person: caller.id, entry: query.at ?? null });
    return {
      rev,
      title,
      entries: await readDraft(database.pool, org, guide, hides, query.since),
      people: await listReaders(database.pool, { org, guide, person: caller.id }),
    };
  },

  addEntry: ({ params: { guide }, body }, context) => edit(context, guide, (tx) => addEntry(tx, guide, body)),

  entry: async ({ params }, context) => {
    const { hides } = await openGuide(context, params.guide);
    return readHistory(context.services.database.pool, { org: context.org, ...params }, hides);
  },

  saveEntry: ({ params: { guide, entry }, body }, context) =>
    edit(context, guide, (tx) => saveEntry(tx, guide, entry, body)),

  moveEntry: ({ params: { guide, entry }, body }, context) =>
    edit(context, guide, (tx) => moveEntry(tx, guide, entry, body)),

  splitEntry: ({ params: { guide, entry }, body }, context) =>
    edit(context, guide, (tx) => splitEntry(tx, guide, entry, body)),

  mergeEntries: ({ params: { guide, entry }, body }, context) =>
    edit(context, guide, (tx) => mergeEntries(tx, guide, entry, body)),

  retireEntry: ({ params: { guide, entry } }, context) =>
    edit(context, guide, (tx) => retireEntry(tx, guide, entry)),

  restoreEntry: ({ params: { guide, entry } }, context) =>
    edit(context, guide, (tx) => restoreEntry(tx, guide, entry)),

  publish: async ({ params: { guide }, body }, context) => {
    const { pool } = context.services.database;
    await findWritable(pool, context.caller, guide);
    if (body.unsigned !== null && context.caller.role !== "owner")
      throw new AppError("forbidden", {
        message: "Only an owner of the organization can publish without signatures.",
      });
    const version = await context.change((tx) => publishVersion(tx, guide, body));
    return headOf(await findVersion(pool, context.org, guide, version));
  },

  touches: async ({ params: { guide } }, context) => {
    const { hides } = await openGuide(context, guide);
    return measureDraft(context.services.database.pool, context.caller, guide, hides);
  },

  people: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return { rows: await listCapacities(database.pool, org, guide) };
  },

  setCapacities: async ({ params: { guide, person }, body }, context) => {
    await findWritable(context.services.database.pool, context.caller, guide);
    await context.change((tx) =>
      setCapacities(tx, guide, { caller: context.caller, person }, body.capacities),
    );
    return { ok: true };
  },

  versions: async ({ params: { guide } }, { services: { database }, caller, org }) => {
    await findReadable(database.pool, caller, guide);
    return { rows: (await listVersions(database.pool, org, guide)).map(headOf) };
  },

  compare: async ({ params: { guide }, query }, context) => {
    const { hides } = await openGuide(context, guide);
    return compareInGuide(context.services.database.pool, { org: context.org, guide }, hides, query);
  },

  version: async ({ params: { guide, version } }, context) => {
    const { pool } = context.services.database;
    await findReadable(pool, context.caller, guide);
    const found = await findVersion(pool, context.org, guide, version);
    const { hides, hidesAll } = await openGuide(context, guide, version);
    const entries = await listVersionEntries(pool, context.org, version, hides);
    return { ...found, body: hidesAll ? "" : shownText(found, entries, hides), entries };
  },
};
