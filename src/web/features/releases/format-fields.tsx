import type { ReactNode } from "react";
import { Checkbox } from "../../ui/field.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { type DraftFieldsProps, Problem } from "./filter-fields.tsx";
import { toggled } from "./release-draft.ts";
import css from "./releases.module.css";
import { formatTitle, t } from "./words.ts";

/** In which formats a release is written; those that the form cannot fill stand apart. */
export function FormatFields({ project, draft, wrong, onChange }: DraftFieldsProps): ReactNode {
  const formats = useRead("releases", "formats", { params: { project: project.id } });
  const rows = formats.data?.rows ?? [];
  const choice = ({ name, title }: { name: string; title: string }, disabled = false) => (
    <Checkbox
      key={name}
      label={formatTitle(name, title)}
      disabled={disabled}
      checked={draft.formats.includes(name)}
      onChange={() => onChange({ ...draft, formats: toggled(draft.formats, name) })}
    />
  );
  const others = rows.filter(({ fits }) => !fits);
  return (
    <fieldset className={css.group}>
      <legend>{t("releases.formats")}</legend>
      {formats.error && <ErrorLine error={formats.error} />}
      {!formats.data && !formats.error && <Loading lines={4} />}
      <p className={css.muted}>{t("releases.formatsHelp")}</p>
      <div className={css.formats}>{rows.filter(({ fits }) => fits).map((row) => choice(row))}</div>
      {wrong.formats && <Problem text={t("releases.needsFormat")} />}
      {others.length > 0 && (
        <details>
          <summary className={css.summary}>{t("releases.formatsOther")}</summary>
          <div className={css.formats}>{others.map((row) => choice(row, true))}</div>
        </details>
      )}
    </fieldset>
  );
}
