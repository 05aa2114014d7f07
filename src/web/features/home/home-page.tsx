import { type ReactNode, useMemo } from "react";
import { rememberedPerson } from "../../api.ts";
import { useHere } from "../../frame/here.ts";
import { hrefOf } from "../../paths.ts";
import { Page } from "../../ui/page.tsx";
import { navigate } from "../../ui/routing.ts";
import { useShortcuts } from "../../ui/shortcuts.tsx";
import { ErrorState, Loading } from "../../ui/states.tsx";
import { ToSignNote } from "../agreements/index.ts";
import { UnreadAnnouncements } from "../announcements/index.ts";
import { AccountNote } from "./account-note.tsx";
import { useRead } from "./api.ts";
import css from "./home.module.css";
import { NoticeList } from "./notice-list.tsx";
import { OutboxNote } from "./outbox-note.tsx";
import { UnfinishedList } from "./unfinished-list.tsx";
import { WaitingList } from "./waiting-list.tsx";
import { WeekPanel } from "./week-panel.tsx";
import { t } from "./words.ts";

/** What waits for me, what came back, what was said to me, what I did this week. */
export function HomePage(): ReactNode {
  const waiting = useRead("work", "waiting", undefined, { every: 30_000 });
  const rows = waiting.data?.rows;
  const shortcuts = useMemo(() => {
    const first = rows?.find((row) => row.returned > 0) ?? rows?.find((row) => row.open > 0);
    if (!first) return [];
    const href = hrefOf("/projects/:project/work", { project: first.projectId }, { stage: first.work });
    return [{ id: "home.start", keys: "Enter", label: t("home.keys.start"), run: () => startFrom(href) }];
  }, [rows]);
  useShortcuts(t("home.keys"), shortcuts);
  const person = rememberedPerson();
  return (
    <Page title={useHere().title}>
      {person && <OutboxNote person={person} />}
      <ToSignNote />
      <AccountNote />
      <UnreadAnnouncements />
      <div className={css.columns}>
        <div className={css.column}>
          <section className={css.part} aria-labelledby="home-waiting">
            <h2 id="home-waiting">{t("home.waiting")}</h2>
            {waiting.error && !rows ? (
              <ErrorState error={waiting.error} onRetry={() => void waiting.refetch()} />
            ) : rows ? (
              <WaitingList rows={rows} />
            ) : (
              <Loading />
            )}
          </section>
          <UnfinishedList />
          <WeekPanel />
        </div>
        <div className={css.column}>
          <NoticeList />
        </div>
      </div>
    </Page>
  );
}

/** Enter starts, unless it presses something that has the focus. */
function startFrom(href: string): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches("a, button, input, select, textarea, summary"))
    focused.click();
  else navigate(href);
}
