import { type ReactNode, useMemo } from "react";
import type { Attributes, Material } from "#content/index.ts";
import type { FormField } from "#kinds/form.ts";
import { FieldPanel } from "../../kinds/field.tsx";
import css from "./items.module.css";
import { t } from "./words.ts";

interface MaterialViewProps {
  material: Material;
  attributes: Attributes;
  /** Responses side by side where there is room. */
  compare?: boolean;
}

/** Everything that an item shows, whatever a form would pick of it; responses in the item's own order. */
export function MaterialView({ material, attributes, compare }: MaterialViewProps): ReactNode {
  const fields = useMemo(everyField, []);
  const language = typeof attributes.language === "string" ? attributes.language : undefined;
  return (
    <div className={css.material}>
      {fields.map((field) => (
        <FieldPanel
          key={field.kind}
          field={field}
          material={material}
          attributes={attributes}
          language={language}
          compare={compare}
        />
      ))}
    </div>
  );
}

function everyField(): FormField[] {
  return (["chat", "context", "details", "tools", "candidates", "attributes"] as const).map((kind) => ({
    name: kind,
    kind,
    title: t(`items.field.${kind}`),
    settings: {},
  }));
}
