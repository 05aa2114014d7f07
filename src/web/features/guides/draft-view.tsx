import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Anchor } from "#content/index.ts";
import type { Suggestion } from "#contract/guide-suggestions.ts";
import type { RulingUse } from "#contract/questions.ts";
import { termsOf } from "#guide/terms.ts";
import { Terms } from "../../kinds/terms.tsx";
import { Button } from "../../ui/button.tsx";
import { setSearch, useLocation } from "../../ui/routing.ts";
import { useShortcuts } from "../../ui/shortcuts.tsx";
import { EmptyState } from "../../ui/states.tsx";
import { PassageButton } from "../discussions/index.ts";
import { AddButtons } from "./add-buttons.tsx";
import { DraftEntryCard } from "./draft-entry-card.tsx";
import { draftKeys } from "./draft-keys.ts";
import { type Asking, EntryActions, SuggestActions } from "./entry-actions.tsx";
import { EntryDetails } from "./entry-details.tsx";
import css from "./guides.module.css";
import { MergeDialog } from "./merge-dialog.tsx";
import { Outline } from "./outline.tsx";
import { RetiredList } from "./retired-list.tsx";
import { SplitDialog } from "./split-dialog.tsx";
import { CommentCount } from "./together/comment-count.tsx";
import { SuggestAdd, SuggestMove, SuggestRetire } from "./together/suggest-dialogs.tsx";
import { entryOf } from "./together/suggestion.ts";
import { useComments } from "./together/use-comments.ts";
import { t as together } from "./together/words.ts";
import type { Draft } from "./use-draft.ts";
import { useDraftActions } from "./use-draft-actions.ts";
import { useRulingInDraft } from "./use-ruling.ts";
import { t } from "./words.ts";

interface DraftViewProps {
  draft: Draft;
  /** Those that wait for a decision. */
  suggestions: readonly Suggestion[];
  mayEdit: boolean;
  maySuggest: boolean;
  onPublish: () => void;
}

const select = (id: string) => setSearch({ entry: id });

/** The draft: outline, entries, and what belongs to the selected one. */
export function DraftView({ draft, suggestions, mayEdit, maySuggest, onPublish }: DraftViewProps): ReactNode {
  const { search } = useLocation();
  const selected = draft.live.find(({ id }) => id === search.get("entry")) ?? null;
  const [editing, setEditing] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = () => setAsking(null);
  const list = useRef<HTMLDivElement>(null);
  const actions = useDraftActions(draft, select, setEditing);

  const selectedId = selected?.id;
  const comments = useComments(draft, selectedId);
  const { onPassage } = comments.passages;
  const commentOn = useCallback(
    (passage: Anchor) => {
      if (passage.place.part === "entry") select(passage.place.entry);
      onPassage(passage);
    },
    [onPassage],
  );
  const takeRuling = useCallback(
    (kind: RulingUse) => (kind === "split" ? setAsking("split") : setEditing(selectedId ?? null)),
    [selectedId],
  );
  const ruling = useRulingInDraft(draft.guide.id, takeRuling);
  useEffect(() => {
    if (selectedId) document.getElementById(`entry-${selectedId}`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  const keys = useMemo(
    () =>
      draftKeys({
        draft,
        selected,
        mayEdit,
        maySuggest,
        actions,
        select,
        onEdit: setEditing,
        onAsk: setAsking,
        onPublish,
      }),
    [draft, selected, mayEdit, maySuggest, actions, onPublish],
  );
  useShortcuts(t("guides.keys"), keys);

  const terms = useMemo(() => termsOf(draft.live), [draft.live]);
  const whoIsIn = (id: string) => {
    const names = draft.people.filter(({ entry }) => entry === id).map(({ person }) => person.name);
    return (
      <>
        {names.length > 0 && <span className={css.presence}>{names.join(", ")}</span>}
        <CommentCount threads={comments.threads.filter(({ entry }) => entry === id)} />
      </>
    );
  };
  if (draft.live.length === 0 && draft.retired.length === 0)
    return (
      <EmptyState
        icon="book"
        title={t("guides.empty")}
        action={mayEdit && <AddButtons onAdd={(kind) => void actions.add(kind, null)} />}
      >
        {t("guides.emptyHelp")}
      </EmptyState>
    );
  return (
    <div className={css.columns}>
      {!draft.guide.archived && <PassageButton sourceOf={comments.passages.sourceOf} onComment={commentOn} />}
      <Outline entries={draft.live} selected={selectedId ?? null} beside={whoIsIn} onSelect={select} />
      <div ref={list} className={css.entries}>
        <Terms value={terms}>
          {draft.live.map((entry) => (
            <DraftEntryCard
              key={entry.id}
              draft={draft}
              entry={entry}
              selected={entry.id === selectedId}
              editing={maySuggest && entry.id === editing}
              mayEdit={mayEdit}
              maySuggest={maySuggest}
              ruling={entry.id === selectedId ? ruling : null}
              beside={whoIsIn(entry.id)}
              onSelect={() => select(entry.id)}
              onEdit={(on) => setEditing(on ? entry.id : null)}
            />
          ))}
        </Terms>
        {mayEdit && <AddButtons onAdd={(kind) => void actions.add(kind, selected)} />}
        {maySuggest && !mayEdit && (
          <div>
            <Button icon="plus" onClick={() => setAsking("add")}>
              {together("together.suggest.add")}
            </Button>
          </div>
        )}
        <RetiredList entries={draft.retired} mayEdit={mayEdit} onRestore={(id) => void actions.restore(id)} />
      </div>
      <EntryDetails
        draft={draft}
        entry={selected}
        mayEdit={mayEdit}
        comments={comments}
        suggestions={suggestions.filter((suggestion) => entryOf(suggestion) === selectedId).length}
        actions={
          selected &&
          (mayEdit ? (
            <EntryActions
              entry={selected}
              actions={actions}
              onEdit={() => setEditing(selected.id)}
              onAsk={setAsking}
            />
          ) : (
            maySuggest && (
              <SuggestActions entry={selected} onEdit={() => setEditing(selected.id)} onAsk={setAsking} />
            )
          ))
        }
      />
      {selected && asking === "split" && (
        <SplitDialog draft={draft} entry={selected} ruling={ruling} suggests={!mayEdit} onClose={close} />
      )}
      {selected && asking === "merge" && (
        <MergeDialog draft={draft} entry={selected} suggests={!mayEdit} onSelect={select} onClose={close} />
      )}
      {asking === "add" && <SuggestAdd draft={draft} entry={selected} onClose={close} />}
      {selected && asking === "move" && <SuggestMove draft={draft} entry={selected} onClose={close} />}
      {selected && asking === "retire" && <SuggestRetire draft={draft} entry={selected} onClose={close} />}
    </div>
  );
}
