import type { z } from "zod";
import { Attributes } from "#content/index.ts";
import type { Download } from "#contract/endpoint.ts";
import type { ExportFormat, guideFiles } from "#contract/guide-files.ts";
import { inReadingOrder } from "#guide/index.ts";
import type { GuideToWrite } from "#guide/writing/index.ts";
import { AppError } from "../../errors.ts";
import { followElsewhere } from "../../guide-files/follow-elsewhere.ts";
import type { Context } from "../../http/context.ts";
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
  { services: { database }, org }: Context,
  { id, title }: { id: string; title: string },
  { format, version, language, tokens, stage, attributes }: Query,
): Promise<Download> {
  const place = { org, guide: id };
  const found =
    version === undefined
      ? await ofDraft(database.pool, place)
      : await ofVersion(database.pool, place, version);
  const { bytes } = await followElsewhere({
    kind: "write",
    format,
    guide: { title, ...found },
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
type Found = Omit<GuideToWrite, "title">;

async function ofDraft(pool: Pool, { org, guide }: Place): Promise<Found> {
  const draft = await readDraft(pool, org, guide);
  const entries = inReadingOrder(draft.filter(({ retired }) => retired === null));
  return {
    version: null,
    hash: null,
    entries: entries.map(({ id, parent, n, content }) => ({ id, parent, n, content })),
  };
}

async function ofVersion(pool: Pool, { org, guide }: Place, n: number): Promise<Found> {
  const version = (await listVersions(pool, org, guide)).find((each) => each.n === n);
  if (!version) throw new AppError("not_found");
  const entries = await listVersionEntries(pool, org, version.id);
  return {
    version: n,
    hash: version.hash,
    entries: entries.map(({ id, parent, n, content }) => ({ id, parent, n, content })),
  };
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
