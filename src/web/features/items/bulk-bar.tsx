import { type ReactNode, useState } from "react";
import type { ItemRow } from "#contract/search.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Menu } from "../../ui/menu.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { useCancel, usePrioritise } from "./change-items.ts";
import css from "./items.module.css";
import { RetypeDialog } from "./retype-dialog.tsx";
import type { Which } from "./which.ts";
import { priorityTitle, t } from "./words.ts";

interface BulkBarProps {
  project: string;
  /** The filter of the list, with which all that it finds can be retyped at once. */
  filter: Extract<Which, { filter: unknown }>;
  /** The selected items. */
  rows: readonly ItemRow[];
  onDone: () => void;
}

/** What can be done with the selected items. */
export function BulkBar({ project, filter, rows, onDone }: BulkBarProps): ReactNode {
  const [asking, setAsking] = useState(false);
  const [retyping, setRetyping] = useState(false);
  const close = () => {
    setAsking(false);
    onDone();
  };
  const cancel = useCancel(project, close);
  const { prioritise, busy, error } = usePrioritise(project, onDone);
  const gone = rows.filter(({ state }) => state === "withdrawn");
  const rest = rows.filter(({ state }) => state !== "withdrawn");
  return (
    <section
      className={css.bulk}
      aria-label={t("items.selected", { count: rows.length })}
      data-empty={rows.length === 0}
    >
      <span role="status">{t("items.selected", { count: rows.length })}</span>
      <Button small onClick={() => setRetyping(true)}>
        {t(rows.length > 0 ? "items.retypeSelected" : "items.retypeFound")}
      </Button>
      {rows.length > 0 && (
        <>
          {rest.length > 0 && (
            <>
              <Menu
                small
                align="start"
                label={t("items.prioritise")}
                items={[0, 1, 2].map((priority) => ({
                  label: priorityTitle(priority),
                  disabled: busy,
                  onSelect: () => void prioritise(rest, priority).catch(() => undefined),
                }))}
              />
              <Button small icon="cross" onClick={() => setAsking(true)}>
                {t("items.cancel")}
              </Button>
            </>
          )}
          {gone.length > 0 && (
            <Button
              small
              icon="undo"
              busy={cancel.isPending}
              onClick={() =>
                cancel.mutate({
                  params: { project },
                  body: { items: gone.map(({ id }) => id), restore: true },
                })
              }
            >
              {t("items.restore")}
            </Button>
          )}
          <Button small look="quiet" onClick={onDone}>
            {t("items.selectNone")}
          </Button>
        </>
      )}
      <ErrorLine error={error} />
      {retyping && (
        <RetypeDialog
          project={project}
          which={rows.length > 0 ? { items: rows.map(({ id }) => id) } : filter}
          onClose={() => setRetyping(false)}
        />
      )}
      {asking && (
        <CancelDialog
          rows={rest}
          busy={cancel.isPending}
          error={cancel.error}
          onClose={() => setAsking(false)}
          onCancel={() => cancel.mutate({ params: { project }, body: { items: rest.map(({ id }) => id) } })}
        />
      )}
    </section>
  );
}

interface CancelDialogProps {
  rows: readonly Pick<ItemRow, "state">[];
  busy: boolean;
  error: unknown;
  onClose: () => void;
  onCancel: () => void;
}

/** Says what cancelling does to how many items. */
export function CancelDialog({ rows, busy, error, onClose, onCancel }: CancelDialogProps): ReactNode {
  const working = rows.filter(({ state }) => state === "in-progress").length;
  const done = rows.filter(({ state }) => state === "done").length;
  const count = rows.length - done;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("items.cancelTitle", { count })}
      actions={
        <>
          <Button onClick={onClose}>{words("ui.close")}</Button>
          <Button look="danger" busy={busy} onClick={onCancel}>
            {t("items.cancelNow", { count })}
          </Button>
        </>
      }
    >
      <ul className={css.effects}>
        <li>{t("items.cancelEffect")}</li>
        {working > 0 && <li>{t("items.cancelWorking", { count: working })}</li>}
        {done > 0 && <li>{t("items.cancelDone", { count: done })}</li>}
        <li>{t("items.undoable")}</li>
      </ul>
      <ErrorLine error={error} />
    </Dialog>
  );
}
