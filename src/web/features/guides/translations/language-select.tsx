import type { ReactNode } from "react";
import { Select } from "../../../ui/field.tsx";
import { languageName } from "../../../ui/languages.tsx";
import type { Reading } from "./use-reading.ts";
import { t } from "./words.ts";

/** The languages that a guide can be read in; nothing where there is but one. */
export function LanguageSelect({
  reading: { languages, language, choose },
}: {
  reading: Reading;
}): ReactNode {
  if (languages.length === 0) return null;
  return (
    <Select
      label={t("translations.language")}
      value={language ?? ""}
      onChange={(event) => choose(event.target.value || null)}
    >
      <option value="">{t("translations.original")}</option>
      {languages.map((tag) => (
        <option key={tag} value={tag}>
          {languageName(tag)}
        </option>
      ))}
    </Select>
  );
}
