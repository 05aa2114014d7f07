import { type ReactNode, useState } from "react";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { Pagination, usePages } from "../../ui/pagination.tsx";
import { navigate, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { Filters } from "./filters.tsx";
import { countFilters, inputOf, queryOf } from "./item-filter.ts";
import { ItemTable } from "./item-table.tsx";
import css from "./items.module.css";
import { t } from "./words.ts";

/** The items of a project: search, filter, sort, change several at once. The address keeps the filters. */
export function ItemsPage({ project: id }: { project: string }): ReactNode {
  return <ProjectPage project={id}>{(project) => <ItemList project={project} />}</ProjectPage>;
}

const NONE: ReadonlySet<string> = new Set();

function ItemList({ project }: { project: Project }): ReactNode {
  const query = queryOf(useLocation().search);
  const narrowed = JSON.stringify(inputOf(query));
  const pages = usePages(narrowed);
  const [selection, setSelection] = useState({ of: narrowed, ids: NONE });
  const select = (ids: ReadonlySet<string>) => setSelection({ of: narrowed, ids });
  if (selection.of !== narrowed) select(NONE);
  const list = useRead(
    "search",
    "items",
    {
      params: { project: project.id },
      query: { ...inputOf(query), ...(pages.after && { after: pages.after }) },
    },
    { keep: true },
  );
  const { sort: _, ...narrowing } = inputOf(query);
  const filter = { filter: narrowing };
  const page = list.data;
  const rows = page?.rows ?? [];
  const chosen = rows.filter(({ id }) => selection.ids.has(id));
  return (
    <>
      <Filters project={project} query={query} />
      {!page ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Loading lines={12} />
        )
      ) : rows.length === 0 && pages.page === 1 ? (
        <Nothing project={project} filtered={countFilters(query.filter) > 0} />
      ) : (
        <>
          {canManage(project) && (
            <BulkBar project={project.id} filter={filter} rows={chosen} onDone={() => select(NONE)} />
          )}
          <div className={list.isPlaceholderData ? css.stale : undefined}>
            <ItemTable
              project={project}
              rows={rows}
              selected={selection.ids}
              onSelect={canManage(project) ? select : undefined}
            />
          </div>
          <Pagination pages={pages} next={page.next}>
            {t("items.pageOf", {
              page: pages.page,
              total: t(page.totalIsExact ? "items.count" : "items.countAbout", { count: page.total }),
            })}
          </Pagination>
        </>
      )}
    </>
  );
}

function Nothing({ project, filtered }: { project: Project; filtered: boolean }): ReactNode {
  const here = hrefOf("/projects/:project/items", { project: project.id });
  if (filtered) {
    return (
      <EmptyState
        icon="search"
        title={t("items.noneFound")}
        action={<Button onClick={() => navigate(here)}>{t("items.clear")}</Button>}
      >
        {t("items.noneFoundHelp")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon="list"
      title={t("items.none")}
      action={
        canManage(project) && (
          <LinkButton
            look="primary"
            icon="upload"
            href={hrefOf("/projects/:project/imports", { project: project.id })}
          >
            {t("items.import")}
          </LinkButton>
        )
      }
    >
      {t("items.noneHelp")}
    </EmptyState>
  );
}
