import { useMemo } from "react";
import { EntryContent } from "#guide/entry.ts";
import { t as words } from "../../ui/messages/en.ts";
import { announce, toast } from "../../ui/toast.tsx";
import { api } from "./api.ts";
import { EMPTY, type Numbered, placeBehind, stepFrom } from "./draft-state.ts";
import type { Draft } from "./use-draft.ts";
import { t } from "./words.ts";

export interface DraftActions {
  /** Adds an entry behind another one, or at the end, and opens it. */
  add(kind: EntryContent["kind"], behind: Numbered | null): Promise<void>;
  step(entry: Numbered, direction: "up" | "down" | "in" | "out"): Promise<void>;
  retire(entry: Numbered): Promise<void>;
  restore(id: string): Promise<void>;
}

/** What keys and buttons do with the entries of a draft. */
export function useDraftActions(
  draft: Draft,
  select: (id: string) => void,
  edit: (id: string) => void,
): DraftActions {
  return useMemo(() => {
    const guide = draft.guide.id;
    const at = (entry: string) => ({ params: { guide, entry } });
    const restore = async (id: string) => {
      if (!(await draft.run(() => api.guideDrafts.restoreEntry(at(id))))) return;
      select(id);
      const { lineage } = await api.guideDrafts.entry(at(id));
      const other = draft.live.find((one) => lineage.some((l) => l.kind === "merged" && l.to === one.id));
      const { title } = draft.retired.find((one) => one.id === id)?.content ?? { title: "" };
      if (other) toast(t("guides.restoredMerged", { title, other: other.content.title }), { seconds: 0 });
    };
    return {
      async add(kind, behind) {
        const known = new Set([...draft.live, ...draft.retired].map(({ id }) => id));
        const content = EntryContent.parse({ kind, title: t(`guides.untitled.${kind}`), ...EMPTY[kind] });
        await draft.run(async () => {
          const body = { content, ...placeBehind(draft.live, kind, behind) };
          const changed = await api.guideDrafts.addEntry({ params: { guide }, body });
          const made = changed.entries.find(({ id }) => !known.has(id));
          if (made) {
            select(made.id);
            edit(made.id);
          }
          return changed;
        });
      },
      async step(entry, direction) {
        const body = stepFrom(draft.live, entry, direction);
        if (!body) return announce(t("guides.cannotMove"));
        await draft.run(() => api.guideDrafts.moveEntry({ ...at(entry.id), body }));
        announce(t("guides.moved", { title: entry.content.title }));
      },
      async retire(entry) {
        const next = nextOf(draft.live, entry);
        if (!(await draft.run(() => api.guideDrafts.retireEntry(at(entry.id))))) return;
        if (next) select(next);
        toast(t("guides.retired", { title: entry.content.title }), {
          action: { label: words("ui.undo"), run: () => void restore(entry.id) },
        });
      },
      restore,
    };
  }, [draft, select, edit]);
}

/** What is selected after an entry is gone. */
function nextOf(live: readonly Numbered[], { id, number }: Numbered): string | null {
  const at = live.findIndex((one) => one.id === id);
  const isInside = (one: Numbered) => one.number.startsWith(`${number}.`);
  return (live.slice(at + 1).find((one) => !isInside(one)) ?? live[at - 1])?.id ?? null;
}
