import { type ReactNode, useState } from "react";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState, ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { contentOf, TypeCard } from "./type-card.tsx";
import { type Content, TypeDialog } from "./type-dialog.tsx";
import css from "./types.module.css";
import { t } from "./words.ts";

/** A type of which nothing was said yet. */
const blank = (key: string): Content => ({
  ...{ key, title: key, definition: "", parents: [], rules: [], examples: [], retired: false },
});

/** The task types of a project: those that were defined, and other tasks that its items are. */
export function TypesPage({ project }: { project: string }): ReactNode {
  const params = { project };
  const types = useRead("types", "list", { params });
  const usage = useRead("types", "usage", { params });
  const [editing, setEditing] = useState<Content | null>(null);
  const used = usage.data?.rows ?? [];
  const defined = types.data?.rows ?? [];
  const values = new Set([...defined.map(({ key }) => key), ...used.flatMap(({ value }) => value ?? [])]);
  const titleOf = (key: string) => defined.find((type) => type.key === key)?.title ?? key;
  const error = types.error ?? usage.error;
  return (
    <ProjectPage
      project={project}
      actions={(of) =>
        canManage(of) && (
          <Button look="primary" icon="plus" onClick={() => setEditing(blank(""))}>
            {t("types.new")}
          </Button>
        )
      }
    >
      {(of) => {
        if (error)
          return (
            <ErrorState error={error} onRetry={() => void Promise.all([types.refetch(), usage.refetch()])} />
          );
        if (!types.data || !usage.data) return <Loading lines={8} />;
        return (
          <>
            <p className={css.muted}>{t("types.help")}</p>
            {values.size === 0 && (
              <EmptyState icon="list" title={t("types.none")}>
                {t("types.noneHelp")}
              </EmptyState>
            )}
            {[...values].sort().map((key) => (
              <TypeCard
                key={key}
                project={project}
                value={key}
                type={defined.find((type) => type.key === key)}
                counts={used.find(({ value }) => value === key)}
                questions={usage.data.questions.filter(({ task }) => task === key)}
                manage={canManage(of)}
                titleOf={titleOf}
                onEdit={(type) => setEditing(type ? contentOf(type) : blank(key))}
              />
            ))}
            {editing && (
              <TypeDialog
                project={project}
                type={editing}
                fixed={values.has(editing.key)}
                values={[...values].sort()}
                onClose={() => setEditing(null)}
              />
            )}
          </>
        );
      }}
    </ProjectPage>
  );
}
