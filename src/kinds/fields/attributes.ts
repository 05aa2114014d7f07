import { z } from "zod";
import { AttributeValue } from "#content/index.ts";
import type { FieldKind } from "../kind.ts";

const Settings = z.object({
  /** Which attributes, in this order; an empty list shows all. */
  names: z.array(z.string().max(100)).max(100).default([]),
});

/** What the item is: skill, domain, language and other attributes. */
export const attributes: FieldKind<z.infer<typeof Settings>, { name: string; value: AttributeValue }[]> = {
  version: 1,
  settings: Settings,
  read: ({ names }, _material, all) => {
    const shown = (names.length > 0 ? names : Object.keys(all)).flatMap((name) => {
      const value = AttributeValue.safeParse(all[name]);
      return value.success ? [{ name, value: value.data }] : [];
    });
    return shown.length > 0 ? shown : null;
  },
};
