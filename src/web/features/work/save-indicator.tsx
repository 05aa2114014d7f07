import { type ReactNode, useSyncExternalStore } from "react";
import { Icon } from "../../ui/icon.tsx";
import { exactTime } from "../../ui/time.tsx";
import type { SaverView } from "./keeping/draft-saver.ts";
import type { WorkSession } from "./keeping/session.ts";
import css from "./save-indicator.module.css";
import { t } from "./words.ts";

const none = () => () => undefined;
const nothing = () => null;

/** Where the draft of the work on the screen stands. */
export function useSaver(session: WorkSession): SaverView | null {
  const { saver } = session;
  return useSyncExternalStore<SaverView | null>(saver?.subscribe ?? none, saver?.snapshot ?? nothing);
}

/** Says whether what was written is on the server. */
export function SaveIndicator({ session }: { session: WorkSession }): ReactNode {
  const view = useSaver(session);
  if (!view) return <SaveSpace />;
  const saved = view.state === "saved";
  const text = saved && !view.savedAt ? t("work.save.none") : t(`work.save.${view.state}`);
  return (
    <span
      className={css.state}
      data-state={view.state}
      title={saved && view.savedAt ? t("work.save.savedAt", { time: exactTime(view.savedAt) }) : undefined}
    >
      {saved && view.savedAt && <Icon name="check" size={14} />}
      {view.state === "unreachable" && <Icon name="offline" size={14} />}
      {(view.state === "conflict" || view.state === "refused") && <Icon name="warning" size={14} />}
      {text}
    </span>
  );
}

/** How many questions still need an answer, in the place of the indicator. */
export function GapCount({ count }: { count: number }): ReactNode {
  return (
    <span className={css.state} data-state="refused" role="status">
      {t("work.gaps", { count })}
    </span>
  );
}

/** What a press on Submit found odd, in the place of the indicator: the next press sends it all the same. */
export function Doubt(): ReactNode {
  return (
    <span className={css.state} data-state="conflict">
      <Icon name="info" size={14} />
      {t("work.unchangedAsk")}
    </span>
  );
}

/** Keeps the place of the indicator where nothing is written. */
export function SaveSpace(): ReactNode {
  return <span className={css.state} />;
}
