import { z } from "zod";
import type { Json } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({});

/** The definitions of the tools that the model could call. */
export const tools: FieldKind<z.infer<typeof Settings>, Json> = {
  version: 1,
  settings: Settings,
  read: (_settings, material) => material.tools ?? null,
};
