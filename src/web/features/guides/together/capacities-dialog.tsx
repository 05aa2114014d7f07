import { type ReactNode, useState } from "react";
import type { PersonRef } from "#contract/entities.ts";
import type { Capacity } from "#contract/guide-drafts.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Checkbox, Select } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange, useRead } from "../api.ts";
import { CAPACITIES } from "./capacities.ts";
import { t } from "./words.ts";

interface CapacitiesDialogProps {
  guide: string;
  /** Null: somebody who has no capacity yet. */
  person: PersonRef | null;
  capacities: readonly Capacity[];
  /** Who has one and is not offered. */
  others: readonly string[];
  onClose: () => void;
}

/** Asks what a person may do with a guide. */
export function CapacitiesDialog({
  guide,
  person,
  capacities: before,
  others,
  onClose,
}: CapacitiesDialogProps): ReactNode {
  const people = useRead("people", "list", {}, { enabled: person === null });
  const [chosen, setChosen] = useState(person?.id ?? "");
  const [capacities, setCapacities] = useState<readonly Capacity[]>(before);
  const save = useChange("guideDrafts", "setCapacities", {
    onDone: () => {
      toast(t("together.saved"));
      onClose();
    },
  });
  const isReady = chosen !== "" && (person !== null || capacities.length > 0);
  return (
    <Dialog
      open
      onClose={onClose}
      title={person ? t("together.changeOf", { name: person.name }) : t("together.addPerson")}
      confirm={
        <Button
          look="primary"
          disabled={!isReady}
          busy={save.isPending}
          onClick={() =>
            save.mutate({ params: { guide, person: chosen }, body: { capacities: [...capacities] } })
          }
        >
          {t("together.save")}
        </Button>
      }
    >
      {person === null && (
        <Select
          label={t("together.person")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">{t("together.choosePerson")}</option>
          {people.data?.rows
            .filter(({ id, erased, blocked }) => !erased && !blocked && !others.includes(id))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </Select>
      )}
      {CAPACITIES.map((capacity) => (
        <Checkbox
          key={capacity}
          label={t(`together.capacity.${capacity}`)}
          help={t(`together.capacity.${capacity}.help`)}
          checked={capacities.includes(capacity)}
          onChange={(event) =>
            setCapacities((now) =>
              event.target.checked ? [...now, capacity] : now.filter((one) => one !== capacity),
            )
          }
        />
      ))}
      {person !== null && capacities.length === 0 && <p>{t("together.removeHelp")}</p>}
      <ErrorLine error={save.error} />
    </Dialog>
  );
}
