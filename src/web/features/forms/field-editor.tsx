import type { ReactNode } from "react";
import type { FormField } from "#kinds/form.ts";
import { fieldKind } from "#kinds/index.ts";
import { SettingsEditor } from "../../settings/settings-editor.tsx";
import { TextInput } from "../../ui/field.tsx";
import { problemsBelow } from "./form-draft.ts";
import { t } from "./words.ts";

interface FieldEditorProps {
  field: FormField;
  errors: ReadonlyMap<string, string>;
  onChange(next: FormField): void;
}

/** What can be said about a field. */
export function FieldEditor({ field, errors, onChange }: FieldEditorProps): ReactNode {
  return (
    <>
      <TextInput
        label={t("forms.entryTitle")}
        error={errors.get("title")}
        maxLength={200}
        value={field.title}
        onChange={(event) => onChange({ ...field, title: event.target.value })}
      />
      <SettingsEditor
        schema={fieldKind(field.kind).settings}
        value={field.settings}
        errors={problemsBelow(errors, "settings")}
        onChange={(settings) => onChange({ ...field, settings })}
      />
      <TextInput
        label={t("forms.entryName")}
        help={t("forms.entryNameHelp")}
        error={errors.get("name")}
        dir="ltr"
        maxLength={40}
        value={field.name}
        onChange={(event) => onChange({ ...field, name: event.target.value })}
      />
    </>
  );
}
