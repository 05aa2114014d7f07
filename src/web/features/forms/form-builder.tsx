import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Layout } from "#kinds/form.ts";
import { type FieldName, fields, type QuestionName, questions } from "#kinds/index.ts";
import { Checkbox, Select } from "../../ui/field.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { Section } from "../../ui/page.tsx";
import { announce, toast } from "../../ui/toast.tsx";
import { AddEntry } from "./add-entry.tsx";
import { AvoidedWords } from "./avoided-words.tsx";
import {
  addField,
  addQuestion,
  moveEntry,
  putBackEntry,
  removeEntry,
  replaceField,
  replaceQuestion,
} from "./edit-form.ts";
import { EntryCard } from "./entry-card.tsx";
import { FieldEditor } from "./field-editor.tsx";
import type { Part } from "./form-changes.ts";
import { problemsBelow, withForm, withMoved, withPutBack, withRemoved } from "./form-draft.ts";
import css from "./forms.module.css";
import { QuestionEditor } from "./question-editor.tsx";
import type { DraftEditor } from "./use-form-draft.ts";
import { fieldTitle, questionTitle, t } from "./words.ts";

const FIELDS = Object.keys(fields) as FieldName[];
const QUESTIONS = Object.keys(questions) as QuestionName[];

/** Everything that a form consists of, to be changed by buttons and keys. */
export function FormBuilder({ project, editor }: { project: string; editor: DraftEditor }): ReactNode {
  const { editing, problems, edit } = editor;
  const { form, ids } = editing;
  const [open, setOpen] = useState<number | null>(null);
  const focusNext = useRef<(() => void) | null>(null);

  useLayoutEffect(() => {
    // The browser drops the focus of an element that changes its place or goes; a new entry takes it.
    focusNext.current?.();
    focusNext.current = null;
  });

  function move(part: Part, at: number, by: number): void {
    const title = form[part][at]?.title ?? "";
    const found: Move = { id: ids[part][at]!, by, pressed: document.activeElement };
    focusNext.current = () => focusMove(found);
    edit((before) => withMoved(before, moveEntry(before.form, part, at, by), part, at, by));
    announce(t("forms.moved", { title, place: at + by + 1, of: form[part].length }));
  }
  function remove(part: Part, at: number): void {
    const was = editing;
    const id = ids[part][at + 1] ?? ids[part][at - 1];
    focusNext.current = () => (id === undefined ? focusAdd(part) : focusTitle(id));
    edit((now) => withRemoved(now, removeEntry(now.form, part, at), part, at));
    const putBack = () =>
      edit((now) => withPutBack(now, putBackEntry(now.form, was.form, part, at), was, part, at));
    toast(t("forms.removed", { title: form[part][at]?.title ?? "" }), {
      action: { label: words("ui.undo"), run: putBack },
    });
  }
  function add(next: typeof form, part: Part, title: string): void {
    const grown = withForm(editing, next);
    const id = grown.ids[part].at(-1)!;
    focusNext.current = () => document.querySelector<HTMLInputElement>(`#entry-${id}-body input`)?.select();
    edit(() => grown);
    setOpen(id);
    announce(t("forms.added", { title }));
  }
  const card = (part: Part, at: number) => {
    const id = ids[part][at]!;
    return {
      id,
      entry: form[part][at]!,
      open: open === id,
      onToggle: () => setOpen(open === id ? null : id),
      onMove: (by: number) => move(part, at, by),
      onRemove: () => remove(part, at),
      first: at === 0,
      last: at === form[part].length - 1,
      wrong: problemsBelow(problems, `${part}.${at}`).size > 0,
    };
  };

  return (
    <>
      <AvoidedWords project={project} form={form} />
      <div className={css.whole}>
        <Select
          label={t("forms.layout")}
          value={form.layout}
          onChange={(event) => {
            const layout = Layout.parse(event.target.value);
            edit((before) => withForm(before, { ...before.form, layout }));
          }}
        >
          {Layout.options.map((layout) => (
            <option key={layout} value={layout}>
              {t(`forms.layout.${layout}`)}
            </option>
          ))}
        </Select>
        <Checkbox
          label={t("forms.askConfidence")}
          checked={form.askConfidence}
          onChange={(event) => {
            const askConfidence = event.target.checked;
            edit((before) => withForm(before, { ...before.form, askConfidence }));
          }}
        />
      </div>
      <Section title={t("forms.fields")}>
        {form.fields.length === 0 && <p className={css.muted}>{t("forms.fieldsNone")}</p>}
        <ol className={css.entries}>
          {form.fields.map((field, at) => (
            <EntryCard key={ids.fields[at]} {...card("fields", at)} kind={fieldTitle(field.kind)}>
              <FieldEditor
                field={field}
                errors={problemsBelow(problems, `fields.${at}`)}
                onChange={(next) => edit((before) => withForm(before, replaceField(before.form, at, next)))}
              />
            </EntryCard>
          ))}
        </ol>
        <AddEntry
          part="fields"
          label={t("forms.addField")}
          kinds={FIELDS.map((kind) => ({
            kind,
            title: fieldTitle(kind),
            help: t(`forms.fieldHelp.${kind}`),
          }))}
          onAdd={(kind) => add(addField(form, kind, fieldTitle(kind)), "fields", fieldTitle(kind))}
        />
      </Section>
      <Section title={t("forms.questions")}>
        {form.questions.length === 0 && <p className={css.muted}>{t("forms.questionsNone")}</p>}
        <ol className={css.entries}>
          {form.questions.map((question, at) => (
            <EntryCard key={ids.questions[at]} {...card("questions", at)} kind={questionTitle(question.kind)}>
              <QuestionEditor
                project={project}
                question={question}
                earlier={form.questions.slice(0, at)}
                errors={problemsBelow(problems, `questions.${at}`)}
                onChange={(next) =>
                  edit((before) => withForm(before, replaceQuestion(before.form, at, next)))
                }
              />
            </EntryCard>
          ))}
        </ol>
        <AddEntry
          part="questions"
          label={t("forms.addQuestion")}
          kinds={QUESTIONS.map((kind) => ({
            kind,
            title: questionTitle(kind),
            help: t(`forms.questionHelp.${kind}`),
          }))}
          onAdd={(kind) =>
            add(addQuestion(form, kind, questionTitle(kind)), "questions", questionTitle(kind))
          }
        />
      </Section>
    </>
  );
}

function focusTitle(id: number): void {
  document.querySelector<HTMLElement>(`#entry-${id} button`)?.focus();
}

function focusAdd(part: Part): void {
  document.querySelector<HTMLElement>(`[data-add="${part}"] button`)?.focus();
}

interface Move {
  id: number;
  by: number;
  /** What had the focus: a button that moves, or the title with its keys. */
  pressed: Element | null;
}

/** Puts the focus back on what was pressed, or on the other button where that one has come to its end. */
function focusMove({ id, by, pressed }: Move): void {
  const card = document.getElementById(`entry-${id}`);
  const [up, down] = [card?.querySelector("[data-move='up']"), card?.querySelector("[data-move='down']")];
  const order = [pressed, ...(by < 0 ? [up, down] : [down, up])];
  const target = order.find((button) => button instanceof HTMLButtonElement && !button.disabled);
  if (target instanceof HTMLElement) target.focus();
}
