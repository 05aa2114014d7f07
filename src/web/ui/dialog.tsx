import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { Button, IconButton } from "./button.tsx";
import css from "./dialog.module.css";
import { t } from "./messages/en.ts";

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** The button that goes on; one to cancel stands before it. */
  confirm?: ReactNode;
  wide?: boolean;
}

/** A question that needs an answer before going on. Escape and a press outside close it. */
export function Dialog({ open, ...rest }: DialogProps): ReactNode {
  return open && <OpenDialog {...rest} />;
}

function OpenDialog(props: Omit<DialogProps, "open">): ReactNode {
  const { onClose, title, children, actions, confirm, wide } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    // The browser would take the first button, which closes it.
    const first = body.current?.querySelector<HTMLElement>("input, textarea, select");
    (first ?? dialog).focus();
    // Only a dialog that is closed, not one that is taken away, gives the focus back to where it was opened.
    return () => dialog.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a press on the backdrop does
    <dialog
      ref={ref}
      tabIndex={-1}
      className={wide ? `${css.dialog} ${css.wide}` : css.dialog}
      aria-labelledby={id}
      // Escape; of a dialog that was taken away this is heard too, and no news.
      onClose={(event) => event.currentTarget.isConnected && onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={css.inside}>
        <header className={css.head}>
          <h2 id={id}>{title}</h2>
          <IconButton icon="cross" label={t("ui.close")} tip="end" onClick={onClose} />
        </header>
        <div ref={body} className={css.body}>
          {children}
        </div>
        {(actions || confirm) && (
          <footer className={css.actions}>
            {confirm && <Button onClick={onClose}>{t("ui.cancel")}</Button>}
            {actions}
            {confirm}
          </footer>
        )}
      </div>
    </dialog>
  );
}
