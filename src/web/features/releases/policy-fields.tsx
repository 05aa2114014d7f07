import type { ReactNode } from "react";
import { ReleasePolicy } from "#contract/releases.ts";
import { Checkbox, Select, TextInput } from "../../ui/field.tsx";
import { useRead } from "./api.ts";
import { type DraftFieldsProps, Problem } from "./filter-fields.tsx";
import css from "./releases.module.css";
import { t } from "./words.ts";

const SEVERAL = ["majority", "each", "first"] as const;
const TIES = ["drop", "keep"] as const;
const PARTS = ["train", "validation", "test"] as const;

/** What happens with ties and with several answers, and how rows are divided. */
export function PolicyFields({ project, draft, wrong, onChange }: DraftFieldsProps): ReactNode {
  const versions = useRead("forms", "versions", { params: { project: project.id } }).data?.rows ?? [];
  const { policy, split } = draft;
  const set = (patch: Partial<ReleasePolicy>) => onChange({ ...draft, policy: { ...policy, ...patch } });
  return (
    <fieldset className={css.group}>
      <legend>{t("releases.policy")}</legend>
      <div className={css.pair}>
        <Select
          label={t("releases.several")}
          value={policy.answers}
          onChange={(event) => set({ answers: ReleasePolicy.shape.answers.parse(event.target.value) })}
        >
          {SEVERAL.map((one) => (
            <option key={one} value={one}>
              {t(`releases.several.${one}`)}
            </option>
          ))}
        </Select>
        <Select
          label={t("releases.ties")}
          value={policy.ties}
          onChange={(event) => set({ ties: ReleasePolicy.shape.ties.parse(event.target.value) })}
        >
          {TIES.map((one) => (
            <option key={one} value={one}>
              {t(`releases.ties.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      {versions.length > 1 && (
        <Select
          label={t("releases.readAs")}
          help={t("releases.readAsHelp")}
          value={policy.asOfForm ?? ""}
          onChange={(event) => {
            const { asOfForm: _, ...rest } = policy;
            const n = event.target.value;
            onChange({ ...draft, policy: n === "" ? rest : { ...rest, asOfForm: Number(n) } });
          }}
        >
          <option value="">{t("releases.readAs.given")}</option>
          {versions.map(({ n }) => (
            <option key={n} value={n}>
              {t("releases.readAs.version", { n })}
            </option>
          ))}
        </Select>
      )}
      <Checkbox
        label={t("releases.split")}
        help={t("releases.splitHelp")}
        checked={split !== null}
        onChange={(event) =>
          onChange({
            ...draft,
            split: event.target.checked ? { train: "80", validation: "10", test: "10" } : null,
          })
        }
      />
      {split && (
        <div className={css.pair}>
          {PARTS.map((part) => (
            <TextInput
              key={part}
              label={t(`releases.split.${part}`)}
              inputMode="decimal"
              value={split[part]}
              onChange={(event) => onChange({ ...draft, split: { ...split, [part]: event.target.value } })}
            />
          ))}
        </div>
      )}
      {wrong.split && <Problem text={t("releases.splitWrong")} />}
    </fieldset>
  );
}
