import { type ReactNode, useId } from "react";
import { t } from "../words.ts";
import css from "./scale.module.css";

const STEPS = [1, 2, 3, 4, 5] as const;

/** How sure the person is of the answer. Optional; pressing the chosen step again takes it away. */
export function Confidence({
  value,
  onChange,
}: {
  value: number | null;
  onChange: (value: number | null) => void;
}): ReactNode {
  const id = useId();
  return (
    <fieldset className={css.scale}>
      <legend>
        {t("work.confidence")} <span className={css.note}>({t("work.optional")})</span>
      </legend>
      <div className={css.steps}>
        {STEPS.map((step) => (
          <label key={step} className={css.step}>
            <input
              type="radio"
              name={id}
              checked={value === step}
              onChange={() => onChange(step)}
              onClick={() => value === step && onChange(null)}
            />
            <span>{t(`work.confidence.${step}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
