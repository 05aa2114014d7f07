import type { ReactNode } from "react";
import type { FormVersion } from "#contract/forms.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { navigate, useLocation } from "../../ui/routing.ts";
import { EmptyState, ErrorLine, ErrorState, Loading } from "../../ui/states.tsx";
import { Time } from "../../ui/time.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { AvoidedWords } from "./avoided-words.tsx";
import { ChangeList } from "./change-list.tsx";
import { changesBetween } from "./form-changes.ts";
import css from "./forms.module.css";
import { PreviewPane } from "./preview-pane.tsx";
import { t } from "./words.ts";

/** A published version: what it changed, how it looks. */
export function VersionPage({ project: id, version }: { project: string; version: string }): ReactNode {
  const form = useLocation().search.get("form") ?? "main";
  const versions = useRead("forms", "versions", { params: { project: id }, query: { form } });
  const rows = versions.data?.rows ?? [];
  const at = rows.findIndex((row) => row.id === version);
  const shown = rows[at];
  const before = rows[at + 1];
  return (
    <ProjectPage
      project={id}
      title={shown ? t("forms.version", { n: shown.n }) : t("forms.title")}
      actions={(project) =>
        shown && canManage(project) && <AsDraft project={id} form={form} version={shown} />
      }
    >
      {() =>
        shown ? (
          <>
            <p className={css.muted}>
              {t("forms.publishedBy", { name: shown.by.name })}, <Time exact value={shown.at} />
            </p>
            <AvoidedWords project={id} form={shown.form} />
            <div className={css.builder} data-view="both">
              <Section title={before ? t("forms.publishWhat", { n: before.n }) : t("forms.publishFirst")}>
                <ChangeList changes={changesBetween(before?.form ?? null, shown.form)} />
              </Section>
              <PreviewPane project={id} form={shown.form} whole version={shown.id} />
            </div>
          </>
        ) : versions.error ? (
          <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
        ) : versions.data ? (
          <EmptyState icon="search" title={t("forms.versionMissing")} />
        ) : (
          <Loading lines={10} />
        )
      }
    </ProjectPage>
  );
}

/** Puts an older version into the draft, from where it can be published again. */
function AsDraft({
  project,
  form,
  version,
}: {
  project: string;
  form: string;
  version: FormVersion;
}): ReactNode {
  const of = { params: { project }, query: { form } };
  const draft = useRead("forms", "draft", of);
  const save = useChange("forms", "saveDraft", {
    onDone: () => {
      toast(t("forms.asDraftDone", { n: version.n }));
      navigate(hrefOf("/projects/:project/form", of.params, of.query));
    },
  });
  return (
    <>
      <ErrorLine error={save.error} />
      <Button
        icon="pencil"
        busy={save.isPending}
        disabled={!draft.data}
        onClick={() =>
          draft.data && save.mutate({ ...of, body: { form: version.form, rev: draft.data.rev } })
        }
      >
        {t("forms.asDraft")}
      </Button>
    </>
  );
}
