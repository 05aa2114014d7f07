import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Anchor } from "#content/index.ts";
import { type SourceOf, selectedPassage } from "../../kinds/passage.ts";
import { Button } from "../../ui/button.tsx";
import { comboText } from "../../ui/keys.ts";
import { keysOf, useShortcuts } from "../../ui/shortcuts.tsx";
import css from "./discussions.module.css";
import { t } from "./words.ts";

/** The command that comments on what is selected; a person may give it another key. */
export const PASSAGE_COMMAND = { id: "work.passage", keys: "alt+q" } as const;

interface PassageButtonProps {
  sourceOf: SourceOf;
  onComment: (passage: Anchor) => void;
}

/** Offers to comment on the passage that is selected on the page, below it. */
export function PassageButton({ sourceOf, onComment }: PassageButtonProps): ReactNode {
  const selected = useSelected(sourceOf);
  const shortcuts = useMemo(() => {
    const run = () => {
      const passage = selectedPassage(document.getSelection(), sourceOf);
      if (passage) onComment(passage);
    };
    return [{ ...PASSAGE_COMMAND, label: t("discussions.passage"), run }];
  }, [sourceOf, onComment]);
  useShortcuts(t("discussions.title"), shortcuts);
  if (!selected) return null;
  const { left, top } = selected;
  return (
    <div
      className={css.offer}
      style={{ left: `min(${left}px, 100vw - 18rem)`, top: `min(${top}px, 100vh - 4rem)` }}
    >
      <Button
        small
        icon="comment"
        keys={comboText(keysOf(PASSAGE_COMMAND))}
        onPointerDown={(event) => event.preventDefault()} // the selection stays
        onClick={() => onComment(selected.passage)}
      >
        {t("discussions.passage")}
      </Button>
    </div>
  );
}

interface Selected {
  passage: Anchor;
  left: number;
  top: number;
}

/** The passage that is selected, and where on the screen it ends. */
function useSelected(sourceOf: SourceOf): Selected | null {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      const selection = document.getSelection();
      const passage = selectedPassage(selection, sourceOf);
      const box = passage && selection!.getRangeAt(0).getBoundingClientRect();
      setSelected(box ? { passage, left: Math.max(8, box.left), top: Math.max(8, box.bottom + 8) } : null);
    };
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    document.addEventListener("selectionchange", later);
    document.addEventListener("scroll", later, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener("selectionchange", later);
      document.removeEventListener("scroll", later, { capture: true });
    };
  }, [sourceOf]);
  return selected;
}
