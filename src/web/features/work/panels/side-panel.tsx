import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "../../../ui/button.tsx";
import { useFocusBack } from "../../../ui/focus.ts";
import { t } from "../words.ts";
import css from "./side-panel.module.css";

interface PanelProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A panel beside the work: one at a time, never over it where there is room. Escape closes it. */
export function SidePanel({ title, onClose, children }: PanelProps): ReactNode {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusBack();
  useEffect(() => {
    const within = heading.current?.closest("aside")?.contains(document.activeElement);
    if (!within) heading.current?.focus();
  }, []);
  return (
    <aside
      className={css.panel}
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={css.head}>
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="cross" small label={t("work.panel.close")} tip="end" onClick={onClose} />
      </header>
      <div className={css.body}>{children}</div>
    </aside>
  );
}
