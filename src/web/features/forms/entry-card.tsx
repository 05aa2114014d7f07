import type { ReactNode } from "react";
import type { FormField, FormQuestion } from "#kinds/form.ts";
import { Badge } from "../../ui/badge.tsx";
import { IconButton } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface EntryCardProps {
  id: number;
  entry: FormField | FormQuestion;
  kind: string;
  open: boolean;
  first: boolean;
  last: boolean;
  /** Something in it needs fixing. */
  wrong: boolean;
  onToggle: () => void;
  onMove: (by: number) => void;
  onRemove: () => void;
  children: ReactNode;
}

/** One field or question in the builder: what it is, buttons to move and remove it, and its editor when open. */
export function EntryCard(props: EntryCardProps): ReactNode {
  const { id, entry, kind, open, wrong, onMove } = props;
  const title = entry.title || kind;
  const body = `entry-${id}-body`;
  return (
    <li id={`entry-${id}`} className={css.entry} data-wrong={wrong}>
      <div className={css.entryHead}>
        <button
          type="button"
          className={css.entryTitle}
          aria-expanded={open}
          aria-controls={body}
          onClick={props.onToggle}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
            event.preventDefault();
            if (event.key === "ArrowUp" ? !props.first : !props.last)
              onMove(event.key === "ArrowUp" ? -1 : 1);
          }}
        >
          <Icon name={open ? "down" : "right"} size={16} />
          <span className={css.entryWords}>
            <span dir="auto">{title}</span>
            <span className={css.muted}>{kind}</span>
            {"required" in entry && !entry.required && <Badge>{t("forms.optional")}</Badge>}
            {"showIf" in entry && entry.showIf && <Badge tone="accent">{t("forms.conditional")}</Badge>}
            {wrong && <Icon name="warning" size={16} />}
          </span>
        </button>
        <IconButton
          small
          icon="up"
          tip="end"
          data-move="up"
          label={t("forms.up", { title })}
          disabled={props.first}
          onClick={() => onMove(-1)}
        />
        <IconButton
          small
          icon="down"
          tip="end"
          data-move="down"
          label={t("forms.down", { title })}
          disabled={props.last}
          onClick={() => onMove(1)}
        />
        <IconButton
          small
          icon="trash"
          tip="end"
          label={t("forms.remove", { title })}
          onClick={props.onRemove}
        />
      </div>
      <div id={body} hidden={!open} className={css.entryBody}>
        {open && props.children}
      </div>
    </li>
  );
}
