import { type ReactNode, useState } from "react";
import { TASK } from "#content/index.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Select, TextArea, TextInput } from "../../ui/field.tsx";
import { t as words } from "../../ui/messages/en.ts";
import { ErrorLine } from "../../ui/states.tsx";
import { toast } from "../../ui/toast.tsx";
import { keyOf } from "../types/index.ts";
import { useChange, useRead } from "./api.ts";
import css from "./items.module.css";
import type { Which } from "./which.ts";
import { t } from "./words.ts";

const NEW = "\0new";

interface RetypeDialogProps {
  project: string;
  which: Which;
  onClose(): void;
}

/** Says that items are another task, which may be a new one, after showing how many change; can be undone. */
export function RetypeDialog({ project, which, onClose }: RetypeDialogProps): ReactNode {
  const params = { project };
  const types = useRead("types", "list", { params }).data?.rows ?? [];
  const attributes = useRead("search", "attributes", { params }).data?.rows ?? [];
  const known = attributes.find(({ name }) => name === TASK)?.values ?? [];
  const all = new Set([...types.map(({ key }) => key), ...known]);
  const values = [...all].filter((value) => !types.find(({ key }) => key === value)?.retired).sort();
  const [chosen, setChosen] = useState("");
  const [fresh, setFresh] = useState({ title: "", definition: "", parents: [] as string[] });
  const value = chosen === NEW ? keyOf(fresh.title) : chosen;
  const preview = useRead(
    "types",
    "preview",
    { params, body: { ...which, value } },
    { enabled: value !== "", keep: true },
  );
  const save = useChange("types", "save");
  const undo = useChange("types", "undo", { refreshes: ["search", "items", "work"] });
  const retype = useChange("types", "retype", {
    refreshes: ["search", "items", "work"],
    onDone: ({ retyping, changed }) => {
      onClose();
      toast(t("items.retyped", { count: changed }), {
        action: { label: words("ui.undo"), run: () => undo.mutate({ params, body: { retyping } }) },
      });
    },
  });
  const submit = async () => {
    if (chosen === NEW) await save.mutateAsync({ params, body: { ...fresh, key: value } });
    retype.mutate({ params, body: { ...which, value } });
  };
  const counts = preview.data;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("items.retype")}
      confirm={
        <Button
          look="primary"
          disabled={value === "" || !counts || counts.changing === 0}
          busy={save.isPending || retype.isPending}
          onClick={() => void submit().catch(() => undefined)}
        >
          {t("items.retypeNow", { count: counts?.changing ?? 0 })}
        </Button>
      }
    >
      <Select label={t("items.retypeTo")} value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">{t("items.retypeChoose")}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {types.find(({ key }) => key === one)?.title ?? one}
          </option>
        ))}
        <option value={NEW}>{t("items.retypeNew")}</option>
      </Select>
      {chosen === NEW && (
        <>
          <TextInput
            label={t("items.typeTitle")}
            value={fresh.title}
            maxLength={120}
            onChange={(event) => setFresh({ ...fresh, title: event.target.value })}
          />
          <TextArea
            label={t("items.typeDefinition")}
            rows={3}
            value={fresh.definition}
            maxLength={5000}
            onChange={(event) => setFresh({ ...fresh, definition: event.target.value })}
          />
          <Select
            multiple
            size={Math.min(6, Math.max(2, values.length))}
            label={t("items.typeParents")}
            value={fresh.parents}
            onChange={(event) =>
              setFresh({ ...fresh, parents: Array.from(event.target.selectedOptions, (one) => one.value) })
            }
          >
            {values.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </Select>
        </>
      )}
      {counts && value !== "" && (
        <ul className={css.effects}>
          <li>{t("items.retypeCount", { changing: counts.changing, count: counts.items })}</li>
          {counts.untouched > 0 && <li>{t("items.retypeUntouched", { count: counts.untouched })}</li>}
          {counts.inProgress > 0 && <li>{t("items.retypeInProgress", { count: counts.inProgress })}</li>}
          {counts.done > 0 && <li>{t("items.retypeDone", { count: counts.done })}</li>}
        </ul>
      )}
      <ErrorLine error={preview.error ?? save.error ?? retype.error} />
    </Dialog>
  );
}
