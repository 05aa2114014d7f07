import { type ReactNode, useEffect } from "react";
import type { SectionSignOff } from "#contract/guide-sign-off.ts";
import { isEmptyRule } from "#guide/lint.ts";
import { TextArea } from "../../../ui/field.tsx";
import { useRead } from "../api.ts";
import type { Numbered } from "../draft-state.ts";
import css from "../guides.module.css";
import type { Draft } from "../use-draft.ts";
import { t } from "./words.ts";

export interface Obstacles {
  empty: readonly Numbered[];
  missing: readonly SectionSignOff[];
  /** The person may publish without signatures. */
  mayWaive: boolean;
  isKnown: boolean;
}

/** What stands against publishing a draft: rules that say nothing, and sections that wait for a signature. */
export function useObstacles(draft: Draft): Obstacles {
  const read = useRead("guideSignOff", "list", { params: { guide: draft.guide.id } });
  const { refetch } = read;
  useEffect(() => {
    void refetch(); // somebody may have signed since it was read
  }, [refetch]);
  const me = useRead("accounts", "me");
  return {
    empty: draft.live.filter(({ content }) => isEmptyRule(content)),
    missing: read.data?.rows.filter(({ missing }) => missing.length > 0) ?? [],
    mayWaive: me.data?.role === "owner",
    isKnown: read.data !== undefined,
  };
}

interface ObstaclesProps {
  draft: Draft;
  obstacles: Obstacles;
  reason: string;
  onReason: (reason: string) => void;
}

/** Says what stands against publishing, and asks an owner why it is done without signatures. */
export function PublishObstacles({
  draft,
  obstacles: { empty, missing, mayWaive },
  reason,
  onReason,
}: ObstaclesProps): ReactNode {
  if (empty.length === 0 && missing.length === 0) return null;
  const titleOf = (id: string) => {
    const entry = draft.live.find((one) => one.id === id);
    return entry ? `${entry.number} ${entry.content.title}` : "";
  };
  return (
    <div className={css.conflict}>
      {empty.length > 0 && (
        <div role="alert">
          <p>{t("together.emptyRules")}</p>
          <ul className={css.plain}>
            {empty.map(({ id, number, content }) => (
              <li key={id} dir="auto">{`${number} ${content.title}`}</li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && (
        <>
          <p>{t("together.missing")}</p>
          <ul className={css.plain}>
            {missing.map(({ section, capacity, missing: entries }) => (
              <li key={`${section} ${capacity}`} dir="auto">
                {t("together.missingOne", {
                  title: titleOf(section),
                  capacity: t(`together.capacity.${capacity}`),
                  count: entries.length,
                })}
              </li>
            ))}
          </ul>
          {mayWaive ? (
            <TextArea
              label={t("together.waive")}
              help={t("together.waiveHelp")}
              rows={2}
              value={reason}
              maxLength={5_000}
              onChange={(event) => onReason(event.target.value)}
            />
          ) : (
            <p>{t("together.askOwner")}</p>
          )}
        </>
      )}
    </div>
  );
}
