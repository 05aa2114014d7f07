import { z } from "zod";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({
  /** Which of the item's named fields, in this order; an empty list shows all. */
  names: z.array(z.string().max(200)).max(100).default([]),
});

/** Named fields of the item as a list of name and text. */
export const details: FieldKind<z.infer<typeof Settings>, { name: string; text: string }[]> = {
  version: 1,
  settings: Settings,
  read: ({ names }, material) => {
    const named = material.fields ?? {};
    const shown = (names.length > 0 ? names : Object.keys(named)).flatMap((name) => {
      const text = named[name];
      return text === undefined || text === "" ? [] : [{ name, text }];
    });
    return shown.length > 0 ? shown : null;
  },
};
