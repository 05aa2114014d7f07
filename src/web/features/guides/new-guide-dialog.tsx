import { type ReactNode, useState } from "react";
import { hrefOf } from "../../paths.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { navigate } from "../../ui/routing.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { api, useChange, useRead } from "./api.ts";
import { t } from "./words.ts";

interface NewGuideProps {
  /** The project that follows the new guide at once. */
  project?: string;
  onClose: () => void;
}

/** Stands for our template in the list of guides to start from. */
const TEMPLATE = "template";

/** Asks for a title and what to start from, then opens the new guide. */
export function NewGuideDialog({ project, onClose }: NewGuideProps): ReactNode {
  const guides = useRead("guideDrafts", "list");
  const [title, setTitle] = useState("");
  const [from, setFrom] = useState("");
  const create = useChange("guideDrafts", "create", {
    refreshes: ["guides", "projects"],
    onDone: async ({ id }) => {
      if (project) await api.guides.adopt({ params: { project }, body: { guide: id } });
      navigate(hrefOf("/guides/:guide", { guide: id }));
    },
  });
  const start = () =>
    create.mutate({ body: { title, ...(from === TEMPLATE ? { template: true } : { from: from || null }) } });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("guides.new")}
      confirm={
        <Button look="primary" disabled={title.trim() === ""} busy={create.isPending} onClick={start}>
          {t("guides.create")}
        </Button>
      }
    >
      <TextInput
        label={t("guides.title")}
        value={title}
        maxLength={300}
        onChange={(event) => setTitle(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && title.trim() !== "" && start()}
      />
      <Select
        label={t("guides.from")}
        help={t("guides.fromHelp")}
        value={from}
        onChange={(event) => setFrom(event.target.value)}
      >
        <option value="">{t("guides.fromNothing")}</option>
        <option value={TEMPLATE}>{t("guides.fromTemplate")}</option>
        {guides.data?.rows.map(({ id, title: other }) => (
          <option key={id} value={id}>
            {other}
          </option>
        ))}
      </Select>
      <ErrorLine error={create.error} />
    </Dialog>
  );
}
