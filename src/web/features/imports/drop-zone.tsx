import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import css from "./imports.module.css";
import { t } from "./words.ts";

/** A place to drop files on, with a button that does the same. */
export function DropZone({ onFiles }: { onFiles(files: readonly File[]): void }): ReactNode {
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) onFiles(files);
  }
  return (
    <section
      aria-label={t("imports.drop")}
      className={css.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon name="upload" size={28} />
      <p className={css.dropTitle}>{t("imports.drop")}</p>
      <p className={css.muted}>{t("imports.dropHelp")}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("imports.choose")}
        accept=".jsonl,.ndjson,.json,.csv,.tsv,.gz,application/json,text/csv,application/gzip"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button look="primary" icon="folder" onClick={() => input.current?.click()}>
        {t("imports.choose")}
      </Button>
    </section>
  );
}
