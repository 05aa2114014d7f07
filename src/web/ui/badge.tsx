import type { ReactNode } from "react";
import css from "./badge.module.css";

/** A state in a word. The word says it; the colour only helps. */
export function Badge({
  tone = "neutral",
  children,
}: {
  tone?: "neutral" | "accent" | "good" | "warn" | "bad";
  children: ReactNode;
}): ReactNode {
  return <span className={`${css.badge} ${css[tone]}`}>{children}</span>;
}
