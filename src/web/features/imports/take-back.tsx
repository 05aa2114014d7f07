import { type ReactNode, useState } from "react";
import type { Import } from "#contract/imports.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import css from "./imports.module.css";
import { t } from "./words.ts";

/** Removes the items of an import again while nobody has worked on them. */
export function TakeBack({ project, of }: { project: string; of: Import }): ReactNode {
  const [open, setOpen] = useState(false);
  const takeBack = useChange("imports", "takeBack", {
    refreshes: ["projects", "items", "work"],
    onDone: () => {
      setOpen(false);
      toast(t("imports.wasTakenBack", { name: of.name }));
    },
  });
  if (!of.canTakeBack) return of.added > 0 ? <p className={css.muted}>{t("imports.takeBackNot")}</p> : null;
  return (
    <>
      <Button icon="undo" onClick={() => setOpen(true)}>
        {t("imports.takeBack")}
      </Button>
      {open && (
        <Dialog
          open
          onClose={() => setOpen(false)}
          title={t("imports.takeBackTitle", { name: of.name })}
          confirm={
            <Button
              look="danger"
              busy={takeBack.isPending}
              onClick={() => takeBack.mutate({ params: { project, import: of.id } })}
            >
              {t("imports.takeBack")}
            </Button>
          }
        >
          <ul className={css.effects}>
            <li>{t("imports.takeBackEffect", { count: of.added })}</li>
            <li>{t("imports.takeBackWhy")}</li>
          </ul>
          <ErrorLine error={takeBack.error} />
        </Dialog>
      )}
    </>
  );
}
