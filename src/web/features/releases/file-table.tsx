import type { ReactNode } from "react";
import type { ReleaseFile } from "#contract/releases.ts";
import { IconButton, LinkButton } from "../../ui/button.tsx";
import hidden from "../../ui/hidden.module.css";
import { formatNumber } from "../../ui/messages/index.ts";
import { sizeText } from "../../ui/size-text.ts";
import { Table } from "../../ui/table.tsx";
import { toast } from "../../ui/toast.tsx";
import { fileHref } from "./release-files.ts";
import css from "./releases.module.css";
import { formatTitle, t } from "./words.ts";

interface FileTableProps {
  project: string;
  release: string;
  files: readonly ReleaseFile[];
}

/** The files of a release, each with its hash and a download. */
export function FileTable({ project, release, files }: FileTableProps): ReactNode {
  return (
    <Table
      caption={t("releases.files")}
      rows={files}
      keyOf={({ name }) => name}
      columns={[
        {
          name: "name",
          title: t("releases.file"),
          cell: ({ name }) => <code className={css.name}>{name}</code>,
        },
        { name: "format", title: t("releases.format"), cell: ({ format }) => formatTitle(format) },
        {
          name: "rows",
          title: t("releases.rows"),
          numeric: true,
          cell: ({ rows }) => (rows > 0 ? formatNumber(rows) : "–"),
        },
        { name: "size", title: t("releases.size"), numeric: true, cell: ({ size }) => sizeText(size) },
        {
          name: "hash",
          title: t("releases.hash"),
          cell: ({ name, sha256 }) => (
            <span className={css.hash}>
              <code title={sha256}>{sha256.slice(0, 12)}…</code>
              <IconButton
                small
                icon="copy"
                label={t("releases.copyHash", { name })}
                tip="end"
                onClick={() =>
                  void navigator.clipboard.writeText(sha256).then(() => toast(t("releases.copied")))
                }
              />
            </span>
          ),
        },
        {
          name: "download",
          title: <span className={hidden.hidden}>{t("releases.download")}</span>,
          cell: ({ name }) => (
            <LinkButton small icon="download" download={name} href={fileHref(project, release, name)}>
              {t("releases.download")}
              <span className={hidden.hidden}> {name}</span>
            </LinkButton>
          ),
        },
      ]}
    />
  );
}
