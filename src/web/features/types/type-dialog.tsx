import { type ReactNode, useState } from "react";
import type { TaskType } from "#contract/types.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextArea, TextInput } from "../../ui/field.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { RulePicker } from "../forms/index.ts";
import { useChange } from "./api.ts";
import { keyOf } from "./type-key.ts";
import css from "./types.module.css";
import { t } from "./words.ts";

/** What can be said of a task type. */
export type Content = Omit<TaskType, "n" | "by" | "at">;

interface DialogProps {
  project: string;
  type: Content;
  /** Items may say its value already: it stays. */
  fixed: boolean;
  /** Every task of the project. */
  values: readonly string[];
  onClose(): void;
}

/** Says what a task type is; what it said before is kept. */
export function TypeDialog({ project, type, fixed, values, onClose }: DialogProps): ReactNode {
  const [content, setContent] = useState(type);
  const set = (patch: Partial<Content>) => setContent({ ...content, ...patch });
  const save = useChange("types", "save", {
    onDone: ({ title }) => {
      onClose();
      toast(t("types.saved", { title }));
    },
  });
  const key = content.key || keyOf(content.title);
  const parents = values.filter((value) => value !== key);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={fixed ? t("types.editNamed", { title: type.title }) : t("types.new")}
      confirm={
        <Button
          look="primary"
          disabled={key === "" || content.title.trim() === ""}
          busy={save.isPending}
          onClick={() => save.mutate({ params: { project }, body: { ...content, key } })}
        >
          {t("types.save")}
        </Button>
      }
    >
      <div className={css.fields}>
        <TextInput
          label={t("types.title")}
          value={content.title}
          maxLength={120}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextInput
          label={t("types.key")}
          help={t("types.keyHelp")}
          dir="ltr"
          value={key}
          maxLength={60}
          disabled={fixed}
          onChange={(event) => set({ key: event.target.value })}
        />
        <TextArea
          label={t("types.definition")}
          rows={4}
          value={content.definition}
          maxLength={5000}
          onChange={(event) => set({ definition: event.target.value })}
        />
        {parents.length > 0 && (
          <Select
            multiple
            size={Math.min(6, Math.max(2, parents.length))}
            label={t("types.parents")}
            value={content.parents}
            onChange={({ target }) =>
              set({ parents: Array.from(target.selectedOptions, ({ value }) => value) })
            }
          >
            {parents.map((value) => (
              <option key={value} value={value}>
                {value}
              </option>
            ))}
          </Select>
        )}
        <RulePicker project={project} rules={content.rules} onChange={(rules) => set({ rules })} />
        <Examples examples={content.examples} onChange={(examples) => set({ examples })} />
        <ErrorLine error={save.error} />
      </div>
    </Dialog>
  );
}

type Examples = Content["examples"];

function Examples({ examples, onChange }: { examples: Examples; onChange(next: Examples): void }): ReactNode {
  const set = (at: number, patch: Partial<Examples[number]>) =>
    onChange(examples.with(at, { ...examples[at]!, ...patch }));
  return (
    <>
      {examples.map((example, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an example has nothing else that stays while it is written
        <fieldset key={at} className={css.example}>
          <legend>{t("types.example", { n: at + 1 })}</legend>
          <TextArea
            label={t("types.prompt")}
            rows={2}
            value={example.prompt}
            maxLength={5000}
            onChange={(event) => set(at, { prompt: event.target.value })}
          />
          <TextInput
            label={t("types.why")}
            value={example.why}
            maxLength={2000}
            onChange={(event) => set(at, { why: event.target.value })}
          />
          <div className={css.head}>
            <IconButton
              small
              icon="trash"
              label={t("types.removeExample", { n: at + 1 })}
              onClick={() => onChange(examples.filter((_, n) => n !== at))}
            />
          </div>
        </fieldset>
      ))}
      {examples.length < 20 && (
        <div>
          <Button small icon="plus" onClick={() => onChange([...examples, { prompt: "", why: "" }])}>
            {t("types.addExample")}
          </Button>
        </div>
      )}
    </>
  );
}
