import { z } from "zod";
import type { Passage } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({});

/** The source texts that belong to the prompt. */
export const context: FieldKind<z.infer<typeof Settings>, Passage[]> = {
  version: 1,
  settings: Settings,
  read: (_settings, material) => (material.context?.length ? material.context : null),
};
