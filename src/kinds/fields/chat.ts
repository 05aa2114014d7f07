import { z } from "zod";
import type { Message } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({});

/** The conversation so far, turn by turn. */
export const chat: FieldKind<z.infer<typeof Settings>, Message[]> = {
  version: 1,
  settings: Settings,
  read: (_settings, material) => (material.prompt.length > 0 ? material.prompt : null),
};
