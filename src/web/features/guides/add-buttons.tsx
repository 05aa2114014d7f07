import type { ReactNode } from "react";
import type { EntryContent } from "#guide/entry.ts";
import { Button } from "../../ui/button.tsx";
import css from "./guides.module.css";
import { t } from "./words.ts";

const KINDS = [
  ["rule", "N"],
  ["section", "Shift N"],
  ["term", "D"],
] as const;

/** Adds an entry behind the selected one. */
export function AddButtons({ onAdd }: { onAdd: (kind: EntryContent["kind"]) => void }): ReactNode {
  return (
    <div className={css.actions}>
      {KINDS.map(([kind]) => (
        <Button key={kind} icon="plus" onClick={() => onAdd(kind)}>
          {t(`guides.add.${kind}`)}
        </Button>
      ))}
    </div>
  );
}
