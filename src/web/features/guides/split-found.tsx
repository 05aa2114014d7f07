import { type ReactNode, useState } from "react";
import type { FoundEntry } from "#contract/guide-files.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select } from "../../ui/field.tsx";
import { type Entries, paragraphsOf, split } from "./import-state.ts";
import { t } from "./words.ts";

interface SplitFoundProps {
  entries: Entries;
  entry: FoundEntry;
  onSplit: (entries: Entries) => void;
  onClose: () => void;
}

/** Asks with which paragraph a new entry begins. */
export function SplitFound({ entries, entry, onSplit, onClose }: SplitFoundProps): ReactNode {
  const paragraphs = paragraphsOf(entry.content);
  const [at, setAt] = useState(1);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("guides.split")}
      confirm={
        <Button
          look="primary"
          disabled={paragraphs.length < 2}
          onClick={() => onSplit(split(entries, entry.id, at, crypto.randomUUID()))}
        >
          {t("guides.split")}
        </Button>
      }
    >
      <Select
        label={t("guides.import.splitAt")}
        value={String(at)}
        onChange={(event) => setAt(Number(event.target.value))}
      >
        {paragraphs.slice(1).map((text, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph is known by its place
          <option key={n} value={n + 1}>
            {text.slice(0, 80)}
          </option>
        ))}
      </Select>
    </Dialog>
  );
}
