import type { ReactNode } from "react";
import type { FormQuestion } from "#kinds/form.ts";
import { questionKind } from "#kinds/index.ts";
import { SettingsEditor } from "../../settings/settings-editor.tsx";
import { Checkbox, TextArea, TextInput } from "../../ui/field.tsx";
import { ConditionEditor } from "./condition-editor.tsx";
import { problemsBelow } from "./form-draft.ts";
import { RulePicker } from "./rule-picker.tsx";
import { t } from "./words.ts";

interface QuestionEditorProps {
  project: string;
  question: FormQuestion;
  /** The questions above: those that a condition may name. */
  earlier: readonly FormQuestion[];
  errors: ReadonlyMap<string, string>;
  onChange(next: FormQuestion): void;
}

/** What can be said about a question. */
export function QuestionEditor({
  project,
  question,
  earlier,
  errors,
  onChange,
}: QuestionEditorProps): ReactNode {
  const set = (patch: Partial<FormQuestion>) => onChange({ ...question, ...patch });
  return (
    <>
      <TextInput
        label={t("forms.entryQuestion")}
        error={errors.get("title")}
        maxLength={300}
        value={question.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label={t("forms.entryHelp")}
        note={t("forms.optional")}
        rows={2}
        maxLength={2000}
        value={question.help}
        onChange={(event) => set({ help: event.target.value })}
      />
      <Checkbox
        label={t("forms.required")}
        checked={question.required}
        onChange={(event) => set({ required: event.target.checked })}
      />
      <SettingsEditor
        schema={questionKind(question.kind).settings}
        value={question.settings}
        errors={problemsBelow(errors, "settings")}
        onChange={(settings) => set({ settings })}
      />
      <ConditionEditor
        project={project}
        condition={question.showIf}
        earlier={earlier}
        error={errors.get("showIf") ?? errors.get("showIf.in")}
        onChange={(showIf) => set({ showIf })}
      />
      <RulePicker project={project} rules={question.rules ?? []} onChange={(rules) => set({ rules })} />
      <TextInput
        label={t("forms.entryName")}
        help={t("forms.entryNameHelp")}
        error={errors.get("name")}
        dir="ltr"
        maxLength={40}
        value={question.name}
        onChange={(event) => set({ name: event.target.value })}
      />
    </>
  );
}
