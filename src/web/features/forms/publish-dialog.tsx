import { type ReactNode, useState } from "react";
import type { FormVersion } from "#contract/forms.ts";
import type { Form } from "#kinds/form.ts";
import { proposeMapping } from "#kinds/form-steps.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange } from "./api.ts";
import { ChangeList } from "./change-list.tsx";
import { Effects } from "./effects.tsx";
import { changesBetween } from "./form-changes.ts";
import css from "./forms.module.css";
import { t } from "./words.ts";

interface PublishDialogProps {
  project: string;
  /** The key of the form. */
  of: string;
  form: Form;
  rev: number;
  latest: FormVersion | null;
  onClose: () => void;
}

/** Says what the next version changes and what that does to the work that is there, then publishes it. */
export function PublishDialog({ project, of, form, rev, latest, onClose }: PublishDialogProps): ReactNode {
  const [mapping, setMapping] = useState(() => (latest ? proposeMapping(latest.form, form) : []));
  const [topUp, setTopUp] = useState<number | null>(null);
  const changes = changesBetween(latest?.form ?? null, form);
  const n = (latest?.n ?? 0) + 1;
  const publish = useChange("forms", "publish", {
    refreshes: ["projects", "releases", "items"],
    onDone: (version) => {
      onClose();
      toast(t("forms.published", { n: version.n }));
    },
  });
  const same = latest !== null && changes.length === 0;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("forms.publishAs", { n })}
      confirm={
        <Button
          look="primary"
          disabled={same}
          busy={publish.isPending}
          onClick={() =>
            publish.mutate({ params: { project }, query: { form: of }, body: { rev, mapping, topUp } })
          }
        >
          {t("forms.publishAs", { n })}
        </Button>
      }
    >
      {same ? (
        <p>{t("forms.publishNothing", { n: latest.n })}</p>
      ) : (
        <>
          <h3 className={css.small}>
            {latest ? t("forms.publishWhat", { n: latest.n }) : t("forms.publishFirst")}
          </h3>
          <ChangeList changes={changes} />
          <p className={css.muted}>{t("forms.publishEffect")}</p>
          {latest && (
            <Effects
              project={project}
              of={of}
              before={latest.form}
              after={form}
              mapping={mapping}
              onMap={setMapping}
              topUp={topUp}
              onTopUp={setTopUp}
            />
          )}
        </>
      )}
      <ErrorLine error={publish.error} />
    </Dialog>
  );
}
