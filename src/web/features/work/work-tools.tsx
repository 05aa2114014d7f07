import { memo, type ReactNode, useMemo } from "react";
import type { Layout } from "#kinds/form.ts";
import { IconButton } from "../../ui/button.tsx";
import { Menu } from "../../ui/menu.tsx";
import { type Shortcut, useShortcuts } from "../../ui/shortcuts.tsx";
import { toast } from "../../ui/toast.tsx";
import { keysText, shortcut } from "./commands.ts";
import type { WorkSession } from "./keeping/session.ts";
import { t } from "./words.ts";
import css from "./work-tools.module.css";
import type { View } from "./workspace.tsx";

const LAYOUTS = [
  { layout: "read-and-answer", icon: "sidebar" },
  { layout: "compare", icon: "columns" },
  { layout: "full-width", icon: "wide" },
] as const;

interface ToolsProps {
  session: WorkSession;
  view: View;
  layout: Layout;
  working: boolean;
  canUndo: boolean;
}

/** The commands of the work screen as buttons, each with its key. */
export const WorkTools = memo(function WorkTools(props: ToolsProps): ReactNode {
  const { view, layout, working, canUndo } = props;
  const commands = useCommands(props);
  const undo = commands.find((one) => one.id === "work.undo")!;
  return (
    <div className={css.tools}>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of toggles, not fields of a form */}
      <div className={css.layouts} role="group" aria-label={t("work.layout")}>
        {LAYOUTS.map(({ layout: name, icon }) => (
          <IconButton
            key={name}
            small
            icon={icon}
            label={t(`work.layout.${name}`)}
            keys={keysText("work.layout")}
            aria-pressed={layout === name}
            onClick={() => view.setLayout(name)}
          />
        ))}
      </div>
      <IconButton
        small
        icon="book"
        label={t("work.guide")}
        keys={keysText("work.guide")}
        aria-pressed={view.panel === "guide"}
        onClick={() => view.toggle("guide")}
      />
      <IconButton
        small
        icon="comment"
        label={t("work.comments")}
        keys={keysText("work.comments")}
        aria-pressed={view.panel === "comments"}
        onClick={() => view.toggle("comments")}
      />
      <IconButton
        small
        icon="undo"
        tip="end"
        label={t("work.undo")}
        keys={keysText("work.undo")}
        disabled={!canUndo}
        onClick={undo.run}
      />
      <Menu
        small
        icon="more"
        label={t("work.more")}
        items={["work.history", "work.source", "work.flag", "work.park"].map((id) => {
          const command = commands.find((one) => one.id === id)!;
          return {
            label: command.label,
            keys: keysText(id),
            onSelect: command.run,
            disabled: !working,
          };
        })}
      />
    </div>
  );
});

function useCommands({ session, view, layout, working }: ToolsProps): readonly Shortcut[] {
  const commands = useMemo(() => {
    const next = LAYOUTS[(LAYOUTS.findIndex((one) => one.layout === layout) + 1) % LAYOUTS.length]!.layout;
    const panel = (name: Parameters<View["toggle"]>[0]) => () => working && view.toggle(name);
    return [
      shortcut("work.guide", () => view.toggle("guide")),
      shortcut("work.comments", panel("comments")),
      shortcut("work.history", panel("history")),
      shortcut("work.skip", panel("skip")),
      shortcut("work.flag", panel("flag")),
      shortcut("work.park", () => working && park(session)),
      shortcut("work.undo", () => takeBack(session)),
      shortcut("work.layout", () => view.setLayout(next)),
      shortcut("work.source", view.toggleSource),
    ];
  }, [session, view, layout, working]);
  useShortcuts(t("work.keys.group"), commands);
  return commands;
}

let closeSent = () => undefined as unknown;

/** Says that an answer is sent, with a way back. */
export function saySent(session: WorkSession): void {
  closeSent();
  closeSent = toast(t("work.sent"), {
    action: { label: t("work.takeBack"), keys: keysText("work.undo"), run: () => takeBack(session) },
  });
}

/** Takes the last submit back, and says so. */
function takeBack(session: WorkSession): void {
  if (!session.snapshot().undo) return;
  closeSent();
  const before = session.snapshot().current;
  void session.takeBack().then(
    () => session.snapshot().current !== before && toast(t("work.takenBack")),
    () => toast(t("work.safe"), { tone: "bad" }),
  );
}

function park(session: WorkSession): void {
  void session.park().then(
    () => toast(t("work.parked")),
    () => toast(t("work.safe"), { tone: "bad" }),
  );
}
