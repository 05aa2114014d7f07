import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import type { FormDraft } from "#contract/forms.ts";
import type { Form } from "#kinds/form.ts";
import { ApiError } from "#sdk/index.ts";
import { queries } from "../../api.ts";
import { api } from "./api.ts";
import { type Editing, editingOf, problemsOf } from "./form-draft.ts";

const PAUSE_MS = 700;

export type Saving =
  | { state: "saved" }
  | { state: "waiting" }
  | { state: "saving" }
  | { state: "invalid"; count: number }
  | { state: "conflict" }
  | { state: "failed"; error: unknown };

export interface DraftEditor {
  editing: Editing;
  problems: ReadonlyMap<string, string>;
  saving: Saving;
  /** The revision on the server that the next save or publication refers to. */
  rev: number;
  edit(next: (before: Editing) => Editing): void;
  /** After a conflict: takes what is stored, or puts what is here over it. */
  resolve(keep: "theirs" | "mine"): Promise<void>;
  retry(): void;
}

/** Edits a form and saves it shortly after each change, as long as it is whole and nobody else has changed it. */
export function useFormDraft(project: string, form: string, start: FormDraft): DraftEditor {
  const of = { params: { project }, query: { form } };
  const [editing, setEditing] = useState(() => editingOf(start.form));
  const [rev, setRev] = useState(start.rev);
  const [saving, setSaving] = useState<Saving>({ state: "saved" });
  const stored = useRef(start);
  const sending = useRef<Promise<void> | null>(null);
  const problems = useMemo(() => problemsOf(editing.form), [editing.form]);
  const { state } = saving;

  async function send(form: Form): Promise<void> {
    setSaving({ state: "saving" });
    try {
      const body = { form, rev: stored.current.rev };
      const saved = await api.forms.saveDraft({ ...of, body });
      stored.current = { ...saved, form };
      queries.setQueryData(["forms", "draft", of], saved);
      setRev(saved.rev);
      setSaving({ state: "saved" });
    } catch (error) {
      const conflict = error instanceof ApiError && error.status === 409;
      setSaving(conflict ? { state: "conflict" } : { state: "failed", error });
    }
  }
  const save = useEffectEvent((form: Form) => {
    sending.current = (sending.current ?? Promise.resolve()).then(() => send(form));
  });
  const leave = useEffectEvent(() => {
    const left = editing.form !== stored.current.form && problems.size === 0;
    if (left && state !== "conflict") save(editing.form);
  });

  useEffect(() => {
    const { form } = editing;
    if (state === "conflict" || state === "saving" || state === "failed") return;
    if (form === stored.current.form)
      return setSaving((now) => (now.state === "saved" ? now : { state: "saved" }));
    if (problems.size > 0) return setSaving({ state: "invalid", count: problems.size });
    setSaving((now) => (now.state === "waiting" ? now : { state: "waiting" }));
    const timer = setTimeout(() => save(form), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [editing, problems, state]);
  // To another page of the application one may go at once: the last words are sent on the way.
  useEffect(() => () => leave(), []);
  useWarning(state !== "saved");

  return {
    editing,
    problems,
    saving,
    rev,
    edit: useCallback((next) => {
      setEditing(next);
      setSaving((now) => (now.state === "failed" ? { state: "waiting" } : now));
    }, []),
    resolve: async (keep) => {
      try {
        const theirs = await api.forms.draft({ params: { project } });
        stored.current = theirs;
        setRev(theirs.rev);
        if (keep === "theirs") setEditing(editingOf(theirs.form));
        setSaving({ state: "waiting" });
      } catch (error) {
        setSaving({ state: "failed", error }); // the next try finds the conflict again
      }
    },
    retry: () => setSaving({ state: "waiting" }),
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
