import type { FirstGuide } from "#contract/projects.ts";
import type { Change } from "../../db/change.ts";
import { AppError } from "../../errors.ts";
import type { Caller } from "../../http/policy.ts";
import { lockProject } from "../projects/index.ts";
import { findReadable } from "./access.ts";
import { adoptGuide } from "./adopt-guide.ts";
import { createFromTemplate, createGuide } from "./create-guide.ts";

/**
 * Gives a new project its guide: one of its own that starts from our template or from a copy, or one that it follows.
 * @throws AppError not_found for a guide that the caller may not read; forbidden to follow one that they may not change
 */
export async function startGuide(
  tx: Change,
  caller: Caller,
  project: string,
  first: FirstGuide,
): Promise<void> {
  const guide = await guideFrom(tx, caller, project, first);
  await adoptGuide(tx, project, { guide, version: null });
}

async function guideFrom(tx: Change, caller: Caller, project: string, first: FirstGuide): Promise<string> {
  const { name } = await lockProject(tx, project);
  if (first.from === "template") return createFromTemplate(tx, name);
  const { mayEdit } = await findReadable(tx.client, caller, first.guide);
  if (first.from === "copy") return createGuide(tx, name, first.guide);
  if (!mayEdit) throw new AppError("forbidden");
  return first.guide;
}
