import { type FormEvent, type ReactNode, useState } from "react";
import { ProjectSettings } from "#contract/projects.ts";
import { type TemplateName, templates } from "#kinds/templates.ts";
import { useHere } from "../../frame/here.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Select, TextArea, TextInput } from "../../ui/field.tsx";
import { focusWrong } from "../../ui/focus.ts";
import { said } from "../../ui/messages/index.ts";
import { Page } from "../../ui/page.tsx";
import { navigate } from "../../ui/routing.ts";
import { EmptyState, ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { FIRST_CHOICE, FirstGuideFields, guideOf } from "./first-guide.tsx";
import css from "./projects.module.css";
import { checkProject, draftOf, SettingsFields } from "./settings-form.tsx";
import { t } from "./words.ts";

const START = draftOf(ProjectSettings.parse({ openWithoutGuide: false }));

/** What a new project needs, for who may make one; everything can be changed later. */
export function NewProjectPage(): ReactNode {
  const me = useRead("accounts", "me");
  return (
    <Page title={useHere().title} breadcrumbs={useHere().above} narrow>
      {me.data?.role === "member" ? (
        <EmptyState icon="folder" title={t("projects.newNotYours")}>
          {t("projects.newNotYoursHelp")}
        </EmptyState>
      ) : (
        <NewProject />
      )}
    </Page>
  );
}

function NewProject(): ReactNode {
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [template, setTemplate] = useState<TemplateName>("demonstration");
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [settings, setSettings] = useState(START);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const create = useChange("projects", "create", {
    onDone: ({ id: project }) => {
      toast(t("projects.created"));
      navigate(
        choice.from === "file"
          ? `${hrefOf("/guides/import")}?project=${project}`
          : hrefOf("/projects/:project", { project }),
      );
    },
  });

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const { checked, errors } = checkProject(name, settings);
    setErrors(errors);
    if (checked)
      create.mutate({ body: { name, description, template, ...guideOf(choice), settings: checked } });
    else focusWrong(event.currentTarget);
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label={t("projects.name")}
        error={errors.name}
        required
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextArea
        label={t("projects.description")}
        help={t("projects.descriptionHelp")}
        note={t("projects.optional")}
        rows={2}
        maxLength={2000}
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      <FirstGuideFields
        choice={choice}
        onChoice={setChoice}
        opens={settings.openWithoutGuide}
        onOpens={(openWithoutGuide) => setSettings({ ...settings, openWithoutGuide })}
      />
      <Select
        label={t("projects.template")}
        help={`${said(templates[template].purpose)} ${t("projects.templateHelp")}`}
        value={template}
        onChange={(event) => setTemplate(event.target.value as TemplateName)}
      >
        {Object.entries(templates).map(([value, { title }]) => (
          <option key={value} value={value}>
            {said(title)}
          </option>
        ))}
      </Select>
      <SettingsFields brief draft={settings} errors={errors} onChange={setSettings} />
      <ErrorLine error={create.error} />
      <div className={css.end}>
        <Button look="primary" type="submit" busy={create.isPending}>
          {t("projects.create")}
        </Button>
      </div>
    </form>
  );
}
