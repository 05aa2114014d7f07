import { type ReactNode, useState } from "react";
import { SigningCapacity } from "#contract/guide-sign-off.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Checkbox, Select } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange } from "../api.ts";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

interface DemandProps {
  draft: Draft;
  /** Null: one that is still to be chosen. */
  section: string | null;
  demandedOf: (section: string) => readonly SigningCapacity[];
  onClose: () => void;
}

/** Asks which capacities must sign a section. */
export function DemandDialog({ draft, section, demandedOf, onClose }: DemandProps): ReactNode {
  const sections = draft.live.filter(({ content }) => content.kind === "section");
  const [chosen, setChosen] = useState(section ?? sections[0]?.id ?? "");
  const [changed, setChanged] = useState<readonly SigningCapacity[] | null>(null);
  const capacities = changed ?? demandedOf(chosen);
  const save = useChange("guideSignOff", "demand", {
    onDone: () => {
      toast(t("together.saved"));
      onClose();
    },
  });
  const toggle = (capacity: SigningCapacity, on: boolean) =>
    setChanged(on ? [...capacities, capacity] : capacities.filter((one) => one !== capacity));
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("together.demand")}
      confirm={
        <Button
          look="primary"
          disabled={chosen === "" || changed === null}
          busy={save.isPending}
          onClick={() =>
            save.mutate({
              params: { guide: draft.guide.id, section: chosen },
              body: { capacities: [...capacities] },
            })
          }
        >
          {t("together.save")}
        </Button>
      }
    >
      {section === null && (
        <Select
          label={t("together.section")}
          {...(sections.length === 0 && { help: t("together.noSections") })}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
            setChanged(null);
          }}
        >
          {sections.map(({ id, number, content }) => (
            <option key={id} value={id}>
              {`${number} ${content.title}`}
            </option>
          ))}
        </Select>
      )}
      {SigningCapacity.options.map((capacity) => (
        <Checkbox
          key={capacity}
          label={t(`together.capacity.${capacity}`)}
          checked={capacities.includes(capacity)}
          onChange={(event) => toggle(capacity, event.target.checked)}
        />
      ))}
      <ErrorLine error={save.error} />
    </Dialog>
  );
}
