import { type DragEvent, type ReactNode, useRef } from "react";
import { Button } from "../../ui/button.tsx";
import css from "./guides.module.css";
import { t } from "./words.ts";

interface FileZoneProps {
  busy: boolean;
  onFile: (file: File) => void;
}

/** A place to drop a guide's file on, with a button that does the same. */
export function FileZone({ busy, onFile }: FileZoneProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <section
      aria-label={t("guides.import.drop")}
      className={css.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <p>{t("guides.import.drop")}</p>
      <p className={css.muted}>{t("guides.import.formats")}</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("guides.import.choose")}
        accept=".docx,.pdf,.md,.markdown,.html,.htm,.json"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = "";
          if (file) onFile(file);
        }}
      />
      <Button look="primary" icon="upload" busy={busy} onClick={() => input.current?.click()}>
        {t("guides.import.choose")}
      </Button>
    </section>
  );
}
