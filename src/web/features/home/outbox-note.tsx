import { type ReactNode, useEffect, useState } from "react";
import { waitingToSend } from "../work/index.ts";
import css from "./home.module.css";
import { t } from "./words.ts";

/** Decisions that the server has not heard of yet, should there be some. */
export function OutboxNote({ person }: { person: string }): ReactNode {
  const [count, setCount] = useState(0);
  useEffect(() => waitingToSend(person, setCount), [person]);
  if (count === 0) return null;
  return (
    <p className={css.note} role="status">
      {t("home.outbox", { count })}
    </p>
  );
}
