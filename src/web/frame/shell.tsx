import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Me } from "#contract/accounts.ts";
import { ConnectionError } from "#sdk/index.ts";
import { IconButton } from "../ui/button.tsx";
import { comboText } from "../ui/keys.ts";
import { type Failure, late } from "../ui/late.tsx";
import { Menu } from "../ui/menu.tsx";
import { t as words } from "../ui/messages/en.ts";
import { useShortcuts } from "../ui/shortcuts.tsx";
import { whatHappened } from "../ui/states.tsx";
import { toast } from "../ui/toast.tsx";
import { changePreferences } from "./change-preferences.ts";
import { pagesFor } from "./offers.ts";
import { titleOf } from "./page.ts";
import { ProjectSidebar } from "./project-sidebar.tsx";
import css from "./shell.module.css";
import { useSignOut } from "./sign-out.tsx";
import { t } from "./words.ts";

const instead = ({ onClose }: { onClose: () => void }, failed: Failure | null): ReactNode =>
  failed && <Unreachable failed={failed} onClose={onClose} />;
const Palette = late(async () => (await import("./palette.tsx")).Palette, instead);
const ShortcutHelp = late(async () => (await import("../ui/shortcut-help.tsx")).ShortcutHelp, instead);

interface ShellProps {
  /** Null while the server is being asked, and offline. */
  me: Me | null;
  path: string;
  /** The page brings its own bar: more room for the work. */
  bare: boolean;
  /** The project that the page belongs to. */
  project: string | undefined;
  children: ReactNode;
}

/** The frame of every page: where one can go, who one is, and the keys that work everywhere. */
export function Shell({ me, path, bare, project, children }: ShellProps): ReactNode {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const shortcuts = useMemo(
    () => [
      { id: "frame.palette", keys: "mod+k", label: t("frame.goTo"), run: () => setOpen("palette") },
      { id: "frame.keys", keys: "?", label: t("frame.keys"), run: () => setOpen("keys") },
    ],
    [],
  );
  useShortcuts(t("frame.everywhere"), shortcuts);
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#content">
        {words("ui.skipLink")}
      </a>
      {!bare && (
        <Bar me={me} path={path} onPalette={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
      )}
      <div className={css.body}>
        {project && !bare && <ProjectSidebar project={project} path={path} />}
        <main id="content" tabIndex={-1} className={css.main}>
          {children}
        </main>
      </div>
      {open === "palette" && <Palette me={me} onClose={() => setOpen(null)} />}
      {open === "keys" && <ShortcutHelp onClose={() => setOpen(null)} />}
    </div>
  );
}

const THEMES = [
  ["light", "sun"],
  ["dark", "moon"],
  ["system", "settings"],
] as const;

/** Says why nothing opened, and leaves the page as it is. */
function Unreachable({ failed, onClose }: { failed: Failure; onClose: () => void }): null {
  useEffect(() => {
    toast(whatHappened(new ConnectionError(failed.cause)));
    onClose();
  }, [failed, onClose]);
  return null;
}

function Bar({
  me,
  path,
  onPalette,
  onKeys,
}: {
  me: Me | null;
  path: string;
  onPalette: () => void;
  onKeys: () => void;
}): ReactNode {
  const { signOut, question } = useSignOut();
  return (
    <header className={css.bar}>
      <a href="/" className={css.brand}>
        Plumbline
      </a>
      <nav aria-label={words("ui.navigation")} className={css.nav}>
        {pagesFor(me?.role ?? null)
          .filter(({ inBar, inBarFor }) => inBar && (!inBarFor || (me && inBarFor.includes(me.role))))
          .map((page) => (
            <a key={page.path} href={page.path} aria-current={isWithin(path, page.path) ? "page" : undefined}>
              {titleOf(page)}
            </a>
          ))}
      </nav>
      <div className={css.tools}>
        <IconButton
          icon="search"
          label={t("frame.goTo")}
          keys={comboText("mod+k")}
          tip="end"
          onClick={onPalette}
        />
        <IconButton icon="keyboard" label={t("frame.keys")} keys="?" tip="end" onClick={onKeys} />
        {me && (
          <Menu
            icon="person"
            label={t("frame.accountOf", { name: me.name })}
            items={[
              ...pagesFor(me.role)
                .filter(({ inMenu }) => inMenu)
                .map((page) => ({ label: titleOf(page), icon: page.icon, href: page.path })),
              ...THEMES.map(([theme, icon]) => ({
                label: t(`frame.theme.${theme}`),
                icon,
                onSelect: () => changePreferences({ theme }),
              })),
              { label: t("frame.signOut"), icon: "arrow", onSelect: signOut },
            ]}
          />
        )}
      </div>
      {question}
    </header>
  );
}

function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
