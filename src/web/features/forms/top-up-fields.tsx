import { type ReactNode, useId } from "react";
import { TextInput } from "../../ui/field.tsx";
import css from "./forms.module.css";
import { t } from "./words.ts";

/** For how many days new questions are asked of authors alone, to begin with. */
export const USUAL_DAYS = 7;

interface TopUpFieldsProps {
  /** Null: accepted answers are left as they are. */
  days: number | null;
  onChange(next: number | null): void;
}

/** Whether accepted answers are left as they are, or are asked what is new. */
export function TopUpFields({ days, onChange }: TopUpFieldsProps): ReactNode {
  const name = useId();
  return (
    <fieldset className={css.values}>
      <legend className={css.legend}>{t("forms.topUp")}</legend>
      <label>
        <input type="radio" name={name} checked={days === null} onChange={() => onChange(null)} />{" "}
        {t("forms.topUp.leave")}
      </label>
      <label>
        <input type="radio" name={name} checked={days !== null} onChange={() => onChange(USUAL_DAYS)} />{" "}
        {t("forms.topUp.ask")}
      </label>
      {days !== null && (
        <TextInput
          type="number"
          min={0}
          max={365}
          label={t("forms.topUp.days")}
          help={t("forms.topUp.daysHelp")}
          value={days}
          onChange={(event) =>
            onChange(Math.min(365, Math.max(0, Math.round(Number(event.target.value) || 0))))
          }
        />
      )}
    </fieldset>
  );
}
