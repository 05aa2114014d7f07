import type { ReactNode } from "react";
import { Predicate } from "#content/index.ts";
import { IconButton } from "../../ui/button.tsx";
import { setSearch } from "../../ui/routing.ts";
import { useRead } from "./api.ts";
import css from "./items.module.css";
import { t } from "./words.ts";

/** The condition of a link that led here, in words, with a way to remove it. */
export function ConditionNote({ project, where }: { project: string; where: string }): ReactNode {
  const guide = useRead("guides", "get", { params: { project } }).data?.guide;
  const ids = rulesIn(where);
  const rule = guide?.entries.find(({ id }) => ids.includes(id));
  return (
    <p className={css.condition}>
      <span dir="auto">
        {rule
          ? t("items.filter.rule", { number: rule.number, title: rule.content.title })
          : t("items.filter.where")}
      </span>
      <IconButton
        small
        icon="cross"
        label={t("items.filter.whereRemove")}
        onClick={() => setSearch({ where: null })}
      />
    </p>
  );
}

/** The rules that a condition names first; nothing where it is about something else. */
function rulesIn(where: string): unknown[] {
  try {
    const read = Predicate.parse(JSON.parse(where));
    const parts = "all" in read ? read.all : [read];
    return parts.flatMap((part) => ("of" in part && part.of === "finding" && "in" in part ? part.in : []));
  } catch {
    return [];
  }
}
