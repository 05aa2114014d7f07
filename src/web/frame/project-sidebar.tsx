import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import type { Project } from "#contract/projects.ts";
import { fill } from "../paths.ts";
import { IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { t as words } from "../ui/messages/en.ts";
import { titled } from "../ui/messages/index.ts";
import { useRead } from "./api.ts";
import { GROUPS, type GroupName } from "./groups.ts";
import { useHere } from "./here.ts";
import { projectPagesFor } from "./offers.ts";
import { titleOf } from "./page.ts";
import css from "./project-sidebar.module.css";
import { t } from "./words.ts";

/** The pages of a project that this person may open: beside the page where there is room, else in a drawer. */
export function ProjectSidebar({ project: id, path }: { project: string; path: string }): ReactNode {
  const { data: project, error } = useRead("projects", "get", { params: { project: id } });
  const { title, above } = useHere();
  const page = title || above.at(-1)?.title;
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has arrived needs no drawer
  useEffect(() => setOpen(false), [path]);
  if (error && !project) return null;
  return (
    <>
      <nav className={css.sidebar} aria-label={t("frame.project")}>
        {project && <Groups project={project} path={path} />}
      </nav>
      <nav className={css.strip} aria-label={t("frame.project")}>
        <button type="button" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(true)}>
          <Icon name="menu" />
          <span className={css.name}>{project?.name ?? "\u00a0"}</span>
          {page && <span className={css.page}>{page}</span>}
        </button>
      </nav>
      {open && project && (
        <Drawer onClose={() => setOpen(false)}>
          <Groups project={project} path={path} />
        </Drawer>
      )}
    </>
  );
}

function Groups({ project, path }: { project: Project; path: string }): ReactNode {
  const pages = projectPagesFor(project.role);
  return (
    <>
      <p className={css.project} dir="auto">
        {project.name}
      </p>
      {(Object.keys(GROUPS) as GroupName[]).map((name) => (
        <Group
          key={name}
          title={GROUPS[name] && titled(`group.${name}`, GROUPS[name])}
          pages={pages
            .filter(({ inProject }) => inProject?.group === name)
            .map((page) => ({
              ...page,
              title: titleOf(page),
              href: fill(page.path, { project: project.id }),
            }))}
          root={fill("/projects/:project", { project: project.id })}
          path={path}
        />
      ))}
    </>
  );
}

interface GroupProps {
  title: string | null;
  pages: readonly { title: string; icon?: Parameters<typeof Icon>[0]["name"]; href: string }[];
  root: string;
  path: string;
}

function Group({ title, pages, root, path }: GroupProps): ReactNode {
  const id = useId();
  if (pages.length === 0) return null;
  return (
    <div className={css.group}>
      {title && (
        <p id={id} className={css.title}>
          {title}
        </p>
      )}
      <ul aria-labelledby={title ? id : undefined}>
        {pages.map(({ title: name, icon, href }) => {
          const below = href !== root && path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <a href={href} aria-current={path === href ? "page" : below ? "true" : undefined}>
                {icon && <Icon name={icon} size={16} />}
                {name}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A sheet at the edge of a narrow screen. Escape and a press outside close it. */
function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }): ReactNode {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    dialog.querySelector<HTMLElement>("[aria-current]")?.focus();
    // Only a dialog that is closed, not one that is taken away, gives the focus back to where it was opened.
    return () => dialog.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does what a press on the backdrop does
    <dialog
      ref={ref}
      className={css.drawer}
      aria-label={t("frame.project")}
      onClose={(event) => event.currentTarget.isConnected && onClose()}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <nav className={css.inside} aria-label={t("frame.project")}>
        <div className={css.close}>
          <IconButton icon="cross" label={words("ui.close")} tip="end" onClick={onClose} />
        </div>
        {children}
      </nav>
    </dialog>
  );
}
