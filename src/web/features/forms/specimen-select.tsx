import { type ReactNode, useMemo, useState } from "react";
import type { Form } from "#kinds/form.ts";
import { Select } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import { type Specimen, sampleFor } from "./sample.ts";
import { t } from "./words.ts";

/** What a preview shows the form with: a sample of ours, or one of the project's own items. */
export function useSpecimen(project: string, form: Form): { specimen: Specimen; select: ReactNode } {
  const [chosen, setChosen] = useState("");
  const items = useRead("search", "items", { params: { project }, query: { limit: 10 } });
  const item = useRead("items", "get", { params: { project, item: chosen } }, { enabled: chosen !== "" });
  const rows = items.data?.rows ?? [];
  const select =
    rows.length > 0 ? (
      <Select
        label={t("forms.previewWith")}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{t("forms.previewSample")}</option>
        {rows.map(({ id, position, excerpt }) => (
          <option key={id} value={id}>
            {t("forms.previewItem", { position, excerpt: excerpt.slice(0, 60) })}
          </option>
        ))}
      </Select>
    ) : null;
  const sample = useMemo(() => sampleFor(form), [form]);
  const own = chosen !== "" && item.data?.id === chosen ? item.data : null;
  return {
    specimen: own ? { material: own.material, attributes: own.attributes } : sample,
    select,
  };
}
