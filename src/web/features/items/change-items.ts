import { t as words } from "../../ui/messages/en.ts";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { priorityTitle, t } from "./words.ts";

/** What the change of an item needs to know of it, so that it can be undone. */
export interface Changed {
  id: string;
  priority: number;
}

/** Cancels and restores items, each with the other as its undo. */
export function useCancel(project: string, onDone: () => void) {
  const params = { project };
  const reverse = useChange("items", "cancel", { refreshes: ["projects", "work"] });
  return useChange("items", "cancel", {
    refreshes: ["projects", "work"],
    onDone: ({ changed }, { body }) => {
      const restore = body.restore ?? false;
      toast(t(restore ? "items.restored" : "items.cancelled", { count: changed }), {
        action: {
          label: words("ui.undo"),
          run: () => reverse.mutate({ params, body: { items: body.items, restore: !restore } }),
        },
      });
      onDone();
    },
  });
}

/** Gives items another priority; undo gives each the one it had. */
export function usePrioritise(project: string, onDone: () => void) {
  const params = { project };
  const set = useChange("items", "prioritise", { refreshes: ["work"] });
  async function prioritise(rows: readonly Changed[], priority: number): Promise<void> {
    const { changed } = await set.mutateAsync({
      params,
      body: { items: rows.map(({ id }) => id), priority },
    });
    toast(t("items.prioritised", { count: changed, priority: priorityTitle(priority) }), {
      action: { label: words("ui.undo"), run: () => void restore(rows) },
    });
    onDone();
  }
  async function restore(rows: readonly Changed[]): Promise<void> {
    for (const priority of new Set(rows.map((row) => row.priority))) {
      const items = rows.filter((row) => row.priority === priority).map(({ id }) => id);
      await set.mutateAsync({ params, body: { items, priority } });
    }
  }
  return { prioritise, busy: set.isPending, error: set.error };
}
