import { type ReactNode, useEffect, useMemo, useState } from "react";
import type { Me } from "#contract/accounts.ts";
import { ConnectionError } from "#sdk/index.ts";
import { useRead } from "./api.ts";
import { changePreferences } from "./change-preferences.ts";
import { hrefOf } from "./paths.ts";
import css from "./shell.module.css";
import { useSignOut } from "./sign-out.tsx";
import { IconButton } from "./ui/button.tsx";
import type { Destination } from "./ui/command-palette.tsx";
import { comboText } from "./ui/keys.ts";
import { type Failure, late } from "./ui/late.tsx";
import { Menu } from "./ui/menu.tsx";
import { t as words } from "./ui/messages/en.ts";
import { useShortcuts } from "./ui/shortcuts.tsx";
import { whatHappened } from "./ui/states.tsx";
import { toast } from "./ui/toast.tsx";
import { t } from "./words.ts";

const instead = ({ onClose }: { onClose: () => void }, failed: Failure | null): ReactNode =>
  failed && <Unreachable failed={failed} onClose={onClose} />;
const CommandPalette = late(async () => (await import("./ui/command-palette.tsx")).CommandPalette, instead);
const ShortcutHelp = late(async () => (await import("./ui/shortcut-help.tsx")).ShortcutHelp, instead);

interface ShellProps {
  /** Null while the server is being asked, and offline. */
  me: Me | null;
  path: string;
  /** The page brings its own bar: more room for the work. */
  bare: boolean;
  children: ReactNode;
}

/** The frame of every page: where one can go, who one is, and the keys that work everywhere. */
export function Shell({ me, path, bare, children }: ShellProps): ReactNode {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  const shortcuts = useMemo(
    () => [
      { id: "app.palette", keys: "mod+k", label: t("app.goTo"), run: () => setOpen("palette") },
      { id: "app.keys", keys: "?", label: t("app.keys"), run: () => setOpen("keys") },
    ],
    [],
  );
  useShortcuts(t("app.everywhere"), shortcuts);
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#content">
        {words("ui.skipLink")}
      </a>
      {!bare && (
        <Bar me={me} path={path} onPalette={() => setOpen("palette")} onKeys={() => setOpen("keys")} />
      )}
      <main id="content" tabIndex={-1} className={css.main}>
        {children}
      </main>
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
  const pages = [
    { title: t("app.home"), href: "/" },
    { title: t("app.projects"), href: "/projects" },
    ...(me && me.role !== "member" ? [{ title: t("app.people"), href: "/people" }] : []),
  ];
  return (
    <header className={css.bar}>
      <a href="/" className={css.brand}>
        Plumbline
      </a>
      <nav aria-label={words("ui.navigation")} className={css.nav}>
        {pages.map(({ title, href }) => (
          <a key={href} href={href} aria-current={isWithin(path, href) ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <div className={css.tools}>
        <IconButton
          icon="search"
          label={t("app.goTo")}
          keys={comboText("mod+k")}
          tip="end"
          onClick={onPalette}
        />
        <IconButton icon="keyboard" label={t("app.keys")} keys="?" tip="end" onClick={onKeys} />
        {me && (
          <Menu
            icon="person"
            label={t("app.accountOf", { name: me.name })}
            items={[
              { label: t("app.account"), icon: "person", href: "/account" },
              ...THEMES.map(([theme, icon]) => ({
                label: t(`app.theme.${theme}`),
                icon,
                onSelect: () => changePreferences({ theme }),
              })),
              { label: t("app.signOut"), icon: "arrow", onSelect: signOut },
            ]}
          />
        )}
      </div>
      {question}
    </header>
  );
}

function Palette({ me, onClose }: { me: Me | null; onClose: () => void }): ReactNode {
  const projects = useRead("projects", "list");
  const destinations: Destination[] = [
    { title: t("app.home"), icon: "home", href: "/" },
    { title: t("app.projects"), icon: "folder", href: "/projects" },
    { title: t("app.account"), icon: "person", href: "/account" },
    ...(me && me.role !== "member"
      ? [{ title: t("app.people"), icon: "people" as const, href: "/people" }]
      : []),
    ...(projects.data?.rows ?? []).flatMap(({ id, name, role }): Destination[] => {
      const params = { project: id };
      const work: Destination = {
        title: t("app.work", { project: name }),
        icon: "play",
        href: hrefOf("/projects/:project/work", params),
      };
      if (role === "trainer" || role === "reviewer") return [work];
      return [
        { title: name, icon: "folder", href: hrefOf("/projects/:project", params) },
        {
          title: t("app.items"),
          within: name,
          icon: "list",
          href: hrefOf("/projects/:project/items", params),
        },
        { title: t("app.form"), within: name, icon: "form", href: hrefOf("/projects/:project/form", params) },
        {
          title: t("app.imports"),
          within: name,
          icon: "upload",
          href: hrefOf("/projects/:project/imports", params),
        },
        {
          title: t("app.releases"),
          within: name,
          icon: "box",
          href: hrefOf("/projects/:project/releases", params),
        },
        ...(role === "viewer" ? [] : [work]),
      ];
    }),
  ];
  return <CommandPalette destinations={destinations} onClose={onClose} />;
}

function isWithin(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
