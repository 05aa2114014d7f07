import { type ReactNode, useState } from "react";
import type { FormDraft, FormEntry, FormVersion } from "#contract/forms.ts";
import type { Project } from "#contract/projects.ts";
import { ProjectPage } from "../../frame/project-page.tsx";
import { canManage } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { useLocation } from "../../ui/routing.ts";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { useRead } from "./api.ts";
import { FormBuilder } from "./form-builder.tsx";
import { FormList } from "./form-list.tsx";
import css from "./forms.module.css";
import { PreviewPane } from "./preview-pane.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import { SaveState } from "./save-state.tsx";
import { TemplateButton } from "./template-button.tsx";
import { TopUpList } from "./top-up-list.tsx";
import { useFormDraft } from "./use-form-draft.ts";
import { VersionList } from "./version-list.tsx";
import { t } from "./words.ts";

/** The form of a project as it is being edited, with a live preview and the published versions. */
export function FormPage({ project: id }: { project: string }): ReactNode {
  const form = useLocation().search.get("form") ?? "main";
  return <OneForm key={form} project={id} form={form} />;
}

function OneForm({ project: id, form }: { project: string; form: string }): ReactNode {
  const of = { params: { project: id }, query: { form } };
  const draft = useRead("forms", "draft", of);
  const versions = useRead("forms", "versions", of);
  const forms = useRead("forms", "list", { params: of.params });
  const failed = draft.error ?? versions.error ?? forms.error;
  const [first, setFirst] = useState<FormDraft | null>(null);
  // Saving refreshes what was read; the editor keeps its own copy from the first answer on.
  if (draft.data && !first) setFirst(draft.data);
  return (
    <ProjectPage project={id}>
      {(project) =>
        first && versions.data && forms.data ? (
          <Builder
            project={project}
            form={form}
            forms={forms.data.rows}
            draft={first}
            versions={versions.data.rows}
          />
        ) : failed ? (
          <ErrorState
            error={failed}
            onRetry={() => void Promise.all([draft.refetch(), versions.refetch(), forms.refetch()])}
          />
        ) : (
          <Loading lines={12} />
        )
      }
    </ProjectPage>
  );
}

interface BuilderProps {
  project: Project;
  form: string;
  forms: readonly FormEntry[];
  draft: FormDraft;
  versions: readonly FormVersion[];
}

function Builder({ project, form, forms, draft, versions }: BuilderProps): ReactNode {
  const editor = useFormDraft(project.id, form, draft);
  const [view, setView] = useState<"edit" | "preview">("edit");
  const [publishing, setPublishing] = useState(false);
  const manage = canManage(project);
  const current = forms.find(({ key }) => key === form)?.versionId ?? null;
  return (
    <>
      <FormList project={project.id} forms={forms} shown={form} manage={manage} />
      <div className={css.bar}>
        <SaveState editor={editor} />
        <div className={css.barEnd}>
          <Button
            small
            className={css.narrowOnly}
            icon={view === "edit" ? "eye" : "pencil"}
            onClick={() => setView(view === "edit" ? "preview" : "edit")}
          >
            {t(view === "edit" ? "forms.preview" : "forms.edit")}
          </Button>
          {manage && <TemplateButton editor={editor} />}
          {manage && (
            <Button
              look="primary"
              disabled={editor.saving.state !== "saved"}
              onClick={() => setPublishing(true)}
            >
              {t("forms.publish")}
            </Button>
          )}
        </div>
      </div>
      <div className={css.builder} data-view={view}>
        <fieldset disabled={!manage} className={css.editor}>
          <FormBuilder project={project.id} editor={editor} />
        </fieldset>
        <div className={css.preview}>
          <PreviewPane project={project.id} form={editor.editing.form} whole={editor.problems.size === 0} />
        </div>
      </div>
      <VersionList project={project.id} form={form} versions={versions} current={current} />
      <TopUpList project={project.id} form={form} />
      {publishing && (
        <PublishDialog
          project={project.id}
          of={form}
          form={editor.editing.form}
          rev={editor.rev}
          latest={versions[0] ?? null}
          onClose={() => setPublishing(false)}
        />
      )}
    </>
  );
}
