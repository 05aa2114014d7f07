import { type ReactNode, useState } from "react";
import type { Import, Preview } from "#contract/imports.ts";
import { ApiError } from "#sdk/index.ts";
import { Button } from "../../ui/button.tsx";
import { Select } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorLine, ErrorState, Loading, whatHappened } from "../../ui/states.tsx";
import { useChange, useRead } from "./api.ts";
import { mappingOf } from "./column-targets.ts";
import { ColumnsTable } from "./columns-table.tsx";
import css from "./imports.module.css";
import { ParsedItems } from "./parsed-items.tsx";
import { Problems } from "./problems-table.tsx";
import { shapeTitle, t } from "./words.ts";

type Chosen = ReturnType<typeof mappingOf>;

/** What would become of a file: its shape, its columns and the first items; changed here, started here. */
export function PreviewEditor({ project, of }: { project: string; of: Import }): ReactNode {
  const [mapping, setMapping] = useState<Chosen | null>(null);
  const params = { project, import: of.id };
  const read = useRead("imports", "preview", { params, body: { mapping } }, { keep: true });
  const start = useChange("imports", "start", { refreshes: ["projects", "items", "work"] });
  const preview = read.data;
  if (!preview) {
    if (read.error instanceof ApiError && !read.error.passing) {
      return (
        <EmptyState icon="warning" title={whatHappened(read.error)}>
          {t("imports.unreadableHelp")}
        </EmptyState>
      );
    }
    return read.error ? (
      <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    ) : (
      <Loading lines={12} />
    );
  }
  return (
    <>
      <div className={css.head}>
        <Shape preview={preview} onChange={setMapping} />
        <Button
          look="primary"
          icon="upload"
          busy={start.isPending}
          disabled={preview.items.length === 0}
          onClick={() => start.mutate({ params, body: { mapping: mapping ?? mappingOf(preview) } })}
        >
          {t("imports.startAll")}
        </Button>
      </div>
      <ErrorLine error={start.error ?? read.error} />
      {preview.columns.length > 0 && (
        <Section
          title={t("imports.columns")}
          actions={
            mapping && (
              <Button small icon="undo" onClick={() => setMapping(null)}>
                {t("imports.reset")}
              </Button>
            )
          }
        >
          {!mapping && <p className={css.muted}>{t("imports.columnsFine")}</p>}
          <ColumnsTable
            columns={preview.columns}
            onChange={(name, target) => setMapping(mappingOf(preview, { [name]: target }))}
          />
        </Section>
      )}
      <Section title={t("imports.preview")}>
        <div className={read.isPlaceholderData ? css.stale : undefined} aria-busy={read.isPlaceholderData}>
          {preview.items.length > 0 ? (
            <ParsedItems items={preview.items} />
          ) : (
            <EmptyState icon="warning" title={t("imports.previewNone")} />
          )}
        </div>
      </Section>
      {preview.problems.length > 0 && (
        <Section title={t("imports.lineProblems", { count: preview.problems.length })}>
          <Problems rows={preview.problems} />
        </Section>
      )}
    </>
  );
}

function Shape({ preview, onChange }: { preview: Preview; onChange(next: Chosen): void }): ReactNode {
  return (
    <div className={css.shape}>
      <Select
        label={t("imports.shape")}
        help={t("imports.shapeHelp")}
        value={preview.shape}
        onChange={(event) => onChange({ shape: event.target.value, columns: {} })}
      >
        {preview.shapes.map(({ name, title }) => (
          <option key={name} value={name}>
            {shapeTitle(name, title)}
          </option>
        ))}
      </Select>
    </div>
  );
}
