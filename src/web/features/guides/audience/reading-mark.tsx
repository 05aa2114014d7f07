import type { ReactNode } from "react";
import type { Reading } from "#contract/guide-audience.ts";
import { Time } from "../../../ui/time.tsx";
import css from "./reading-mark.module.css";
import { t } from "./words.ts";

/** Text with its reader's name, the time and the code over and under it, where it is confidential. */
export function Marked({ reading, children }: { reading: Reading | null; children: ReactNode }): ReactNode {
  return (
    <>
      {reading && <Mark reading={reading} at="top" />}
      {children}
      {reading && <Mark reading={reading} at="bottom" />}
    </>
  );
}

function Mark({
  reading: { name, at, code },
  at: where,
}: {
  reading: Reading;
  at: "top" | "bottom";
}): ReactNode {
  return (
    <p className={css.mark} data-at={where} aria-hidden={where === "bottom"}>
      {t("audience.mark")} <span dir="auto">{name}</span> · <Time value={at} exact /> · <code>{code}</code>
    </p>
  );
}
