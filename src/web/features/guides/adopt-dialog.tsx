import { type ReactNode, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Checkbox, Select } from "../../ui/field.tsx";
import { ErrorLine, Loading } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { useChange, useRead } from "./api.ts";
import { t } from "./words.ts";

interface AdoptProps {
  project: string;
  /** The guide that the project has now. */
  now?: string;
  onClose: () => void;
}

/** Asks which of the organization's guides a project works under. */
export function AdoptDialog({ project, now, onClose }: AdoptProps): ReactNode {
  const list = useRead("guideDrafts", "list");
  const [chosen, setChosen] = useState("");
  const [pinned, setPinned] = useState(false);
  const adopt = useChange("guides", "adopt", {
    refreshes: ["projects", "guideDrafts"],
    onDone: () => {
      toast(t("guides.adopted"));
      onClose();
    },
  });
  const guides = list.data?.rows.filter(({ id, archived }) => id !== now && !archived);
  const guide = guides?.find(({ id }) => id === chosen);
  // To follow a guide takes an editor; who only reads it can pin its newest version.
  const pins = guide !== undefined && (pinned || !guide.mayEdit);
  const isReady = guide !== undefined && (!pins || guide.version !== null);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("guides.adoptExisting")}
      confirm={
        <Button
          look="primary"
          disabled={!isReady}
          busy={adopt.isPending}
          onClick={() =>
            adopt.mutate({
              params: { project },
              body: { guide: chosen, version: pins ? guide!.version!.id : null },
            })
          }
        >
          {t("guides.adopt")}
        </Button>
      }
    >
      {!guides && <Loading lines={2} />}
      {guides?.length === 0 && <p>{t("guides.adoptNone")}</p>}
      {guides && guides.length > 0 && (
        <>
          <Select
            label={t("guides.choose")}
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
          >
            <option value="">{t("guides.adoptChoose")}</option>
            {guides.map(({ id, title, version }) => (
              <option key={id} value={id}>
                {`${title} (${version ? t("guides.version", { n: version.n }) : t("guides.unpublished")})`}
              </option>
            ))}
          </Select>
          <Checkbox
            label={t("guides.adoptPin")}
            help={t(guide && !guide.mayEdit ? "guides.adoptPinOnly" : "guides.adoptPinHelp")}
            checked={pins}
            disabled={guide !== undefined && !guide.mayEdit}
            onChange={(event) => setPinned(event.target.checked)}
          />
        </>
      )}
      <ErrorLine error={adopt.error ?? list.error} />
    </Dialog>
  );
}
