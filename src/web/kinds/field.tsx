import { memo, useId, useMemo } from "react";
import type { Attributes, Material } from "#content/index.ts";
import type { FormField } from "#kinds/form.ts";
import { fieldKind } from "#kinds/index.ts";
import { fieldView } from "./index.ts";
import styles from "./question.module.css";

export interface FieldPanelProps {
  field: FormField;
  /** Candidates already in the order of this reader. */
  material: Material;
  attributes: Attributes;
  /** BCP 47 tag of the item. */
  language?: string | undefined;
  compare?: boolean | undefined;
}

/** One field of a form under its title; nothing at all where the item has none of it. */
export const FieldPanel = memo(function FieldPanel({
  field,
  material,
  attributes,
  language,
  compare,
}: FieldPanelProps) {
  const id = useId();
  const { settings, value } = useMemo(() => {
    const kind = fieldKind(field.kind);
    const settings = kind.settings.parse(field.settings);
    return { settings, value: kind.read(settings, material, attributes) };
  }, [field, material, attributes]);
  if (value === null) return null;
  const { Viewer } = fieldView(field.kind);
  return (
    <fieldset className={styles.panel} aria-labelledby={id}>
      <h2 id={id} className={styles.title} dir="auto">
        {field.title}
      </h2>
      <Viewer value={value} settings={settings} language={language} compare={compare} />
    </fieldset>
  );
});
