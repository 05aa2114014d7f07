import { type ReactNode, useState } from "react";
import { type TemplateName, templates } from "#kinds/templates.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { said } from "../../ui/messages/index.ts";
import { toast } from "../../ui/toast.tsx";
import { editingOf } from "./form-draft.ts";
import type { DraftEditor } from "./use-form-draft.ts";
import { t } from "./words.ts";

/** Begins the draft anew from a template. */
export function TemplateButton({ editor }: { editor: DraftEditor }): ReactNode {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState<TemplateName>("demonstration");
  const { title, purpose, form } = templates[name];
  const before = editor.editing;
  const close = () => setOpen(false);
  function use(): void {
    editor.edit(() => editingOf(form));
    close();
    toast(t("forms.templateUsed", { title: said(title) }), {
      action: { label: words("ui.undo"), run: () => editor.edit(() => before) },
    });
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("forms.template")}</Button>
      {open && (
        <Dialog
          open
          onClose={close}
          title={t("forms.template")}
          confirm={
            <Button look="primary" onClick={use}>
              {t("forms.templateUse")}
            </Button>
          }
        >
          <Select
            label={t("forms.template")}
            help={said(purpose)}
            value={name}
            onChange={(event) => setName(event.target.value as TemplateName)}
          >
            {Object.entries(templates).map(([value, template]) => (
              <option key={value} value={value}>
                {said(template.title)}
              </option>
            ))}
          </Select>
          <p>
            {t("forms.templateReplaces", { count: before.form.fields.length + before.form.questions.length })}
          </p>
        </Dialog>
      )}
    </>
  );
}
