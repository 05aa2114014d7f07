import { type ReactNode, useState } from "react";
import { Audience, type AudienceSetting } from "#contract/guide-audience.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Checkbox, Select } from "../../../ui/field.tsx";
import { ErrorLine } from "../../../ui/states.tsx";
import { toast } from "../../../ui/toast.tsx";
import { useChange, useRead } from "../api.ts";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

interface AudienceDialogProps {
  draft: Draft;
  /** What is set now. */
  rows: readonly AudienceSetting[];
  /** Null: of a part that is still to be chosen. */
  setting: AudienceSetting | null;
  onClose: () => void;
}

/** Asks who reads the guide or one of its sections. */
export function AudienceDialog({ draft, rows, setting, onClose }: AudienceDialogProps): ReactNode {
  const guide = draft.guide.id;
  const sections = draft.live.filter(({ content }) => content.kind === "section");
  const [section, setSection] = useState(setting?.section ?? sections[0]?.id ?? null);
  const now = rows.find((row) => row.section === section);
  const [changed, setChanged] = useState<Partial<Input>>({});
  const before = { audience: now?.audience ?? "all", confidential: now?.confidential ?? false };
  const input: Input = { people: now?.people.map(({ id }) => id) ?? [], ...before, ...changed };
  const people = useRead("people", "list", {}, { enabled: input.audience === "people" });
  const save = useChange("guideAudience", "set", {
    onDone: () => {
      toast(t("audience.saved"));
      onClose();
    },
  });
  const set = (more: Partial<Input>) => setChanged({ ...changed, ...more });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("audience.set")}
      confirm={
        <Button
          look="primary"
          busy={save.isPending}
          onClick={() => save.mutate({ params: { guide }, body: { section, ...input } })}
        >
          {t("audience.save")}
        </Button>
      }
    >
      {setting === null && (
        <Select
          label={t("audience.of")}
          value={section ?? ""}
          onChange={(event) => {
            setSection(event.target.value || null);
            setChanged({});
          }}
        >
          <option value="">{t("audience.whole")}</option>
          {sections.map(({ id, number, content }) => (
            <option key={id} value={id}>
              {`${number} ${content.title}`}
            </option>
          ))}
        </Select>
      )}
      <Select
        label={t("audience.readers")}
        value={input.audience}
        onChange={(event) => set({ audience: Audience.parse(event.target.value) })}
      >
        {Audience.options.map((audience) => (
          <option key={audience} value={audience}>
            {t(`audience.${audience}`)}
          </option>
        ))}
      </Select>
      {input.audience === "people" &&
        people.data?.rows
          .filter(({ erased }) => !erased)
          .map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={input.people.includes(id)}
              onChange={(event) =>
                set({
                  people: event.target.checked
                    ? [...input.people, id]
                    : input.people.filter((one) => one !== id),
                })
              }
            />
          ))}
      <Checkbox
        label={t("audience.confidential")}
        help={t("audience.confidentialHelp")}
        checked={input.confidential}
        onChange={(event) => set({ confidential: event.target.checked })}
      />
      <ErrorLine error={save.error} />
    </Dialog>
  );
}

interface Input {
  audience: Audience;
  people: string[];
  confidential: boolean;
}
