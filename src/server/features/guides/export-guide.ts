import type { z } from "zod";
import { Attributes } from "#content/index.ts";
import type { Download } from "#contract/endpoint.ts";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import type { ExportFormat, guideFiles } from "#contract/guide-files.ts";
import type { GuideVersion } from "#contract/guides.ts";
import { type Hides, inReadingOrder } from "#guide/index.ts";
import { withheldFrom } from "../../db/withheld.ts";
import { AppError } from "../../errors.ts";
import { followElsewhere } from "../../guide-files/follow-elsewhere.ts";
import type { Context } from "../../http/context.ts";
import { findReadable } from "./access.ts";
import { openGuide } from "./audience/open-guide.ts";
import { readDraft } from "./read-draft.ts";
import { listVersionEntries, listVersions } from "./versions.ts";

const FILES: Record<ExportFormat, { ending: string; type: string }> = {
  markdown: { ending: "md", type: "text/markdown; charset=utf-8" },
  html: { ending: "html", type: "text/html; charset=utf-8" },
  docx: {
    ending: "docx",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  },
  json: { ending: "json", type: "application/json" },
  prompt: { ending: "prompt.md", type: "text/markdown; charset=utf-8" },
};

type Query = z.output<typeof guideFiles.export.query>;

/**
 * A version of a guide, or its draft, as a file.
 * @throws AppError not_found for a version that there is not; invalid for attributes that are no JSON object
 */
export async function exportGuide(
  context: Context,
  id: string,
  { format, version, language, tokens, stage, attributes }: Query,
): Promise<Download> {
  const { services, org, caller } = context;
  const { pool } = services.database;
  await findReadable(pool, caller, id);
  const published = version === undefined ? null : await findPublished(pool, { org, guide: id }, version);
  // A model learns nothing confidential: nobody could say later who showed it.
  const isPrompt = format === "prompt";
  const { title, ...opened } = isPrompt
    ? {
        ...(await findReadable(pool, caller, id)),
        ...(await withheldFrom(pool, { org, agent: caller.id })),
        reading: null,
      }
    : await openGuide(context, id, published?.id ?? null);
  const entries = published
    ? await listVersionEntries(pool, org, published.id, opened.hides)
    : await liveDraft(pool, { org, guide: id }, opened.hides);
  const { bytes } = await followElsewhere({
    kind: "write",
    format,
    guide: {
      title,
      version: published?.n ?? null,
      hash: published?.hash ?? null,
      entries: entries.map(({ id, parent, n, content }) => ({ id, parent, n, content })),
    },
    reading: opened.reading,
    language: language ?? null,
    tokens: tokens ?? null,
    stage: stage ?? null,
    attributes: attributes === undefined ? null : objectOf(attributes),
  });
  const { ending, type } = FILES[format];
  const name = `${title.replaceAll(/[\\/:*?"<>|]+/g, " ").trim()}${version === undefined ? "" : ` v${version}`}.${ending}`;
  return { name, type, bytes: once(bytes), size: bytes.length };
}

type Pool = Context["services"]["database"]["pool"];
type Place = { org: string; guide: string };

async function liveDraft(pool: Pool, { org, guide }: Place, hides: Hides): Promise<DraftEntry[]> {
  const draft = await readDraft(pool, org, guide, hides);
  return inReadingOrder(draft.filter(({ retired }) => retired === null));
}

async function findPublished(pool: Pool, { org, guide }: Place, n: number): Promise<GuideVersion> {
  const version = (await listVersions(pool, org, guide)).find((each) => each.n === n);
  if (!version) throw new AppError("not_found");
  return version;
}

function objectOf(text: string): Attributes {
  try {
    return Attributes.parse(JSON.parse(text));
  } catch {
    throw new AppError("invalid", { fields: { attributes: "must be attributes as a JSON object" } });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
