import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import type { Numbered } from "./draft-state.ts";
import css from "./guides.module.css";
import { t as together } from "./together/words.ts";
import type { DraftActions } from "./use-draft-actions.ts";
import { t } from "./words.ts";

/** A dialog that asks what an act needs to know. */
export type Asking = "split" | "merge" | "add" | "move" | "retire";

interface ActionProps {
  entry: Numbered;
  actions: DraftActions;
  onEdit: () => void;
  onAsk: (what: Asking) => void;
}

/** Buttons for what the keys do with the selected entry. */
export function EntryActions({ entry, actions, onEdit, onAsk }: ActionProps): ReactNode {
  return (
    <>
      <Button small icon="pencil" keys="E" onClick={onEdit}>
        {t("guides.edit")}
      </Button>
      <JoinButtons entry={entry} onAsk={onAsk} />
      <Button small icon="up" onClick={() => void actions.step(entry, "up")}>
        {t("guides.moveUp")}
      </Button>
      <Button small icon="down" onClick={() => void actions.step(entry, "down")}>
        {t("guides.moveDown")}
      </Button>
      <Button small icon="trash" onClick={() => void actions.retire(entry)}>
        {t("guides.retire")}
      </Button>
    </>
  );
}

/** The same acts for who can only suggest them. */
export function SuggestActions({ entry, onEdit, onAsk }: Omit<ActionProps, "actions">): ReactNode {
  return (
    <>
      <span className={css.muted}>{together("together.suggest")}</span>
      <Button small icon="pencil" keys="E" onClick={onEdit}>
        {together("together.suggest.reword")}
      </Button>
      <JoinButtons entry={entry} onAsk={onAsk} />
      <Button small onClick={() => onAsk("move")}>
        {together("together.suggest.move")}
      </Button>
      <Button small icon="trash" keys="X" onClick={() => onAsk("retire")}>
        {t("guides.retire")}
      </Button>
    </>
  );
}

function JoinButtons({ entry, onAsk }: Pick<ActionProps, "entry" | "onAsk">): ReactNode {
  if (entry.content.kind === "section") return null;
  return (
    <>
      <Button small keys="S" onClick={() => onAsk("split")}>
        {t("guides.split")}
      </Button>
      <Button small keys="M" onClick={() => onAsk("merge")}>
        {t("guides.merge")}
      </Button>
    </>
  );
}
