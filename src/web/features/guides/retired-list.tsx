import type { ReactNode } from "react";
import type { DraftEntry } from "#contract/guide-drafts.ts";
import { Button } from "../../ui/button.tsx";
import css from "./guides.module.css";
import { t } from "./words.ts";

interface RetiredProps {
  entries: readonly DraftEntry[];
  mayEdit: boolean;
  onRestore: (id: string) => void;
}

/** The entries that the next version will not have, to bring them back. */
export function RetiredList({ entries, mayEdit, onRestore }: RetiredProps): ReactNode {
  if (entries.length === 0) return null;
  return (
    <details className={css.more}>
      <summary>{t("guides.retiredList", { count: entries.length })}</summary>
      <ul className={css.retired}>
        {entries.map(({ id, content }) => (
          <li key={id}>
            <span dir="auto">{content.title}</span>
            {mayEdit && (
              <Button
                small
                icon="undo"
                aria-label={t("guides.restoreOf", { title: content.title })}
                onClick={() => onRestore(id)}
              >
                {t("guides.restore")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
