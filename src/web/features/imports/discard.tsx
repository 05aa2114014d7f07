import type { ReactNode } from "react";
import type { Import } from "#contract/imports.ts";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { navigate } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { t } from "./words.ts";

/** Throws a file away that was uploaded and never imported; nothing was made of it, so nothing is asked. */
export function Discard({ project, of }: { project: string; of: Import }): ReactNode {
  const discard = useChange("imports", "discard", {
    onDone: () => {
      navigate(hrefOf("/projects/:project/imports", { project }), { replace: true });
      toast(t("imports.wasDiscarded", { name: of.name }));
    },
  });
  return (
    <>
      <Button
        icon="trash"
        busy={discard.isPending}
        onClick={() => discard.mutate({ params: { project, import: of.id } })}
      >
        {t("imports.discard")}
      </Button>
      <ErrorLine error={discard.error} />
    </>
  );
}
