import { type ReactNode, useEffect, useState } from "react";
import type { Import, ImportProblem } from "#contract/imports.ts";
import { LinkButton } from "../../ui/button.tsx";
import { said } from "../../ui/messages/index.ts";
import { Section } from "../../ui/page.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { Table } from "../../ui/table.tsx";
import { api } from "./api.ts";
import css from "./imports.module.css";
import { firstRows, type ReportLine } from "./read-problems.ts";
import { t } from "./words.ts";

const SHOWN = 50;

/** The lines that were left out or have a remark: the first of them here, all of them as a file. */
export function ProblemsTable({ project, of }: { project: string; of: Import }): ReactNode {
  const [rows, setRows] = useState<readonly ReportLine[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    api.imports
      .problems({ params: { project, import: of.id } }, { signal: stop.signal })
      .then(({ body }) => firstRows(body, SHOWN))
      .then(setRows)
      .catch((failure: unknown) => !stop.signal.aborted && setError(failure));
    return () => stop.abort();
  }, [project, of.id]);
  return (
    <Section
      title={t(titleOf(of))}
      actions={
        <LinkButton
          small
          icon="download"
          download
          href={`/api/projects/${project}/imports/${of.id}/problems`}
        >
          {t("imports.download")}
        </LinkButton>
      }
    >
      <ErrorLine error={error} />
      {!rows && !error && <Loading lines={4} />}
      {rows && (
        <>
          {of.problems + of.differing + of.notes > rows.length && (
            <p className={css.muted}>{t("imports.problemsFirst", { count: rows.length })}</p>
          )}
          <Problems caption={t(titleOf(of))} rows={rows} />
        </>
      )}
    </Section>
  );
}

function titleOf({ problems, differing }: Import) {
  if (differing > 0) return problems > 0 ? "imports.leftOutTitle" : "imports.differingTitle";
  return problems > 0 ? "imports.problemsTitle" : "imports.notesTitle";
}

interface ProblemsProps {
  caption?: string;
  rows: readonly (ImportProblem & { imported?: boolean })[];
}

/** Lines with what is wrong with them. */
export function Problems({ caption = t("imports.problemsTitle"), rows }: ProblemsProps): ReactNode {
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ line, reason }) => `${line} ${reason}`}
      columns={[
        { name: "line", title: t("imports.line"), numeric: true, cell: ({ line }) => line },
        ...(rows.some(({ imported }) => imported)
          ? [
              {
                name: "imported",
                title: t("imports.imported"),
                cell: ({ imported }: { imported?: boolean }) => t(imported ? "imports.yes" : "imports.no"),
              },
            ]
          : []),
        { name: "reason", title: t("imports.reason"), cell: ({ reason }) => said(reason) },
        {
          name: "text",
          title: t("imports.text"),
          cell: ({ text }) => (
            <code className={css.source} dir="auto">
              {text.slice(0, 300)}
            </code>
          ),
        },
      ]}
    />
  );
}
