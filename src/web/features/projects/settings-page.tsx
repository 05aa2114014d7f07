import { type FormEvent, type ReactNode, useState } from "react";
import type { LeadProject } from "#contract/projects.ts";
import { ProjectPage, StateBadge } from "../../frame/project-page.tsx";
import { canManage, seesAll } from "../../frame/roles.ts";
import { Button } from "../../ui/button.tsx";
import { TextArea, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { t as words } from "../../ui/messages/en.ts";
import { Section } from "../../ui/page.tsx";
import { EmptyState, ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./projects.module.css";
import { checkProject, draftOf, SettingsFields } from "./settings-form.tsx";
import { StateChange } from "./state-change.tsx";
import { t } from "./words.ts";

/** A project's name, settings and state. */
export function SettingsPage({ project: id }: { project: string }): ReactNode {
  return (
    <ProjectPage project={id}>
      {(project) =>
        seesAll(project) ? (
          <>
            <SettingsForm key={project.id} project={project} />
            {canManage(project) && (
              <Section title={t("projects.stateTitle")}>
                <p>
                  <StateBadge state={project.state} />
                </p>
                <StateChange project={project} />
              </Section>
            )}
          </>
        ) : (
          <EmptyState icon="warning" title={words("ui.error.forbidden")} />
        )
      }
    </ProjectPage>
  );
}

function SettingsForm({ project }: { project: LeadProject }): ReactNode {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const [settings, setSettings] = useState(() => draftOf(project.settings));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const save = useChange("projects", "update", { onDone: () => toast(t("projects.saved")) });
  const disabled = !canManage(project);

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { checked, errors } = checkProject(name, settings);
    setErrors(errors);
    if (checked)
      save.mutate({ params: { project: project.id }, body: { name, description, settings: checked } });
    else focusWrong(event.currentTarget);
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("projects.name")}
        error={errors.name}
        required
        disabled={disabled}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t("projects.description")}
        help={t("projects.descriptionHelp")}
        disabled={disabled}
        maxLength={2000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <SettingsFields draft={settings} errors={errors} onChange={setSettings} disabled={disabled} />
      <ErrorLine error={save.error} />
      {!disabled && (
        <div className={css.end}>
          <Button look="primary" type="submit" busy={save.isPending}>
            {t("projects.save")}
          </Button>
        </div>
      )}
    </form>
  );
}
