import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import { comboText } from "../../ui/keys.ts";
import { t as words } from "../../ui/messages/en.ts";
import { useShortcuts } from "../../ui/shortcuts.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import type { Numbered } from "./draft-state.ts";
import { EntryForm } from "./entry-form.tsx";
import { EntryHeading } from "./entry-heading.tsx";
import { EntryText } from "./entry-view.tsx";
import css from "./guides.module.css";
import { SuggestForm } from "./together/suggest-form.tsx";
import { t as together } from "./together/words.ts";
import type { Draft } from "./use-draft.ts";
import { type EntryEditor, useEntryEditor } from "./use-entry-editor.ts";
import { type RulingInDraft, withRuling } from "./use-ruling.ts";
import { t } from "./words.ts";

interface CardProps {
  draft: Draft;
  entry: Numbered;
  selected: boolean;
  editing: boolean;
  mayEdit: boolean;
  maySuggest: boolean;
  /** A ruling that its editor begins with. */
  ruling: RulingInDraft | null;
  /** Who else has the entry open. */
  beside: ReactNode;
  onSelect: () => void;
  onEdit: (on: boolean) => void;
}

/** An entry of the draft, to read or to edit in its place. */
export function DraftEntryCard({
  draft,
  entry,
  selected,
  editing,
  mayEdit,
  maySuggest,
  ruling,
  beside,
  onSelect,
  onEdit,
}: CardProps): ReactNode {
  const { id, number, content } = entry;
  const label = (named: { number: string; title: string }) =>
    mayEdit ? t("guides.editOf", named) : together("together.suggestOf", named);
  return (
    <article
      id={`entry-${id}`}
      tabIndex={-1}
      aria-label={`${number} ${content.title}`}
      aria-current={selected ? "true" : undefined}
      className={css.entry}
      data-kind={content.kind}
      data-selected={selected}
    >
      <header className={css.entryHead}>
        <EntryHeading number={number} title={content.title} />
        {beside}
        {maySuggest && !editing && (
          <Button
            small
            look="quiet"
            icon="pencil"
            aria-label={label({ number, title: content.title })}
            onClick={() => {
              onSelect();
              onEdit(true);
            }}
          >
            {mayEdit ? t("guides.edit") : together("together.suggest")}
          </Button>
        )}
      </header>
      {editing && mayEdit ? (
        <Editing draft={draft} entry={entry} ruling={ruling} onDone={() => onEdit(false)} />
      ) : editing ? (
        <SuggestForm draft={draft} entry={entry} onDone={() => onEdit(false)} />
      ) : (
        <EntryText content={content} under={Math.min(number.split(".").length + 1, 5)} entry={id} />
      )}
    </article>
  );
}

interface EditingProps {
  draft: Draft;
  entry: Numbered;
  ruling: RulingInDraft | null;
  onDone: () => void;
}

function Editing({ draft, entry, ruling, onDone }: EditingProps): ReactNode {
  const editor = useEntryEditor(draft, entry);
  const take = useEffectEvent((taken: RulingInDraft) => {
    editor.edit(withRuling(editor.content, taken));
    taken.note();
  });
  useEffect(() => {
    if (ruling) take(ruling);
  }, [ruling]);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => form.current?.querySelector("input")?.select(), []);
  const finish = useEffectEvent(async () => {
    if (await editor.flush()) onDone();
  });
  const [run, keys] = useMemo(() => {
    const done = () => void finish();
    return [done, [{ id: "guides.done", keys: "mod+Enter", label: t("guides.done"), run: done }]];
  }, []);
  useShortcuts(t("guides.editing"), keys);
  return (
    <div ref={form} className={css.form}>
      {editor.conflict && <ConflictChoice editor={editor} conflict={editor.conflict} />}
      <EntryForm draft={draft} entry={entry.id} content={editor.content} onChange={editor.edit} />
      <div className={css.formEnd}>
        <Button look="primary" keys={comboText("mod+Enter")} onClick={run}>
          {t("guides.done")}
        </Button>
        <SavingLine editor={editor} />
      </div>
    </div>
  );
}

function SavingLine({ editor: { saving, retry } }: { editor: EntryEditor }): ReactNode {
  if (typeof saving === "object")
    return (
      <>
        <ErrorLine error={saving.error} />
        <Button small onClick={retry}>
          {words("ui.retry")}
        </Button>
      </>
    );
  return (
    <p className={saving === "invalid" || saving === "conflict" ? css.bad : css.muted} role="status">
      {t(`guides.saving.${saving}`)}
    </p>
  );
}
