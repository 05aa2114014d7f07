import type { ReactNode } from "react";
import type { ExportFormat } from "#contract/guide-files.ts";
import { Menu } from "../../ui/menu.tsx";
import { t } from "./words.ts";

const FORMATS: readonly ExportFormat[] = ["docx", "html", "markdown", "json", "prompt"];

/** The guide as a file: a version of it, or the draft. */
export function ExportMenu({ guide, version }: { guide: string; version?: number }): ReactNode {
  const hrefOf = (format: ExportFormat) =>
    `/api/guides/${guide}/export?${new URLSearchParams({ format, ...(version && { version: `${version}` }) })}`;
  return (
    <Menu
      label={version ? t("guides.exportVersion", { n: version }) : t("guides.exportDraft")}
      icon="download"
      items={FORMATS.map((format) => ({
        label: t(`guides.export.${format}`),
        onSelect: () => window.location.assign(hrefOf(format)),
      }))}
    />
  );
}
