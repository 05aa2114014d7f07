import { type ReactNode, useState } from "react";
import type { GuideSummary } from "#contract/guide-drafts.ts";
import { useHere } from "../../frame/here.ts";
import { hrefOf } from "../../paths.ts";
import { Badge } from "../../ui/badge.tsx";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Time } from "../../ui/time.tsx";
import { useRead } from "./api.ts";
import { NewGuideDialog } from "./new-guide-dialog.tsx";
import { t } from "./words.ts";

/** The guides that one may read, and a way to start one. */
export function GuidesPage(): ReactNode {
  const list = useRead("guideDrafts", "list");
  const [creating, setCreating] = useState(false);
  const rows = list.data?.rows;
  const create = (
    <>
      <LinkButton icon="upload" href={hrefOf("/guides/import", {})}>
        {t("guides.import")}
      </LinkButton>
      <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
        {t("guides.new")}
      </Button>
    </>
  );
  return (
    <Page title={useHere().title} actions={rows && rows.length > 0 && create}>
      {!rows ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Loading lines={6} />
        )
      ) : rows.length === 0 ? (
        <EmptyState icon="book" title={t("guides.none")} action={create}>
          {t("guides.noneHelp")}
        </EmptyState>
      ) : (
        <Table caption={t("guides.list")} columns={COLUMNS} rows={rows} keyOf={({ id }) => id} />
      )}
      {creating && <NewGuideDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

const COLUMNS: Column<GuideSummary>[] = [
  {
    name: "title",
    title: t("guides.title"),
    cell: ({ id, title }) => (
      <a href={hrefOf("/guides/:guide", { guide: id })} dir="auto">
        {title}
      </a>
    ),
  },
  {
    name: "version",
    title: t("guides.newest"),
    cell: ({ version }) =>
      version ? (
        <>
          {t("guides.version", { n: version.n })}, <Time value={version.at} />
        </>
      ) : (
        t("guides.unpublished")
      ),
  },
  {
    name: "projects",
    title: t("guides.projects"),
    numeric: true,
    cell: ({ projects }) => projects,
  },
  {
    name: "state",
    title: t("guides.access"),
    cell: ({ archived, mayEdit }) =>
      archived ? <Badge>{t("guides.archived")}</Badge> : t(mayEdit ? "guides.mayEdit" : "guides.mayRead"),
  },
];
