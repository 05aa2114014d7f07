import { useEffect, useEffectEvent, useRef, useState } from "react";
import { canonical } from "#content/index.ts";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { EntryContent } from "#guide/entry.ts";
import { mergeContent } from "#guide/merge.ts";
import { ApiError } from "#sdk/index.ts";
import { toast } from "../../ui/toast.tsx";
import { api } from "./api.ts";
import type { Draft } from "./use-draft.ts";
import { t } from "./words.ts";

const PAUSE_MS = 1_000;

/** Two edits of one entry that exclude each other. */
export interface Conflict {
  entry: string;
  revision: string;
  theirs: EntryContent;
  fields: readonly string[];
}
export type Saving = "saved" | "waiting" | "saving" | "invalid" | "conflict" | { error: unknown };

export interface EntryEditor {
  content: EntryContent;
  saving: Saving;
  conflict: Conflict | null;
  edit(content: EntryContent): void;
  /** After a conflict: what both become. */
  resolve(content: EntryContent): void;
  retry(): void;
  /** Saves what has not been saved yet; resolves to whether everything is saved. */
  flush(): Promise<boolean>;
}

const equal = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** Edits an entry and saves it a second after the last change; what others save meanwhile is joined in. */
export function useEntryEditor(draft: Draft, entry: DraftEntry): EntryEditor {
  const [content, setContent] = useState(entry.content);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [saving, setSaving] = useState<Saving>("saved");
  /** What the server has, as this editor knows it. */
  const base = useRef({ revision: entry.revision, content: entry.content });
  const newest = useRef(content);
  newest.current = content;
  const sending = useRef<Promise<boolean>>(Promise.resolve(true));

  /** Takes over what is stored now; what was typed since stays where the two do not exclude each other. */
  function rebase(stored: { revision: string; content: EntryContent }, typedOver: EntryContent): void {
    const typed = newest.current;
    const merged = equal(typed, typedOver)
      ? { content: stored.content }
      : mergeContent(typedOver, typed, stored.content);
    base.current = { revision: stored.revision, content: stored.content };
    const next = "content" in merged ? merged.content : typed;
    newest.current = next;
    setContent(next);
  }

  async function send(): Promise<boolean> {
    const sent = newest.current;
    if (equal(sent, base.current.content)) {
      setSaving("saved");
      return true;
    }
    const body = EntryContent.safeParse(sent);
    if (!body.success) {
      setSaving("invalid");
      return false;
    }
    setSaving("saving");
    const params = { guide: draft.guide.id, entry: entry.id };
    try {
      const changed = await api.guideDrafts.saveEntry({
        params,
        body: { base: base.current.revision, content: body.data },
      });
      draft.apply(changed);
      const stored = changed.entries.find(({ id }) => id === entry.id);
      if (stored) rebase(stored, sent);
      setSaving(equal(newest.current, base.current.content) ? "saved" : "waiting");
      return true;
    } catch (error) {
      const detail = error instanceof ApiError && error.status === 409 ? error.problem.detail : undefined;
      if (detail?.theirs) {
        setConflict(detail as unknown as Conflict);
        setSaving("conflict");
      } else setSaving({ error });
      return false;
    }
  }
  const save = useEffectEvent(() => {
    sending.current = sending.current.then(send);
    return sending.current;
  });

  useEffect(() => {
    if (conflict || equal(content, base.current.content)) return;
    setSaving((now) => (now === "saved" || now === "invalid" ? "waiting" : now));
    const timer = setTimeout(() => void save(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [content, conflict]);
  // What another person saved comes in while nothing of ours is on its way.
  const follow = useEffectEvent(() => {
    if (conflict || saving === "saving" || entry.revision === base.current.revision) return;
    const before = base.current.content;
    const both = mergeContent(before, newest.current, entry.content);
    if ("content" in both) rebase(entry, before);
  });
  useEffect(() => {
    if (entry.revision) follow();
  }, [entry.revision]);
  // To another entry or page one may go at once: the last words are sent on the way.
  const leave = useEffectEvent(async () => {
    if (!(await save()))
      toast(t("guides.notSaved", { title: entry.content.title }), { tone: "bad", seconds: 0 });
  });
  useEffect(() => () => void leave(), []);
  useWarning(saving !== "saved");

  return {
    content,
    saving,
    conflict,
    edit: setContent,
    resolve(next) {
      if (!conflict) return;
      base.current = { revision: conflict.revision, content: conflict.theirs };
      newest.current = next;
      setConflict(null);
      setContent(next);
      void save();
    },
    retry: () => void save(),
    flush: () => save(),
  };
}

/** Asks before the page is closed with something that is not on the server. */
function useWarning(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
